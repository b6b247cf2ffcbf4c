// Pages in Chromium. What the page logs as an error, or throws, fails the test that opened it.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.DOCKET_PICTURES;

export const modes = {
  light: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

let browser;

after(() => browser?.close());

// A page at the address; `expected` are texts of errors that the test provokes.
export async function open(t, address, { mode = "light", token, expected = [] } = {}) {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"] });
  const context = await browser.newContext({ ...modes[mode], timezoneId: "Europe/Berlin", locale: "en-GB" });
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.stack));
  t.after(async () => {
    await context.close();
    const unexpected = errors.filter((error) => !expected.some((text) => error.includes(text)));
    assert.deepEqual(unexpected, [], "the page is not quiet");
  });
  if (token) await page.addInitScript((text) => sessionStorage.setItem("docket.token", text), token);
  await page.goto(address);
  return page;
}

export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("h1") && !document.querySelector("[aria-busy]"));
}

// WCAG 2.2 A and AA, and axe-core's best practices; what is minor is no finding.
export async function checkAccess(page) {
  await page.evaluate(axeSource); // Not as an element of the page, which would not let it in.
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  const serious = violations.filter(({ impact }) => ["moderate", "serious", "critical"].includes(impact));
  assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
}

// Nothing sticks out of the page, no text is cut, and no two things that can be pressed cover one another.
export async function checkLayout(page) {
  const faults = await page.evaluate(() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide, the window ${root.clientWidth}`);
    const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".unseen, thead");
    for (const one of document.querySelectorAll("main *, header *")) {
      if (!shown(one) || one.closest("svg, pre")) continue;
      const { overflowX } = getComputedStyle(one);
      if (overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1) found.push(`cut: ${one.outerHTML.slice(0, 120)}`);
    }
    const pressed = [...document.querySelectorAll("main :is(a, button, select, summary), header :is(a, button)")].filter(shown);
    const boxes = pressed.map((one) => [one, one.getBoundingClientRect()]);
    for (const [i, [a, x]] of boxes.entries()) {
      for (const [b, y] of boxes.slice(i + 1)) {
        const covers = Math.min(x.right, y.right) - Math.max(x.left, y.left) > 1
          && Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top) > 1;
        if (covers && !a.contains(b)) found.push(`${a.outerHTML.slice(0, 80)} overlaps ${b.outerHTML.slice(0, 80)}`);
      }
    }
    return found;
  });
  assert.deepEqual(faults, []);
}

export async function takePicture(page, name) {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}
