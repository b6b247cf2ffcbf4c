// Times. The server's are UTC with microseconds, and so they are shown; the local time is told on hover.

import { element } from "./element.js";

// "2026-03-02T09:30:00.182472Z" is "2026-03-02 09:30:00", or with its fraction when it is to be precise.
export function utcText(iso, precise = false) {
  const [day, clock = ""] = iso.replace("Z", "").split("T");
  return `${day} ${precise ? clock : clock.slice(0, 8)}`.trim();
}

export function localText(iso) {
  const format = { dateStyle: "medium", timeStyle: "long" };
  return new Intl.DateTimeFormat(undefined, format).format(new Date(iso));
}

export function timeElement(iso, precise = false) {
  if (!iso) return element("span", { class: "none" }, "–");
  return element(
    "time",
    { datetime: iso, title: `${utcText(iso, true)} UTC\n${localText(iso)} local` },
    utcText(iso, precise),
  );
}

export function milliseconds(iso) {
  return Date.parse(iso);
}

// The end of that millisecond: what happened within it is included, though the server counts in microseconds.
export function endOfMillisecond(instant) {
  return new Date(instant).toISOString().replace("Z", "999Z");
}

// "3 d 4 h", "12 min", "0.3 s": two units at most.
export function durationText(seconds) {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const units = [["d", 86400], ["h", 3600], ["min", 60]];
  const first = units.findIndex(([, length]) => seconds >= length);
  const [name, length] = units[first];
  const whole = Math.floor(seconds / length);
  const [nextName, nextLength] = units[first + 1] ?? ["s", 1];
  const rest = Math.floor((seconds - whole * length) / nextLength);
  return rest ? `${whole} ${name} ${rest} ${nextName}` : `${whole} ${name}`;
}

// For <input type="datetime-local">, which knows no zone: UTC stands in it, and its label says so.
export function inputText(instant) {
  return new Date(instant).toISOString().slice(0, 19);
}

export function fromInput(text) {
  return Date.parse(`${text}${text.length === 16 ? ":00" : ""}Z`);
}
