// The operator's view.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./support/browser.mjs";
import { serveShop } from "./support/server.mjs";
import { stuckOrder } from "./support/shop.mjs";

const shop = await serveShop();
const openOperations = (t, options) => open(t, `${shop.url}/#/operations`, options);

test("figures and plots are those of the engine", async (t) => {
  const page = await openOperations(t);
  const { position } = await shop.get("operations/status");
  await page.locator(".tile", { hasText: "Log" }).getByText(position.toLocaleString("en")).waitFor();
  for (const title of ["Throughput", "Latency since the start", "Views behind the log"]) {
    await page.getByRole("img", { name: new RegExp(`^${title}: `) }).waitFor();
  }
  await page.locator("polyline.line").first().waitFor({ state: "attached" });
});

test("each projection stands there with its state", async (t) => {
  const page = await openOperations(t);
  const { projections } = await shop.get("operations/status");
  const rows = page.getByRole("region", { name: "Projections" }).locator("tbody tr");
  await rows.nth(projections.length - 1).waitFor();
  assert.equal(await rows.count(), projections.length);
});

test("building a view anew is asked about first, and then done", async (t) => {
  const page = await openOperations(t);
  await page.getByRole("button", { name: "Rebuild Order list" }).click();
  await page.getByRole("dialog", { name: "Build Order list anew?" }).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Rebuild Order list" }).click();
  const asked = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("dialog").getByRole("button", { name: "Build it anew" }).click();
  assert.match((await asked).url(), /\/projections\/order_list\/rebuild$/);
  await page.waitForFunction(() => document.getElementById("announcer").textContent === "Rebuild Order list: done");
});

test("a stuck process can be retried", async (t) => {
  const page = await openOperations(t);
  const asked = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByRole("button", { name: `Retry the fulfilment of ${stuckOrder}` }).click();
  const answer = await asked;
  assert.match(answer.url(), new RegExp(`/orders/${stuckOrder}/fulfilment/retry$`));
  assert.ok(answer.ok());
});

test("dead letters, or that there are none", async (t) => {
  const page = await openOperations(t);
  await page.getByRole("region", { name: "Dead letters" }).locator("tbody tr, .notice.empty").first().waitFor();
});

test("the last figures stay while the server is away, and it says so", async (t) => {
  const page = await openOperations(t, { expected: ["ERR_FAILED"] });
  await page.locator(".tile").first().waitFor();
  await page.route("**/api/operations/status", (route) => route.abort());
  await page.getByText("The server does not answer").waitFor();
  assert.ok(await page.locator(".tile").count() > 0);
  await page.unroute("**/api/operations/status");
  await page.getByText("The server does not answer").waitFor({ state: "detached" });
});
