"""Search of pages by others, on the very questions and typing faults of `villerefuge evaluate search --write-questions`:
tantivy, SQLite FTS5 (words, trigrams), PostgreSQL full text with pg_trgm, BM25 over parts of words of 3 to 5 letters.
Each is set up per language of the pages with the stemmer and stop words that it has for that language.

`python pages.py QUESTIONS OURS.json RESULT.md BUILD PAGES…`; a peer that cannot run is left out and named.
"""

import json
import math
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict

from common import fold

WORD = re.compile(r"\w+")
NAMES = {"de": "german", "en": "english", "fr": "french", "es": "spanish", "ru": "russian", "tr": "turkish", "ar": "arabic"}


def words(text):
    return WORD.findall(fold(text))


class Grams:
    name = "BM25 over parts of 3 to 5 letters"

    def __init__(self, language, pages):
        self.postings = defaultdict(list)
        lengths = []
        for number, text in enumerate(pages):
            counts = Counter(self.parts(text))
            lengths.append(sum(counts.values()))
            for part, count in counts.items():
                self.postings[part].append((number, count))
        mean = sum(lengths) / len(lengths)
        for part, list_ in self.postings.items():
            rarity = math.log(1 + (len(pages) - len(list_) + 0.5) / (len(list_) + 0.5))
            self.postings[part] = [
                (number, rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * lengths[number] / mean)))
                for number, count in list_]

    @staticmethod
    def parts(text):
        for word in words(text):
            word = "_" + word + "_"
            for length in (3, 4, 5):
                for start in range(len(word) - length + 1):
                    yield word[start:start + length]

    def __call__(self, question):
        scores = defaultdict(float)
        for part, count in Counter(self.parts(question)).items():
            for number, impact in self.postings.get(part, ()):
                scores[number] += count * impact
        return sorted(scores, key=lambda number: (-scores[number], number))[:1000]


class SQLiteWords:
    name = "SQLite FTS5, words"
    tokenizer = "unicode61 remove_diacritics 2"

    def __init__(self, language, pages):
        tokenizer = "porter " + self.tokenizer if language == "en" and "unicode61" in self.tokenizer else self.tokenizer
        self.database = sqlite3.connect(":memory:")
        self.database.execute(f"CREATE VIRTUAL TABLE pages USING fts5(title, body, tokenize='{tokenizer}')")
        self.database.executemany(
            "INSERT INTO pages (rowid, title, body) VALUES (?, ?, ?)",
            [(number, text.split("\n")[0], text) for number, text in enumerate(pages)])
        self.database.execute("INSERT INTO pages (pages) VALUES ('optimize')")

    def match(self, question):
        return " OR ".join(f'"{word}"' for word in dict.fromkeys(words(question)))

    def __call__(self, question):
        match = self.match(question)
        if not match:
            return []
        rows = self.database.execute(
            "SELECT rowid FROM pages WHERE pages MATCH ? ORDER BY bm25(pages, 2.0, 1.0) LIMIT 1000", (match,))
        return [row[0] for row in rows]


class SQLiteTrigrams(SQLiteWords):
    name = "SQLite FTS5, trigrams"
    tokenizer = "trigram"

    def match(self, question):
        parts = [word[at:at + 3] for word in WORD.findall(question.lower()) for at in range(len(word) - 2)]
        return " OR ".join(f'"{part}"' for part in dict.fromkeys(parts))


class Tantivy:
    name = "tantivy, fuzzy where a word is unknown"

    def __init__(self, language, pages):
        import tantivy

        self.tantivy = tantivy
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(r"\w+")).filter(tantivy.Filter.lowercase())
        if language in NAMES:
            if language != "ar":
                analyzer = analyzer.filter(tantivy.Filter.stopword(NAMES[language]))
            analyzer = analyzer.filter(tantivy.Filter.stemmer(NAMES[language]))
        self.analyzer = analyzer.build()
        builder = tantivy.SchemaBuilder()
        for field in ("title", "body"):
            builder.add_text_field(field, stored=False, tokenizer_name="pages", index_option="freq")
        builder.add_integer_field("number", stored=True)
        index = tantivy.Index(builder.build(), path=tempfile.mkdtemp(prefix="pages-tantivy-"))
        index.register_tokenizer("pages", self.analyzer)
        writer = index.writer(num_threads=1)
        self.known = set()
        for number, text in enumerate(pages):
            self.known.update(self.analyzer.analyze(text))
            writer.add_document(tantivy.Document(title=text.split("\n")[0], body=text, number=number))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.index, self.schema, self.searcher = index, index.schema, index.searcher()
        self.numbers = {}

    def __call__(self, question, limit=1000):
        query = self.tantivy.Query
        parts = []
        for word in dict.fromkeys(self.analyzer.analyze(question)):
            for field in ("title", "body"):
                if word in self.known:
                    parts.append(query.term_query(self.schema, field, word))
                elif len(word) >= 4:
                    parts.append(query.fuzzy_term_query(self.schema, field, word, distance=1 if len(word) < 8 else 2))
        if not parts:
            return []
        whole = query.boolean_query([(self.tantivy.Occur.Should, part) for part in parts])
        hits = self.searcher.search(whole, limit, count=False).hits
        return [self.number(address) for _, address in hits]

    def number(self, address):
        key = (address.segment_ord, address.doc)
        if key not in self.numbers:
            self.numbers[key] = self.searcher.doc(address)["number"][0]
        return self.numbers[key]


class PostgreSQL:
    name = "PostgreSQL full text + pg_trgm"
    cluster = None

    def __init__(self, language, pages):
        from postgres import Cluster

        if PostgreSQL.cluster is None:
            PostgreSQL.cluster = Cluster()
        self.connection = PostgreSQL.cluster.connect()
        self.table = "pages_" + re.sub(r"\W", "_", language)
        dictionary = NAMES.get(language, "simple")
        self.connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        self.connection.execute(
            f"CREATE TABLE {self.table} (number integer PRIMARY KEY, title text, words tsvector)")
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.table} VALUES (%s, %s, setweight(to_tsvector('{dictionary}', %s), 'A')"
                f" || to_tsvector('{dictionary}', %s))",
                [(number, text.split("\n")[0], text.split("\n")[0], text) for number, text in enumerate(pages)])
        self.connection.execute(f"CREATE INDEX ON {self.table} USING gin (words)")
        self.connection.execute(f"ANALYZE {self.table}")
        # Any of the words; the rank of ts_rank with a share for how alike the title is letter by letter (over the
        # whole text it takes too long).
        self.sql = (
            "WITH asked AS (SELECT replace(plainto_tsquery('" + dictionary + "', %s)::text, '&', '|')::tsquery AS words,"
            f" %s::text AS text) SELECT number FROM {self.table}, asked ORDER BY"
            " CASE WHEN pages.words @@ asked.words THEN ts_rank(pages.words, asked.words, 1) ELSE 0 END"
            " + 0.1 * word_similarity(asked.text, pages.title) DESC, number LIMIT 1000").replace(f"FROM {self.table}, asked", f"FROM {self.table} AS pages, asked")

    def __call__(self, question):
        return [row[0] for row in self.connection.execute(self.sql, (question, question)).fetchall()]


PEERS = [Grams, Tantivy, SQLiteWords, SQLiteTrigrams, PostgreSQL]


def measure(peer, corpora, questions):
    """Averages over pairs as `villerefuge evaluate search` takes them, and milliseconds a question."""
    figures = defaultdict(list)
    times = []
    built = 0.0
    for language, (ids, texts) in corpora.items():
        start = time.perf_counter()
        ask = peer(language, texts)
        built += time.perf_counter() - start
        place = {id_: number for number, id_ in enumerate(ids)}
        for asked in sorted({key for question in questions for key in question["question"]}):
            ranks = defaultdict(list)
            for question in questions:
                if question["page"] not in place or asked not in question["question"]:
                    continue
                for kind in ("question", "typos"):
                    start = time.perf_counter()
                    found = ask(question[kind][asked])
                    times.append((time.perf_counter() - start) * 1000)
                    number = place[question["page"]]
                    ranks[kind].append(found.index(number) + 1 if number in found else math.inf)
            for kind, list_ in ranks.items():
                pair = ("same" if asked == language else "across") + ("Typos" if kind == "typos" else "")
                figures[pair].append((
                    sum(rank <= 1 for rank in list_) / len(list_), sum(rank <= 5 for rank in list_) / len(list_),
                    sum(1 / rank for rank in list_) / len(list_)))
    times.sort()
    result = {pair: [sum(column) / len(rows) for column in zip(*rows)] for pair, rows in figures.items()}
    result.update(median=statistics.median(times), p99=times[len(times) * 99 // 100], build=built)
    return result


def row(name, result):
    cells = []
    for pair in ("same", "sameTypos", "across", "acrossTypos"):
        recall1, recall5, mrr = result.get(pair, (0, 0, 0))
        cells.append(f"{recall1 * 100:.1f} / {recall5 * 100:.1f} / {mrr:.3f}")
    cells += [f"{result['median']:.2f} ({result['p99']:.2f})", f"{result['build']:.1f}"]
    return f"| {name} | " + " | ".join(cells) + " |"


def main():
    questions_path, ours_path, output, program, *files = sys.argv[1:]
    questions = json.load(open(questions_path, encoding="utf-8"))["questions"]
    ours = json.load(open(ours_path, encoding="utf-8"))
    pages = {}
    for file in files:
        for page in json.load(open(file, encoding="utf-8")).get("pages", []):
            pages[page["id"]] = page["text"]
    corpora = {}
    for language in sorted({key for text in pages.values() for key in text}):
        ids = [id_ for id_, text in pages.items() if text.get(language)]
        corpora[language] = (ids, [pages[id_][language] for id_ in ids])
    averages = {
        key: (value["recall1"], value["recall5"], value["mrr"]) for key, value in ours["averages"].items()}
    averages.update(median=ours["medianMilliseconds"], p99=ours["p99Milliseconds"], build=ours["buildSeconds"])
    rows = [row("**this index**", averages)]
    left_out = []
    for peer in PEERS:
        try:
            rows.append(row(peer.name, measure(peer, corpora, questions)))
            print(rows[-1], flush=True)
        except Exception as error:  # A peer that is not installed is named in the report.
            left_out.append(f"{peer.name}: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
            print(left_out[-1], flush=True)
    if PostgreSQL.cluster:
        PostgreSQL.cluster.stop()
    with open(output, "w", encoding="utf-8") as file:
        file.write(REPORT.format(
            pages=ours["pages"], questions=ours["questions"], left=ours["questionsWithoutAnswer"], seed=ours["seed"],
            languages=", ".join(corpora), rows="\n".join(rows), megabytes=ours["indexBytes"] / 1048576, spelling=ours["spellingBytes"] / 1048576,
            pairs=pair_table(ours), program=program, missing="".join(f"\nLeft out: {each}\n" for each in left_out)))


def pair_table(ours):
    lines = ["| asked in | pages in | clean | with typing faults |", "| --- | --- | --- | --- |"]
    for pair in ours["pairs"]:
        cells = [f"{f['recall1'] * 100:.1f} / {f['recall5'] * 100:.1f} / {f['mrr']:.3f}" for f in (pair["clean"], pair["typos"])]
        lines.append(f"| {pair['question']} | {pair['pages']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


REPORT = """# Search of pages: figures

Made by `Benchmarks/run-pages.sh PAGES…`: {pages} pages in {languages}; {questions} questions in each language ({left} that no page answers left
out); typing faults of seed {seed}, the same for all. Each cell: recall@1 / recall@5 in percent / MRR, the mean over the pairs of languages.

| | same language | same, typing faults | across languages | across, typing faults | ms a question, median (p99) | build s |
| --- | --- | --- | --- | --- | --- | --- |
{rows}
{missing}
Ours is called in process; its tables of pages take {megabytes:.1f} MiB for all languages together, the words known for corrections
{spelling:.1f} MiB. The others answer through their Python clients (PostgreSQL over a local socket) and rank up to 1,000 pages for the MRR,
which their times hold; ours are for the ten best. On a machine that others use, the 99th percentile tells of them. "BM25 over parts" runs in Python: its time
says nothing. The others see no lexicon: none of them has one. PostgreSQL's rank does not know how rare a word is, which
weighs on whole sentences. Our timing is of `{program}`.

## Pairs of languages, ours

{pairs}
"""

if __name__ == "__main__":
    main()
