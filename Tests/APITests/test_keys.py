"""Keys: made, turned, turned again after being killed; a missing or a wrong one is refused and nothing is touched."""

import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
import running

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "BrowserTests"))
import desk  # noqa: E402


def call(settings, *arguments, **options):
    return subprocess.run(
        [running.program_path(), *map(str, arguments)], cwd=running.ROOT, env={**running.environment(), **settings},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, **options)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A city with two hundred accounts, so that a rotation takes a while."""
    folder = tmp_path_factory.mktemp("keys")
    database = folder / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    settings = {"VILLEREFUGE_KEYS": str(folder / "keys"), "VILLEREFUGE_DATABASE": str(database)}
    assert call(settings, "keys", "create").returncode == 0
    organisation = sqlite3.connect(database).execute("SELECT key FROM organisation LIMIT 1").fetchone()[0]
    for number in range(12):
        done = call(
            settings, "user", "create", "--email", f"planted-{number}@example.org", "--name", f"Exemple Planted {number}",
            "--organisation", organisation, "--role", "volunteer", "--language", "en")
        assert done.returncode == 0, done.stderr
    return folder, database, settings


def rows_of(database):
    """Everything that is in the database, as statements."""
    line = sqlite3.connect(database)
    try:
        return list(line.iterdump())
    finally:
        line.close()


def files_of(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.name != "keys")


def test_no_planted_name_is_in_any_file(sealed):
    folder, _, _ = sealed
    everything = files_of(folder)
    assert len(everything) > 100_000
    assert b"Planted" not in everything and b"planted-" not in everything


def test_a_rotation_that_is_killed_goes_on_where_it_stopped(sealed):
    folder, database, settings = sealed
    assert call(settings, "keys", "add", "k2").returncode == 0
    before = call(settings, "keys", "verify").stdout
    assert "k1: " in before
    killed = 0
    for delay in [0.01, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12, 0.15, 0.2]:
        rotation = subprocess.Popen(
            [running.program_path(), "keys", "rotate"], cwd=running.ROOT, env={**running.environment(), **settings},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        if rotation.poll() is None:
            rotation.send_signal(signal.SIGKILL)
            killed += 1
        rotation.wait()
        # Whatever was done so far, every value opens.
        verified = call(settings, "keys", "verify")
        assert verified.returncode == 0, verified.stderr
    assert killed > 0
    assert call(settings, "keys", "rotate").returncode == 0
    after = call(settings, "keys", "verify").stdout
    assert "k2: " in after and "k1: " not in after
    # A second time there is nothing to do.
    assert " 0 sealed anew" in call(settings, "keys", "rotate").stdout


@pytest.mark.parametrize("command", [["user", "list"], ["keys", "rotate"], ["audit", "verify"], ["serve", "--port", "0"]])
def test_another_ring_is_refused_and_nothing_is_touched(sealed, tmp_path, command):
    _, database, settings = sealed
    other = {**settings, "VILLEREFUGE_KEYS": str(tmp_path / "keys")}
    assert call(other, "keys", "create").returncode == 0
    before = rows_of(database)
    done = call(other, *command)
    assert done.returncode != 0 and "keys" in done.stderr + done.stdout
    assert "Error" not in done.stderr.split(":")[0] and "Fatal" not in done.stderr
    assert rows_of(database) == before


@pytest.mark.parametrize("command", [["user", "list"], ["serve", "--port", "0"]])
def test_missing_keys_are_told(sealed, tmp_path, command):
    _, _, settings = sealed
    done = call({**settings, "VILLEREFUGE_KEYS": str(tmp_path / "none")}, *command)
    assert done.returncode != 0 and str(tmp_path / "none") in done.stderr


def test_a_file_that_others_may_read_is_refused(sealed):
    folder, _, settings = sealed
    os.chmod(folder / "keys", 0o644)
    try:
        done = call(settings, "user", "list")
        assert done.returncode != 0 and "chmod 600" in done.stderr
    finally:
        os.chmod(folder / "keys", 0o600)


def test_the_audit_book_is_verified_and_a_changed_line_is_found(sealed):
    _, database, settings = sealed
    good = call(settings, "audit", "verify")
    assert good.returncode == 0, good.stdout + good.stderr
    line = sqlite3.connect(database)
    line.execute("UPDATE audit SET action = 'other' WHERE sequence = 3")
    line.commit()
    line.close()
    bad = call(settings, "audit", "verify")
    assert bad.returncode != 0 and "3" in bad.stdout + bad.stderr


@pytest.fixture
def turned(tmp_path):
    """A city whose first key was stolen: a second one is current, and not everything is sealed with it yet."""
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    settings = {"VILLEREFUGE_KEYS": str(tmp_path / "keys"), "VILLEREFUGE_DATABASE": str(database)}
    assert call(settings, "keys", "create").returncode == 0
    organisation = sqlite3.connect(database).execute("SELECT key FROM organisation LIMIT 1").fetchone()[0]
    for number in range(3):
        done = call(
            settings, "user", "create", "--email", f"planted-{number}@example.org", "--name", f"Exemple Planted {number}",
            "--organisation", organisation, "--role", "volunteer", "--language", "en")
        assert done.returncode == 0, done.stderr
    assert call(settings, "keys", "add", "k2").returncode == 0
    return tmp_path, database, settings


def ring_of(folder):
    return json.loads((folder / "keys").read_text())


def test_a_key_that_still_seals_is_not_retired(turned):
    folder, database, settings = turned
    assert call(settings, "user", "list").returncode == 0  # the new key has its proof
    before, ring = rows_of(database), ring_of(folder)
    refused = call(settings, "keys", "retire", "k1")
    assert refused.returncode != 0 and "keys rotate" in refused.stderr
    current = call(settings, "keys", "retire", "k2")
    assert current.returncode != 0 and "current" in current.stderr
    unknown = call(settings, "keys", "retire", "k9")
    assert unknown.returncode != 0 and "k9" in unknown.stderr
    assert rows_of(database) == before and ring_of(folder) == ring


def test_a_retired_key_is_in_no_file_and_the_city_works_on_without_it(turned):
    folder, database, settings = turned
    stolen = folder / "stolen"
    stolen.write_bytes((folder / "keys").read_bytes())
    os.chmod(stolen, 0o600)
    assert call(settings, "keys", "rotate").returncode == 0
    done = call(settings, "keys", "retire", "k1")
    assert done.returncode == 0, done.stderr
    assert list(ring_of(folder)["keys"]) == ["k2"]
    assert "k1" not in call(settings, "keys", "verify").stdout
    assert "was retired before" in call(settings, "keys", "retire", "k1").stdout
    # Names open, the book is whole, a server starts.
    assert "Exemple Planted 1" in call(settings, "user", "list", "--addresses").stdout
    verified = call(settings, "audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    with running.Server(database, folder, settings) as server:
        assert server.get("/ready").status_code == 200
        assert server.get("/en/work/sign-in").status_code == 200
    # Another server still has the old file: the same command with it takes the key out there too.
    again = call({**settings, "VILLEREFUGE_KEYS": str(stolen)}, "keys", "retire", "k1")
    assert again.returncode == 0, again.stderr
    assert list(json.loads(stolen.read_text())["keys"]) == ["k2"]


@pytest.mark.parametrize("harm", [
    "UPDATE audit SET object = 'other' WHERE sequence = 2",
    "DELETE FROM audit WHERE sequence = 2",
    "UPDATE audit SET at = at + 1 WHERE sequence = 1",
    "UPDATE audit SET hash = zeroblob(32) WHERE sequence = 3",
    "DELETE FROM audit WHERE kind = 'master-key'",
])
def test_what_a_retired_key_has_signed_is_still_guarded(turned, harm):
    _, database, settings = turned
    assert call(settings, "keys", "rotate").returncode == 0
    assert call(settings, "keys", "retire", "k1").returncode == 0
    line = sqlite3.connect(database)
    line.execute(harm)
    line.commit()
    line.close()
    assert call(settings, "audit", "verify").returncode == 1


def test_a_retirement_that_is_killed_is_begun_again(turned):
    folder, _, settings = turned
    assert call(settings, "keys", "rotate").returncode == 0
    killed = 0
    for delay in [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12]:
        retirement = subprocess.Popen(
            [running.program_path(), "keys", "retire", "k1"], cwd=running.ROOT,
            env={**running.environment(), **settings}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        time.sleep(delay)
        if retirement.poll() is None:
            retirement.send_signal(signal.SIGKILL)
            killed += 1
        retirement.wait()
        # Wherever it stopped, the city works: values open, the book is whole.
        for command in [["keys", "verify"], ["audit", "verify"], ["user", "list"]]:
            done = call(settings, *command)
            assert done.returncode == 0, done.stderr
    assert killed > 0
    assert call(settings, "keys", "retire", "k1").returncode == 0
    assert list(ring_of(folder)["keys"]) == ["k2"]
    assert call(settings, "audit", "verify").returncode == 0
