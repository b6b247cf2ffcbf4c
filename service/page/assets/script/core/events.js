// The server's events as they come. Over fetch(), because an EventSource cannot carry a token.

import { address, Problem, request, wasAborted } from "./api.js";

const pauseMsMin = 500;
const pauseMsMax = 15_000;

// Calls `taken(event)` for each event after the position, and `changed(state, problem)` with "live" or "waiting". Goes on
// after the last one that came when the connection ends, until the signal aborts.
export async function follow(position, signal, taken, changed) {
  let last = position;
  let pause = pauseMsMin;
  while (!signal.aborted) {
    try {
      const answer = await request(address("events", { from: last }), {
        signal,
        headers: { Accept: "text/event-stream", "Last-Event-ID": String(last) },
      });
      changed("live");
      for await (const message of messages(answer.body)) {
        pause = pauseMsMin;
        const event = JSON.parse(message);
        last = event.position;
        taken(event);
      }
      changed("waiting");
    } catch (error) {
      if (wasAborted(error) || signal.aborted) return;
      changed("waiting", error);
      if (error instanceof Problem && [400, 401, 403].includes(error.status)) return;
    }
    await rest(pause, signal);
    pause = Math.min(pause * 2, pauseMsMax);
  }
}

// The data of each message in a text/event-stream; comments and other fields are passed over.
export async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value.replaceAll("\r", "");
      let end;
      while ((end = text.indexOf("\n\n")) >= 0) {
        const data = dataOf(text.slice(0, end));
        text = text.slice(end + 2);
        if (data) yield data;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function dataOf(block) {
  const lines = block.split("\n").filter((line) => line.startsWith("data:"));
  return lines.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
}

function rest(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
