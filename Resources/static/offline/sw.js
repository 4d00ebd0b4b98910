// The worker: without network the pages of the public guide come from this device. It keeps the frame of the pages and nothing that
// was read: no page, no answer of a program, nothing of the desk. It is there only for who took the guide along.
// The server writes SHELL = {stamp, files} before this text.

const NAME = `shell-${SHELL.stamp}`;
const DATA = "guide-data";
/** Seconds that somebody waits for a network that does not come. */
const PATIENCE = 4000;
/** First parts of the addresses that can be shown without network; "" is the first page. */
const PAGES = new Set(["", "search", "services", "themes", "rights", "steps", "emergency", "saved", "offline", "districts"]);

const frame = (language) => `/${language}/offline/shell`;
const pagesOf = (language) => [frame(language), `/${language}/offline`, `/${language}/saved`];
const fresh = (url) => new Request(url, { cache: "reload" });

async function languages() {
  if (!await caches.has(DATA)) return [];
  return (await (await caches.open(DATA)).keys()).map((request) => decodeURIComponent(new URL(request.url).pathname.split("/").pop()));
}

async function keep(language) {
  await (await caches.open(NAME)).addAll(pagesOf(language).map(fresh));
}

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(NAME)).addAll(SHELL.files.map(fresh));
    await Promise.all((await languages()).map(keep));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== NAME) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => {
  if (typeof event.data?.keep !== "string") return;
  event.waitUntil(keep(event.data.keep).then(
    () => event.ports[0]?.postMessage("kept"),
    (fault) => event.ports[0]?.postMessage(fault.name === "QuotaExceededError" ? "full" : "failed")));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate") {
    const [, language, page = ""] = url.pathname.split("/");
    if (url.pathname === "/" || PAGES.has(page)) event.respondWith(shown(request, language));
  }
});

/** A file that is kept; one that is asked for by the fingerprint of its bytes comes, without network, under its plain name. */
async function file(request) {
  const cache = await caches.open(NAME);
  const found = await cache.match(request);
  if (found) return found;
  try {
    return await fetch(request);
  } catch (fault) {
    const plain = new URL(request.url).pathname.replace(/\.[0-9a-f]{10}(\.\w+)$/, "$1");
    const kept = await cache.match(plain);
    if (kept) return kept;
    throw fault;
  }
}

/** The server's page, when it comes in time; else the frame that fills itself. */
async function shown(request, language) {
  const network = fetch(request);
  network.catch(() => {});
  const late = new Promise((_, refuse) => { setTimeout(() => refuse(new Error("late")), PATIENCE); });
  try {
    const answer = await Promise.race([network, late]);
    // A proxy that finds no server behind it is no answer either.
    if (answer.status < 502 || answer.status > 504) return answer;
    return await framed(request, language) ?? answer;
  } catch {
    return await framed(request, language) ?? network;
  }
}

async function framed(request, language) {
  const cache = await caches.open(NAME);
  const wanted = language || (await languages())[0];
  return await cache.match(new URL(request.url).pathname) ?? (wanted && await cache.match(frame(wanted)));
}
