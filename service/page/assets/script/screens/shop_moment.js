// The moment that the shop is shown at: by the time at which things happened, or by the place in the log up to which
// they were known.

import { element, freshId, replace } from "../core/element.js";
import { announce } from "../core/announce.js";
import { endOfMillisecond, fromInput, inputText, localText, milliseconds, timeElement, utcText } from "../core/time.js";
import { grouped } from "../core/words.js";
import { choice } from "../parts/choice.js";
import { slider } from "../parts/slider.js";

const hourMs = 3_600_000;
const stepsMax = 2000;

// `first` is when the shop's first day began, `position` where the log ends. `moved(at)`: {query, note, isNow, time?}.
export function shopMoment({ first, position, moved }) {
  const end = Date.now();
  const said = element("p", { class: "moment" });
  const exact = freshId("moment");
  const step = end - first > stepsMax * hourMs ? 24 * hourMs : Math.max(1000, Math.round((end - first) / stepsMax));
  let mode = "time";

  const atTime = (instant) => {
    if (instant >= end) return { query: {}, note: {}, isNow: true, text: "Now" };
    const time = endOfMillisecond(instant);
    return { query: { asOf: time }, note: { at: time }, time, isNow: false, text: `${utcText(time)} UTC` };
  };
  const atPosition = (at) => at >= position
    ? { query: {}, note: { position: at }, isNow: true, text: `As known now, at position ${grouped(position)}` }
    : { query: { atPosition: at }, note: { position: at }, isNow: false,
      text: `As known at position ${grouped(at)} of ${grouped(position)}` };
  const tell = (at) => {
    replace(said, at.time ? ["As of ", timeElement(at.time), ` UTC, which is ${localText(at.time)} here`] : at.text);
    if (mode === "time") input.value = inputText(at.time ? milliseconds(at.time) : end);
    moved(at);
  };

  const byTime = slider({ label: "Time", min: first, max: end, step, value: end, text: (value) => atTime(value).text,
    moved: (value) => tell(atTime(value)) });
  const byPosition = slider({ label: "Position in the log", min: 1, max: position, value: position,
    step: Math.max(1, Math.round(position / stepsMax)), text: (value) => atPosition(value).text,
    moved: (value) => tell(atPosition(value)) });
  const place = element("div");
  const modes = element("div");
  const input = element("input", { id: exact, type: "datetime-local", step: 1, on: { change: () => {
    if (input.value) goTo("time", fromInput(input.value));
  } } });
  const exactField = element("p", { class: "field" }, element("label", { for: exact }, "Exactly (UTC)"), input);

  function goTo(next, value) {
    mode = next;
    replace(modes, choice("Moment by", [["time", "When it happened"], ["position", "When it was known"]], mode,
      (chosen) => goTo(chosen, (chosen === "time" ? byTime : byPosition).value())));
    const chosen = mode === "time" ? byTime : byPosition;
    chosen.set(value);
    exactField.hidden = mode !== "time";
    replace(place, chosen.node);
    tell(mode === "time" ? atTime(Math.min(Math.max(value, first), end)) : atPosition(Math.min(value, position)));
  }
  const toNow = element("button", { type: "button", on: { click: () => {
    goTo(mode, mode === "time" ? end : position);
    announce("Now");
  } } }, "Now");

  return {
    node: element("section", { class: "panel time-machine", "aria-label": "Moment" },
      element("div", { class: "bar" }, modes, exactField, toNow), place, said),
    // The address may name a time or a position.
    begin(query) {
      const time = milliseconds(query.get("at") ?? "");
      const known = Number(query.get("position"));
      if (known >= 1) goTo("position", known);
      else goTo("time", Number.isNaN(time) ? end : time);
    },
  };
}
