"""SQLite with FTS5 and a deletion dictionary, tuned as a competent user would: offers clustered by need and by a grid
of 500 m, filters as bits, hours by schedule, everything in memory-mapped pages.

`python sqlite_fts.py DATA-FOLDER RESULT.json`
"""

import math
import os
import shutil
import sqlite3
import sys
import tempfile
import time

from common import fold, mask, measure, read_data, throughput, write_result

CELL = 500.0
WIDTH = 4096
NORTH = 111_195.0
EAST = 111_195.0 * math.cos(math.radians(48.8566))
SOUTH_EDGE = 48.0
WEST_EDGE = 1.0
EVERYTHING = -1
# Offers of a need that are read from end to end sooner than by cells.
FEW = 1_000


def plane(at):
    """Metres north and east of the corner."""
    return (at[0] - SOUTH_EDGE) * NORTH, (at[1] - WEST_EDGE) * EAST


def deletions(word, depth):
    """The word and what is left of it without one and without two letters."""
    found = {word}
    edge = {word}
    for _ in range(depth):
        edge = {each[:place] + each[place + 1:] for each in edge for place in range(len(each))}
        found |= edge
    return found


def distance(left, right, limit):
    """Letters added, left out, replaced or swapped; more than `limit` is not told apart."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    older, old = None, list(range(len(right) + 1))
    for row, a in enumerate(left):
        new = [row + 1]
        for column, b in enumerate(right):
            value = min(old[column] + (a != b), old[column + 1] + 1, new[column] + 1)
            if row and column and a == right[column - 1] and left[row - 1] == b:
                value = min(value, older[column - 1] + 1)
            new.append(value)
        older, old = old, new
    return old[-1]


def load(path, services, vocabulary):
    database = sqlite3.connect(path)
    database.executescript("""
        PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE TABLE offers (need INTEGER, cell INTEGER, id INTEGER, north REAL, east REAL, district INTEGER,
            free INTEGER, languages INTEGER, conditions INTEGER, accessibility INTEGER, amenities INTEGER,
            publics INTEGER, statuses INTEGER, genders INTEGER, youngest INTEGER, oldest INTEGER, schedule INTEGER,
            PRIMARY KEY (need, cell, id)) WITHOUT ROWID;
        CREATE TABLE services (id INTEGER PRIMARY KEY, north REAL, east REAL, free INTEGER, schedule INTEGER);
        CREATE TABLE spans (schedule INTEGER, start INTEGER, end INTEGER, PRIMARY KEY (schedule, start)) WITHOUT ROWID;
        CREATE TABLE vocabulary (term TEXT PRIMARY KEY, needs TEXT) WITHOUT ROWID;
        CREATE TABLE deletions (rest TEXT, term TEXT, PRIMARY KEY (rest, term)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
    """)
    schedules = {}
    offers, rows = [], []
    for service in services:
        schedule = tuple(map(tuple, service.get("open", [])))
        number = schedules.setdefault(schedule, len(schedules))
        north, east = plane(service["at"]) if "at" in service else (None, None)
        rows.append((service["id"], north, east, service["free"], number))
        everyone = (1 << 30) - 1
        ages = service.get("ages", [-1, 999])
        cell = -1 if north is None else int(north // CELL) * WIDTH + int(east // CELL)
        for need in [EVERYTHING] + service["needs"]:
            offers.append((
                need, cell, service["id"], north, east, service["district"], service["free"],
                mask(service["languages"]), mask(service["conditions"]), mask(service["accessibility"]),
                mask(service["amenities"]), mask(service["publics"]) or everyone,
                mask(service["statuses"]) or everyone, mask(service["genders"]) or everyone, ages[0], ages[1], number))
    offers.sort(key=lambda row: row[:3])
    database.executemany("INSERT INTO offers VALUES (" + ",".join("?" * 17) + ")", offers)
    database.executemany("INSERT INTO services VALUES (?,?,?,?,?)", rows)
    database.executemany(
        "INSERT INTO spans VALUES (?,?,?)",
        ((number, start, end) for schedule, number in schedules.items() for start, end in schedule))
    database.executemany(
        "INSERT INTO words (rowid, text) VALUES (?,?)",
        ((s["id"], " ".join(s[k] for k in ("name", "organisation", "alias", "description", "place"))) for s in services))
    terms = {}
    for wording in vocabulary:
        terms.setdefault(fold(wording["text"]), set()).add(wording["need"])
    database.executemany(
        "INSERT INTO vocabulary VALUES (?,?)", ((t, ",".join(map(str, n))) for t, n in terms.items()))
    database.executemany(
        "INSERT OR IGNORE INTO deletions VALUES (?,?)",
        ((rest, term) for term in terms for rest in deletions(term, 1 if len(term) < 6 else 2)))
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.commit()
    database.execute("ANALYZE")
    database.commit()
    database.close()


class Asker:
    """One connection and the questions it can ask."""

    def __init__(self, path):
        self.database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, cached_statements=1000)
        self.database.execute("PRAGMA mmap_size = 4294967296")
        self.database.execute("PRAGMA cache_size = -65536")
        counts = self.database.execute("SELECT need, count(*) FROM offers GROUP BY need").fetchall()
        self.counts = dict(counts)

    def __call__(self, question):
        needs = question["needs"]
        if question["text"]:
            text = fold(question["text"])
            needs = self.meaning(text)
            if not needs:
                return self.by_words(question, text)
        found = {}
        for need in needs or [EVERYTHING]:
            for far, number in self.nearest(question, need):
                found[number] = far
        return sorted(found, key=lambda number: (found[number], number))[:20]

    def meaning(self, text):
        row = self.database.execute("SELECT needs FROM vocabulary WHERE term = ?", (text,)).fetchone()
        if not row:
            limit = 0 if len(text) < 4 else 1 if len(text) < 8 else 2
            if not limit or self.database.execute(
                    "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (self.match(text),)).fetchone():
                return []
            near = set()
            for rest in deletions(text, limit):
                near.update(self.database.execute("SELECT term FROM deletions WHERE rest = ?", (rest,)))
            best = min(((distance(text, term, limit), term) for (term,) in near), default=(9, ""))
            if best[0] > limit:
                return []
            row = self.database.execute("SELECT needs FROM vocabulary WHERE term = ?", (best[1],)).fetchone()
        return [int(need) for need in row[0].split(",")]

    @staticmethod
    def match(text):
        stop = {"de", "du", "des", "la", "le", "les", "d", "l", "au", "et"}
        words = [word for word in text.replace("'", " ").split() if word not in stop]
        return " AND ".join('"' + word.replace('"', "") + '"' for word in words) or '""'

    def by_words(self, question, text):
        north, east = plane(question["at"])
        where, values = "", [self.match(text)]
        if "open" in question:
            where = " AND " + self.open_clause("s")
            values += [question["open"], question["open"]]
        rows = self.database.execute(
            "SELECT s.id FROM words w JOIN services s ON s.id = w.rowid WHERE words MATCH ?" + where
            + " ORDER BY (s.north - ?) * (s.north - ?) + (s.east - ?) * (s.east - ?) NULLS LAST LIMIT 20",
            values + [north, north, east, east]).fetchall()
        return [row[0] for row in rows]

    @staticmethod
    def open_clause(table):
        return (
            f"? < (SELECT end FROM spans WHERE schedule = {table}.schedule AND start <= ? "
            "ORDER BY start DESC LIMIT 1)")

    def nearest(self, question, need):
        """Squares around the place, larger and larger, until 20 are found that no farther one can replace."""
        north, east = plane(question["at"])
        where, values = self.filters(question)
        expected = max(1, self.counts.get(need, 0)) * self.share(question)
        reach = min(30_000.0, max(CELL, math.sqrt(30 / expected * 100e6) / 2))
        radius = question.get("radius", math.inf)
        while True:
            reach = min(reach, radius) if radius < math.inf else reach
            bottom, top = int((north - reach) // CELL), int((north + reach) // CELL)
            left, right = int((east - reach) // CELL), int((east + reach) // CELL)
            whole = reach >= 60_000
            if whole:
                area, cells = "", []
            else:
                area = " AND (" + " OR ".join(["cell BETWEEN ? AND ?"] * (top - bottom + 1)) + ")"
                cells = [edge for row in range(bottom, top + 1) for edge in (row * WIDTH + left, row * WIDTH + right)]
            if len(cells) > 60 or self.counts.get(need, 0) < FEW:
                area, cells, whole = "", [], True
            rows = self.database.execute(
                "SELECT (north - ?) * (north - ?) + (east - ?) * (east - ?) AS far, id FROM offers o WHERE need = ?"
                + area + where + " ORDER BY far NULLS LAST, id LIMIT 20",
                [north, north, east, east, need] + cells + values).fetchall()
            if radius < math.inf and (whole or reach >= radius):
                return [row for row in rows if row[0] is not None and row[0] <= radius * radius]
            if whole or len(rows) == 20 and rows[-1][0] is not None and rows[-1][0] <= reach * reach:
                return [(math.inf if row[0] is None else row[0], row[1]) for row in rows]
            reach *= 2

    @staticmethod
    def share(question):
        """Roughly how many of the offers pass the filters, as a client would learn from its own statistics."""
        share = 0.7 if question["free"] else 1.0
        share *= 0.3 if "open" in question else 1.0
        share *= 0.2 if question["districts"] else 1.0
        for key in ("languages", "conditions", "accessibility", "amenities"):
            share *= 0.3 if question[key] else 1.0
        return share

    def filters(self, question):
        where, values = "", []
        if question["free"]:
            where += " AND free"
        if question["districts"]:
            where += " AND district = ?"
            values.append(question["districts"][0])
        for key in ("languages", "conditions", "accessibility", "amenities", "publics", "statuses"):
            if question[key]:
                where += f" AND {key} & ?"
                values.append(mask(question[key]))
        if "age" in question:
            where += " AND ? BETWEEN youngest AND oldest"
            values.append(question["age"])
        if "gender" in question:
            where += " AND genders & ?"
            values.append(1 << question["gender"])
        if "open" in question:
            where += " AND " + self.open_clause("o")
            values += [question["open"], question["open"]]
        return where, values


def main():
    services, vocabulary, questions = read_data(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="search-peer-")
    path = os.path.join(folder, "guide.db")
    try:
        start = time.perf_counter()
        load(path, services, vocabulary)
        built = time.perf_counter() - start
        result = {"name": "SQLite FTS5 + deletion dictionary", "build": built}
        result.update(measure(Asker(path), questions))
        result["twoClients"] = throughput(lambda: Asker(path), questions)
        write_result(sys.argv[2], result)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
