// The pages that depend on a question or on the hour, written from a bundle with the same classes as the server's
// (ServiceCard, OpenBadge, HoursWords, Distance, ServiceShow). Everything but drawings and prepared pages is escaped.

const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Markup: pieces in an `html` template are escaped unless they are markup themselves. */
class Markup {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}
export const raw = (text) => new Markup(text);
const piece = (value) => value === undefined || value === null || value === false ? ""
  : Array.isArray(value) ? value.map(piece).join("")
  : value instanceof Markup ? value.text : String(value).replace(/[&<>"']/g, (sign) => MARKS[sign]);
export const html = (strings, ...values) => new Markup(strings.reduce((text, string, at) => text + piece(values[at - 1]) + string));

/** The sentences of a bundle. */
export class Words {
  constructor(phrases, plurals, language) {
    this.phrases = phrases;
    this.plurals = plurals;
    this.language = language;
  }

  say(key, values = {}) {
    let words = this.phrases[key] ?? "";
    if (typeof words === "object") words = words[this.form(values.count)] ?? words.other ?? "";
    return words.replace(/\{(\w+)\}/g, (hole, name) => name === "count" ? this.number(values.count) : values[name] ?? hole);
  }

  form(count) {
    const place = count < 200 ? count : 100 + count % 100;
    return this.plurals.names[Number(this.plurals.forms[place])];
  }

  /** Grouped as the language does (Phrasebook.number). */
  number(value) {
    const mark = { en: ",", ar: ",", zh: ",", am: ",", ti: ",", so: ",", bn: ",", ur: ",", ta: ",", es: ".", pt: ".", tr: ".", ro: "." };
    return String(value).replace(/\B(?=(\d{3})+$)/g, mark[this.language.slice(0, 2)] ?? "\u202f");
  }
}

const DAY = 86400000;

/** "Taken along today", "… 3 days ago". */
export function ageWords(words, taken, clock) {
  const days = Math.max(0, Math.floor(clock / DAY) - Math.floor(taken / DAY));
  return days ? words.say("offline.age.days", { count: days }) : words.say("offline.age.today");
}

export class Pages {
  /** @param now minutes since 1970; @param isSure false when the clock cannot be right. */
  constructor(guide, now, isSure) {
    Object.assign(this, { guide, now, isSure });
    const { parts } = guide.state;
    this.parts = parts;
    this.words = new Words(parts.phrases, parts.plurals, parts.head.language);
    this.prepared = new Map(guide.state.tables.pages.map((row) => [row[0], row]));
  }

  say(key, values) { return this.words.say(key, values); }
  url(path) { return `/${this.parts.head.language}/${path}`; }
  drawing(name, style = "pictogram") {
    const drawing = this.parts.drawings[name];
    return drawing && html`<span class="${style}" aria-hidden="true">${raw(drawing)}</span>`;
  }

  foreign(words, language) {
    if (!language || language === this.parts.head.language) return html`${words}`;
    const direction = this.parts.head.rightToLeft.includes(language) ? "rtl" : "ltr";
    return html`<span lang="${language}" dir="${direction}">${words}</span>`;
  }

  /** A text of a row: a proper name, or words by language. */
  read(text) {
    if (!text) return [""];
    if (typeof text === "string") return [text];
    const { language, fallbacks } = this.parts.head;
    if (text[language] ?? text.und) return [text[language] ?? text.und];
    const written = fallbacks.find((tag) => text[tag]) ?? Object.keys(text).sort()[0];
    return [text[written], written];
  }
  text(text) { return text && this.foreign(...this.read(text)); }
  name(text) { return html`<bdi>${this.read(text)[0]}</bdi>`; }

  /** A word of a closed list: `[label, plain, drawing]`, each of the first two perhaps with the language it is borrowed from. */
  term(list, key) { return this.parts.terms[list]?.[key]; }
  label(value) { return Array.isArray(value) ? this.foreign(...value) : html`${value}`; }
  plainLabel(value) { return Array.isArray(value) ? value[0] : value; }

  signs(list, keys, withPlain = false) {
    const items = keys.map((key) => this.term(list, key)).filter(Boolean).map(([label, plain, drawing]) => html`
      <li>${this.drawing(drawing, "sign")}<span>${this.label(label)}${withPlain && plain && html`<small>${this.label(plain)}</small>`}</span></li>`);
    return items.length ? html`<ul class="signs">${items}</ul>` : undefined;
  }

  /** A prepared page with its drawings, of which it holds the names. */
  drawn(body) {
    return body.replace(/<svg data-drawing="([\w-]+)"><\/svg>/g, (_, name) => this.parts.drawings[name] ?? "");
  }

  // MARK: hours

  clock(minute) {
    const local = minute + this.guide.offset(minute), day = ((local % 1440) + 1440) % 1440;
    return `${String(Math.floor(day / 60)).padStart(2, "0")}:${String(day % 60).padStart(2, "0")}`;
  }

  dayWords(day) {
    const date = new Date(day * DAY);
    const number = date.getUTCDate() === 1 ? this.say("date.first") : String(date.getUTCDate());
    return this.say("date.dayMonth", { weekday: this.say(`date.weekday.${date.getUTCDay() || 7}`), day: number, month: this.say(`date.month.${date.getUTCMonth() + 1}`) });
  }

  badge(service) {
    const state = this.guide.opening(service, this.now, this.isSure);
    const badge = (style, words) => html`<p class="badge badge-${style}"><span class="badge-sign" aria-hidden="true"></span>${words}</p>`;
    if (state.kind === "none") return badge("unknown", this.say("hours.none"));
    if (state.kind === "unknown") return badge("unknown", this.say("hours.unknown"));
    const today = this.guide.day(this.now);
    if (state.kind === "open") {
      const left = state.until - this.now;
      if (left <= 60) return badge("soon", this.say("hours.closesIn", { count: left }));
      const noonTomorrow = this.guide.minute(today + 1, 720);
      return badge("open", state.until <= noonTomorrow ? this.say("hours.openUntil", { time: this.clock(state.until) }) : this.say("hours.open"));
    }
    if (state.opens === undefined) return badge("closed", this.say("hours.closed"));
    const wait = state.opens - this.now, time = this.clock(state.opens), day = this.guide.day(state.opens);
    if (wait <= 60) return badge("soon", this.say("hours.opensIn", { count: wait }));
    if (day === today) return badge("closed", this.say("hours.opensToday", { time }));
    if (day === today + 1) return badge("closed", this.say("hours.opensTomorrow", { time }));
    return badge("closed", this.say("hours.opensOn", { day: this.dayWords(day), time }));
  }

  /** The coming days, one line each, as far as they are known. */
  week({ spans }) {
    if (!spans) return undefined;
    const today = this.guide.day(this.now);
    const lines = Array.from({ length: 7 }, (_, ahead) => today + ahead).map((day) => {
      const from = this.guide.minute(day, 0), to = this.guide.minute(day + 1, 0);
      if (from < this.parts.head.from || to > this.parts.head.until) return undefined;
      const times = spans.filter((span) => span.start < to && span.end > from && (span.start >= from || span.end > from + 360 || span.start < from - 720))
        .map((span) => html`<bdi dir="ltr">${this.clock(Math.max(span.start, from))} – ${this.clock(span.end)}</bdi>${!span.isCertain && html` (${this.say("hours.mayBeOpen")})`}`);
      const joined = times.flatMap((time, at) => at ? [this.say("list.comma"), time] : [time]);
      return html`<tr><th scope="row">${this.dayWords(day)}${day === today && html` <small>(${this.say("hours.today")})</small>`}</th>
        <td>${times.length ? joined : this.say("hours.closed")}</td></tr>`;
    }).filter(Boolean);
    return lines.length ? html`<table class="week"><tbody>${lines}</tbody></table>` : undefined;
  }

  // MARK: services

  freshness(service) {
    if (service.confirmedDay === null) return "never";
    const days = Math.max(0, this.guide.day(this.now) - service.confirmedDay);
    return days < Math.min(service.rhythm, 183) ? "fresh" : days < 730 ? "ageing" : "old";
  }

  age(service) {
    const kind = this.freshness(service), date = service.confirmed;
    if (kind === "fresh") return undefined;
    if (kind === "never") return html`<p class="card-age">${this.say("freshness.card.never")}</p>`;
    if (kind === "ageing" || service.conditions.includes("by-phone")) return html`<p class="card-age">${this.say("freshness.card", { date })}</p>`;
    const advice = this.say(service.phone === null ? "freshness.askFirst" : "freshness.callFirst");
    return html`<p class="card-age card-old">${this.say("freshness.fresh", { date })} ${advice}</p>`;
  }

  distance(metres) {
    const minutes = Math.max(1, Math.ceil(metres * 1.3 / (4000 / 60)));
    const shown = metres < 10000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000);
    const length = metres < 950
      ? this.say("distance.metres", { number: this.words.number(Math.max(10, Math.round(metres / 10) * 10)) })
      : this.say("distance.kilometres", { number: String(shown).replace(".", this.say("figure.decimal")) });
    return minutes > 45 ? length : this.say("distance.walk", { count: minutes, length });
  }

  card({ service, distance }) {
    const site = this.guide.sites.get(service.site);
    const district = site.district && this.parts.districts[site.district];
    const place = site.isProtected ? html`<span>${this.say("place.protected")}</span>`
      : html`<span class="place-name">${this.name(site.name)}</span>${district && html`${this.say("list.comma")}${this.label(district)}`}`;
    const terms = [...service.cost ? [this.term("costs", service.cost)] : [],
      ...service.publics.slice(0, 3).filter((key) => key !== "everyone").map((key) => this.term("publics", key)),
      ...service.conditions.slice(0, 3).map((key) => this.term("conditions", key))].filter(Boolean);
    const signs = terms.map(([label, , drawing]) => html`<li>${this.drawing(drawing, "sign")}${this.label(label)}</li>`);
    return html`<article class="card" id="s-${service.key}"><div class="card-signs">${this.drawing(service.needs[0])}</div>
      <div class="card-body"><h3 class="card-title"><a href="${this.url(`services/${service.key}`)}">${this.text(service.name)}</a></h3>
      ${this.badge(service)}<p class="card-place">${place}${distance !== undefined && html` <span class="distance">${this.distance(distance)}</span>`}</p>
      ${this.age(service)}${signs.length > 0 && html`<ul class="signs">${signs}</ul>`}</div></article>`;
  }

  service(key) {
    const service = this.guide.services[this.guide.position.get(key)];
    if (!service) return undefined;
    const site = this.guide.sites.get(service.site), organisation = this.guide.organisations.get(service.organisation);
    const address = [site.address, [site.postcode, site.city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
    const place = site.isProtected ? this.say("place.protected")
      : html`${this.name(site.name)}${address && html`<br><bdi class="address">${address}</bdi>`}`;
    const date = service.confirmed, kind = this.freshness(service);
    const phone = service.phone && html`<a class="button" dir="ltr" href="tel:${service.phone.replace(/[^\d+]/g, "")}">${service.phone}</a>`;
    const way = this.guide.point(service) && !site.isVague
      && html`<a class="button button-quiet" href="geo:${site.latitude},${site.longitude}">${this.say("service.directions")}</a>`;
    const [from, to] = service.ages ?? [null, null];
    const ages = from !== null && to !== null ? this.say("service.ages.between", { from, to })
      : from !== null ? this.say("service.ages.from", { from }) : to !== null ? this.say("service.ages.to", { to }) : undefined;
    const conditions = [this.signs("costs", service.cost ? [service.cost] : []), service.price && html`<p>${this.text(service.price)}</p>`,
      this.signs("conditions", service.conditions, true)].filter(Boolean);
    const fact = (phrase, content) => content && html`<dt>${this.say(phrase)}</dt><dd>${content}</dd>`;
    const body = html`<article class="service"><header class="service-head">
      <div class="service-signs">${service.needs.slice(0, 3).map((need) => this.drawing(need))}</div>
      <h1>${this.text(service.name)}</h1>${this.badge(service)}
      <p class="${kind === "fresh" ? "confirmed" : "notice notice-warning"}">${this.say(`freshness.${kind}`, { date })}</p>
      <p class="service-place">${place}</p><ul class="actions">${phone && html`<li>${phone}</li>`}${way && html`<li>${way}</li>`}</ul></header>
      ${service.description && html`<p class="lead">${this.text(service.description)}</p>`}
      <section aria-labelledby="hours"><h2 id="hours">${this.say("hours.title")}</h2>${this.isSure && this.week(service) || html`<p>${this.say(service.spans ? "hours.unknown" : "hours.none")}</p>`}</section>
      <section aria-labelledby="who"><h2 id="who">${this.say("service.who")}</h2>
      ${this.signs("publics", service.publics.length ? service.publics : ["everyone"], true)}${ages && html`<p>${ages}</p>`}${this.signs("statuses", service.statuses)}
      ${conditions.length ? html`<h3>${this.say("service.conditions")}</h3>${conditions}` : html`<p>${this.say("service.conditions.unknown")}</p>`}</section>
      ${service.bring && html`<section aria-labelledby="bring"><h2 id="bring">${this.say("service.bring")}</h2><p>${this.text(service.bring)}</p></section>`}
      <section aria-labelledby="practical"><h2 id="practical">${this.say("service.practical")}</h2><dl class="facts">
      ${fact("service.languages", service.languages.length > 0 && html`<ul class="inline-list">${service.languages.map((tag) => html`<li>${this.languageName(tag)}</li>`)}</ul>`)}
      ${fact("service.accessibility", this.signs("accessibility", service.accessibility))}
      ${fact("service.amenities", this.signs("amenities", service.amenities))}
      ${fact("service.runBy", organisation && html`<bdi>${organisation.name}</bdi>`)}
      ${fact("service.phone", service.phone && html`<bdi dir="ltr">${service.phone}</bdi>`)}
      ${fact("service.website", service.website && /^https?:/.test(service.website) && html`<a href="${service.website}" rel="noreferrer"><bdi>${new URL(service.website).host}</bdi></a>`)}
      </dl></section></article>`;
    return { title: this.read(service.name)[0], body };
  }

  languageName(tag) {
    return this.parts.languages?.[tag] ?? tag;
  }

  // MARK: results

  /** The question of an address, as the server reads it. */
  question(address) {
    const list = (name) => address.getAll(name).flatMap((value) => value.split(",")).filter(Boolean);
    const [latitude, longitude] = (address.get("near") ?? "").split(",").map(Number);
    const isNear = address.get("near") && Number.isFinite(latitude) && Number.isFinite(longitude);
    const rounded = (degrees) => Math.round(degrees * 10000) / 10000;
    const today = this.guide.day(this.now);
    const opens = {
      now: () => ({ from: this.now, to: this.now + 1 }),
      tonight: () => {
        const from = Math.max(this.guide.minute(today, 1080), this.now);
        return { from, to: Math.max(from + 1, this.guide.minute(today + 1, 0)) };
      },
    };
    return {
      text: (address.get("q") ?? "").slice(0, 200), needs: list("need"), themes: list("theme"), districts: list("district"), publics: list("public"),
      statuses: list("status"), languages: list("language"), amenities: list("amenity"), conditions: address.get("noAppointment") ? ["no-appointment"] : [],
      accessibility: address.get("accessible") ? ["wheelchair"] : [], isFree: Boolean(address.get("free")), organisation: address.get("organisation") || undefined,
      age: address.get("age") ? Number(address.get("age")) : undefined, gender: address.get("gender") || undefined,
      near: isNear ? { latitude: rounded(latitude), longitude: rounded(longitude) } : undefined,
      radius: isNear && Number(address.get("radius")) || undefined, sort: address.get("sort") || "relevance",
      open: this.isSure ? opens[address.get("open")]?.() : undefined, now: this.now, limit: Number(address.get("limit")) || 20,
    };
  }

  results(address) {
    const query = this.question(address);
    const isMeaningless = query.text !== "" && !/[\p{L}\p{N}]/u.test(query.text);
    const answer = isMeaningless ? { hits: [], total: 0, corrections: [], ignored: [] } : this.guide.search(query);
    const term = (list) => (key) => this.plainLabel(this.term(list, key)?.[0]);
    const subject = [query.text && this.say("results.quoted", { words: query.text }), ...query.needs.map(term("needs")), ...query.themes.map(term("themes")),
      ...query.districts.map((key) => this.plainLabel(this.parts.districts[key]))].filter(Boolean).join(" · ") || this.say("results.all");
    const title = this.say("results.title", { subject });
    const hidden = [...address].filter(([name]) => name !== "q" && name !== "limit" && name !== "cursor")
      .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
    const withOpen = new URLSearchParams([...address].filter(([name]) => name !== "open"));
    if (address.get("open") !== "now") withOpen.set("open", "now");
    const more = new URLSearchParams(address);
    more.set("limit", String(query.limit + 20));
    const order = query.near && html` ${this.say(query.sort === "distance" ? "results.sorted.distance" : "results.sorted.relevance")}`;
    const body = html`<h1 class="sr">${title}</h1>
      <form class="search" role="search" action="${this.url("search")}" method="get"><label class="sr" for="q">${this.say("search.label")}</label>
      <div class="search-row"><input id="q" name="q" type="search" value="${query.text}" placeholder="${this.say("search.placeholder")}" autocomplete="off" maxlength="200">
      <button type="submit">${this.say("search.button")}</button></div>${hidden}</form>
      <div class="chips"><a class="chip" href="${this.url(`search?${withOpen}`)}"${address.get("open") === "now" && html` aria-current="true"`}>${this.say("filter.open.now")}</a></div>
      <p class="count"><span role="status">${this.say("results.count", { count: answer.total })}${order}</span></p>
      ${answer.corrections.map(({ typed, used }) => html`<p class="note">${this.say("results.corrected", { typed, used })}</p>`)}
      ${answer.total > 0 && answer.ignored.length > 0 && html`<p class="note">${this.say("results.ignored", { words: answer.ignored.join(this.say("list.comma")) })}</p>`}
      <div class="results"><div class="results-list">${answer.total ? html`<h2 class="sr">${this.say("results.list")}</h2>
      <ol class="cards">${answer.hits.map((hit) => html`<li>${this.card(hit)}</li>`)}</ol>` : this.empty()}
      ${answer.total > answer.hits.length && html`<p class="more"><a class="button" rel="next" href="${this.url(`search?${more}`)}">${this.say("results.next")}</a></p>`}
      </div></div>`;
    return { title, body };
  }

  empty() {
    return html`<section class="empty"><h2>${this.say("empty.title")}</h2><p><a href="${this.url("themes")}">${this.say("empty.themes")}</a></p>
      <p>${this.say("empty.call")}</p>${this.numbers()}</section>`;
  }

  numbers() {
    return html`<ul class="ways">${this.parts.emergency.map(([number, name]) => html`<li><a href="tel:${number}" dir="ltr">${number}</a> ${this.label(name)}</li>`)}</ul>`;
  }

  districts() {
    const title = this.say("filter.district");
    const items = Object.entries(this.parts.districts).map(([key, name]) => html`<li><a href="${this.url(`search?district=${key}`)}">${this.label(name)}</a></li>`);
    return { title, body: html`<h1>${title}</h1><ul class="index-list">${items}</ul>` };
  }

  saved(places) {
    const cards = places.map(({ key, name }) => {
      const service = this.guide.services[this.guide.position.get(key)];
      return service ? this.card({ service }) : html`<a href="${this.url(`services/${key}`)}">${name}</a>`;
    });
    return { title: this.say("saved.title"), body: html`<ol class="cards">${cards.map((card) => html`<li>${card}</li>`)}</ol>` };
  }

  page(path) {
    const row = this.prepared.get(path);
    if (!row) return undefined;
    const [, title, trail, body] = row;
    const steps = trail.map(([name, url]) => html`<li><a href="${url}">${name}</a></li>`);
    const nav = steps.length > 0 && html`<nav class="trail" aria-label="${this.say("layout.trail")}"><ol><li><a href="${this.url("")}">${this.say("layout.home")}</a></li>${steps}</ol></nav>`;
    return { title, body: html`${nav}${raw(this.drawn(body))}` };
  }
}
