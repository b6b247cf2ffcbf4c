// Requests to the server that the page came from.

import { token, tokenRefused } from "./session.js";

const base = new URL("api/", document.baseURI);

// Why there is no answer: what the server said (RFC 9457), or that it could not be reached (status 0).
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.detail ?? body.title ?? "The server gave no reason.");
    this.status = status;
    this.title = body.title ?? "";
    this.rule = body.rule ?? "";
    this.facts = body.facts ?? {};
  }
}

// Whether this only says that nobody waits for the answer any more.
export function wasAborted(error) {
  return error?.name === "AbortError";
}

// Values of the query: null, undefined and "" are left out, lists are repeated.
export function address(path, query = {}) {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined && one !== "") url.searchParams.append(name, one);
    }
  }
  return url;
}

export async function request(url, options = {}) {
  const headers = new Headers(options.headers);
  if (token()) headers.set("Authorization", `Bearer ${token()}`);
  let answer;
  try {
    answer = await fetch(url, { ...options, headers, cache: "no-store" });
  } catch (error) {
    if (wasAborted(error)) throw error;
    throw new Problem(0, { title: "The server does not answer", detail: "Is it running, and is the network there?" });
  }
  if (answer.ok) return answer;
  const problem = new Problem(answer.status, await bodyOf(answer));
  if (answer.status === 401) tokenRefused();
  throw problem;
}

export async function get(path, query = {}, signal = undefined) {
  const answer = await request(address(path, query), { signal, headers: { Accept: "application/json" } });
  return answer.json();
}

// Nothing when there is no such thing.
export async function find(path, query = {}, signal = undefined) {
  try {
    return await get(path, query, signal);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

export async function send(method, path, body = undefined) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const answer = await request(address(path), { method, headers, body: body && JSON.stringify(body) });
  return bodyOf(answer);
}

// An id as one part of a path.
export function part(id) {
  return encodeURIComponent(id);
}

async function bodyOf(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}
