"""A key stays while a server runs that seals with it, though `keys rotate` has written the newest line itself."""

import sqlite3
import subprocess

import pathlib
import sys

import requests
import running

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "BrowserTests"))
import desk  # noqa: E402


def call(server, *arguments):
    return subprocess.run(
        [running.program_path(), *arguments], cwd=running.ROOT, env={**running.environment(), **server.settings},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def report(server, database, words):
    line = sqlite3.connect(database)
    key = line.execute("SELECT key FROM service ORDER BY key LIMIT 1").fetchone()[0]
    line.close()
    return requests.post(
        f"{server.origin}/en/services/{key}/report", data={"matter": "hours", "words": words}, timeout=30).status_code


def test_a_key_is_not_taken_away_beneath_a_running_server(tmp_path):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    with desk.WorkingServer(database, tmp_path) as server:
        assert report(server, database, "first words") < 400
        assert call(server, "keys", "add", "k2").returncode == 0
        assert call(server, "keys", "rotate").returncode == 0
        refused = call(server, "keys", "retire", "k1")
        assert refused.returncode != 0 and "restart" in refused.stderr, refused.stderr
        # It was not restarted: it seals with the old key, and what it seals is not lost.
        assert report(server, database, "words after") < 400
        assert "k1: " in call(server, "keys", "verify").stdout
    # It stopped and said so: nobody waits for two minutes.
    with desk.WorkingServer(database, tmp_path) as server:
        assert call(server, "keys", "rotate").returncode == 0
        done = call(server, "keys", "retire", "k1")
        assert done.returncode == 0, done.stderr
        assert report(server, database, "words of now") < 400
        told = call(server, "reports", "--json").stdout
        for words in ["first words", "words after", "words of now"]:
            assert words in told
        assert call(server, "audit", "verify").returncode == 0
