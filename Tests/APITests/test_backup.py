"""A city saved while people use it, and brought back into an empty place: rehearsed, counted, compared."""

import base64
import contextlib
import hashlib
import json
import os
import signal
import sqlite3
import stat
import subprocess
import threading
import time
import uuid

import pytest
import requests
import running


@pytest.fixture
def city(tmp_path):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    return database


def tables(database):
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")]
        return {name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}


def content(database):
    """Every row of every table, in one short word."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        lines = sorted(f"{name} {row!r}" for name in tables(database) for row in connection.execute(f'SELECT * FROM "{name}"'))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def backup(database, file):
    done = running.run("backup", "--to", file, "--database", database)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(file.with_name(file.name + ".json").read_text())


def rewrite_record(file, **members):
    path = file.with_name(file.name + ".json")
    path.write_text(json.dumps(json.loads(path.read_text()) | members))


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_help_gives_an_example(command):
    done = running.run(command, "--help")
    assert done.returncode == 0
    assert f"villerefuge {command}" in done.stdout and "EXIT CODES" in done.stdout


def test_a_city_comes_back_row_by_row_and_is_served(city, tmp_path):
    file, restored = tmp_path / "one.backup", tmp_path / "elsewhere" / "city.sqlite"
    restored.parent.mkdir()
    record = backup(city, file)
    assert record["rows"] == tables(city)
    assert record["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert record["bytes"] == file.stat().st_size
    done = running.run("restore", file, "--to", restored)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in restored.parent.iterdir()) == ["city.sqlite"], "something was left beside it"
    assert tables(restored) == tables(city)
    assert content(restored) == content(city)
    with running.Server(restored, restored.parent) as server:
        assert server.get("/ready").status_code == 200
        assert server.get("/en/services/lantern-showers").status_code == 200


def test_only_its_owner_may_read_it(city, tmp_path):
    backup(city, tmp_path / "one.backup")
    running.run("restore", tmp_path / "one.backup", "--to", tmp_path / "restored.sqlite")
    for name in ["one.backup", "one.backup.json", "restored.sqlite"]:
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600, name


def test_people_write_while_it_is_made_and_nobody_waits(city, tmp_path):
    """Each backup holds all that was acknowledged before it began, and nothing that was never sent."""
    with running.Server(city, tmp_path) as server:
        sent, acknowledged, refused, ending = [], [], [], threading.Event()

        def write(service):
            for _ in range(18):  # one service takes 20 reports an hour
                if ending.is_set():
                    return
                name = uuid7()
                sent.append(name)
                answer = requests.post(
                    f"{server.origin}/en/services/{service}/report", timeout=30,
                    data={"id": name, "matter": "hours", "words": "opens at ten"})
                (acknowledged if answer.status_code == 200 else refused).append((name, answer.status_code))
                time.sleep(0.03)

        services = [item["id"] for item in server.json("/api/v1/services?limit=4")["items"]]
        writers = [threading.Thread(target=write, args=[service]) for service in services]
        for writer in writers:
            writer.start()
        for number in range(4):
            before = {name for name, _ in acknowledged}
            backup(city, tmp_path / f"{number}.backup")
            done = running.run("restore", tmp_path / f"{number}.backup", "--to", tmp_path / f"{number}.sqlite")
            assert done.returncode == 0, done.stderr
            after = set(sent)
            with contextlib.closing(sqlite3.connect(tmp_path / f"{number}.sqlite")) as connection:
                kept = {name for (name,) in connection.execute("SELECT id FROM report")}
            assert before <= kept <= after
        ending.set()
        for writer in writers:
            writer.join()
        assert not refused
        assert len(acknowledged) >= 10, "nobody wrote meanwhile: the test shows nothing"


def test_nothing_is_overwritten(city, tmp_path):
    file = tmp_path / "one.backup"
    file.write_text("the only backup that there is")
    done = running.run("backup", "--to", file, "--database", city)
    assert done.returncode == 73 and "already there" in done.stderr
    assert file.read_text() == "the only backup that there is"
    file.rename(tmp_path / "two.backup.json")
    assert running.run("backup", "--to", tmp_path / "two.backup", "--database", city).returncode == 73
    assert not (tmp_path / "two.backup").exists()


def test_a_place_that_cannot_be_written_is_told(city, tmp_path):
    done = running.run("backup", "--to", tmp_path / "no-such-folder" / "one.backup", "--database", city)
    assert done.returncode == 73 and "no-such-folder" in done.stderr
    assert running.run("backup", "--to", tmp_path / "one.backup", "--database", tmp_path / "absent.sqlite").returncode == 66


def spoil(file, how):
    if how == "one byte":
        with file.open("r+b") as line:
            line.seek(file.stat().st_size // 2)
            byte = line.read(1)[0]
            line.seek(-1, 1)
            line.write(bytes([byte ^ 1]))
    elif how == "its end":
        with file.open("r+b") as line:
            line.truncate(file.stat().st_size - 4096)
    elif how == "its record":
        file.with_name(file.name + ".json").unlink()
    elif how == "one row":
        with contextlib.closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("DELETE FROM initiative WHERE key = (SELECT MIN(key) FROM initiative)")
        # Someone mends the sum, so that only the counts can tell.
        rewrite_record(file, sha256=hashlib.sha256(file.read_bytes()).hexdigest(), bytes=file.stat().st_size)


@pytest.mark.parametrize(("how", "code"), [("one byte", 1), ("its end", 1), ("its record", 66), ("one row", 1)])
def test_a_backup_that_lost_something_is_not_restored(city, tmp_path, how, code):
    file, restored = tmp_path / "one.backup", tmp_path / "place" / "restored.sqlite"
    restored.parent.mkdir()
    backup(city, file)
    spoil(file, how)
    done = running.run("restore", file, "--to", restored)
    assert done.returncode == code, done.stdout + done.stderr
    assert not list(restored.parent.iterdir()), "something was left behind"
    if how == "one row":
        assert "initiative" in done.stderr


@pytest.mark.parametrize("present", ["restored.sqlite", "restored.sqlite-wal"])
def test_a_place_in_use_is_left_alone(city, tmp_path, present):
    """A write-ahead log left by another database would be laid over the restored one."""
    backup(city, tmp_path / "one.backup")
    (tmp_path / present).write_bytes(b"somebody's")
    done = running.run("restore", tmp_path / "one.backup", "--to", tmp_path / "restored.sqlite")
    assert done.returncode == 73 and "empty" in done.stderr
    assert (tmp_path / present).read_bytes() == b"somebody's"


def test_a_backup_of_an_older_program_gets_the_shape_of_this_one(city, tmp_path):
    before = tables(city)
    with contextlib.closing(sqlite3.connect(city)) as connection, connection:
        connection.execute("DROP TABLE report")
        connection.execute("DELETE FROM schema_migration WHERE area = 'guide-report'")
    record = backup(city, tmp_path / "one.backup")
    assert "report" not in record["rows"]
    done = running.run("restore", tmp_path / "one.backup", "--to", tmp_path / "restored.sqlite", "--json")
    assert done.returncode == 0, done.stderr
    assert [title for title in json.loads(done.stdout)["applied"] if title.startswith("guide-report ")]
    assert tables(tmp_path / "restored.sqlite") == before


def test_a_backup_that_is_killed_leaves_no_backup(tmp_path):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE ballast (bytes BLOB)")
        connection.executemany("INSERT INTO ballast VALUES (randomblob(1000000))", [()] * 60)
    killed = 0
    for attempt, seconds in enumerate([0.05, 0.1, 0.15, 0.2, 0.3, 0.4]):
        file = tmp_path / f"{attempt}.backup"
        saving = subprocess.Popen(
            [running.program_path(), "backup", "--to", file, "--database", database], cwd=running.ROOT,
            env=running.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        saving.kill()
        if saving.wait() != -signal.SIGKILL:
            continue
        killed += 1
        if file.exists():  # then it is whole
            assert running.run("restore", file, "--to", tmp_path / f"{attempt}.sqlite").returncode == 0
        elif file.with_name(file.name + ".partial").exists():
            again = running.run("backup", "--to", file, "--database", database)
            assert again.returncode == 73 and ".partial" in again.stderr
    assert killed, "no backup was killed: all ended before"


def uuid7():
    """RFC 9562, version 7."""
    bits = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    bits = bits & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=bits & ~(0b11 << 62) | 0b10 << 62))


def test_the_nightly_script_saves_rehearses_and_keeps_the_last_three(city, tmp_path):
    folder, config = tmp_path / "backups", tmp_path / "backup.json"
    folder.mkdir()
    config.write_text(json.dumps({"database": str(city)}))
    # Three of last year and one of last week are there already.
    for name, days in [("2020-01-01", 400), ("2020-01-02", 399), ("2020-01-03", 398), ("2020-12-24", 7)]:
        for file in [folder / f"{name}.backup", folder / f"{name}.backup.json"]:
            file.write_text("old")
            os.utime(file, (time.time() - days * 86400,) * 2)
    done = subprocess.run(
        [running.ROOT / "deploy/systemd/backup-and-rehearse"], capture_output=True, text=True, cwd=tmp_path, timeout=120,
        env=running.environment() | {
            "VILLEREFUGE_PROGRAM": str(running.program_path()), "VILLEREFUGE_CONFIG": str(config),
            "VILLEREFUGE_BACKUPS": str(folder)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "comes back whole" in done.stdout
    left = sorted(path.name for path in folder.glob("*.backup"))
    assert len(left) == 3 and left[:2] == ["2020-01-03.backup", "2020-12-24.backup"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(left + [name + ".json" for name in left])
    assert running.run("restore", folder / left[-1], "--to", tmp_path / "again.sqlite").returncode == 0


@pytest.fixture
def city_with_people(city, tmp_path):
    """A city with keys, a member whose name is sealed, and two files of people."""
    keys = tmp_path / "apart" / "city.keys"
    keys.parent.mkdir()
    assert running.run("keys", "create", "--keys", keys).returncode == 0
    done = running.run(
        "user", "create", "--email", "zebrastripe@example.org", "--name", "Zebrastripe A.", "--organisation", ORGANISATION,
        "--role", "coordinator", "--database", city, "--keys", keys)
    assert done.returncode == 0, done.stdout + done.stderr
    people = [uuid7(), uuid7()]
    with contextlib.closing(sqlite3.connect(city)) as connection, connection:
        for number, person in enumerate(people):
            connection.execute(
                "INSERT INTO person_file (id, reference, organisation, purpose, languages, ward_health, ward_minors,"
                " ward_protected, created_at, created_month, created_by, last_contact_at, version)"
                " VALUES (?, ?, ?, 'orientation', 'ar', 0, 0, 0, 1, '2026-01', 'somebody', 1, 1)",
                [person, f"R-{number}", ORGANISATION])
    return city, keys, people


ORGANISATION = "lantern-house"


def people_of(database):
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return {name for (name,) in connection.execute("SELECT id FROM person_file")}


def test_who_was_erased_after_the_backup_does_not_come_back(city_with_people, tmp_path):
    city, keys, (gone, here) = city_with_people
    backup(city, tmp_path / "one.backup")
    erasures = tmp_path / "erasures"
    erasures.write_text(f"{uuid7()} 1\n{gone} 2\n")
    restored = tmp_path / "restored.sqlite"
    done = running.run(
        "restore", tmp_path / "one.backup", "--to", restored, "--erasures", erasures, "--keys", keys, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["erased"] == 1
    assert people_of(restored) == {here}
    assert people_of(city) == {gone, here}
    verified = running.run("audit", "verify", "--database", restored, "--keys", keys)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_people_come_back_only_beside_the_list_of_those_who_asked_to_go(city_with_people, tmp_path):
    city, keys, people = city_with_people
    backup(city, tmp_path / "one.backup")
    restored = tmp_path / "restored.sqlite"
    done = running.run("restore", tmp_path / "one.backup", "--to", restored, "--erasures", tmp_path / "absent", "--keys", keys)
    assert done.returncode == 66 and "erasures" in done.stderr
    assert not list(tmp_path.glob("restored*"))
    done = running.run("restore", tmp_path / "one.backup", "--to", restored, "--without-erasures")
    assert done.returncode == 0 and "NOT" in done.stdout
    assert people_of(restored) == set(people)


def test_other_keys_than_those_of_the_backup_are_refused(city_with_people, tmp_path):
    city, _, people = city_with_people
    backup(city, tmp_path / "one.backup")
    (tmp_path / "erasures").write_text(f"{people[0]} 2\n")
    assert running.run("keys", "create", "--keys", tmp_path / "other.keys").returncode == 0
    done = running.run(
        "restore", tmp_path / "one.backup", "--to", tmp_path / "restored.sqlite", "--erasures", tmp_path / "erasures",
        "--keys", tmp_path / "other.keys")
    assert done.returncode not in (0, 66), done.stdout
    assert not list(tmp_path.glob("restored*"))


def test_neither_a_key_nor_a_name_is_in_a_backup(city_with_people, tmp_path):
    city, keys, _ = city_with_people
    backup(city, tmp_path / "one.backup")
    ring = json.loads(keys.read_text())
    secrets = [ring["index"], *ring["keys"].values()]
    assert len(secrets) >= 2 and all(len(base64.b64decode(secret)) == 32 for secret in secrets)
    for file in [tmp_path / "one.backup", tmp_path / "one.backup.json"]:
        content = file.read_bytes()
        for secret in secrets:
            raw = base64.b64decode(secret)
            for form in [raw, secret.encode(), raw.hex().encode(), raw.hex().upper().encode()]:
                assert form not in content
        assert b"zebrastripe" not in content.lower()
    # The same search finds what is there: the organisation is in it.
    assert ORGANISATION.encode() in (tmp_path / "one.backup").read_bytes()
