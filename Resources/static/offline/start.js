// On every page of the public: the quick exit, and a button that saves a place on this device.
// In the page: a[data-exit]; body[data-save][data-unsave] (the words of the button); article.service or article.card#s-<key>.

const exit = document.querySelector("a[data-exit]");

/** This page's place in the history is taken by the other one, so that Back does not lead here. */
function leave(event) {
  event.preventDefault();
  document.body.hidden = true;
  location.replace(exit.href);
}

if (exit) {
  exit.addEventListener("click", leave);
  let presses = [];
  addEventListener("keydown", (event) => {
    presses = event.key === "Escape" ? [...presses.filter((time) => event.timeStamp - time < 2000), event.timeStamp] : [];
    if (presses.length >= 3) leave(event);
  });
}

const { save, unsave } = document.body.dataset;
const key = (article) => article.id.startsWith("s-") ? article.id.slice(2) : decodeURIComponent(location.pathname.split("/")[3] ?? "");

/** Gives each place of the page its button. */
export function offerSaving(store) {
  for (const article of document.querySelectorAll("article.card, article.service")) {
    if (article.querySelector("[data-saves]")) continue;
    const place = article.matches(".card") ? article : article.querySelector(".actions");
    if (!place || !key(article)) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "save button-quiet" });
    button.dataset.saves = key(article);
    const name = article.querySelector("h1, .card-title")?.textContent.trim() ?? "";
    const show = (is) => {
      button.textContent = is ? "★" : "☆";
      button.title = is ? unsave : save;
      button.setAttribute("aria-label", `${is ? unsave : save}: ${name}`);
      button.setAttribute("aria-pressed", String(is));
    };
    show(store.isSaved(button.dataset.saves));
    button.addEventListener("click", () => show(store.toggle(button.dataset.saves, name)));
    if (place === article) { article.append(button); continue; }
    const item = document.createElement("li");
    item.append(button);
    place.append(item);
  }
}

if (save && document.querySelector("article.card, article.service")) import("./store.js").then(offerSaving);
