// Asks for the token that the server wants.

import { element, replace } from "../core/element.js";
import { keepToken } from "../core/session.js";

// `refused`: there was one, and the server does not know it.
export function showSignIn(page, refused, done) {
  const problem = refused && element("p", { class: "notice problem", role: "alert", id: "token-problem" },
    "The server does not know this token. It may have been mistyped, or withdrawn.");
  const input = element("input", {
    id: "token", "data-first": true, type: "password", required: true, autocomplete: "off", spellcheck: "false",
    "aria-describedby": refused ? "token-help token-problem" : "token-help",
  });
  const submit = (event) => {
    event.preventDefault();
    keepToken(input.value.trim());
    done();
  };
  replace(page, element("form", { class: "panel sign-in", on: { submit } },
    element("h1", { tabindex: "-1" }, "Sign in"),
    problem,
    element("p", { class: "field" }, element("label", { for: "token" }, "Token"), input),
    element("p", { class: "quiet", id: "token-help" },
      "Whoever looks after this server hands them out. It is kept for this tab only."),
    element("p", { class: "buttons" }, element("button", { class: "main-action" }, "Sign in"))));
}
