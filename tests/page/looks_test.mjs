// Each screen, as people see it (light, dark, on a phone) and as those do who do not: pictures are left for somebody to
// look at, what can be checked is checked.

import { test } from "node:test";
import { checkAccess, checkLayout, modes, open, settled, takePicture } from "./support/browser.mjs";
import { serveNothing, serveShop } from "./support/server.mjs";
import { doneOrder, stuckOrder, wholeOrder } from "./support/shop.mjs";

const shop = await serveShop();
const empty = await serveNothing();

const screens = [
  { name: "orders", at: "#/orders" },
  { name: "orders-filtered", at: "#/orders?text=ada&status=delivered&status=paid&sort=total&asOf=2026-05-20T12:00:00Z" },
  { name: "orders-nothing-fits", at: "#/orders?text=zebra" },
  { name: "order", at: `#/orders/${wholeOrder}` },
  { name: "order-before", at: `#/orders/${wholeOrder}?version=3` },
  { name: "order-open", at: `#/orders/${wholeOrder}`, act: (page) => openFolds(page, ".timeline li:nth-child(-n + 3) details") },
  { name: "order-fulfilled", at: `#/orders/${doneOrder}` },
  { name: "order-stuck", at: `#/orders/${stuckOrder}` },
  { name: "order-unknown", at: "#/orders/never-was", expected: ["404"] },
  { name: "shop", at: "#/shop" },
  { name: "shop-before", at: "#/shop?at=2026-05-01T12:00:00Z" },
  { name: "shop-known", at: "#/shop?position=700" },
  { name: "feed", at: "#/feed", act: (page) => openFolds(page, ".events li:first-child details") },
  { name: "operations", at: "#/operations", act: (page) => page.waitForTimeout(4500) }, // Two figures make a line.
  { name: "nowhere", at: "#/nowhere" },
  { name: "orders-none", at: "#/orders", server: empty },
  { name: "shop-none", at: "#/shop", server: empty },
  { name: "feed-none", at: "#/feed", server: empty },
];

for (const mode of Object.keys(modes)) {
  for (const { name, at, act, expected, server = shop } of screens) {
    test(`${name} looks well: ${mode}`, async (t) => {
      const page = await open(t, `${server.url}/${at}`, { mode, expected });
      await settled(page);
      await act?.(page);
      await settled(page);
      await takePicture(page, `${name}-${mode}`);
      await checkLayout(page);
      await checkAccess(page);
    });
  }
}

async function openFolds(page, selector) {
  await page.waitForSelector(selector);
  for (const fold of await page.$$(selector)) await fold.evaluate((one) => { one.open = true; });
  await page.waitForSelector(".event-data");
}
