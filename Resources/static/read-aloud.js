// Reads a page aloud where the browser has a voice for its language. Without this the page is read by people.
const article = document.querySelector("[data-read-aloud]");
const speech = window.speechSynthesis;

const voice = () => {
  const language = document.documentElement.lang.toLowerCase();
  return speech.getVoices().find((one) => one.lang.toLowerCase().split(/[-_]/)[0] === language.split("-")[0]);
};

const offer = () => {
  if (!voice() || article.querySelector("button")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = article.dataset.readAloud;
  button.addEventListener("click", () => {
    if (speech.speaking) return speech.cancel();
    for (const part of article.querySelectorAll("h1, p")) {
      const words = new SpeechSynthesisUtterance(part.textContent);
      words.voice = voice();
      words.lang = words.voice.lang;
      words.rate = 0.9;
      speech.speak(words);
    }
  });
  article.append(button);
};

if (article && speech) {
  offer();
  // Voices come late in some browsers.
  speech.addEventListener?.("voiceschanged", offer);
}
