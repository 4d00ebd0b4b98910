"""PostgreSQL with PostGIS, tuned as a competent user would: nearest by GiST, open hours as multiranges, full text in
French without accents, a vocabulary table with Levenshtein's distance for words that are not found.

`python postgres.py DATA-FOLDER RESULT.json`. Starts a cluster of its own on loopback in a temporary folder, as the
user `postgres` when run as root, and stops it by its process number.
"""

import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import psycopg

from common import fold, mask, measure, read_data, throughput, write_result

PORT = 54391
HERE = os.path.dirname(os.path.abspath(__file__))
SETTINGS = {
    "listen_addresses": "127.0.0.1", "port": str(PORT), "shared_buffers": "1GB", "work_mem": "32MB",
    "effective_cache_size": "3GB", "random_page_cost": "1.1", "jit": "off", "max_parallel_workers_per_gather": "0",
    "fsync": "off", "synchronous_commit": "off", "max_wal_size": "4GB", "maintenance_work_mem": "512MB",
}


class Cluster:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="search-peer-")
        self.programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        data = os.path.join(self.folder, "data")
        self._run("initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres")
        arguments = [os.path.join(self.programs, "postgres"), "-D", data, "-k", self.folder]
        for key, value in SETTINGS.items():
            arguments += ["-c", f"{key}={value}"]
        log = open(os.path.join(self.folder, "log"), "w", encoding="utf-8")
        self.process = subprocess.Popen(arguments, stdout=log, stderr=log, **self._as_user())
        for _ in range(100):
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise RuntimeError("PostgreSQL did not start")

    def _as_user(self):
        if not self.user:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": self.folder}

    def _run(self, program, *arguments):
        subprocess.run(
            [os.path.join(self.programs, program), *arguments], check=True, stdout=subprocess.DEVNULL,
            **self._as_user())

    def connect(self):
        return psycopg.connect(
            host=self.folder, port=PORT, user="postgres", dbname="postgres", autocommit=True, prepare_threshold=1)

    def stop(self):
        os.kill(self.process.pid, signal.SIGINT)
        self.process.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)


def load(cluster, services, vocabulary):
    everyone = (1 << 30) - 1
    with cluster.connect() as connection:
        connection.execute(open(os.path.join(HERE, "postgres_schema.sql"), encoding="utf-8").read())
        connection.execute("CREATE TABLE raw (LIKE services)")
        connection.execute("ALTER TABLE raw ADD lat float, ADD lon float, ADD text text")
        connection.execute("CREATE TABLE service_needs (need smallint, id integer)")
        columns = "id, district, free, languages, conditions, accessibility, amenities, publics, statuses, genders," \
            " ages, open, lat, lon, text"
        with connection.cursor().copy(f"COPY raw ({columns}) FROM STDIN") as copy:
            for service in services:
                at = service.get("at", [None, None])
                ages = service.get("ages")
                spans = ",".join(f"[{start},{end})" for start, end in service.get("open", []))
                copy.write_row((
                    service["id"], service["district"], service["free"], mask(service["languages"]),
                    mask(service["conditions"]), mask(service["accessibility"]), mask(service["amenities"]),
                    mask(service["publics"]) or everyone, mask(service["statuses"]) or everyone,
                    mask(service["genders"]) or everyone, f"[{ages[0]},{ages[1]}]" if ages else "(,)",
                    "{" + spans + "}", at[0], at[1],
                    " ".join(service[key] for key in ("name", "organisation", "alias", "description", "place"))))
        with connection.cursor().copy("COPY service_needs FROM STDIN") as copy:
            for service in services:
                for need in service["needs"]:
                    copy.write_row((need, service["id"]))
        terms = {}
        for wording in vocabulary:
            terms.setdefault(fold(wording["text"]), set()).add(wording["need"])
        with connection.cursor().copy("COPY vocabulary FROM STDIN") as copy:
            for term, needs in terms.items():
                copy.write_row((term, "{" + ",".join(map(str, needs)) + "}"))
        connection.execute(
            "INSERT INTO services SELECT id, ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 2154), district,"
            " free, languages, conditions, accessibility, amenities, publics, statuses, genders, ages, open,"
            " to_tsvector('plain_french', text) FROM raw")
        for statement in open(os.path.join(HERE, "postgres_indexes.sql"), encoding="utf-8").read().split(";"):
            if statement.strip():
                connection.execute(statement)


class Asker:
    """One connection and the questions it can ask."""

    POINT = "ST_Transform(ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326), 2154)"

    def __init__(self, cluster):
        self.connection = cluster.connect()
        self.cursor = self.connection.cursor()

    def __call__(self, question):
        needs = question["needs"]
        words = None
        if question["text"]:
            needs = self.meaning(fold(question["text"]))
            words = question["text"] if not needs else None
        where, values = self.filters(question)
        if needs:
            values["needs"] = needs
            sql = (
                "SELECT id FROM (SELECT DISTINCT ON (id) id, distance FROM unnest(%(needs)s::smallint[]) AS wanted,"
                " LATERAL (SELECT id, place <-> " + self.POINT + " AS distance FROM offers WHERE need = wanted"
                + where + " ORDER BY place <-> " + self.POINT + " LIMIT 20) AS near) AS found"
                " ORDER BY distance LIMIT 20"
            ) if len(needs) > 1 else (
                "SELECT id FROM offers WHERE need = %(need)s::smallint" + where + " ORDER BY place <-> " + self.POINT
                + " LIMIT 20")
            values["need"] = needs[0]
        else:
            if words:
                values["words"] = words
                where = " AND words @@ plainto_tsquery('plain_french', %(words)s)" + where
            sql = "SELECT id FROM services WHERE true" + where + " ORDER BY place <-> " + self.POINT + " LIMIT 20"
        return [row[0] for row in self.cursor.execute(sql, values).fetchall()]

    def meaning(self, text):
        """Needs of a wording; of the nearest wording when there is none and no service holds the words."""
        row = self.cursor.execute("SELECT needs FROM vocabulary WHERE term = %s", (text,)).fetchone()
        if row:
            return row[0]
        limit = 0 if len(text) < 4 else 1 if len(text) < 8 else 2
        row = self.cursor.execute(
            "SELECT needs FROM (SELECT needs, levenshtein_less_equal(term, %(text)s, 2) AS faults FROM vocabulary"
            " WHERE length(term) BETWEEN %(least)s AND %(most)s) AS near WHERE faults <= 2 ORDER BY faults LIMIT 1",
            {"text": text, "least": len(text) - 2, "most": len(text) + 2}).fetchone() if limit else None
        if not row or self.is_known(text):
            return []
        return row[0]

    def is_known(self, text):
        return self.cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM services WHERE words @@ plainto_tsquery('plain_french', %s))",
            (text,)).fetchone()[0]

    def filters(self, question):
        where = ""
        values = {"lat": question["at"][0], "lon": question["at"][1]}
        if "open" in question:
            where += " AND open @> %(open)s::int"
            values["open"] = question["open"]
        if question["free"]:
            where += " AND free"
        if question["districts"]:
            where += " AND district = %(district)s::smallint"
            values["district"] = question["districts"][0]
        for key in ("languages", "conditions", "accessibility", "amenities", "publics", "statuses"):
            if question[key]:
                where += f" AND {key} & %({key})s::int <> 0"
                values[key] = mask(question[key])
        if "age" in question:
            where += " AND ages @> %(age)s::int"
            values["age"] = question["age"]
        if "gender" in question:
            where += " AND genders & %(gender)s::int <> 0"
            values["gender"] = 1 << question["gender"]
        if "radius" in question:
            where += " AND ST_DWithin(place, " + self.POINT + ", %(radius)s)"
            values["radius"] = question["radius"]
        return where, values


def main():
    services, vocabulary, questions = read_data(sys.argv[1])
    cluster = Cluster()
    try:
        start = time.perf_counter()
        load(cluster, services, vocabulary)
        built = time.perf_counter() - start
        result = {"name": "PostgreSQL 15 + PostGIS", "build": built}
        result.update(measure(Asker(cluster), questions))
        result["twoClients"] = throughput(lambda: Asker(cluster), questions)
        write_result(sys.argv[2], result)
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
