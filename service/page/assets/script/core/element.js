// Elements in one expression. Text is always set as text, never parsed: what an order's data says is shown, not run.

const svgNamespace = "http://www.w3.org/2000/svg";

// Attributes by name; `on` holds listeners; null, undefined and false leave an attribute out.
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

// The same for a part of an SVG.
export function drawing(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(svgNamespace, tag), attributes, children);
}

// Children that are null, undefined or false are left out; lists are flattened.
export function replace(parent, ...children) {
  parent.replaceChildren(...present(children));
}

let names = 0;

// An id that no other element of the page has, for labels and descriptions.
export function freshId(beginning) {
  names += 1;
  return `${beginning}-${names}`;
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") listen(made, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...present(children));
  return made;
}

function listen(to, listeners) {
  for (const [event, listener] of Object.entries(listeners)) to.addEventListener(event, listener);
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
