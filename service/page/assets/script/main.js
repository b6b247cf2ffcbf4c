// Begins the page: who is here, which screen, and what happens when the token is refused.

import { get, Problem } from "./core/api.js";
import { announce } from "./core/announce.js";
import { element, replace } from "./core/element.js";
import { currentRoute, linkTo } from "./core/route.js";
import { forget, knownAs, may, me, token, whenRefused } from "./core/session.js";
import { emptyNotice, problemNotice } from "./parts/notice.js";
import { showFeed } from "./screens/feed.js";
import { showOperations } from "./screens/operations.js";
import { showOrder } from "./screens/order.js";
import { showOrders } from "./screens/orders.js";
import { showShop } from "./screens/shop.js";
import { showSignIn } from "./screens/sign_in.js";

// What stands in the navigation, and the role that each screen needs.
const places = [
  { name: "orders", title: "Orders", role: "read" },
  { name: "shop", title: "Shop", role: "read" },
  { name: "feed", title: "Feed", role: "read" },
  { name: "operations", title: "Operations", role: "operate" },
];

const content = document.getElementById("content");
let leaving = new AbortController();
let started = false;

// A screen fills the page and stops what it does when the signal says so.
function enter(title, show) {
  leaving.abort();
  leaving = new AbortController();
  document.title = `${title} – Docket`;
  replace(content);
  show(content, leaving.signal);
  const first = content.querySelector("[data-first]");
  if (first) first.focus();
  else if (started) {
    (content.querySelector("h1") ?? content).focus({ preventScroll: true });
    scrollTo(0, 0);
    announce(title);
  }
  started = true;
}

function showPlace() {
  if (!me()) return;
  const { parts, query } = currentRoute();
  if (parts.length === 0) {
    history.replaceState(null, "", linkTo([places.find(({ role }) => may(role))?.name ?? "orders"]));
    return showPlace();
  }
  const [name, id] = parts;
  const place = places.find((one) => one.name === name);
  drawFrame(name);
  if (!place || parts.length > 2 || (id && name !== "orders")) return enter("Not here", showNothing);
  if (!may(place.role)) return enter(place.title, (page) => showRoleNeeded(page, place));
  if (id) return enter(id, (page, signal) => showOrder(page, id, query, signal));
  const show = { orders: showOrders, shop: showShop, feed: showFeed, operations: showOperations }[name];
  return enter(place.title, (page, signal) => show(page, query, signal));
}

function showNothing(page) {
  replace(page, element("h1", { tabindex: "-1" }, "Not here"),
    emptyNotice("There is no such screen.", element("a", { href: "#/orders" }, "To the orders")));
}

function showRoleNeeded(page, { title, role }) {
  replace(page, element("h1", { tabindex: "-1" }, title),
    emptyNotice("Your token may not see this.", `It needs the role ${role}.`));
}

function drawFrame(current) {
  replace(document.getElementById("navigation"), element("ul", {}, places.filter(({ role }) => may(role)).map(
    ({ name, title }) => element("li", {},
      element("a", { href: `#/${name}`, "aria-current": name === current && "page" }, title)))));
  replace(document.getElementById("account"), me() && accountParts());
}

function accountParts() {
  const { name, roles = [] } = me();
  const who = element("span", { class: "who", title: `May: ${roles.join(", ")}` }, name);
  return token() ? [who, element("button", { type: "button", on: { click: signOut } }, "Sign out")] : [who];
}

function signOut() {
  forget();
  start();
}

function askForToken(refused) {
  drawFrame("");
  enter("Sign in", (page) => showSignIn(page, refused, start));
}

async function start() {
  const hadToken = token() !== "";
  try {
    knownAs(await get("me"));
    if ((me().roles ?? []).length === 0) throw new Problem(401);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return askForToken(hadToken);
    return enter("Docket", (page) => replace(page,
      element("h1", { tabindex: "-1" }, "Docket"), problemNotice(error, start)));
  }
  return showPlace();
}

whenRefused(() => {
  if (!me()) return; // start() sees to it.
  forget();
  askForToken(true);
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault(); // The address is the screen's.
  content.focus();
});
addEventListener("hashchange", showPlace);
start();
