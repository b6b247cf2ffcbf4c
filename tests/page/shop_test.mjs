// The shop at any moment.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, settled } from "./support/browser.mjs";
import { serveNothing, serveShop } from "./support/server.mjs";

const shop = await serveShop();
const empty = await serveNothing();

const numbers = (page) => page.getByRole("region", { name: "Orders by status" }).locator(".meters .number");

async function showsCounts(page, query) {
  const { counts } = await shop.get(`counts${query}`);
  await page.waitForFunction((wanted) => JSON.stringify(wanted) === JSON.stringify(
    [...document.querySelectorAll('[aria-label="Orders by status"] .meters .number')].map((one) => Number(one.textContent))),
  Object.values(counts));
}

test("it begins with now, and counts as the server does", async (t) => {
  const page = await open(t, `${shop.url}/#/shop`);
  await showsCounts(page, "");
  assert.equal(await numbers(page).count(), 7);
});

test("a moment in the past has the counts and the days of then", async (t) => {
  const page = await open(t, `${shop.url}/#/shop?at=2026-04-15T12:00:00Z`);
  await showsCounts(page, "?asOf=2026-04-15T12:00:00.000999Z");
  const { rows } = await shop.get("statistics/day?sort=key&limit=1000&asOf=2026-04-15T12:00:00.000999Z");
  await page.getByText("The same as a table").click();
  const table = page.getByRole("table", { name: "Figures by day" });
  await page.waitForFunction((count) => document.querySelectorAll("details tbody tr").length === count, rows.length);
  const last = rows.at(-1);
  assert.match(await table.getByRole("row", { name: new RegExp(`^${last.key}`) }).innerText(), new RegExp(last.total));
  const solid = page.getByRole("region", { name: "By day" }).locator("svg").first().locator(".day-bar:not(.behind)");
  assert.equal(await solid.count(), rows.length);
});

test("the slider moves by key, to the day when all began", async (t) => {
  const page = await open(t, `${shop.url}/#/shop`);
  const slider = page.getByRole("slider", { name: "Time" });
  await slider.focus();
  await page.keyboard.press("Home");
  await showsCounts(page, "?asOf=2026-03-01T00:00:00.000999Z");
  await page.waitForURL(/at=2026-03-01/);
  assert.match(await slider.getAttribute("aria-valuetext"), /^2026-03-01 00:00:00 UTC$/);
});

test("a moment can be named exactly", async (t) => {
  const page = await open(t, `${shop.url}/#/shop`);
  await page.getByLabel("Exactly (UTC)").fill("2026-05-01T10:30:00");
  await showsCounts(page, "?asOf=2026-05-01T10:30:00.000999Z");
});

test("what was known at a position of the log is another question", async (t) => {
  const page = await open(t, `${shop.url}/#/shop?position=700`);
  await showsCounts(page, "?atPosition=700");
  await page.getByText("As known at position 700").waitFor();
});

test("a bar says its day and its sum", async (t) => {
  const page = await open(t, `${shop.url}/#/shop`);
  await settled(page);
  await page.locator(".day-bar").nth(2).hover();
  await page.locator(".readout", { hasText: /^2026-03-\d\d: [\d.]+ EUR in \d+ orders?$/ }).waitFor();
});

test("the number of a status leads to those orders, as they were", async (t) => {
  const page = await open(t, `${shop.url}/#/shop?at=2026-05-01T12:00:00Z`);
  const { counts } = await shop.get("counts?asOf=2026-05-01T12:00:00.000999Z");
  await page.getByRole("link", { name: `List ${counts.delivered} delivered orders` }).click();
  const { orders } = await shop.get("orders?status=delivered&asOf=2026-05-01T12:00:00.000999Z");
  await page.waitForFunction((count) => document.querySelectorAll(".results tbody tr").length === count, orders.length);
});

test("a shop in which nothing happened says so", async (t) => {
  const page = await open(t, `${empty.url}/#/shop`);
  await page.getByText("Nothing has happened yet.").waitFor();
});
