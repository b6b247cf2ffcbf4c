// What measure.sh runs: a shop of so many orders over four months, opened and moved through in a browser.

import { execFile, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);
const program = process.env.DOCKET;
const orders = Number(process.argv[2]);
const repeats = 5;
const moves = 60;

// Placed and paid; one write a chunk, so that a million orders need no memory.
async function writeCommands(file) {
  const out = createWriteStream(file);
  const first = Date.UTC(2026, 2, 1);
  const between = (120 * 86_400_000) / orders;
  for (let number = 1; number <= orders; number += 1) {
    const id = `order-${String(number).padStart(7, "0")}`;
    const at = (minutes) => new Date(first + number * between + minutes * 60_000).toISOString();
    const lines = [
      { command: "createOrder", orderId: id, occurredAt: at(0), customerId: `cust-${number % 5000}`, currency: "EUR",
        items: [{ productId: `sku-${number % 300}`, name: "Widget", quantity: 1 + (number % 3), unitPrice: "10.00" }], place: true },
      { command: "recordPayment", orderId: id, occurredAt: at(5), paymentId: `pay-${number}`, amount: `${10 * (1 + (number % 3))}.00`,
        method: "card" }];
    if (!out.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(""))) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}

async function serve(database) {
  const child = spawn(program, ["serve", "--db", database, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = await once(createInterface(child.stdout), "line");
  return { url: /http:\/\/\S+/.exec(line)[0], stop: () => child.kill("SIGTERM") };
}

async function viewsAreThere(url) {
  for (;;) {
    const { projections } = await (await fetch(`${url}/api/operations/status`)).json();
    if (projections.every(({ state, lagEvents }) => state === "live" && lagEvents === 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const milliseconds = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)].toFixed(0)} ms (${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)})`;
};

// From the beginning to what people came for, in a browser that has nothing of the page.
async function opening(browser, url, shown) {
  const times = [];
  for (let turn = 0; turn < repeats; turn += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForSelector(shown);
    times.push(performance.now() - began);
    await context.close();
  }
  return milliseconds(times);
}

// From a move of the slider to the numbers of that moment, and how long the page kept the hand waiting (a frame is 17 ms).
async function following(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}/#/shop`);
  await page.waitForSelector(".day-bar");
  return page.evaluate(async (count) => {
    const slider = document.querySelector("input[type=range]");
    const numbers = document.querySelector('[aria-label="Orders by status"]');
    const [answers, frames] = [[], []];
    for (let move = 1; move <= count; move += 1) {
      const began = performance.now();
      const drawn = new Promise((resolve) => {
        const watch = new MutationObserver(() => (watch.disconnect(), resolve()));
        watch.observe(numbers, { childList: true });
      });
      slider.value = Math.round((slider.max * move) / (count + 1));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - began);
      await drawn;
      answers.push(performance.now() - began);
    }
    return { answers, frames };
  }, moves);
}

const folder = await mkdtemp(path.join(tmpdir(), "docket-page-"));
try {
  const [lines, database] = [path.join(folder, "commands.jsonl"), path.join(folder, "shop.db")];
  await writeCommands(lines);
  await run(program, ["apply", lines, "--db", database, "--json"], { maxBuffer: 1 << 28 });
  const server = await serve(database);
  await viewsAreThere(server.url);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  console.log(`${orders} orders; median of ${repeats} (least to most)`);
  console.log(`  the list opens in         ${await opening(browser, `${server.url}/#/orders`, ".results tbody tr")}`);
  console.log(`  an order opens in         ${await opening(browser, `${server.url}/#/orders/order-0000001`, ".timeline li")}`);
  console.log(`  the shop opens in         ${await opening(browser, `${server.url}/#/shop`, ".day-bar")}`);
  const { answers, frames } = await following(browser, server.url);
  console.log(`${moves} moves of the shop's slider, from its beginning to its end`);
  console.log(`  the counts of the moment  ${milliseconds(answers)}`);
  console.log(`  until the next frame      ${milliseconds(frames)}`);
  await browser.close();
  server.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
