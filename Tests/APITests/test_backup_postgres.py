"""The same rehearsal on PostgreSQL: saved by the user who may only read, restored by the one who owns the tables."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

import pytest
import running

sys.path.insert(0, str(running.ROOT / "Benchmarks/Cluster"))


@pytest.fixture(scope="module")
def server():
    """A primary made with the files of deploy/, on a free port of the loopback."""
    import certificates
    import databases
    import processes

    if not list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("PostgreSQL is not installed")
    # Not pytest's own folder: PostgreSQL runs as another user, who may not look into it.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ville-refuge-"))
    folder.chmod(0o755)
    (folder / "logs").mkdir()
    started = processes.Processes(folder)
    try:
        certificates.make(folder)
        made = databases.Databases(folder, started, free_port(), free_port())
        made.make_primary()
        settings = {"VILLEREFUGE_DATABASE": made.url("villerefuge_owner", replica=False)}
        assert run("migrate", **settings).returncode == 0
        assert run("import", "Territories/demo-ville", **settings).returncode == 0
        yield made
    finally:
        started.end_all()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def run(*arguments, **settings):
    """With the address in the environment, as an administrator gives it: a command line is seen by everybody."""
    return subprocess.run(
        [running.program_path(), *map(str, arguments)], cwd=running.ROOT, env=running.environment() | settings,
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)


def counts(server, database):
    tables = server.psql(
        "-c", "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        database=database).splitlines()
    return {table: int(server.psql("-c", f'SELECT COUNT(*) FROM "{table}"', database=database)) for table in tables}


def backup(server, file):
    done = run("backup", "--to", file, VILLEREFUGE_DATABASE=server.url("villerefuge_backup", replica=False))
    assert done.returncode == 0, done.stderr
    return json.loads(file.with_name(file.name + ".json").read_text())


def restore(server, file, database):
    """`--to` without a password: it comes from the environment."""
    address = server.url("villerefuge_owner", replica=False, database=database)
    return run("restore", file, "--to", address.replace(f":{server.passwords['owner']}@", "@"), PGPASSWORD=server.passwords["owner"])


def test_a_city_comes_back_table_by_table_and_the_program_may_use_it(server, tmp_path):
    record = backup(server, tmp_path / "one.backup")
    assert record["engine"] == "postgresql"
    assert record["rows"] == counts(server, "paris")
    assert record["rows"]["service"] > 20
    server.make_database("rehearsal")
    done = restore(server, tmp_path / "one.backup", "rehearsal")
    assert done.returncode == 0, done.stdout + done.stderr
    assert counts(server, "rehearsal") == counts(server, "paris")
    exported = [
        json.loads(run("export", VILLEREFUGE_DATABASE=server.url(replica=False, database=name)).stdout)
        for name in ["paris", "rehearsal"]]
    assert exported[0] == exported[1], "the program's own user reads another city than before"
    again = restore(server, tmp_path / "one.backup", "rehearsal")
    assert again.returncode == 73 and "empty" in again.stderr


def test_no_password_is_in_a_message_or_beside_the_backup(server, tmp_path):
    backup(server, tmp_path / "one.backup")
    said = [
        run("backup", "--to", tmp_path / "one.backup", VILLEREFUGE_DATABASE=server.url("villerefuge_backup", replica=False)),
        run("restore", tmp_path / "one.backup", "--to", server.url("villerefuge_owner", replica=False)),
        run("restore", tmp_path / "one.backup", "--to", server.url("villerefuge_owner", replica=False, database="absent")),
        run("backup", "--to", tmp_path / "two.backup",
            VILLEREFUGE_DATABASE=server.url("villerefuge_backup", replica=False).replace("/paris?", "/absent?")),
    ]
    for done in said:
        assert done.returncode != 0
        for word in server.passwords.values():
            assert word not in done.stdout + done.stderr
    record = (tmp_path / "one.backup.json").read_text()
    assert not any(word in record for word in server.passwords.values())


def test_a_backup_is_not_mixed_with_the_other_engine(server, tmp_path):
    backup(server, tmp_path / "one.backup")
    done = run("restore", tmp_path / "one.backup", "--to", tmp_path / "city.sqlite")
    assert done.returncode == 64 and "PostgreSQL" in done.stderr
    assert not (tmp_path / "city.sqlite").exists()


def test_a_backup_that_lost_rows_is_told(server, tmp_path):
    file = tmp_path / "one.backup"
    record = backup(server, file)
    record["rows"]["service"] += 1
    file.with_name(file.name + ".json").write_text(json.dumps(record))
    server.make_database("rehearsal")
    done = restore(server, file, "rehearsal")
    assert done.returncode == 1 and "service" in done.stderr


def test_nothing_is_left_when_the_server_cannot_be_reached(server, tmp_path):
    server.stop("primary", signal.SIGINT)
    try:
        done = run("backup", "--to", tmp_path / "one.backup", VILLEREFUGE_DATABASE=server.url("villerefuge_backup", replica=False))
    finally:
        server.start("primary")
    assert done.returncode != 0 and "does not answer" in done.stderr
    assert not list(tmp_path.iterdir())
