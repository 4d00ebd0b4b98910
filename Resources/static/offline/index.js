// The guide's search on the telephone: what it finds, and in which order, is what the server's index of the same services finds
// (Sources/Search). Sums are rounded to 32 bits at each step, as there, so that even the order of near equals agrees.

import { distance, forEachWord, hanPairs, hanWords, isHan, stem, tolerance, withoutParticle } from "./words.js";

const LISTS = ["theme", "need", "public", "status", "language", "district", "accessibility", "condition", "amenity"];
const FIELDS = ["name", "alias", "organisation", "place", "description"];
const TITLES = 1 << 0 | 1 << 2;
const MOST_WORDS = 24;
const ROOT = 6371008.8;
const single = Math.fround;

/** A text of the bundle in all of its languages: a proper name, or words by language. */
const wordings = (text) => !text ? [] : typeof text === "string" ? [text] : Object.keys(text).sort().map((language) => text[language]);

/** Words of vocabulary and services, and where they lead (TextIndex). */
class TextIndex {
  constructor(stopWords) {
    this.stop = new Set(stopWords);
    this.stems = new Map();
    this.surfaces = new Map();
    this.surfaceStem = [];
    this.displays = [];
    this.isVocabulary = [];
    this.phrases = new Map();
    this.parts = new Map();
    this.longest = 0;
    this.postings = [];
  }

  number(letters, written) {
    const known = this.surfaces.get(letters);
    if (known !== undefined) return this.surfaceStem[known];
    this.surfaces.set(letters, this.surfaceStem.length);
    const root = stem(letters);
    let number = this.stems.get(root);
    if (number === undefined) {
      number = this.isVocabulary.length;
      this.stems.set(root, number);
      this.isVocabulary.push(false);
      this.postings.push({ documents: [], fields: [] });
    }
    this.surfaceStem.push(number);
    this.displays.push(written);
    return number;
  }

  addWording(wording, target, isSynonym) {
    const all = [], telling = [];
    let joined = "", isCompound = true;
    forEachWord(wording, (letters, isGlued, written) => {
      const number = this.number(letters, written);
      if (all.length && !isGlued) isCompound = false;
      all.push(number);
      joined += letters;
      if (!this.stop.has(letters)) telling.push(number);
    });
    const isHint = isSynonym && telling.length === 1 && all.length > 1 && !isCompound;
    const sequence = !telling.length || isHint ? all : telling;
    for (const number of sequence) this.isVocabulary[number] = true;
    this.addPhrase(sequence, target);
    if (isCompound && all.length > 1) {
      const number = this.number(joined, wording);
      this.isVocabulary[number] = true;
      this.addPhrase([number], target);
    }
  }

  addPhrase(sequence, target) {
    if (!sequence.length) return;
    this.longest = Math.max(this.longest, sequence.length);
    const insert = (table, key) => {
      const targets = table.get(key) ?? [];
      if (!targets.includes(target)) targets.push(target);
      table.set(key, targets);
    };
    insert(this.phrases, sequence.join(" "));
    if (sequence.length > 1) for (const number of sequence) insert(this.parts, number);
  }

  addDocument(texts, document) {
    const found = new Map();
    for (const [field, text] of texts) {
      const bit = 1 << field;
      const add = (letters, written) => {
        const number = this.number(letters, written);
        found.set(number, found.get(number) | bit);
      };
      let before = "";
      forEachWord(text, (letters, isGlued, written) => {
        if (isGlued && before) add(before + letters, before + letters);
        before = letters;
        if (isHan(letters)) {
          for (const pair of hanPairs(letters)) add(pair, pair);
          return;
        }
        if (this.stop.has(letters)) return;
        add(letters, written);
        const bare = letters.length >= 5 ? withoutParticle(letters) : undefined;
        if (bare) add(bare, bare);
      });
    }
    for (const [number, fields] of found) {
      this.postings[number].documents.push(document);
      this.postings[number].fields.push(fields);
    }
  }

  close() {
    this.alphabetical = [...this.surfaces.keys()].sort();
  }

  uses(number) { return this.postings[number].documents.length; }
  isUseful(number) { return this.isVocabulary[number] || this.uses(number) > 0; }
  targets(sequence) { return this.phrases.get(sequence.join(" ")) ?? []; }

  /** Words that begin with `letters`, in alphabetical order. */
  *beginning(letters) {
    let low = 0, high = this.alphabetical.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.alphabetical[middle] < letters) low = middle + 1;
      else high = middle;
    }
    for (; low < this.alphabetical.length && this.alphabetical[low].startsWith(letters); low += 1) yield this.alphabetical[low];
  }
}

/** Reads a question with the words of the index (TextReading). */
class Reader {
  constructor(text, weights) {
    this.text = text;
    this.weights = weights;
  }

  read(question, completes) {
    const reading = { concepts: [], typed: [], corrections: [], ignored: [] };
    const { text } = this;
    let words = [];
    forEachWord(question, (letters, _, typed) => {
      if (words.length >= MOST_WORDS) return;
      if (text.stop.has(letters) && !this.isMarkedWording(letters, typed)) return;
      const parts = isHan(letters) ? hanWords(letters, (word) => this.exact(word).length > 0) : [];
      if (!parts.length) words.push({ letters, typed, meanings: [] });
      for (const part of parts.slice(0, Math.max(0, MOST_WORDS - words.length))) words.push({ letters: part, typed: part, meanings: [] });
    });
    for (const word of words) word.meanings = this.exact(word.letters);
    this.join(words);
    words.forEach((word, position) => {
      const isLast = position === words.length - 1;
      if (isLast && (completes || !word.meanings.length)) this.complete(word);
      if (!word.meanings.length) this.correct(word, reading);
      if (!word.meanings.length) reading.ignored.push(word.typed);
    });
    words = words.filter((word) => word.meanings.length);
    reading.typed = words.map((word) => word.typed);
    reading.concepts = this.concepts(words);
    return reading;
  }

  isMarkedWording(letters, typed) {
    if (!/^[\0-\x7f]*$/.test(letters) || /^[\0-\x7f]*$/.test(typed)) return false;
    const number = this.text.stems.get(stem(letters));
    return number !== undefined && this.text.targets([number]).length > 0;
  }

  exact(letters) {
    for (const word of [letters, withoutParticle(letters)]) {
      const number = word === undefined ? undefined : this.text.stems.get(stem(word));
      if (number !== undefined && this.text.isUseful(number)) return [{ stem: number, factor: 256 }];
    }
    return [];
  }

  /** Two words that are one in the index, when one of them is unknown alone. */
  join(words) {
    for (let position = 0; position + 1 < words.length;) {
      const [first, second] = [words[position], words[position + 1]];
      if (!first.meanings.length || !second.meanings.length) {
        const letters = first.letters + second.letters;
        const meanings = this.exact(letters);
        if (meanings.length) {
          words.splice(position, 2, { letters, typed: `${first.typed} ${second.typed}`, meanings });
          continue;
        }
      }
      position += 1;
    }
  }

  complete(word) {
    if (word.letters.length < (word.letters.charCodeAt(0) < 0x80 ? 3 : 2)) return;
    const factor = Math.trunc(single(single(this.weights.prefixFactor) * 256));
    const seen = new Set(word.meanings.map((meaning) => meaning.stem));
    for (const surface of this.text.beginning(word.letters)) {
      const number = this.text.surfaceStem[this.text.surfaces.get(surface)];
      if (this.text.isUseful(number) && !seen.has(number)) {
        seen.add(number);
        word.meanings.push({ stem: number, factor });
      }
    }
  }

  correct(word, reading) {
    const found = this.nearest(word.letters, tolerance(word.letters.length));
    if (!found.length) return;
    let factor = 256;
    for (let fault = 0; fault < found[0].distance; fault += 1) factor = single(factor * single(this.weights.correctionFactor));
    for (const { surface } of found) {
      const number = this.text.surfaceStem[surface];
      if (!word.meanings.some((meaning) => meaning.stem === number)) word.meanings.push({ stem: number, factor: Math.trunc(factor) });
    }
    reading.corrections.push({ typed: word.typed, used: this.text.displays[found[0].surface] });
  }

  /** Known words at the least distance, best first. Each is measured: that is what the server's table of deletions leads to. */
  nearest(letters, limit) {
    const { text } = this;
    if (!limit || /[0-9]/.test(letters)) return [];
    let best = [], least = limit;
    for (const [word, surface] of text.surfaces) {
      if (Math.abs(word.length - letters.length) > least || /[0-9]/.test(word)) continue;
      if (!text.isUseful(text.surfaceStem[surface])) continue;
      const measured = distance(letters, word, least);
      if (measured === undefined) continue;
      if (measured < least) best = [];
      least = measured;
      best.push({ surface, word, distance: measured });
    }
    const narrow = (...wanted) => {
      for (const isWanted of wanted) {
        const some = best.filter(isWanted);
        if (some.length) { best = some; return; }
      }
    };
    narrow(({ surface }) => text.targets([text.surfaceStem[surface]]).length, ({ surface }) => text.isVocabulary[text.surfaceStem[surface]]);
    narrow(({ word }) => word[0] === letters[0]);
    const uses = ({ surface }) => text.uses(text.surfaceStem[surface]);
    return best.sort((left, right) => uses(right) - uses(left) || left.surface - right.surface);
  }

  concepts(words) {
    const stems = words.map((word) => word.meanings[0].stem);
    const concepts = [];
    for (let position = 0; position < words.length;) {
      let length = Math.min(this.text.longest, words.length - position);
      for (; length > 1; length -= 1) {
        const targets = this.text.targets(stems.slice(position, position + length));
        if (!targets.length) continue;
        const covered = words.slice(position, position + length);
        const factor = Math.min(...covered.map((word) => word.meanings[0].factor));
        concepts.push({
          from: position, to: position + length, stems: [], fields: 255,
          targets: targets.map((target) => ({ target, worth: this.worth(target, factor) })),
          each: covered.map((word, offset) => ({
            from: position + offset, to: position + offset + 1, targets: [], each: [], fields: 255,
            stems: word.meanings.filter((meaning) => this.text.uses(meaning.stem) > 0),
          })),
        });
        break;
      }
      if (length <= 1) concepts.push(this.one(words[position], position));
      position += Math.max(length, 1);
    }
    const namesNeed = (concept) => concept.targets.some(({ target }) => target.list === "need");
    if (concepts.length === 1 && !concepts[0].each.length && namesNeed(concepts[0])) concepts[0].fields = TITLES;
    for (const concept of concepts) {
      if (namesNeed(concept)) concept.targets = concept.targets.filter(({ target }) => target.list !== "amenity");
    }
    return concepts;
  }

  one(word, position) {
    const concept = { from: position, to: position + 1, targets: [], stems: [], each: [], fields: 255 };
    for (const { stem: number, factor } of word.meanings) {
      let targets = this.text.targets([number]), share = factor;
      if (!targets.length && !this.text.uses(number)) {
        targets = this.text.parts.get(number) ?? [];
        share = Math.trunc(factor / 2);
      }
      for (const target of targets) {
        if (!concept.targets.some((other) => other.target === target)) concept.targets.push({ target, worth: this.worth(target, share) });
      }
      if (this.text.uses(number)) concept.stems.push({ stem: number, factor });
    }
    return concept;
  }

  worth(target, factor) {
    const worth = single(target.list === "need" ? this.weights.need : this.weights.otherVocabulary);
    return Math.min(255, Math.trunc(single(single(single(worth * 255) * factor) / 256)));
  }
}

/** Position on a Hilbert curve of order 16 (HilbertCurve): the order in which the server reads the services. */
function curve(x, y) {
  let position = 0;
  for (let side = 1 << 15; side > 0; side >>= 1) {
    const right = x & side ? 1 : 0, top = y & side ? 1 : 0;
    position += side * side * ((3 * right) ^ top);
    if (!top) {
      if (right) { x = 65535 - x; y = 65535 - y; }
      [x, y] = [y, x];
    }
  }
  return position;
}

function hilbertOrder(points) {
  const known = points.filter(Boolean);
  const least = (name) => known.reduce((value, point) => Math.min(value, point[name]), Infinity);
  const most = (name) => known.reduce((value, point) => Math.max(value, point[name]), -Infinity);
  const [south, west] = [least("latitude"), least("longitude")];
  const height = Math.max(most("latitude") - south, 1e-9), width = Math.max(most("longitude") - west, 1e-9);
  const keys = points.map((point) => point === undefined ? Infinity : curve(
    Math.trunc((point.longitude - west) / width * 65535), Math.trunc((point.latitude - south) / height * 65535)));
  return points.map((_, position) => position).sort((left, right) => (keys[left] - keys[right] || 0) || left - right);
}

function vector({ latitude, longitude }) {
  const north = latitude * Math.PI / 180, east = longitude * Math.PI / 180;
  return [Math.cos(north) * Math.cos(east) * ROOT, Math.cos(north) * Math.sin(east) * ROOT, Math.sin(north) * ROOT];
}

const isOnEarth = (point) => Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180;

/** Squares of the three differences of two places, added in the server's order; NaN where one has no point. */
function chordSquared(place, other) {
  let sum = 0;
  for (let axis = 0; axis < 3; axis += 1) {
    const way = single(place[axis] - other[axis]);
    sum = single(sum + single(way * way));
  }
  return sum;
}

function chordOfArc(metres) {
  const angle = metres / (2 * ROOT);
  if (angle >= Math.PI / 2) return Infinity;
  const chord = 2 * ROOT * Math.sin(angle);
  return single(chord * chord);
}

/** Names of the columns of the bundle's rows (OfflineRows). */
const SERVICE = ["key", "site", "organisation", "name", "description", "needs", "publics", "ages", "genders", "statuses", "languages", "cost",
  "price", "conditions", "bring", "accessibility", "amenities", "phone", "website", "confirmed", "confirmedDay", "rhythm", "hours"];
const SITE = ["key", "name", "aliases", "address", "postcode", "city", "district", "latitude", "longitude", "isProtected", "isVague"];
const ORGANISATION = ["key", "name", "fullName", "aliases"];

const named = (names, row) => Object.fromEntries(names.map((name, position) => [name, row[position]]));

/** A bundle made ready to be asked. */
export class Guide {
  /** @param state what the store keeps: `{version, tables, parts}`. */
  constructor(state) {
    this.state = state;
    const { head, vocabulary, weights, stop } = state.parts;
    this.head = head;
    this.weights = weights;
    const table = (name, names) => new Map(state.tables[name].map((row) => [row[0], named(names, row)]));
    this.sites = table("sites", SITE);
    this.organisations = table("organisations", ORGANISATION);
    this.services = state.tables.services.map((row) => named(SERVICE, row));
    this.position = new Map(this.services.map((service, position) => [service.key, position]));
    const hours = new Map(state.tables.hours.map(([key, ...steps]) => [key, this.spans(steps)]));
    this.services.forEach((service) => { service.spans = service.hours === null ? undefined : hours.get(service.hours); });
    this.readAttributes(vocabulary);
    const points = this.services.map((service) => this.point(service));
    const order = hilbertOrder(points);
    const centre = points[order[order.length >> 1]] ?? { latitude: 0, longitude: 0 };
    this.reference = vector(centre);
    this.places = points.map((point) => point && this.place(point));
    this.text = new TextIndex(stop);
    LISTS.forEach((list) => vocabulary[list].forEach(([, labels, synonyms], position) => {
      const target = this.targets[list][position];
      for (const label of labels) this.text.addWording(label, target, false);
      for (const synonym of synonyms) this.text.addWording(synonym, target, true);
    }));
    for (const document of order) this.text.addDocument(this.texts(this.services[document]), document);
    this.text.close();
    this.fieldWorth = Array.from({ length: 1 << FIELDS.length }, (_, fields) => Math.max(0, ...FIELDS
      .filter((_, field) => fields & 1 << field).map((field) => Math.trunc(single(single(weights[field]) * 255)))));
  }

  /** Minutes between the end of a span and the start of the next, then its length, below zero when nobody is sure. */
  spans(steps) {
    const spans = [];
    let minute = this.head.from;
    for (let step = 0; step < steps.length; step += 2) {
      const start = minute + steps[step];
      minute = start + Math.abs(steps[step + 1]);
      spans.push({ start, end: minute, isCertain: steps[step + 1] > 0 });
    }
    return spans;
  }

  point(service) {
    const site = this.sites.get(service.site);
    if (!site || site.isProtected || site.latitude === null || !isOnEarth(site)) return undefined;
    return { latitude: site.latitude, longitude: site.longitude };
  }

  place(point) {
    return vector(point).map((value, axis) => single(value - this.reference[axis]));
  }

  texts(service) {
    const site = this.sites.get(service.site), organisation = this.organisations.get(service.organisation);
    const texts = wordings(service.name).map((text) => [0, text]);
    if (site && !site.isProtected) {
      for (const text of [...wordings(site.name), ...site.aliases]) texts.push([1, text]);
      for (const text of [site.address, site.city]) if (text !== null) texts.push([3, text]);
    }
    if (organisation) {
      for (const text of [organisation.name, organisation.fullName, ...organisation.aliases]) if (text !== null) texts.push([2, text]);
    }
    for (const text of wordings(service.description)) texts.push([4, text]);
    return texts;
  }

  /** Which services have each value of each list, as sets; for publics and statuses both who names them and who is open to them. */
  readAttributes(vocabulary) {
    const count = this.services.length;
    const fresh = () => new Uint8Array(count);
    this.targets = {};
    this.keys = {};
    this.rows = {};
    this.naming = {};
    for (const list of LISTS) {
      this.targets[list] = vocabulary[list].map((_, position) => ({ list, position }));
      this.keys[list] = new Map(vocabulary[list].map(([key], position) => [key, position]));
      this.rows[list] = vocabulary[list].map(fresh);
    }
    for (const list of ["public", "status"]) this.naming[list] = vocabulary[list].map(fresh);
    const themes = vocabulary.need.map((entry) => this.keys.theme.get(entry[3]));
    const insert = (rows, list, keys, document) => {
      for (const key of keys) {
        const position = this.keys[list].get(key);
        if (position !== undefined) rows[position][document] = 1;
      }
    };
    this.services.forEach((service, document) => {
      insert(this.rows.need, "need", service.needs, document);
      for (const key of service.needs) {
        const theme = themes[this.keys.need.get(key)];
        if (theme !== undefined) this.rows.theme[theme][document] = 1;
      }
      const site = this.sites.get(service.site);
      if (site && !site.isProtected && site.district !== null) insert(this.rows.district, "district", [site.district], document);
      const publics = service.publics.includes("everyone") ? [] : service.publics;
      for (const [list, keys] of [["public", publics], ["status", service.statuses]]) {
        insert(this.naming[list], list, keys, document);
        const known = keys.filter((key) => this.keys[list].has(key));
        insert(this.rows[list], list, known.length ? known : this.keys[list].keys(), document);
      }
      insert(this.rows.language, "language", service.languages, document);
      insert(this.rows.accessibility, "accessibility", service.accessibility, document);
      insert(this.rows.condition, "condition", service.conditions, document);
      insert(this.rows.amenity, "amenity", service.amenities, document);
    });
  }

  // MARK: asking

  /** Days since 1970 of a minute on the city's clock. */
  day(minute) { return Math.floor((minute + this.offset(minute)) / 1440); }

  /** Minutes between the city's clock and UTC. */
  offset(minute) {
    return (this.head.offsets.filter(([from]) => from <= minute).pop() ?? this.head.offsets[0])[1];
  }

  /** The minute at which the city's clock says so much on a day. */
  minute(day, minutes) {
    const local = day * 1440 + minutes;
    return local - this.offset(local - this.offset(local));
  }

  /**
   * @param query `{text, needs, themes, districts, publics, statuses, languages, conditions, accessibility, amenities, isFree, age,
   *   gender, organisation, near: {latitude, longitude}, radius, open: {from, to}, sort, now, limit}`, all but `now` (minutes since
   *   1970, UTC) may be left out.
   * @returns `{hits: [{service, distance}], total, corrections, ignored}`
   */
  search(query) {
    let reading = query.text ? new Reader(this.text, this.weights).read(query.text, false) : { concepts: [], typed: [], corrections: [], ignored: [] };
    let chain = this.chain(query, reading);
    let matches = this.intersection(chain);
    if (!matches.includes(1)) {
      const fewer = this.fewer(reading, chain);
      if (fewer) {
        reading = fewer;
        chain = this.chain(query, reading);
        matches = this.intersection(chain);
      }
    }
    const found = [];
    matches.forEach((is, document) => { if (is) found.push(document); });
    const from = query.near && this.place(query.near);
    const ranked = this.ranked(found, query, reading, from);
    const metres = (document) => {
      const squared = from && this.places[document] ? chordSquared(this.places[document], from) : NaN;
      return Number.isNaN(squared) ? undefined : 2 * ROOT * Math.asin(Math.min(1, Math.sqrt(squared) / (2 * ROOT)));
    };
    return {
      hits: ranked.slice(0, query.limit ?? 20).map((document) => ({ service: this.services[document], distance: metres(document) })),
      total: found.length, corrections: reading.corrections, ignored: reading.ignored,
    };
  }

  chain(query, reading) {
    const count = this.services.length;
    const union = (rows) => rows.reduce((all, row) => all.map((is, place) => is | row[place]), new Uint8Array(count));
    const where = (test) => Uint8Array.from(this.services, (service, document) => test(service, document) ? 1 : 0);
    const isHopeless = !reading.concepts.length && reading.ignored.length > 0;
    const concepts = reading.concepts.map((concept) => this.set(concept, reading.concepts.length === 1));
    const filters = [];
    const positions = (list, keys) => (keys ?? []).map((key) => this.keys[list].get(key));
    const anyOf = (list, keys) => {
      const known = positions(list, keys).filter((position) => position !== undefined);
      if (keys?.length) filters.push(union(known.map((position) => this.rows[list][position])));
    };
    const allOf = (list, keys) => positions(list, keys).forEach((position) => filters.push(this.rows[list][position] ?? new Uint8Array(count)));
    anyOf("need", query.needs);
    anyOf("theme", query.themes);
    anyOf("district", query.districts);
    anyOf("language", query.languages);
    anyOf("public", query.publics);
    anyOf("status", query.statuses);
    allOf("condition", query.conditions);
    allOf("accessibility", query.accessibility);
    allOf("amenity", query.amenities);
    if (query.isFree) filters.push(where((service) => service.cost === "free"));
    if (query.organisation) filters.push(where((service) => service.organisation === query.organisation));
    if (query.age !== undefined) {
      filters.push(where(({ ages }) => !ages || query.age >= (ages[0] ?? 0) && query.age <= Math.max(ages[0] ?? 0, ages[1] ?? 130)));
    }
    if (query.gender) filters.push(where(({ genders }) => !genders.length || genders.includes(query.gender)));
    if (query.open) {
      filters.push(where(({ spans }) => spans?.some((span) => span.isCertain && span.start < query.open.to && span.end > query.open.from)));
    }
    if (query.near && query.radius) {
      const from = this.place(query.near), limit = chordOfArc(query.radius);
      filters.push(where((_, document) => this.places[document] && chordSquared(this.places[document], from) <= limit));
    }
    return { isHopeless, concepts, filters };
  }

  intersection({ isHopeless, concepts, filters }) {
    const count = this.services.length;
    if (isHopeless) return new Uint8Array(count);
    return [...concepts, ...filters].reduce((all, set) => all.map((is, place) => is & set[place]), new Uint8Array(count).fill(1));
  }

  /** Services that a word of the vocabulary means. */
  named({ list, position }) { return (this.naming[list] ?? this.rows[list])[position]; }

  set(concept, isAlone) {
    const set = new Uint8Array(this.services.length);
    const insert = (other) => other.forEach((is, document) => { if (is) set[document] = 1; });
    for (const { target } of concept.targets) {
      insert(this.named(target));
      if (!isAlone && (target.list === "public" || target.list === "status")) insert(this.rows[target.list][target.position]);
    }
    for (const { stem: number } of concept.stems) {
      const { documents, fields } = this.text.postings[number];
      documents.forEach((document, place) => { if (fields[place] & concept.fields) set[document] = 1; });
    }
    if (concept.each.length) {
      insert(concept.each.map((word) => this.set(word, false)).reduce((all, other) => all.map((is, place) => is & other[place])));
    }
    return set;
  }

  /** Leniency: the words that tell most of a need stay when all of them find nothing together. */
  fewer(reading, chain) {
    const population = (set) => set.reduce((sum, is) => sum + is, 0);
    if (reading.concepts.length < 2) return undefined;
    const both = (left, right) => left.map((is, place) => is & right[place]);
    if (population(chain.concepts.reduce(both))) return undefined;
    const ranks = reading.concepts.map((concept, position) => {
      const most = (targets) => targets.length ? Math.max(...targets.map(({ worth }) => worth)) : undefined;
      const need = most(concept.targets.filter(({ target }) => target.list === "need" || target.list === "theme"));
      return { position, worth: need !== undefined ? need + 256 : most(concept.targets) ?? 0, count: population(chain.concepts[position]) };
    });
    ranks.sort((left, right) => right.worth - left.worth || left.count - right.count || left.position - right.position);
    let matches = new Uint8Array(this.services.length).fill(1);
    const kept = new Set();
    for (const { position } of ranks) {
      const narrower = both(matches, chain.concepts[position]);
      if (!narrower.includes(1)) continue;
      matches = narrower;
      kept.add(position);
    }
    if (!kept.size || kept.size === reading.concepts.length) return undefined;
    const isKept = (_, position) => kept.has(position);
    const left = reading.concepts.filter((concept, position) => !isKept(concept, position));
    return {
      ...reading, concepts: reading.concepts.filter(isKept),
      ignored: [...reading.ignored, ...left.map(({ from, to }) => reading.typed.slice(from, to).join(" "))],
    };
  }

  // MARK: order

  ranked(found, query, reading, from) {
    const today = this.day(query.now);
    const freshness = (document) => this.freshness(this.services[document], today);
    const far = (document) => from && this.places[document] ? chordSquared(this.places[document], from) : Infinity;
    let value;
    if (query.sort === "freshness") value = freshness;
    else if (query.sort === "distance" && from) {
      const distances = new Map(found.map((document) => [document, far(document)]));
      return found.sort((left, right) => (distances.get(left) - distances.get(right) || 0) || left - right);
    } else {
      const relevance = this.relevance(reading.concepts, found);
      const text = single(this.weights.text);
      value = (document, place) => {
        let score = single(this.openness(this.services[document], query.now) + freshness(document));
        score = single(score + single(relevance[place] * text));
        return from ? single(score + this.nearness(far(document))) : score;
      };
    }
    const scores = new Map(found.map((document, place) => [document, value(document, place)]));
    return found.sort((left, right) => scores.get(right) - scores.get(left) || left - right);
  }

  freshness(service, today) {
    if (service.confirmedDay === null) return 0;
    const age = Math.max(0, today - service.confirmedDay);
    return single(single(this.weights.freshness) * single(0.5 ** (age / this.weights.halfLife)));
  }

  nearness(squared) {
    if (!(squared >= 0) || squared === Infinity) return 0;
    const half = single(this.weights.halfDistance);
    return single(single(single(this.weights.distance) * half) / single(half + single(Math.sqrt(squared))));
  }

  openness({ spans }, minute) {
    const { weights, head } = this;
    const worth = (value) => single(single(value) * single(weights.open));
    if (minute < head.from || minute >= head.until) return worth(weights.unknownHours);
    if (!spans) return worth(weights.unknownHours);
    const last = head.until - 1;
    const at = (moment, isCertain) => spans.some((span) => span.isCertain === isCertain && span.start <= moment && moment < span.end);
    const soon = (minutes) => Math.min(minute + minutes, last);
    if (at(minute, true)) return worth(at(soon(weights.closingSoon), true) ? weights.openNow : weights.closing);
    if (at(soon(weights.openingSoon), true)) return worth(weights.opening);
    return at(minute, false) ? worth(weights.unknownHours) : 0;
  }

  relevance(concepts, candidates) {
    const sums = candidates.map(() => 0);
    const share = single(1 / single(255 * Math.max(concepts.length, 1)));
    for (const concept of concepts) {
      this.worths(concept, candidates).forEach((worth, place) => { sums[place] = single(sums[place] + single(worth * share)); });
    }
    return sums;
  }

  worths(concept, candidates) {
    const best = candidates.map(() => 0);
    for (const { target, worth } of concept.targets) {
      const set = this.named(target);
      candidates.forEach((document, place) => { if (best[place] < worth && set[document]) best[place] = worth; });
    }
    for (const { stem: number, factor } of concept.stems) {
      const { documents, fields } = this.text.postings[number];
      const stands = new Map(documents.map((document, place) => [document, fields[place]]));
      candidates.forEach((document, place) => {
        if (!stands.has(document)) return;
        const worth = (this.fieldWorth[stands.get(document) & concept.fields] * factor) >> 8;
        if (worth > best[place]) best[place] = worth;
      });
    }
    if (!concept.each.length) return best;
    const each = concept.each.map((word) => this.worths(word, candidates));
    candidates.forEach((_, place) => {
      if (each.some((worths) => !worths[place])) return;
      const sum = each.reduce((all, worths) => all + worths[place], 0);
      best[place] = Math.max(best[place], Math.trunc(sum / each.length));
    });
    return best;
  }

  // MARK: hours

  /**
   * Whether a service is open: `{kind: "open"|"closed"|"unknown"|"none", until, opens}`, minutes.
   * @param isSure false when the device's clock cannot be right: then nobody knows.
   */
  opening({ spans }, now, isSure = true) {
    if (!spans) return { kind: "none" };
    if (!isSure || now < this.head.from || now >= this.head.until) return { kind: "unknown" };
    let place = spans.findIndex((span) => span.end > now);
    if (place < 0) return { kind: "closed" };
    if (spans[place].start <= now) {
      if (!spans[place].isCertain) return { kind: "unknown" };
      let until = spans[place].end;
      while (spans[place + 1]?.start === until && spans[place + 1].isCertain) { place += 1; until = spans[place].end; }
      return { kind: "open", until };
    }
    const next = spans.slice(place).find((span) => span.isCertain);
    return next ? { kind: "closed", opens: next.start } : { kind: spans.length > place ? "unknown" : "closed" };
  }
}
