// A database and a server for each file of tests, so that what one changes no other sees.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { promisify } from "node:util";
import { inLines, pastCommands, presentCommands, presentSettings } from "./shop.mjs";

const run = promisify(execFile);
const program = process.env.DOCKET ?? "docket";

// Serves the shop of shop.mjs until the file's tests are over. `people` are who may ask, [name, role...] each; without any
// everybody may do everything. Answers {url, tokens: {name: token}, get, post, stop, start}.
export async function serveShop(people = []) {
  const folder = await newFolder();
  const database = path.join(folder, "shop.db");
  await apply(folder, database, pastCommands());
  await apply(folder, database, presentCommands(), presentSettings);
  await run(program, ["projections", "catch-up", "--db", database]); // So that the first look sees all.
  const tokens = {};
  for (const [name, ...roles] of people) tokens[name] = await newToken(database, name, roles);
  return Object.assign(await serve(folder, database), { tokens });
}

export async function serveNothing() {
  const folder = await newFolder();
  const database = path.join(folder, "empty.db");
  await apply(folder, database, []);
  return serve(folder, database);
}

async function newFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), "docket-page-"));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function newToken(database, name, roles) {
  const { stdout } = await run(program, ["token", "create", name, ...roles.flatMap((role) => ["--role", role]), "--db", database]);
  return stdout.trim();
}

async function apply(folder, database, commands, settings = {}) {
  const [lines, config] = [path.join(folder, "commands.jsonl"), path.join(folder, "docket.json")];
  await writeFile(lines, inLines(commands));
  await writeFile(config, JSON.stringify(settings));
  try {
    await run(program, ["apply", lines, "--db", database, "--config", config, "--json"]);
  } catch (error) {
    const { refused, malformed } = JSON.parse(error.stdout || "{}");
    if (refused !== 0 || malformed !== 0) throw error; // A fulfilment that is parked is what the tests want.
  }
}

async function serve(folder, database) {
  const server = { stop: () => {}, start };
  async function start(port = 0) {
    const child = spawn(program, ["serve", "--db", database, "--listen", `127.0.0.1:${port}`],
      { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    server.stop = () => (child.kill("SIGTERM"), ended);
    server.url = await new Promise((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (part) => {
        said += part;
        const found = /http:\/\/\S+/.exec(said);
        if (found) resolve(found[0]);
      });
      ended.then((status) => reject(new Error(`docket serve ended with ${status}`)));
    });
  }
  await start();
  after(() => server.stop());
  server.get = async (place) => (await fetch(`${server.url}/api/${place}`)).json();
  server.post = async (place, body) => {
    const answer = await fetch(`${server.url}/api/${place}`,
      { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${place}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return server;
}
