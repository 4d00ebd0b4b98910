// Fills the frame of a page from what is kept on this device: without network the whole guide, at any time the saved places.
// In the page: #shell[data-page=guide|saved]; without a bundle its own words stay.

import { Guide } from "./index.js";
import { Pages, ageWords, html } from "./render.js";
import { offerSaving } from "./start.js";
import * as store from "./store.js";

const shell = document.getElementById("shell");
const [, inAddress, page = "", key = ""] = location.pathname.split("/").map(decodeURIComponent);
const language = inAddress || document.documentElement.lang;

/** Whether the clock of this device can be right: not before the bundle was made or taken, with five minutes of grace, nor after its last hour. */
export function judge(head, taken, clock) {
  const now = Math.floor(clock / 60000);
  return { now, isSure: now >= head.made - 5 && clock >= taken - 300000 && now < head.until };
}

function chosen(pages) {
  if (shell.dataset.page === "saved" || page === "saved") return pages.saved(store.saved());
  if (page === "search") return pages.results(new URLSearchParams(location.search));
  if (page === "services") return pages.service(key);
  if (page === "districts") return key ? pages.results(new URLSearchParams({ district: key })) : pages.districts();
  return pages.page([page, key].filter(Boolean).join("/"));
}

async function fill() {
  const bundle = await store.read(language);
  if (!bundle) {
    if (shell.dataset.page === "saved") list();
    return;
  }
  const guide = new Guide(bundle.state);
  const clock = Date.now();
  const { now, isSure } = judge(guide.head, bundle.taken, clock);
  const pages = new Pages(guide, now, isSure);
  const shown = chosen(pages);
  const notice = html`<div class="notice ${isSure ? "notice-info" : "notice-warning"}" id="kept"><p>${shell.dataset.page === "guide" && pages.say("offline.notice")}
    ${clock >= bundle.taken && ageWords(pages.words, bundle.taken, clock)} ${!isSure && pages.say("offline.clock")}</p></div>`;
  if (shown) {
    shell.innerHTML = html`${notice}${shown.body}`.text;
    document.title = `${shown.title} · ${pages.say("brand")}`;
    if (shell.dataset.page === "saved" && !store.saved().length) nothing(pages.say("saved.none"));
  } else {
    shell.insertAdjacentHTML("afterbegin", notice.text);
  }
  offerSaving(store);
  if (document.getElementById("near")) await import("../near.js");
}

/** Saved places by the names that they had, when no bundle tells more. */
function list() {
  const places = store.saved();
  if (!places.length) { nothing(shell.dataset.none); return; }
  shell.innerHTML = html`<ul class="ways">${places.map(({ key, name }) => html`<li><a href="/${language}/services/${key}">${name}</a></li>`)}</ul>`.text;
}

function nothing(words) {
  shell.innerHTML = html`<p class="notice notice-info">${words}</p>`.text;
}

if (shell) await fill().finally(() => { shell.dataset.filled = "true"; });
