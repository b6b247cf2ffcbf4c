// Tokens and roles.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkAccess, checkLayout, open, takePicture } from "./support/browser.mjs";
import { serveShop } from "./support/server.mjs";
import { stuckOrder, wholeOrder } from "./support/shop.mjs";

const shop = await serveShop([["alice", "read", "command", "operate"], ["rita", "read"], ["otto", "operate"]]);
const { alice, rita, otto } = shop.tokens;
const expected = ["401"];

const field = (page) => page.getByLabel("Token");
const places = (page) => page.getByRole("navigation", { name: "Screens" }).getByRole("link").allInnerTexts();

async function signIn(page, token) {
  await field(page).fill(token);
  await page.getByRole("button", { name: "Sign in" }).click();
}

for (const mode of ["light", "dark", "phone"]) {
  test(`a token is asked for: ${mode}`, async (t) => {
    const page = await open(t, shop.url, { expected, mode });
    await field(page).waitFor();
    await takePicture(page, `sign-in-${mode}`);
    await checkLayout(page);
    await checkAccess(page);
  });
}

test("with a token one is where one wanted to go", async (t) => {
  const page = await open(t, `${shop.url}/#/orders/${wholeOrder}`, { expected });
  await signIn(page, alice);
  await page.getByRole("heading", { name: wholeOrder }).waitFor();
  assert.deepEqual(await places(page), ["Orders", "Shop", "Feed", "Operations"]);
  await page.getByText("alice", { exact: true }).waitFor();
});

test("a token that is not known is told kindly", async (t) => {
  const page = await open(t, shop.url, { expected });
  await signIn(page, "mistyped");
  await page.getByRole("alert").getByText(/does not know this token/).waitFor();
  await takePicture(page, "sign-in-refused-light");
  await checkAccess(page);
});

test("the token stays in the tab alone, and goes when one signs out", async (t) => {
  const page = await open(t, shop.url, { expected });
  await signIn(page, rita);
  await page.locator(".results tbody tr").first().waitFor();
  const kept = await page.evaluate(() => [JSON.stringify(localStorage), document.cookie, location.href]);
  assert.deepEqual(kept.map((text) => text.includes(rita)), [false, false, false]);
  await page.reload();
  await page.locator(".results tbody tr").first().waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await field(page).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
});

test("who may only read sees neither operations nor what concerns people", async (t) => {
  const page = await open(t, `${shop.url}/#/orders/${wholeOrder}`, { expected, token: rita });
  await page.getByRole("heading", { name: "What happened" }).waitFor();
  assert.deepEqual(await places(page), ["Orders", "Shop", "Feed"]);
  assert.equal(await page.getByText("Eun-ji Park").count(), 0);
  await page.locator("summary", { hasText: "Order created" }).click();
  await page.locator(".event-data").waitFor();
  assert.equal(await page.getByText("Eun-ji Park").count(), 0);
});

test("who may command or operate as well sees for whom an order is", async (t) => {
  const page = await open(t, `${shop.url}/#/orders/${wholeOrder}`, { expected, token: alice });
  await page.getByText("Eun-ji Park", { exact: true }).waitFor();
});

test("what one may not do about a stuck process is not there", async (t) => {
  const page = await open(t, `${shop.url}/#/orders/${stuckOrder}`, { expected, token: rita });
  await page.getByText("It waits for people, at capture payment").waitFor();
  assert.equal(await page.getByRole("button", { name: /Retry|Abandon/ }).count(), 0);
});

test("a screen that one may not see says which role it needs", async (t) => {
  const page = await open(t, `${shop.url}/#/operations`, { expected, token: rita });
  await page.getByText("Your token may not see this.").waitFor();
  await page.getByText(/It needs the role operate/).waitFor();
});

test("an operator without other roles begins at operations", async (t) => {
  const page = await open(t, shop.url, { expected: [...expected, "403"], token: otto });
  await page.getByRole("heading", { name: "Operations" }).waitFor();
  assert.deepEqual(await places(page), ["Operations"]);
});

test("a token that is withdrawn meanwhile is asked for anew", async (t) => {
  const page = await open(t, shop.url, { expected, token: alice });
  await page.locator(".results tbody tr").first().waitFor();
  await page.evaluate(() => sessionStorage.setItem("docket.token", "withdrawn"));
  await page.getByRole("searchbox").fill("order-1");
  await field(page).waitFor();
});
