// One word of a glossary: <button hidden data-say="word" lang="fr">, instead of the link [data-sound] beside it.
//
// Reads the page aloud with the telephone's own voice where there is one for its language, part by part, the part that is read in sight.
// Without this module, or without a voice, the sound that the server made is played by the browser's own control.
//
// In the page: <div data-read-aloud data-stop="words while it reads"><button hidden>…<span>words</span></button> <audio …>?</div>

const bar = document.querySelector("[data-read-aloud]");
const speech = window.speechSynthesis;
const PARTS = "h1, h2, h3, h4, p, li, dt, dd, caption, th, td, figcaption, a";
const SILENT = "[data-read-aloud], [aria-hidden=true], [hidden], script, style, svg, nav, form, button, .print-only";

const plain = (tag) => tag.toLowerCase().split(/[-_]/)[0];
const voice = (tag) => speech.getVoices().find((one) => plain(one.lang) === plain(tag));

/** Stretches of text in one element and one language, from the bar's article (or the page) on. */
function partsOf(area) {
  const parts = [];
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim();
    const parent = walker.currentNode.parentElement;
    if (!words || parent.closest(SILENT) || !parent.getClientRects().length) continue;
    const holder = parent.closest(PARTS) ?? parent;
    const { lang } = parent.closest("[lang]");
    const last = parts.at(-1);
    if (last?.holder === holder && last.lang === lang) last.words += ` ${words}`;
    else parts.push({ holder, lang, words });
  }
  return parts;
}

if (bar && speech && window.SpeechSynthesisUtterance) {
  const button = bar.querySelector("button");
  const label = button.querySelector("span:last-child");
  const start = label.textContent;
  let reading = null;

  const end = () => {
    reading?.lit?.classList.remove("is-read");
    reading = null;
    label.textContent = start;
  };

  const read = (own, number) => {
    if (own !== reading) return;
    own.lit?.classList.remove("is-read");
    const part = own.parts[number];
    if (!part) return end();
    own.lit = part.holder;
    part.holder.classList.add("is-read");
    part.holder.scrollIntoView({ block: "nearest" });
    // Kept in the object: some browsers forget an utterance that nobody holds.
    const words = own.words = new SpeechSynthesisUtterance(part.words);
    words.voice = part.voice;
    words.lang = part.voice.lang;
    words.rate = 0.9;
    words.onend = () => read(own, number + 1);
    words.onerror = () => { if (own === reading) end(); };
    speech.speak(words);
  };

  button.addEventListener("click", () => {
    if (reading) {
      end();
      return speech.cancel();
    }
    const area = bar.closest("article, main");
    // A voice that spells a foreign text helps nobody: a part without a voice of its language is left out.
    const parts = partsOf(area).map((part) => ({ ...part, voice: voice(part.lang) })).filter((part) => part.voice);
    reading = { parts };
    label.textContent = bar.dataset.stop;
    speech.cancel();
    read(reading, 0);
  });

  const offer = () => {
    if (!voice(document.documentElement.lang)) return;
    button.hidden = false;
    const player = bar.querySelector("audio");
    if (player) player.hidden = true;
  };
  offer();
  // Voices come late in some browsers.
  speech.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", () => { end(); speech.cancel(); });
}

const words = document.querySelectorAll("[data-say]");
if (words.length && speech && window.SpeechSynthesisUtterance) {
  const offerWords = () => {
    for (const button of words) {
      if (!voice(button.lang)) continue;
      button.hidden = false;
      for (const link of button.parentElement.querySelectorAll("[data-sound]")) link.hidden = true;
    }
  };
  for (const button of words) {
    button.addEventListener("click", () => {
      const said = new SpeechSynthesisUtterance(button.dataset.say);
      said.voice = voice(button.lang);
      said.lang = said.voice.lang;
      said.rate = 0.8;
      speech.cancel();
      speech.speak(said);
    });
  }
  offerWords();
  speech.addEventListener?.("voiceschanged", offerWords);
}
