// "Take the guide along": what can be taken and how heavy it is, first; then taking, stopping, updating, erasing.
// In the page: section#take[data-words='{phrases}'][data-plurals='{names, forms}'], hidden.

import { ageWords, html, Words } from "./render.js";
import * as store from "./store.js";

const section = document.getElementById("take");
const language = location.pathname.split("/")[1];
const canKeep = "serviceWorker" in navigator && "caches" in globalThis && globalThis.crypto?.subtle;
let words;
let running;
let offered;

const size = (bytes) => words.say("offline.size", { number: words.number(Math.max(1, Math.round(bytes / 1024))) });

async function show(said = "") {
  const held = (await store.kept()).find((bundle) => bundle.language === language);
  offered ??= await store.scopes(language).catch(() => undefined);
  const scopes = offered?.scopes ?? [];
  const here = held && html`<p class="notice notice-success" id="held"><strong>${scopes.find(({ key }) => key === held.scope)?.name ?? held.scope}</strong>
    ${ageWords(words, held.taken, Date.now())} ${size(held.bytes)}</p>`;
  const update = held && html`<button type="button" data-take="${held.scope}">${words.say("offline.update")}</button>`;
  const choices = scopes.filter(({ services }) => services > 0).map(({ key, name, services, bytes }) => html`
    <option value="${key}">${name} · ${words.say("results.count", { count: services })} · ${size(bytes)}</option>`);
  const isEmpty = !held && !store.saved().length;
  section.innerHTML = html`${here}
    ${scopes.length > 0 && html`<p><label for="scope">${words.say("offline.title")}</label><br><select id="scope">${choices}</select></p>`}
    <p class="actions">${update} ${scopes.length > 0 && html`<button type="button" data-take="">${words.say("offline.take")}</button>`}
    ${!isEmpty && html`<button type="button" class="button-quiet" data-erase>${words.say("offline.erase")}</button>`}</p>
    <p hidden><progress max="1" value="0" aria-label="${words.say("offline.take")}"></progress>
    <button type="button" class="button-quiet" data-stop>${words.say("offline.stop")}</button></p>
    <p role="status" id="said">${said}</p>`.text;
}

async function take(key) {
  const bar = section.querySelector("progress");
  running = new AbortController();
  bar.parentElement.hidden = false;
  for (const button of section.querySelectorAll("[data-take], [data-erase]")) button.disabled = true;
  let said = "";
  try {
    await store.take(language, key, { progress: (share) => { bar.value = share; }, signal: running.signal });
    await store.settle(language);
  } catch (fault) {
    said = words.say(fault?.reason === "full" ? "offline.full" : "offline.failed");
  }
  running = undefined;
  await show(said);
}

section?.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if ("take" in button.dataset) await take(button.dataset.take || section.querySelector("select").value);
  else if ("stop" in button.dataset) running?.abort();
  else if ("erase" in button.dataset) {
    await store.erase();
    await show(words.say("offline.erased"));
  }
});

if (section && canKeep) {
  words = new Words(JSON.parse(section.dataset.words), JSON.parse(section.dataset.plurals), language);
  await show();
  section.hidden = false;
}
