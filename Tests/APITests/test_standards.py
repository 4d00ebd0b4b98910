"""What other guides read of the city, held against the standards' own validators."""

import contextlib
import csv
import io
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import time

import jsonschema
import pytest
import referencing
import running
from data_inclusion.schema import v1

SHARED = pathlib.Path(os.environ.get("STANDARDS_DATA", running.ROOT.parent / "shared/data"))


def schema(name: str):
    """A validator of one HSDS record; skips where the standard's schemas are not at hand."""
    folder = SHARED / "hsds/schema"
    if not folder.is_dir():
        pytest.skip(f"the schemas of HSDS 3 are not in {folder}: name their folder with STANDARDS_DATA")

    def retrieve(uri: str):
        return referencing.Resource.from_contents(
            json.loads((folder / uri).read_text()), default_specification=referencing.jsonschema.DRAFT202012)

    registry = referencing.Registry(retrieve=retrieve)
    return jsonschema.Draft202012Validator(
        json.loads((folder / f"{name}.json").read_text()), registry=registry,
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


def faults(validator, records):
    return [f"{record.get('id')}: {fault.json_path} {fault.message}" for record in records for fault in validator.iter_errors(record)]


@pytest.fixture(scope="module")
def document(paris):
    return paris.json("/api/v1/data-inclusion")


def test_structures_are_data_inclusion(document):
    assert len(document["structures"]) > 100
    for record in document["structures"]:
        v1.Structure.model_validate(record, strict=False)
        assert set(record) <= set(v1.Structure.model_fields), record["id"]


def test_services_are_data_inclusion(document):
    structures = {record["id"] for record in document["structures"]}
    assert len(document["services"]) > 500
    for record in document["services"]:
        v1.Service.model_validate(record, strict=False)
        assert set(record) <= set(v1.Service.model_fields), record["id"]
        assert record["structure_id"] in structures
    assert any(record.get("horaires_accueil") for record in document["services"])
    assert any("lecture-ecriture-calcul--maitriser-le-francais" in record.get("thematiques", []) for record in document["services"])


def test_the_validator_would_tell():
    with pytest.raises(ValueError):
        v1.Structure.model_validate({"source": "a", "id": "b", "nom": "xy", "date_maj": "2024-01-01"})
    broken = {"id": "not-a-uuid", "name": "x", "status": "open"}
    assert len(faults(schema("service"), [broken])) == 2


@pytest.mark.parametrize(
    ("name", "member"),
    [("organization", "organizations"), ("location", "locations"), ("service", "services"), ("taxonomy", "taxonomies"),
     ("taxonomy_term", "taxonomy_terms")])
def test_records_are_hsds(paris, tmp_path, name, member):
    file = tmp_path / "hsds.json"
    done = running.run("export", "--format", "hsds", "--output", file, "--database", paris.database)
    assert done.returncode == 0, done.stderr
    records = json.loads(file.read_text())[member]
    assert len(records) > 8
    assert faults(schema(name), records) == []
    ids = [record["id"] for record in records]
    assert len(ids) == len(set(ids))


def pages(paris, path: str):
    number = 1
    while True:
        page = paris.json(f"{path}{'&' if '?' in path else '?'}page={number}&per_page=500")
        assert page["page_number"] == number and page["size"] == len(page["contents"])
        assert page["first_page"] == (number == 1) and page["empty"] == (page["size"] == 0)
        yield from page["contents"]
        if page["last_page"]:
            return
        number += 1


@pytest.mark.parametrize(
    ("name", "path"),
    [("service", "/hsds/services"), ("service", "/hsds/services?full=true"), ("organization", "/hsds/organizations"),
     ("organization", "/hsds/organizations?full=true"), ("service_at_location", "/hsds/service_at_locations"),
     ("taxonomy", "/hsds/taxonomies"), ("taxonomy_term", "/hsds/taxonomy_terms")])
def test_the_read_api_answers_hsds(paris, name, path):
    validator = schema(name)
    total = paris.json(path)["total_items"]
    records = list(pages(paris, path))
    assert len(records) == total and total > 0
    assert faults(validator, records) == []


def test_one_record_is_whole(paris):
    first = paris.json("/hsds/services?per_page=1&search=douche")["contents"][0]
    whole = paris.json(f"/hsds/services/{first['id']}")
    assert faults(schema("service"), [whole]) == []
    assert whole["service_at_locations"][0]["location"]["location_type"] in ("physical", "virtual")
    assert whole["organization"]["name"] == paris.json(f"/hsds/organizations/{whole['organization']['id']}")["name"]
    assert paris.json(f"/hsds/service_at_locations/{whole['service_at_locations'][0]['id']}")["service"]["id"] == whole["id"]


def test_filters_of_the_read_api(paris):
    terms = {term["code"]: term["id"] for term in pages(paris, "/hsds/taxonomy_terms")}
    showers = list(pages(paris, f"/hsds/services?full=true&taxonomy_term_id={terms['needs:shower']}"))
    assert showers
    assert all(any(link["taxonomy_term"]["code"] == "needs:shower" for link in service["attributes"]) for service in showers)
    organization = showers[0]["organization"]["id"]
    assert all(service["organization_id"] == organization for service in pages(paris, f"/hsds/services?organization_id={organization}"))
    recent = list(pages(paris, "/hsds/services?modified_after=2022-03-01"))
    every = paris.json("/hsds/services")["total_items"]
    assert paris.json("/hsds/services?search=%21%3F")["total_items"] == 0, "signs alone stand in no text"
    assert paris.json("/hsds/services?search=")["total_items"] == every
    assert 0 < len(recent) < every and all(service["last_modified"] >= "2022-03-01" for service in recent)
    near = list(pages(paris, "/hsds/service_at_locations?postcode=75010&proximity=1500"))
    here = list(pages(paris, "/hsds/service_at_locations?postcode=75010&full=true"))
    assert near and here
    assert all(place["location"]["addresses"][0]["postal_code"] == "75010" for place in here)
    minimal = paris.json("/hsds/services?minimal=true")
    assert minimal["size"] == every and set(minimal["contents"][0]) <= {"id", "last_modified"}
    themes = list(pages(paris, "/hsds/taxonomy_terms?top_only=true"))
    assert all("parent_id" not in term for term in themes)


@pytest.mark.parametrize(
    ("path", "parameter"),
    [("/hsds/services?page=0", "page"), ("/hsds/services?per_page=1000", "per_page"), ("/hsds/services?full=maybe", "full"),
     ("/hsds/services?colour=red", "colour"), ("/hsds/services?modified_after=yesterday", "modified_after"),
     ("/hsds/service_at_locations?proximity=100", "proximity"), ("/hsds/services?format=xml", "format")])
def test_what_cannot_be_read_is_told(paris, path, parameter):
    answer = paris.get(path)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert parameter in answer.text


def test_an_unknown_record_is_a_problem(paris):
    for kind in ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"):
        answer = paris.get(f"/hsds/{kind}/00000000-0000-5000-8000-000000000000")
        assert answer.status_code == 404 and answer.headers["content-type"] == "application/problem+json"


def test_the_root_names_the_version(paris):
    assert paris.json("/hsds/")["version"] == "3.0"


def test_the_data_package_holds_together(paris, tmp_path):
    done = running.run("export", "--format", "hsds-package", "--out", tmp_path / "hsds", "--database", paris.database)
    assert done.returncode == 0, done.stderr
    description = json.loads((tmp_path / "hsds/datapackage.json").read_text())
    tables = {}
    for resource in description["resources"]:
        text = (tmp_path / "hsds" / resource["path"]).read_bytes().decode()
        tables[resource["name"]] = list(csv.DictReader(io.StringIO(text, newline="")))
        assert list(tables[resource["name"]][0]) == [field["name"] for field in resource["schema"]["fields"]]
        ids = [row["id"] for row in tables[resource["name"]]]
        assert len(ids) == len(set(ids)), resource["name"]
    known = {name: {row["id"] for row in rows} for name, rows in tables.items()}
    for rows in tables.values():
        for row in rows:
            for column, value in row.items():
                if column.endswith("_id") and value and column[:-3] in known:
                    assert value in known[column[:-3]], (column, row)
    assert all(row["link_id"] in known[row["link_entity"]] for row in tables["attribute"])
    # A standard package that is at hand says which columns there are.
    official = SHARED / "hsds/datapackage.json"
    if official.is_file():
        columns = {one["path"]: [field["name"] for field in one["schema"]["fields"]] for one in json.loads(official.read_text())["resources"]}
        for resource in description["resources"]:
            assert [field["name"] for field in resource["schema"]["fields"]] == columns[resource["path"]]


def feed(folder: pathlib.Path, records: int) -> pathlib.Path:
    file = folder / "feed.json"
    subprocess.run([sys.executable, running.ROOT / "Benchmarks/make_import.py", file, str(records)], check=True)
    return file


def test_a_killed_import_goes_on_and_ends_the_same(tmp_path):
    """Killed as the kernel kills: no handler runs, nothing is tidied up."""
    file = feed(tmp_path, 6000)
    first, second = tmp_path / "first.sqlite", tmp_path / "second.sqlite"
    running.load_city(first, running.TERRITORIES / "paris")
    shutil.copy(first, second)
    command = ["import", file, "--format", "data-inclusion", "--source-key", "made"]
    done = running.run(*command, "--database", first)
    assert done.returncode == 0, done.stderr
    process = subprocess.Popen(
        [running.program_path(), *map(str, command), "--database", str(second)], cwd=running.ROOT,
        env=running.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        with contextlib.closing(sqlite3.connect(f"file:{second}?mode=ro", uri=True)) as database:
            with contextlib.suppress(sqlite3.OperationalError):
                if database.execute("SELECT done FROM exchange_run").fetchone():
                    break
        time.sleep(0.01)
    process.kill()
    assert process.wait() == -9, "the import was over before it could be killed"
    again = running.run(*command, "--database", second)
    assert again.returncode == 0 and "went on after" in again.stdout, again.stdout + again.stderr
    exports = [running.run("export", "--format", "data-inclusion", "--database", database).stdout for database in (first, second)]
    assert exports[0] == exports[1] and len(exports[0]) > 1_000_000


def test_what_is_not_taken_stands_in_a_table(tmp_path):
    file = feed(tmp_path, 300)
    database, rejects = tmp_path / "city.sqlite", tmp_path / "rejects.csv"
    running.load_city(database, running.TERRITORIES / "paris")
    done = running.run(
        "import", file, "--format", "data-inclusion", "--source-key", "made", "--rejects", rejects, "--database", database)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(rejects.read_text(encoding="utf-8-sig"))))
    assert [(row["record"], row["field"], row["value"]) for row in rows] == [("made--s0", "frais", "cher")]
    assert rows[0]["line"] and rows[0]["reason"] and rows[0]["what to do"]


def test_a_refused_import_has_written_its_table(tmp_path):
    database, rejects = tmp_path / "city.sqlite", tmp_path / "rejects.csv"
    running.load_city(database, running.TERRITORIES / "paris")
    command = ["import", tmp_path / "feed.json", "--format", "data-inclusion", "--source-key", "made", "--database", database]
    feed(tmp_path, 300)
    assert running.run(*command).returncode == 0
    feed(tmp_path, 20)
    refused = running.run(*command, "--rejects", rejects)
    assert refused.returncode == 1 and "--allow-retiring" in refused.stdout, refused.stdout + refused.stderr
    assert "nothing was retired" in refused.stderr and "nothing was changed" not in refused.stderr
    rows = list(csv.DictReader(io.StringIO(rejects.read_text(encoding="utf-8-sig"))))
    assert [(row["record"], row["field"]) for row in rows] == [("made--s0", "frais")]
    assert running.run(*command, "--allow-retiring").returncode == 0


@pytest.mark.parametrize("arguments", [["--format", "hsds"], ["--source-key", "a"], ["--format", "hsds", "--source-key", "Not A Key"]])
def test_a_wrong_import_is_told(tmp_path, arguments):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    done = running.run("import", feed(tmp_path, 30), *arguments, "--database", database)
    assert done.returncode in (1, 64)
    assert "source-key" in done.stdout + done.stderr
