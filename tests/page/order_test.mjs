// One order: its versions, its time, what changed, who caused it, its fulfilment.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, settled } from "./support/browser.mjs";
import { serveShop } from "./support/server.mjs";
import { doneOrder, stuckOrder, wholeOrder } from "./support/shop.mjs";

const shop = await serveShop();
const at = (id, query = "") => `${shop.url}/#/orders/${id}${query}`;
const state = (page) => page.getByRole("region", { name: "The order at this moment" });
const changes = (page) => page.getByRole("region", { name: "What changed" });

test("the slider shows each version as the server has it", async (t) => {
  const page = await open(t, at(wholeOrder));
  const { events } = await shop.get(`orders/${wholeOrder}/history`);
  const slider = page.getByRole("slider", { name: "Version of the order" });
  await slider.focus();
  for (let version = events.length - 1; version >= 1; version -= 1) {
    await page.keyboard.press("ArrowLeft");
    const { order } = await shop.get(`orders/${wholeOrder}/details?version=${version}`);
    await state(page).getByText(new RegExp(`^As it was\\s+${order.status}$`, "i")).waitFor();
    await state(page).getByText(`${order.total} EUR`, { exact: true }).first().waitFor();
    assert.equal(await slider.getAttribute("aria-valuetext"),
      `Version ${version} of ${events.length}: ${events[version - 1].description}`);
  }
  await page.waitForURL(/version=1$/);
});

test("what had not happened yet is marked in the timeline", async (t) => {
  const page = await open(t, at(wholeOrder, "?version=4"));
  await page.locator(".timeline li[aria-current=step]").waitFor();
  const later = await page.locator(".timeline li").evaluateAll((all) => all.map((one) => one.classList.contains("later")));
  assert.deepEqual(later, later.map((_, index) => index >= 4));
});

test("what changed is told of the version before, or of any other", async (t) => {
  const page = await open(t, at(wholeOrder, "?version=4"));
  await changes(page).getByRole("row", { name: /^Status\s+pending\s+placed$/ }).waitFor();
  await changes(page).getByLabel("Since").selectOption("1");
  const { fields } = await shop.get(`orders/${wholeOrder}/difference?from=1&to=4`);
  await page.waitForFunction((count) => document.querySelectorAll(".changes tbody tr").length === count, fields.length);
  await changes(page).getByRole("row", { name: /^Total\s+4\.90\s+22\.25$/ }).waitFor();
});

test("the slider through time shows the order as of that time", async (t) => {
  const page = await open(t, at(wholeOrder));
  await page.getByRole("radio", { name: "Time" }).check();
  const slider = page.getByRole("slider", { name: "Time" });
  await slider.focus();
  await page.keyboard.press("Home");
  await state(page).getByText(/^As it was\s+Pending$/i).waitFor();
  const [first] = (await shop.get(`orders/${wholeOrder}/history`)).events;
  assert.match(await slider.getAttribute("aria-valuetext"), new RegExp(first.occurredAt.slice(11, 19)));
  await page.keyboard.press("End");
  await state(page).getByText(/^As it is\s+Delivered$/i).waitFor();
});

test("a time in the address is where the slider stands", async (t) => {
  const page = await open(t, at(wholeOrder, "?at=2026-03-23T14:00:00Z"));
  await state(page).getByText(/^As it was\s+Shipped$/i).waitFor();
});

test("an event says what it carries and who caused it", async (t) => {
  const page = await open(t, at(wholeOrder));
  await page.locator("summary", { hasText: "Payment received by payments" }).click();
  const data = page.locator(".event-data");
  await data.getByText("payments", { exact: true }).waitFor();
  assert.match(await data.getByRole("region", { name: /^Data of / }).innerText(), /"paymentId": "pay-3"/);
});

test("an event of the payment is fetched when somebody looks", async (t) => {
  const page = await open(t, at(doneOrder));
  await page.locator(".about-payment summary", { hasText: "Payment captured" }).click();
  await page.getByText(`of payment ${doneOrder}`).waitFor();
});

test("times are UTC, and the local time is told on hover", async (t) => {
  const page = await open(t, at(wholeOrder));
  const time = page.locator(".timeline time").first();
  assert.equal(await time.innerText(), "2026-03-22 11:00:00");
  assert.match(await time.getAttribute("title"), /12:00:00.* local/s); // Berlin, an hour ahead in March.
});

test("a fulfilment that is stuck says what it waits for", async (t) => {
  const page = await open(t, at(stuckOrder));
  const fulfilment = page.getByRole("region", { name: "Fulfilment" });
  await fulfilment.getByText("It waits for people, at capture payment").waitFor();
  await fulfilment.getByText(/Waits for the payment provider/).waitFor();
  await fulfilment.getByRole("button", { name: `Retry the fulfilment of ${stuckOrder}` }).waitFor();
});

test("a fulfilment that is done shows its steps", async (t) => {
  const page = await open(t, at(doneOrder));
  const { steps } = await shop.get(`orders/${doneOrder}/fulfilment`);
  await page.locator(".steps li").nth(steps.length - 1).waitFor();
  assert.equal(await page.locator(".steps li").count(), steps.length);
});

test("an order that never was is told kindly", async (t) => {
  const page = await open(t, at("never-was"), { expected: ["404"] });
  await page.getByText("There is no order never-was.").waitFor();
  await page.getByRole("link", { name: "Find orders" }).click();
  await page.getByRole("searchbox").waitFor();
});

test("while the hand moves only the newest moment is asked for", async (t) => {
  const page = await open(t, at(wholeOrder));
  await settled(page);
  let asked = 0;
  const released = [];
  await page.route("**/details?*", async (route) => {
    asked += 1;
    await new Promise((resolve) => released.push(resolve));
    await route.continue();
  });
  const slider = page.getByRole("slider", { name: "Version of the order" });
  await slider.focus();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press("ArrowLeft");
  while (asked < 2) {
    released.splice(0).forEach((release) => release());
    await page.waitForTimeout(5);
  }
  released.splice(0).forEach((release) => release());
  await page.locator(".moment").getByText("Version 3 of 9").waitFor();
  await state(page).getByText(/^As it was\s+Pending$/i).waitFor();
  assert.equal(asked, 2); // The first move's, and the last one's.
});
