// A status as a word with a mark. The mark's shape helps those who see no colours; the word says it all.

import { element } from "../core/element.js";
import { plain } from "../core/words.js";

export function statusBadge(status) {
  return element("span", { class: `badge status-${status}` }, plain(status));
}
