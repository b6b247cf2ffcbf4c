// The slider through an order: version by version, or through the time from its first event to the last one around it.

import { element, replace } from "../core/element.js";
import { endOfMillisecond, milliseconds, timeElement, utcText } from "../core/time.js";
import { choice } from "../parts/choice.js";
import { slider } from "../parts/slider.js";

// `moved(at)`: {query, note, text, isNow, version?, time?}: what to ask the server, what to say in the address, in words,
// and which entries of the timeline belong to it.
export function momentPanel(now, versions, moved) {
  const said = element("p", { class: "moment" });
  const last = versions.length;
  const instants = now.timeline.map((entry) => milliseconds(entry.occurredAt));
  const [first, end] = [Math.min(...instants), Math.max(...instants)];
  let mode = "version";

  const tell = (at) => {
    replace(said, momentText(at, versions));
    return moved(at);
  };
  const atVersion = (version) => ({
    query: { version }, note: { version }, version, isNow: version === last,
    text: `Version ${version} of ${last}: ${versions[version - 1].description}`,
  });
  const atTime = (instant) => {
    const time = endOfMillisecond(instant);
    const version = versions.filter((event) => event.occurredAt <= time).length;
    return { query: { asOf: time }, note: { at: time }, time, version, isNow: instant >= end,
      text: `${utcText(time)} UTC, version ${version} of ${last}` };
  };

  const byVersion = slider({ label: "Version of the order", min: 1, max: last, value: last,
    marks: versions.map((_, index) => index + 1), text: (value) => atVersion(value).text,
    moved: (value) => tell(atVersion(value)) });
  const byTime = slider({ label: "Time", min: first, max: end, step: Math.max(1, Math.round((end - first) / 1000)),
    value: end, marks: instants, text: (value) => atTime(value).text, moved: (value) => tell(atTime(value)) });
  byTime.set(end);

  const place = element("div", {}, byVersion.node);
  const change = (next) => {
    mode = next;
    replace(place, mode === "version" ? byVersion.node : byTime.node);
    tell(mode === "version" ? atVersion(byVersion.value()) : atTime(byTime.value()));
  };
  const modes = element("div");
  const drawModes = () => replace(modes,
    choice("Move through", [["version", "Versions"], ["time", "Time"]], mode, change));
  drawModes();
  replace(said, momentText(atVersion(last), versions));

  const goTo = ({ version, at }) => {
    if (version) byVersion.set(version);
    if (at) byTime.set(Math.min(Math.max(milliseconds(at), first), end));
    mode = version ? "version" : "time";
    drawModes();
    change(mode);
  };
  const toNow = element("button", { type: "button", on: { click: () => {
    byTime.set(end);
    goTo({ version: last });
  } } }, "Now");
  return {
    node: element("section", { class: "panel time-machine", "aria-label": "Moment" },
      element("div", { class: "bar" }, modes, toNow), place, said),
    goTo,
  };
}

function momentText({ version, time, isNow }, versions) {
  const event = versions[version - 1];
  return [
    element("b", {}, `Version ${version} of ${versions.length}`), isNow ? " (now) · " : " · ",
    time ? timeElement(time) : timeElement(event.occurredAt), " UTC",
    element("br"), event.description,
    event.metadata?.user && element("span", { class: "quiet" }, ` by ${event.metadata.user}`),
  ];
}
