// Where in the page one is: "#/orders/o-1?version=3" is the parts ["orders", "o-1"] and the query version=3.

export function currentRoute() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?", 2);
  return { parts: path.split("/").filter(Boolean).map(decode), query: new URLSearchParams(query ?? "") };
}

export function linkTo(parts, query = {}) {
  const path = `#/${parts.map(encodeURIComponent).join("/")}`;
  const text = queryText(query);
  return text ? `${path}?${text}` : path;
}

export function go(hash) {
  location.hash = hash;
}

const notePauseMs = 150;
let noting = 0;

// Says in the address bar what is shown, so that it can be sent to somebody, without going anywhere. After a pause,
// because browsers refuse an address that changes with every move of a slider.
export function noteQuery(parts, query) {
  clearTimeout(noting);
  noting = setTimeout(() => {
    if (currentRoute().parts.join("/") === parts.join("/")) history.replaceState(null, "", linkTo(parts, query));
  }, notePauseMs);
}

function queryText(query) {
  const kept = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined && one !== "" && one !== false) kept.append(name, one);
    }
  }
  return kept.toString();
}

// A hash that somebody broke is a place that does not exist, not an exception.
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
