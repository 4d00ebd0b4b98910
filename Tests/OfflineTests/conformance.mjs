// Asks a bundle, with the modules that a telephone loads, what the server's index was asked, and says every answer that differs.
//   node conformance.mjs folded.json fold | asks.json asks | changes.json merge

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const modules = new URL("../../Resources/static/offline/", import.meta.url);
const { fold } = await import(new URL("words.js", modules));
const { Guide } = await import(new URL("index.js", modules));
const { merged } = await import(new URL("store.js", modules));
const [path, kind] = process.argv.slice(2);
const given = JSON.parse(readFileSync(path, "utf8"));
const faults = [];

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);
const checks = {
  fold() {
    for (const [value, letters] of given) {
      const folded = fold(value);
      if ((typeof folded === "number" ? null : folded) !== letters) faults.push([value.toString(16), folded, letters]);
    }
    return given.length;
  },
  asks() {
    const guide = new Guide(JSON.parse(readFileSync(given.bundle, "utf8")));
    const start = performance.now();
    for (const { query, keys, total, corrections, ignored } of given.asks) {
      const answer = guide.search(query);
      const found = { keys: answer.hits.map(({ service }) => service.key), total: answer.total, corrections: answer.corrections.map(({ used }) => used), ignored: answer.ignored };
      if (!same(found, { keys, total, corrections, ignored })) faults.push([query, found, { keys, total, corrections, ignored }]);
    }
    console.log(`${((performance.now() - start) / given.asks.length).toFixed(2)} ms a question`);
    return given.asks.length;
  },
  merge() {
    const text = JSON.stringify(merged(JSON.parse(readFileSync(given.old, "utf8")), JSON.parse(readFileSync(given.change, "utf8"))));
    if (text !== readFileSync(given.fresh, "utf8")) faults.push(["the state after the change is another one than the whole bundle"]);
    return 1;
  },
};

const count = checks[kind]();
for (const fault of faults.slice(0, 12)) console.log(JSON.stringify(fault).slice(0, 1500));
console.log(`${fileURLToPath(import.meta.url).split("/").pop()}: ${count - faults.length} of ${count} the same`);
process.exit(faults.length ? 1 : 0);
