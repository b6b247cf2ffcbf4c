// The live feed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./support/browser.mjs";
import { serveShop } from "./support/server.mjs";

const shop = await serveShop();
let count = 0;

function order() {
  count += 1;
  return shop.post("orders", { orderId: `fresh-${count}`, customerId: "cust-9", currency: "EUR",
    items: [{ productId: "mug-blue", name: "Mug, blue", quantity: 1, unitPrice: "9.90" }] });
}
const entry = (page, name) => page.locator(".events li", { has: page.getByRole("link", { name, exact: true }) });

async function openFeed(t, options) {
  const page = await open(t, `${shop.url}/#/feed`, options);
  await page.getByText("Live", { exact: true }).waitFor();
  return page;
}

test("what happened last is there, newest first", async (t) => {
  const page = await openFeed(t);
  const { position } = await shop.get("events?limit=1");
  const events = (await shop.get(`events?from=${position - 50}&limit=50`)).events.reverse();
  assert.equal(events.length, 50);
  await page.locator(".events li").nth(events.length - 1).waitFor();
  const streams = await page.locator(".events li .when > span:last-child").allInnerTexts();
  assert.deepEqual(streams.map((text) => text.split(" for ")[0]), events.map(({ stream }) => stream));
});

test("what happens shows up by itself, newest on top", async (t) => {
  const page = await openFeed(t);
  await order();
  await entry(page, `fresh-${count}`).nth(1).waitFor();
  assert.match(await page.locator(".events li").first().innerText(), /Item added/);
});

test("while it is paused nothing moves, and then nothing is missing", async (t) => {
  const page = await openFeed(t);
  await page.getByRole("button", { name: "Pause" }).click();
  const before = await page.locator(".events li").first().innerText();
  const other = await openFeed(t);
  await order();
  await entry(other, `fresh-${count}`).nth(1).waitFor();
  assert.equal(await page.locator(".events li").first().innerText(), before);
  await page.getByRole("button", { name: "Go on" }).click();
  await entry(page, `fresh-${count}`).nth(1).waitFor();
});

test("one kind can be looked at alone", async (t) => {
  const page = await openFeed(t);
  await page.getByLabel("Show").selectOption("stock");
  await page.waitForFunction(() => [...document.querySelectorAll(".events .about")].every((one) => one.textContent.trim() === "Stock"));
});

test("an event says what it carries", async (t) => {
  const page = await openFeed(t);
  await order();
  await entry(page, `fresh-${count}`).first().locator("summary").click();
  await entry(page, `fresh-${count}`).first().getByRole("region", { name: /^Data of / }).waitFor();
});

test("after the server was away it goes on where it was, with nothing missing and nothing twice", async (t) => {
  const page = await openFeed(t, { expected: ["ERR_"] });
  const port = new URL(shop.url).port;
  await shop.stop();
  await page.getByText("Connection lost, trying again").waitFor();
  await shop.start(port);
  await order();
  await entry(page, `fresh-${count}`).nth(1).waitFor();
  assert.equal(await entry(page, `fresh-${count}`).count(), 2);
});
