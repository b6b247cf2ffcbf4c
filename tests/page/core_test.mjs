// The page's own small parts, without a browser.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const assets = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../service/page/assets");
globalThis.document = { baseURI: "https://shop.example/orders/", getElementById: () => null };
globalThis.sessionStorage = { getItem: () => null };
globalThis.location = { hash: "" };
const part = (name) => import(path.join(assets, "script", name));

const { durationText, endOfMillisecond, fromInput, inputText, utcText } = await part("core/time.js");
const { brief, bytesText, counted, plain } = await part("core/words.js");
const { currentRoute, linkTo } = await part("core/route.js");
const { address } = await part("core/api.js");
const { messages } = await part("core/events.js");
const { latest } = await part("core/latest.js");
const { roundTicks } = await part("parts/plot.js");

test("times are cut, never rounded or moved", () => {
  assert.equal(utcText("2026-03-02T23:59:59.999999Z"), "2026-03-02 23:59:59");
  assert.equal(utcText("2026-03-02T23:59:59.999999Z", true), "2026-03-02 23:59:59.999999");
  assert.equal(utcText("2026-03-02T23:59:59Z"), "2026-03-02 23:59:59");
});

test("a millisecond is meant to its end, because the server counts in microseconds", () => {
  const asked = endOfMillisecond(Date.parse("2026-03-02T09:30:00.182472Z"));
  assert.equal(asked, "2026-03-02T09:30:00.182999Z");
  assert.ok(asked >= "2026-03-02T09:30:00.182472Z");
});

test("a moment that is typed is UTC, with and without its seconds", () => {
  assert.equal(fromInput("2026-03-02T09:30"), Date.UTC(2026, 2, 2, 9, 30));
  assert.equal(fromInput(inputText(Date.UTC(2026, 2, 2, 9, 30, 5))), Date.UTC(2026, 2, 2, 9, 30, 5));
});

test("durations have two units at most", () => {
  assert.deepEqual([0.0304, 1, 59.6, 60, 3_725, 90_000, 172_800].map(durationText),
    ["30 ms", "1 s", "59 s", "1 min", "1 h 2 min", "1 d 1 h", "2 d"]);
});

test("names of the server's become words", () => {
  assert.deepEqual(["OrderPlaced", "back_ordered", "amountDue", "paid"].map(plain),
    ["Order placed", "Back ordered", "Amount due", "Paid"]);
  assert.deepEqual([counted(1, "order"), counted(12_345, "order")], ["1 order", "12,345 orders"]);
  assert.deepEqual([brief(1_234_567), bytesText(0), bytesText(12_345_678)], ["1.23M", "0 B", "11.8 MiB"]);
});

test("a route is what was linked to, whatever the id has in it", () => {
  for (const id of ["o-1", "a/b", "50%", "ü?x=1", "a#b"]) {
    location.hash = linkTo(["orders", id], { version: 3, none: "", list: ["x", "y"] });
    const { parts, query } = currentRoute();
    assert.deepEqual(parts, ["orders", id]);
    assert.deepEqual([query.get("version"), query.has("none"), query.getAll("list")], ["3", false, ["x", "y"]]);
  }
});

test("a broken address is a place that is not there, not an exception", () => {
  location.hash = "#/orders/%E0%A4%A";
  assert.deepEqual(currentRoute().parts, ["orders", "%E0%A4%A"]);
});

test("the server's address is found from the page's own, also below a path", () => {
  assert.equal(String(address("orders", { status: ["paid", "placed"], text: "", limit: 5 })),
    "https://shop.example/orders/api/orders?status=paid&status=placed&limit=5");
});

test("events arrive whole however the network cuts them", async () => {
  const text = ": hello\n\nid: 1\nevent: A\ndata: {\"position\":1}\n\n:\n\ndata: {\"a\":\ndata: \"ü\"}\n\ndata: unfinished";
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size <= bytes.length; size += 3) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.slice(index * size, (index + 1) * size));
    const taken = [];
    for await (const message of messages(ReadableStream.from(pieces))) taken.push(message);
    assert.deepEqual(taken, ['{"position":1}', '{"a":\n"ü"}'], `in pieces of ${size}`);
  }
});

test("of many wishes the first and the newest are worked on", async () => {
  const worked = [];
  const failures = [];
  let release;
  const wish = latest(async (value) => {
    worked.push(value);
    await new Promise((resolve) => { release = resolve; });
    if (value === 4) throw new Error("four");
  }, (error) => failures.push(error.message));
  const all = wish(1);
  wish(2);
  wish(3);
  wish(4);
  release();
  await new Promise(setImmediate);
  release();
  await all;
  assert.deepEqual([worked, failures], [[1, 4], ["four"]]);
  const later = wish(5); // One that failed is not in the way.
  release();
  await later;
  assert.deepEqual(worked, [1, 4, 5]);
});

test("a scale begins at nothing and ends at a round number that is enough", () => {
  for (const most of [0.003, 1, 7, 99, 101, 12_345, 9e9]) {
    const ticks = roundTicks(most);
    assert.equal(ticks[0], 0);
    assert.ok(ticks.at(-1) >= most && ticks.at(-2) < most, `${most}: ${ticks}`);
    assert.ok(ticks.length >= 3 && ticks.length <= 6, `${most}: ${ticks}`);
  }
  assert.deepEqual(roundTicks(0), [0, 1]);
});

test("the page asks for all of its modules and styles at once", async () => {
  const page = await readFile(path.join(assets, "index.html"), "utf8");
  const files = (await readdir(assets, { recursive: true })).filter((name) => /\.(js|css)$/.test(name));
  assert.ok(files.length > 30);
  assert.deepEqual(files.filter((name) => !page.includes(`href="page/${name}"`)), []);
  for (const [, name] of page.matchAll(/(?:href|src)="page\/([^"]+)"/g)) await readFile(path.join(assets, name));
});

test("nothing of the page runs or styles inline, or comes from elsewhere", async () => {
  const names = (await readdir(assets, { recursive: true })).filter((name) => /\.(js|css|html|svg)$/.test(name));
  for (const name of names) {
    const text = await readFile(path.join(assets, name), "utf8");
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
    assert.doesNotMatch(text.replaceAll("http://www.w3.org/2000/svg", ""), /https?:\/\//, name);
    if (name.endsWith(".html")) assert.doesNotMatch(text, /<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/, name);
  }
});
