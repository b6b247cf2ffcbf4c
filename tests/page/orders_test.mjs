// Finding orders.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, settled } from "./support/browser.mjs";
import { serveNothing, serveShop } from "./support/server.mjs";
import { stuckOrder, wholeOrder } from "./support/shop.mjs";

const shop = await serveShop();
const empty = await serveNothing();

const namesOf = (page) => page.locator(".results tbody th").allInnerTexts();
const shows = (page, names) => page.waitForFunction((wanted) => JSON.stringify(wanted)
  === JSON.stringify([...document.querySelectorAll(".results tbody th")].map((cell) => cell.innerText.trim())), names);

test("the newest orders come first, as the server has them", async (t) => {
  const page = await open(t, shop.url);
  const { orders } = await shop.get("orders");
  await shows(page, orders.map(({ orderId }) => orderId));
  const row = page.locator(".results tbody tr", { hasText: orders[0].orderId });
  assert.match(await row.innerText(), new RegExp(`${orders[0].total.replace(".", "\\.")}\\s+EUR`));
});

test("an order is found while its id is typed, and the address says what was looked for", async (t) => {
  const page = await open(t, shop.url);
  await page.getByRole("searchbox", { name: "Find orders" }).pressSequentially("stuck");
  await shows(page, [stuckOrder]);
  await page.waitForURL(/#\/orders\?text=stuck/);
  assert.equal(await page.locator("#announcer").innerText(), "1 order shown");
});

test("an order is found by the name of its customer", async (t) => {
  const page = await open(t, shop.url);
  await page.getByRole("searchbox", { name: "Find orders" }).fill("Brzęczy");
  await page.waitForFunction(() => {
    const customers = [...document.querySelectorAll('.results td[data-title="Customer"]')].map((cell) => cell.innerText.trim());
    return customers.length > 0 && customers.every((customer) => customer === "cust-4");
  });
});

test("statuses filter, and say how many orders are in each", async (t) => {
  const page = await open(t, shop.url);
  const { counts } = await shop.get("counts");
  const chip = page.getByRole("checkbox", { name: `Cancelled ${counts.cancelled}` });
  await chip.check();
  await page.waitForFunction((count) => document.querySelectorAll(".results tbody tr").length === count, counts.cancelled);
  const statuses = await page.locator('.results td[data-title="Status"]').allInnerTexts();
  assert.deepEqual([...new Set(statuses.map((text) => text.trim()))], ["Cancelled"]);
});

test("pages go on and back without an order twice", async (t) => {
  const page = await open(t, shop.url);
  await settled(page);
  const first = await namesOf(page);
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByText("Page 2").waitFor();
  const second = await namesOf(page);
  assert.deepEqual(second.filter((name) => first.includes(name)), []);
  await page.goBack();
  await shows(page, first);
});

test("amounts and moments narrow the list", async (t) => {
  const page = await open(t, shop.url);
  await page.getByText("More filters and order").click();
  await page.getByLabel("Total from").fill("1300.00");
  await page.getByLabel("As it was at (UTC)").fill("2026-04-01T00:00:00");
  const { orders } = await shop.get("orders?amountFrom=1300.00&asOf=2026-04-01T00:00:00.999999Z");
  assert.ok(orders.length > 0);
  await shows(page, orders.map(({ orderId }) => orderId));
  await page.getByRole("link", { name: "Show them as they are now" }).waitFor();
});

test("an amount that is none is told in the list's place, and mended there", async (t) => {
  const page = await open(t, `${shop.url}/#/orders?amountFrom=much`, { expected: ["400"] });
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Total from").fill("");
  await page.locator(".results tbody tr").first().waitFor();
});

test("it says kindly that nothing fits, and how to see all", async (t) => {
  const page = await open(t, `${shop.url}/#/orders?text=zebra`);
  await page.getByText("No order fits.").waitFor();
  await page.getByRole("link", { name: "Show all orders" }).click();
  await page.locator(".results tbody tr").first().waitFor();
});

test("a shop without orders says so", async (t) => {
  const page = await open(t, empty.url);
  await page.getByText("There are no orders yet.").waitFor();
});

test("when the server does not answer it says so, and tries again when asked", async (t) => {
  const page = await open(t, shop.url, { expected: ["ERR_FAILED"] });
  await settled(page);
  await page.route("**/api/orders?*", (route) => route.abort());
  await page.getByRole("searchbox", { name: "Find orders" }).fill(wholeOrder);
  await page.getByText("The server does not answer").waitFor();
  await page.unroute("**/api/orders?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await shows(page, [wholeOrder]);
});

test("slow answers to what was typed before do not come in between", async (t) => {
  const page = await open(t, shop.url);
  await settled(page);
  let letGo;
  const held = new Promise((resolve) => { letGo = resolve; });
  await page.route(/text=order-00&/, async (route) => {
    await held;
    await route.continue().catch(() => {}); // It was given up, as it should be.
  });
  const search = page.getByRole("searchbox", { name: "Find orders" });
  const asked = page.waitForRequest(/text=order-00&/);
  await search.fill("order-00");
  await asked;
  await search.fill(wholeOrder);
  await shows(page, [wholeOrder]);
  letGo();
  await settled(page);
  await shows(page, [wholeOrder]);
});

test("the keyboard alone gets from the search to an order", async (t) => {
  const page = await open(t, `${shop.url}/#/orders?text=${wholeOrder}`);
  await shows(page, [wholeOrder]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter"); // "Skip to the content"
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((name) => document.activeElement.textContent === name, wholeOrder)) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`#/orders/${wholeOrder}$`));
  await page.waitForFunction((name) => document.activeElement.tagName === "H1" && document.activeElement.textContent === name,
    wholeOrder);
});
