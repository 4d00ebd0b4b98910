// The screen of a waiting room: turns the slides, keeps the city's clock, and swaps in fresh slides only when they have come whole.
// It runs for weeks: one timer of each kind, nothing kept of what was shown. Without this module the browser goes from slide to slide.
//
// In the page: #screen[data-zone][data-now][data-turn][data-fresh] (seconds) > #clock, #slides > section.slide[hidden].
// "refresh" on #screen asks for fresh slides at once; "refreshed" says that they came, or did not.

const screen = document.getElementById("screen");
const slides = document.getElementById("slides");
const clock = document.getElementById("clock");
const own = document.querySelector("script[type=module]").getAttribute("src");
// Longer than this and the network is away.
const PATIENCE = 20_000;

let shown = Math.max(0, [...slides.children].findIndex((slide) => !slide.hidden));
// A wall's clock may be wrong: the server's is right.
let ahead = Number(screen.dataset.now) - Date.now();
let asking = false;

const show = (number) => {
  shown = slides.children.length ? number % slides.children.length : 0;
  [...slides.children].forEach((slide, place) => { slide.hidden = place !== shown; });
};

const hours = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit", timeZone: screen.dataset.zone });
const tick = () => {
  const time = hours.format(Date.now() + ahead);
  if (clock.textContent !== time) clock.textContent = time;
};

const refresh = async () => {
  if (asking) return;
  asking = true;
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(location.href, { cache: "no-cache", signal: stop.signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("slides");
    const told = Number(page.getElementById("screen")?.dataset.now);
    if (!fresh?.children.length || !told) throw new Error("no slides");
    // The program itself is new: the page starts again.
    if (page.querySelector("script[type=module]")?.getAttribute("src") !== own) return location.reload();
    slides.replaceChildren(...fresh.children);
    ahead = told - Date.now();
    show(shown);
    screen.classList.remove("is-old");
  } catch {
    // The last slides stay, and say of when they are.
    screen.classList.add("is-old");
  } finally {
    clearTimeout(limit);
    asking = false;
    screen.dispatchEvent(new Event("refreshed"));
  }
};

setInterval(tick, 1_000);
setInterval(() => show(shown + 1), Number(screen.dataset.turn) * 1_000);
setInterval(refresh, Number(screen.dataset.fresh) * 1_000);
addEventListener("online", refresh);
screen.addEventListener("refresh", refresh);
tick();
