// What is taken along, on this device alone: one bundle a language in the browser's cache store, the saved places in localStorage.
// A bundle replaces the one before only when it is whole and its digest is right.

const DATA = "guide-data";
const SAVED = "saved";
const FORMAT = 1;

const address = (language) => `/offline/kept/${language}`;
const hasCaches = () => "caches" in globalThis;

/** Why a bundle was not taken: "failed" (network, or not what was announced), "full" (no room), "stopped" (by the person). */
export class Refusal extends Error {
  constructor(reason, cause) {
    super(reason, { cause });
    this.reason = reason;
  }
}

/** `{language, scope, version, taken, services, bytes}` of each bundle that is here. */
export async function kept() {
  if (!hasCaches() || !await caches.has(DATA)) return [];
  const cache = await caches.open(DATA);
  const answers = await Promise.all((await cache.keys()).map((request) => cache.match(request)));
  return answers.map((answer) => JSON.parse(answer.headers.get("X-Kept"))).filter(({ format }) => format === FORMAT);
}

/** The bundle of a language: `{state, taken, scope}`; undefined when there is none that can be read. */
export async function read(language) {
  const text = await textOf(language);
  if (text === undefined) return undefined;
  const about = (await kept()).find((bundle) => bundle.language === language);
  try {
    return about && { ...about, state: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

async function textOf(language) {
  if (!hasCaches() || !await caches.has(DATA)) return undefined;
  const answer = await (await caches.open(DATA)).match(address(language));
  return answer?.text();
}

/** What can be taken in a language, with its weight. */
export async function scopes(language, signal) {
  const answer = await fetch(`/offline/${language}/scopes.json`, { cache: "no-store", signal });
  if (!answer.ok) throw new Refusal("failed");
  return answer.json();
}

/**
 * Takes a bundle, or what has changed since the one that is here.
 * @param progress called with a share from 0 to 1
 */
export async function take(language, key, { progress = () => {}, signal } = {}) {
  try {
    const held = await read(language);
    let taken = held?.scope === key && await update(language, key, held, signal);
    taken ||= await whole(language, key, progress, signal);
    progress(1);
    await put(language, key, taken.text, taken.state);
    return taken.state;
  } catch (fault) {
    if (fault instanceof Refusal) throw fault;
    throw new Refusal(signal?.aborted ? "stopped" : fault?.name === "QuotaExceededError" ? "full" : "failed", fault);
  }
}

async function whole(language, key, progress, signal) {
  // The guide may change between its announcement and its coming: then it is announced anew.
  for (let tries = 0; tries < 2; tries += 1) {
    const announced = (await scopes(language, signal)).scopes.find((scope) => scope.key === key);
    if (!announced) throw new Refusal("failed");
    const answer = await fetch(`/offline/${language}/${key}.json`, { cache: "no-store", signal });
    if (!answer.ok) throw new Refusal("failed");
    const text = await arriving(answer, announced.length, progress);
    if (await digest(text) === announced.digest) return { text, state: JSON.parse(text) };
  }
  throw new Refusal("failed");
}

async function arriving(answer, length, progress) {
  const reader = answer.body.getReader();
  const pieces = [];
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    received += value.length;
    progress(Math.min(received / length, 0.99));
  }
  return new Blob(pieces).text();
}

/** The bundle after what has changed since; undefined when it did not come to what the server has, so that the whole is taken. */
async function update(language, key, held, signal) {
  const answer = await fetch(`/offline/${language}/${key}.json?since=${encodeURIComponent(held.version)}`, { cache: "no-store", signal });
  if (!answer.ok) throw new Refusal("failed");
  const change = await answer.json();
  if (!change.since) return undefined;
  const state = merged(held.state, change);
  const text = JSON.stringify(state);
  return await digest(text) === change.digest ? { text, state } : undefined;
}

/** A state after a change: rows are known by their first column and stand in the order of it, but for the pages. */
export function merged(state, change) {
  const tables = {};
  for (const name of Object.keys(state.tables)) {
    const gone = new Set(change.gone[name]);
    const rows = new Map(state.tables[name].filter(([key]) => !gone.has(key)).map((row) => [row[0], row]));
    for (const row of change.tables[name]) rows.set(row[0], row);
    tables[name] = [...rows.values()].sort(([left], [right]) => left < right ? -1 : left > right ? 1 : 0);
  }
  return { version: change.version, tables, parts: { ...state.parts, ...change.parts } };
}

async function digest(text) {
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function put(language, key, text, state) {
  const bytes = new Blob([text]);
  const about = { format: FORMAT, language, scope: key, version: state.version, taken: Date.now(),
    services: state.tables.services.length, bytes: bytes.size };
  const room = await navigator.storage?.estimate?.().catch(() => undefined);
  if (room?.quota && room.quota - room.usage < bytes.size) throw new Refusal("full");
  const cache = await caches.open(DATA);
  // Replaced whole or not at all: the store keeps the old answer until the new one has been written.
  await cache.put(address(language), new Response(bytes, {
    headers: { "Content-Type": "application/json", "X-Kept": JSON.stringify(about) },
  }));
}

/** Starts the worker, and waits until it keeps the pages of a language. */
export async function settle(language) {
  const registration = await navigator.serviceWorker.register("/sw.js");
  const worker = (await navigator.serviceWorker.ready).active ?? registration.active;
  await new Promise((resolve, refuse) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => data === "kept" ? resolve() : refuse(new Refusal(data));
    worker.postMessage({ keep: language }, [port2]);
  });
}

/** Everything that the guide left on this device. */
export async function erase() {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch { /* A browser that lets nothing be stored has nothing to erase. */ }
  if (hasCaches()) for (const name of await caches.keys()) await caches.delete(name);
  for (const registration of await navigator.serviceWorker?.getRegistrations?.() ?? []) await registration.unregister();
}

// MARK: saved places

/** `{key, name}` of each, in the order in which they were saved. */
export function saved() {
  try {
    const list = JSON.parse(localStorage.getItem(SAVED) ?? "[]");
    return Array.isArray(list) ? list.filter((place) => typeof place?.key === "string" && typeof place.name === "string") : [];
  } catch {
    return [];
  }
}

export const isSaved = (key) => saved().some((place) => place.key === key);

/** Saves a place or forgets it; answers whether it is saved now. */
export function toggle(key, name) {
  const was = isSaved(key);
  const next = was ? saved().filter((place) => place.key !== key) : [...saved(), { key, name }];
  try {
    if (next.length) localStorage.setItem(SAVED, JSON.stringify(next));
    else localStorage.removeItem(SAVED);
  } catch {
    return was;
  }
  return !was;
}
