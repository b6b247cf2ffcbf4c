// A button that asks the server to do something, and says beside it what became of it.

import { announce } from "../core/announce.js";
import { element, replace } from "../core/element.js";

// `act` answers what the server said, or null when people thought better of it; `done` is called after it went well.
// `label` says more than the title to those who do not see what it stands beside.
export function actionButton(title, act, done, label = title) {
  const said = element("span", { class: "said", role: "status" });
  const button = element("button", { type: "button", "aria-label": label, on: { click: async () => {
    button.disabled = true;
    replace(said);
    try {
      if (await act()) {
        announce(`${label}: done`);
        const home = button.closest("section");
        await done();
        if (!button.isConnected) goOnAt(home);
      }
    } catch (error) {
      replace(said, error.message);
    } finally {
      button.disabled = false;
    }
  } } }, title);
  return element("span", { class: "action" }, button, said);
}

// The list was drawn anew and the button is gone: whoever used the keyboard goes on at its heading.
function goOnAt(home) {
  const heading = home?.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}
