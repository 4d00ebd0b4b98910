"""What happens when the program is stopped in the middle: nobody is cut off, nothing is half written."""

import hashlib
import json
import re
import signal
import socket
import sqlite3
import subprocess
import time

import running


def test_a_request_under_way_ends_before_the_server_does(tmp_path):
    """A form is being sent slowly when SIGTERM arrives: it is answered whole, then the process ends by itself."""
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    with running.Server(database, tmp_path, with_keys=True) as server:
        body = b"matter=hours&words=Opens+at+ten+now"
        head = (
            "POST /en/services/lantern-showers/report HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n").encode()
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
            line.sendall(head + body[:10])
            time.sleep(0.5)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(1)
            assert server.process.poll() is None, "the server left a request behind"
            line.sendall(body[10:])
            answer = b""
            while part := line.recv(65536):
                answer += part
        assert answer.startswith(b"HTTP/1.1 200"), answer[:300]
        assert answer.rstrip().endswith(b"</html>")
        assert server.process.wait(20) == 0
    said = running.run("reports", "--json", "--keys", tmp_path / "keys", "--database", database)
    assert [one["words"] for one in json.loads(said.stdout)] == ["Opens at ten now"], said.stderr
    assert not any(b"Opens at ten" in file.read_bytes() for file in tmp_path.iterdir() if file.is_file())


def test_idle_connections_do_not_hold_the_server_up(tmp_path):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    with running.Server(database, tmp_path) as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
            line.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert line.recv(65536).startswith(b"HTTP/1.1 200")
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(20) == 0


def test_an_import_that_is_killed_leaves_the_old_or_the_new(tmp_path):
    """`kill -9` at many moments of an import: what is published is one city or the other, never a mixture."""
    old = running.TERRITORIES / "paris"
    new = renamed(running.copy_territories(tmp_path) / "paris")
    database = tmp_path / "city.sqlite"
    running.load_city(database, old)
    before = published(database)
    start = time.monotonic()
    running.load_city(database, new)
    whole = time.monotonic() - start
    after = published(database)
    assert before != after

    # Shares of the time of an import, then moments after its first write to the disk.
    moments = [{"seconds": whole * share} for share in (0.1, 0.5, 0.9)]
    moments += [{"seconds": whole * 3, "after_write": seconds} for seconds in (0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)]
    ended = []
    for moment in moments:
        running.load_city(database, old)
        assert published(database) == before
        ended.append(killed(database, new, **moment))
        with sqlite3.connect(database) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert published(database) in (before, after), f"killed at {moment}: a mixture was left"
    assert -signal.SIGKILL in ended, "no import was killed: all ended before"


def test_a_first_import_that_is_killed_leaves_nothing(tmp_path):
    for attempt, seconds in enumerate([0.05, 0.3, 0.6]):
        database = tmp_path / f"first-{attempt}.sqlite"
        if killed(database, running.TERRITORIES / "demo-ville", seconds) != -signal.SIGKILL:
            continue
        running.load_city(database, running.TERRITORIES / "demo-ville")
        assert running.run("export", "--database", database).returncode == 0


def killed(database, folder, seconds, after_write=None):
    """Starts an import and kills it after so many seconds, or so many after its first write; returns its exit code."""
    log = database.with_name(database.name + "-wal")
    importing = subprocess.Popen(
        [running.program_path(), "import", str(folder), "--database", str(database)], cwd=running.ROOT,
        env=running.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + seconds
    while time.monotonic() < end and importing.poll() is None:
        if after_write is not None and log.exists() and log.stat().st_size > 4096:
            time.sleep(after_write)
            break
        time.sleep(0.0005)
    importing.kill()
    return importing.wait()


def renamed(folder):
    """The same city with changes in most organisations and sites, so that an import has much to write."""
    for file in [folder / "organisations.yaml", *sorted((folder / "sites").glob("*.yaml"))]:
        text = file.read_text()
        text = re.sub(r"^(\s+confirmed: )\d{4}-\d{2}-\d{2}", r"\g<1>2021-02-03", text, flags=re.MULTILINE)
        text = re.sub(r'^(\s+city: )"?Paris"?$', r'\1"Lutetia"', text, flags=re.MULTILINE)
        text = re.sub(r"^(\s+)kind: association$", r"\1kind: collective", text, flags=re.MULTILINE)
        file.write_text(text)
    return folder


def published(database):
    """All that is published, in one short word; the number of the version apart, which every import raises."""
    done = running.run("export", "--database", database)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    facts.pop("contentVersion")
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
