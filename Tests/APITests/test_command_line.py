"""The program as a person at a terminal uses it: help, exit codes, one line for each fault."""

import json
import re
import time

import pytest
import running

COMMANDS = ["guide", "serve", "migrate", "import", "export", "check", "search", "hours", "config"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_gives_an_example(command):
    done = running.run(command, "--help")
    assert done.returncode == 0
    assert f"villerefuge {command}" in done.stdout
    assert re.search("example", done.stdout, re.IGNORECASE)


def test_a_wrong_command_line_is_told_by_its_exit_code():
    done = running.run("serve", "--prot", "9000")
    assert done.returncode == 64
    assert "--prot" in done.stderr


@pytest.mark.parametrize("city", ["paris", "demo-ville"])
def test_the_territories_have_no_fault(city):
    done = running.run("check", f"Territories/{city}")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert done.stdout == ""


def test_a_missing_folder_is_told():
    done = running.run("check", "Territories/atlantis")
    assert done.returncode == 66
    assert "Territories/atlantis" in done.stderr


# What is spoiled: file, what stands there, what is put in its place.
FAULTS = [
    ("sites/town.yaml", "  amenities: [charging, wifi, hot-drinks, toilets]", "  amenitees: [charging]"),
    ("sites/town.yaml", "      needs: [shower, hygiene-kit]", "      needs: [shower, teleport]"),
    ("sites/town.yaml", "  operator: lantern-house", "  operator: nobody-here"),
    ("sites/town.yaml", "  at: [55.0198, -0.6215]", "  at: [48.8566, 2.3522]"),
    ("sites/town.yaml", '      hours: "Tu,Th 09:00-15:00; PH off"', '      hours: "Tu,Th 09:00-; at times"'),
    ("sites/town.yaml", '      name: {en: "Postal address", es: "Dirección postal"}', '      name: {es: "Dirección postal"}'),
    ("sites/town.yaml", "    - key: town-hall-school", "    - key: town-hall-orientation"),
    ("sites/town.yaml", "  confirmed: 2025-09-01", "  confirmed: last week"),
    ("organisations.yaml", "  kind: citizens-group", "  kind: secret-society"),
    ("initiatives.yaml", "  pilot: [alder-college]", "  pilot: [alder-collage]"),
]


def spoiled(tmp_path):
    folder = running.copy_territories(tmp_path) / "demo-ville"
    for name, found, put in FAULTS:
        file = folder / name
        text = file.read_text()
        assert found in text, f"{name} has changed: {found!r} is no longer there"
        file.write_text(text.replace(found, put, 1))
    return folder


def test_ten_planted_faults_are_ten_lines(tmp_path):
    folder = spoiled(tmp_path)
    done = running.run("check", folder)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert len(lines) == len(FAULTS), done.stdout
    for line in lines:
        assert re.match(r"^\S+\.yaml:[1-9][0-9]*: .+; .+", line), f"not file:line: what; how to mend: {line}"
    for name, _, put in FAULTS:
        # The last line of these words: a key that stands twice is a fault of the second.
        number = max(place for place, line in enumerate((folder / name).read_text().splitlines(), 1) if line == put)
        assert any(re.match(rf".*{re.escape(name)}:{number}: ", line) for line in lines), f"no line for {name}:{number} ({put})\n{done.stdout}"


def test_the_same_faults_as_json(tmp_path):
    done = running.run("check", spoiled(tmp_path), "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert len(report["faults"]) == len(FAULTS)
    assert all({"file", "line", "what", "mend"} <= fault.keys() for fault in report["faults"])


def test_a_folder_with_faults_changes_nothing(tmp_path):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    before = running.run("export", "--database", database).stdout
    done = running.run("import", spoiled(tmp_path), "--database", database)
    assert done.returncode == 1
    assert running.run("export", "--database", database).stdout == before


def test_importing_the_same_again_changes_nothing(tmp_path):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    done = running.run("import", "Territories/demo-ville", "--database", database)
    assert done.returncode == 0
    assert "Nothing has changed." in done.stdout


def test_search_answers_as_the_api_does(demo, tmp_path):
    done = running.run("search", "shower", "--json", "--database", demo.database)
    assert done.returncode == 0, done.stderr
    ids = [item["id"] for item in json.loads(done.stdout)["items"]]
    assert ids == [item["id"] for item in demo.json("/api/v1/services?q=shower")["items"]]


def test_hours_read_json_lines_and_write_json_lines():
    questions = [
        {"value": "Mo-Fr 09:00-17:00; PH off", "from": "2026-12-24 0:00", "to": "2026-12-29 0:00", "country": "FR", "timeZone": "Europe/Paris"},
        {"value": "Mo-Fr 09:00-", "from": "2026-12-24 0:00", "to": "2026-12-26 0:00"},
        {"value": "22:00-02:00", "from": "2026-12-24 0:00", "to": "2026-12-25 0:00", "timeZone": "Europe/Paris"},
    ]
    lines = [json.dumps(question) for question in questions] + ["", "not json"]
    done = running.run("hours", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert len(answers) == 4
    assert [(one["start"], one["end"], one["state"]) for one in answers[0]["intervals"]] == [
        ("2026-12-24 09:00", "2026-12-24 17:00", "open"), ("2026-12-28 09:00", "2026-12-28 17:00", "open")]
    assert answers[1]["error"]["position"] is not None and answers[1]["error"]["reason"]
    assert [(one["start"], one["end"]) for one in answers[2]["intervals"]] == [
        ("2026-12-24 00:00", "2026-12-24 02:00"), ("2026-12-24 22:00", "2026-12-25 00:00")]
    assert "error" in answers[3]


def test_config_says_every_setting_and_where_it_comes_from():
    done = running.run("config", "--port", "9123", "--json")
    settings = json.loads(done.stdout)
    assert settings["port"] == {"value": "9123", "from": "flag"}
    assert settings["host"]["from"] == "default"


def test_a_wrong_setting_is_told():
    done = running.run("config", "--port", "many")
    assert done.returncode == 78
    assert "port" in done.stderr


def test_a_taken_port_is_told(demo, tmp_path):
    done = running.run("serve", "--port", demo.port, "--database", tmp_path / "other.sqlite", timeout=60)
    assert done.returncode == 69
    assert str(demo.port) in done.stderr


def test_an_empty_database_serves_a_page_that_says_so(tmp_path):
    with running.Server(tmp_path / "empty.sqlite", tmp_path) as server:
        assert server.get("/health").status_code == 200
        assert server.get("/ready").status_code == 503
        assert server.get("/api/v1/services").status_code == 503
        # A city that is loaded meanwhile is shown without a new start.
        running.load_city(server.database, running.TERRITORIES / "demo-ville")
        assert wait_for(lambda: server.get("/ready").status_code == 200)
        assert server.get("/en/").status_code == 200


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False
