// What a word becomes before it is compared: the rules of Sources/Search (Folding, Tokenizer, Stemming, EditDistance), in the
// same order. A test of the project compares both over every character and over a thousand questions.

export const APOSTROPHE = 1, HYPHEN = 2, SEPARATOR = 3;
export const LONGEST = 40;

const between = (value, low, high) => value >= low && value <= high;
const any = (value, ...list) => list.includes(value);
const letter = (value) => String.fromCharCode(value);

/** A character's letters ("" for signs that are written nowhere), or one of the three marks. */
export function fold(value) {
  if (between(value, 0x61, 0x7a) || between(value, 0x30, 0x39)) return letter(value);
  if (between(value, 0x41, 0x5a)) return letter(value + 32);
  if (any(value, 0x27, 0x60, 0xb4, 0x2018, 0x2019, 0x2bc)) return APOSTROPHE;
  if (any(value, 0x2d, 0x2010, 0x2011, 0x2013)) return HYPHEN;
  if (value === 0xad || between(value, 0x300, 0x36f) || between(value, 0x200b, 0x200f) || between(value, 0x202a, 0x202e)
    || between(value, 0x2060, 0x2069) || value === 0xfeff) return "";
  if (value <= 0xbf || value === 0xd7 || value === 0xf7 || between(value, 0x2000, 0x206f) || between(value, 0x2190, 0x2bff)
    || between(value, 0x3000, 0x303f)) return SEPARATOR;
  if (value <= 0x17f) return latin(value);
  if (value <= 0x5ff) return european(value);
  if (value <= 0x6ff) return arabic(value);
  if (any(value, 0x964, 0x965)) return SEPARATOR;
  if (between(value, 0x980, 0x9ff)) return bengali(value);
  if (any(value, 0xf0b, 0xf0c)) return HYPHEN;
  if (between(value, 0xf0d, 0xf14)) return SEPARATOR;
  if (between(value, 0x1200, 0x137f)) return ethiopic(value);
  if (between(value, 0x1c90, 0x1cbf)) return letter(value - 0x1c90 + 0x10d0);
  if (between(value, 0x1e00, 0x1eff)) return vietnamese(value);
  if (between(value, 0xfe00, 0xfe0f) || between(value, 0x1f000, 0x1faff)) return "";
  if (between(value, 0xff01, 0xff5e)) return fold(value - 0xfee0);
  if (between(value, 0xff5f, 0xff65)) return SEPARATOR;
  return String.fromCodePoint(value);
}

/** U+00C0 to U+017F, letter by letter. */
const LATIN = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
  + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
  + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
const PAIRS = { 0xc6: "ae", 0xe6: "ae", 0x152: "oe", 0x153: "oe", 0xdf: "ss", 0xde: "th", 0xfe: "th", 0x132: "ij", 0x133: "ij" };

function latin(value) {
  return PAIRS[value] ?? LATIN[value - 0xc0];
}

function vietnamese(value) {
  const ranges = [[0x1ea0, 0x1eb7, "a"], [0x1eb8, 0x1ec7, "e"], [0x1ec8, 0x1ecb, "i"], [0x1ecc, 0x1ee3, "o"],
    [0x1ee4, 0x1ef1, "u"], [0x1ef2, 0x1ef9, "y"]];
  return ranges.find(([low, high]) => between(value, low, high))?.[2] ?? letter(value | 1);
}

const EUROPEAN = new Map([
  ...[[0x1a0, "o"], [0x1a1, "o"], [0x1af, "u"], [0x1b0, "u"], [0x1b3, "y"], [0x1b4, "y"], [0x218, "s"], [0x219, "s"],
    [0x181, "b"], [0x253, "b"], [0x18a, "d"], [0x257, "d"], [0x190, "e"], [0x25b, "e"], [0x186, "o"], [0x254, "o"],
    [0x19d, "n"], [0x272, "n"], [0x21a, "t"], [0x21b, "t"], [0x259, "e"], [0x18f, "e"]],
  ...[[0x386, 0x3b1], [0x3ac, 0x3b1], [0x388, 0x3b5], [0x3ad, 0x3b5], [0x389, 0x3b7], [0x3ae, 0x3b7], [0x38a, 0x3b9],
    [0x390, 0x3b9], [0x3aa, 0x3b9], [0x3af, 0x3b9], [0x3ca, 0x3b9], [0x38c, 0x3bf], [0x3cc, 0x3bf], [0x38e, 0x3c5],
    [0x3ab, 0x3c5], [0x3b0, 0x3c5], [0x3cb, 0x3c5], [0x3cd, 0x3c5], [0x38f, 0x3c9], [0x3ce, 0x3c9], [0x3c2, 0x3c3],
    [0x401, 0x435], [0x451, 0x435], [0x404, 0x435], [0x454, 0x435], [0x42d, 0x435], [0x44d, 0x435], [0x419, 0x438],
    [0x439, 0x438], [0x406, 0x438], [0x456, 0x438], [0x407, 0x438], [0x457, 0x438], [0x490, 0x433], [0x491, 0x433],
  ].map(([from, to]) => [from, letter(to)]),
]);

function european(value) {
  const found = EUROPEAN.get(value);
  if (found) return found;
  if (between(value, 0x391, 0x3a9) || between(value, 0x410, 0x42f)) return letter(value + 32);
  if (between(value, 0x400, 0x40f)) return letter(value + 80);
  if (between(value, 0x460, 0x4bf) || between(value, 0x4d0, 0x52f)) return letter(value | 1);
  if (between(value, 0x531, 0x556)) return letter(value + 48);
  return letter(value);
}

function arabic(value) {
  if (any(value, 0x60c, 0x61b, 0x61e, 0x61f, 0x6d4) || between(value, 0x66a, 0x66d)) return SEPARATOR;
  if (between(value, 0x610, 0x61a) || value === 0x640 || between(value, 0x64b, 0x65f) || value === 0x670
    || between(value, 0x6d6, 0x6ed)) return "";
  if (any(value, 0x622, 0x623, 0x625, 0x671)) return letter(0x627);
  if (any(value, 0x629, 0x6c0, 0x6c1, 0x6c2, 0x6c3, 0x6d5, 0x6be)) return letter(0x647);
  if (any(value, 0x649, 0x626, 0x6cc, 0x6d0, 0x6cd, 0x6d2, 0x6d3)) return letter(0x64a);
  if (value === 0x6ba) return letter(0x646);
  if (value === 0x6ab) return letter(0x6af);
  if (value === 0x624) return letter(0x648);
  if (any(value, 0x6a9, 0x6aa)) return letter(0x643);
  if (between(value, 0x660, 0x669)) return letter(value - 0x660 + 0x30);
  if (between(value, 0x6f0, 0x6f9)) return letter(value - 0x6f0 + 0x30);
  return letter(value);
}

const BENGALI = { 0x988: 0x987, 0x98a: 0x989, 0x9c0: 0x9bf, 0x9c2: 0x9c1, 0x9a3: 0x9a8, 0x9b6: 0x9b8, 0x9b7: 0x9b8,
  0x9dc: 0x9a1, 0x9dd: 0x9a2, 0x9df: 0x9af };

function bengali(value) {
  if (any(value, 0x981, 0x9bc)) return "";
  if (between(value, 0x9e6, 0x9ef)) return letter(value - 0x9e6 + 0x30);
  return letter(BENGALI[value] ?? value);
}

function ethiopic(value) {
  if (between(value, 0x1360, 0x1368)) return SEPARATOR;
  if (between(value, 0x1369, 0x1371)) return letter(value - 0x1369 + 0x31);
  if (between(value, 0x1210, 0x1217)) return letter(value - 0x10);
  if (between(value, 0x1280, 0x1287)) return letter(value - 0x80);
  if (between(value, 0x1220, 0x1227)) return letter(value + 0x10);
  if (between(value, 0x12d0, 0x12d7)) return letter(value - 0x30);
  if (between(value, 0x1340, 0x1347)) return letter(value - 0x08);
  return letter(value);
}

/** No space parts the words of Chinese. */
export const isHan = (word) => between(word.charCodeAt(0), 0x3400, 0x9fff);

/** Words of a run of Chinese characters: from each place the longest that `isKnown`. */
export function hanWords(run, isKnown) {
  const words = [];
  for (let start = 0; start < run.length;) {
    let end = Math.min(run.length, start + 12);
    while (end > start && !isKnown(run.slice(start, end))) end -= 1;
    if (end > start) words.push(run.slice(start, end));
    start = end > start ? end : start + 1;
  }
  return words;
}

export const hanPairs = (run) =>
  run.length < 3 ? [run] : Array.from({ length: run.length - 1 }, (_, place) => run.slice(place, place + 2));

/** Calls `body` with each word: its folded letters, whether only a hyphen parts it from the one before, and as it was written. */
export function forEachWord(text, body) {
  let letters = "", start = 0, glued = false, follows = false;
  const end = (at, mark) => {
    if (!letters) {
      if (mark === SEPARATOR) glued = false;
      return;
    }
    const word = letters;
    letters = "";
    const isAscii = word.charCodeAt(0) < 0x80;
    const elided = mark === APOSTROPHE
      && (word.length === 1 ? isAscii : word.length <= 6 && word.endsWith("qu"));
    const possessive = follows && word.length === 1 && isAscii;
    if (!elided && !possessive) body(word, glued, text.slice(start, at));
    follows = mark === APOSTROPHE;
    glued = mark === HYPHEN;
  };
  for (let at = 0; at < text.length;) {
    const value = text.codePointAt(at);
    const folded = fold(value);
    if (typeof folded === "number") {
      end(at, folded);
    } else if (folded) {
      const last = letters.slice(-1);
      if (last && (isHan(folded) ? !isHan(last) || letters.length === LONGEST : isHan(last))) end(at, SEPARATOR);
      if (!letters) start = at;
      if (letters.length < LONGEST) letters += folded;
    }
    at += value > 0xffff ? 2 : 1;
  }
  end(text.length, SEPARATOR);
}

export function stem(word) {
  const first = word.charCodeAt(0);
  if (between(first, 0x61, 0x7a)) return stemLatin(word);
  if (between(first, 0x600, 0x6ff)) return stemArabic(word);
  if (between(first, 0x400, 0x4ff)) return stemCyrillic(word);
  return word;
}

function stemLatin(word) {
  if (word.length < 4) return word;
  if (word.endsWith("eaux")) word = word.slice(0, -1);
  else if (word.length > 4 && word.endsWith("aux")) word = `${word.slice(0, -2)}l`;
  else if (!word.endsWith("ss") && /[sx]$/.test(word)) word = word.slice(0, -1);
  if (word.length >= 4 && word.endsWith("e")) {
    word = word.slice(0, -1);
    if (word.length > 4 && /[ao]is$/.test(word)) word = word.slice(0, -1);
  }
  if (word.length >= 4 && word.endsWith("y")) word = `${word.slice(0, -1)}i`;
  return word;
}

const PARTICLES = "وفبكل";

function stemArabic(word) {
  word = withoutArticle(word);
  if (word.length >= 5 && /(ات|ون|ين)$/.test(word)) return word.slice(0, -2);
  if (word.length >= 4 && word.endsWith("ه")) return word.slice(0, -1);
  return word;
}

function withoutArticle(word) {
  if (word.length >= 4 && (word.startsWith("ال") || word.startsWith("لل"))) return word.slice(2);
  if (word.length >= 5 && PARTICLES.includes(word[0]) && word.startsWith("ال", 1)) return word.slice(3);
  if (word.length >= 5 && word.startsWith("ولل")) return word.slice(3);
  return word;
}

/** The word without one leading particle, when at least two letters are left of it; else undefined. */
export const withoutParticle = (word) => word.length >= 3 && PARTICLES.includes(word[0]) ? word.slice(1) : undefined;

const CYRILLIC = ["иями", "ями", "ами", "ого", "его", "ому", "ему", "ими", "ии", "ия", "ие", "ию", "ов", "ев", "еи", "ои", "ии",
  "ыи", "ая", "яя", "ое", "ее", "ую", "юю", "ые", "их", "ых", "ах", "ях", "ам", "ям", "ом", "ем", "ою", "ею", "а", "я", "о", "е",
  "у", "ю", "ы", "и", "ь"];

function stemCyrillic(word) {
  const ending = CYRILLIC.find((ending) => word.length >= ending.length + 3 && word.endsWith(ending)) ?? "";
  return word.slice(0, word.length - ending.length);
}

/** Letters that may be wrong in a word of this length. */
export const tolerance = (length) => length <= 3 ? 0 : length <= 7 ? 1 : 2;

/** Optimal string alignment, at most `limit`; else undefined. */
export function distance(left, right, limit) {
  if (Math.abs(left.length - right.length) > limit) return undefined;
  let older = [], old = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 0; row < left.length; row += 1) {
    const fresh = [row + 1];
    let least = row + 1;
    for (let column = 0; column < right.length; column += 1) {
      let value = Math.min(old[column] + (left[row] === right[column] ? 0 : 1), old[column + 1] + 1, fresh[column] + 1);
      if (row && column && left[row] === right[column - 1] && left[row - 1] === right[column]) {
        value = Math.min(value, older[column - 1] + 1);
      }
      fresh.push(value);
      if (value < least) least = value;
    }
    if (least > limit) return undefined;
    [older, old] = [old, fresh];
  }
  return old[right.length] <= limit ? old[right.length] : undefined;
}
