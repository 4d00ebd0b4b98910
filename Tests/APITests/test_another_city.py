"""A city is data: the invented one has other languages, other numbers, and nothing of Paris."""

import re

import pytest

PARIS_WORDS = ["Paris", "arrondissement", "115", "OFII", "CASVP", "€", "EUR"]


def test_the_languages_are_the_citys_own(demo):
    for path in ["/es/", "/api/v1/taxonomy?lang=es"]:
        assert demo.get(path).headers["Content-Language"] == "es"
    assert demo.get("/fr/").status_code == 404
    assert demo.get("/", headers={"Accept-Language": "ar"}, allow_redirects=False).headers["Location"] == "/en/"
    assert demo.get("/api/v1/services?lang=fr").status_code == 400


@pytest.mark.parametrize("path", ["", "themes", "districts", "organisations", "emergency", "about", "plans", "initiatives", "search?q=shower"])
def test_nothing_of_paris_shows(demo, path):
    page = demo.get(f"/en/{path}")
    assert page.status_code == 200
    found = [word for word in PARIS_WORDS if re.search(rf"(?<!\w){word}(?!\w)", page.text)]
    assert not found, f"/en/{path} speaks of {found}"


def test_its_own_numbers_and_districts(demo):
    assert 'href="tel:999"' in demo.get("/en/").text
    assert demo.json("/api/v1/districts")["total"] == 5
    assert demo.json("/api/v1/plans")["items"][0]["id"] == "harbour-plan"
    assert demo.json("/api/v1/initiatives")["total"] == 2


def test_its_services_are_found_in_its_languages(demo):
    for words in ["shower", "ducha", "Duchas"]:
        assert demo.json("/api/v1/services", params={"q": words})["total"] >= 1, words
