"""The guide through the API: what a stranger asks on the first day."""

import datetime

import pytest

def needs_of(items):
    return [set(item["needs"]) for item in items]


@pytest.mark.parametrize("words", ["douche", "shower", "دش", "دُش", "douches", "showers", "DOUCHE", "me laver"])
def test_a_need_in_every_language_finds_what_answers_it_first(paris, words):
    answer = paris.json("/api/v1/services", params={"q": words})
    assert answer["total"] >= 5
    first = needs_of(answer["items"])[:5]
    assert all("shower" in needs for needs in first), f"{words}: {first}"


@pytest.mark.parametrize("words", ["duche", "douhce", "bains douches", "bain-douche", "shwoer", "الدش"])
def test_other_spellings_find_it_too(paris, words):
    needs = needs_of(paris.json("/api/v1/services", params={"q": words})["items"][:5])
    assert any("shower" in one for one in needs), f"{words}: {needs}"


def test_the_three_languages_find_the_same_showers(paris):
    found = [
        {item["id"] for item in paris.json("/api/v1/services", params={"q": words, "need": "shower", "limit": 100})["items"]}
        for words in ["douche", "shower", "دش"]
    ]
    assert found[0] == found[1] == found[2]


def test_open_now_in_french(paris):
    answer = paris.json("/api/v1/services?q=douche&open=now&lang=fr")
    for item in answer["items"]:
        assert item["open"]["state"] in ("open", "closingSoon")
        assert item.get("nameLanguage", "fr") == "fr"


def test_open_at_an_instant_and_on_a_day(paris):
    """On a Tuesday of the week to come, at eleven in the morning UTC and at two in the night."""
    today = datetime.date.today()
    tuesday = today + datetime.timedelta(days=(1 - today.weekday()) % 7 or 7)
    noon, night, day = (
        paris.json("/api/v1/services", params={"need": "shower", "open": moment})["total"]
        for moment in [f"{tuesday}T11:00:00Z", f"{tuesday}T02:00:00Z", f"{tuesday}"])
    assert 0 < noon <= day
    assert night < noon


def test_meals_near_a_place_come_with_their_distance(paris):
    items = paris.json("/api/v1/services?near=48.8905,2.3589&need=meal&sort=distance")["items"]
    distances = [item["distance"] for item in items if "distance" in item]
    assert len(distances) >= 3
    assert distances == sorted(distances)
    assert all("meal" in item["needs"] for item in items)


def test_a_radius_leaves_out_what_is_farther(paris):
    near = paris.json("/api/v1/services?near=48.8905,2.3589&radius=1500&limit=100")["items"]
    assert near and all(item["distance"] <= 1500 for item in near)


def test_a_district_holds_only_its_own(paris):
    items = paris.json("/api/v1/services?district=paris-10&limit=100")["items"]
    assert items and all(item["site"]["district"] == "paris-10" for item in items)


def test_names_and_aliases_of_organisations_are_found(paris):
    for words in ["armee du salut", "Armée du Salut"]:
        answer = paris.json("/api/v1/services", params={"q": words})
        names = [str(item).lower() for item in answer["items"][:5]]
        assert any("salut" in name for name in names), words


def test_a_typing_error_is_forgiven(paris):
    right = paris.json("/api/v1/services", params={"q": "vaccination"})
    wrong = paris.json("/api/v1/services", params={"q": "vacination"})
    assert right["total"] > 0
    assert right["items"][0]["id"] in {item["id"] for item in wrong["items"]}


def test_a_service_in_each_language(paris):
    key = paris.json("/api/v1/services?need=shower")["items"][0]["id"]
    for language in ["fr", "en", "ar"]:
        answer = paris.get(f"/api/v1/services/{key}", params={"lang": language})
        assert answer.headers["Content-Language"] == language
        assert answer.json()["url"] == f"/{language}/services/{key}"


def test_a_protected_place_has_neither_address_nor_point(paris):
    sites = paris.json("/api/v1/sites?limit=500")["items"]
    hidden = [site for site in sites if site.get("protected")]
    for site in hidden:
        assert not {"address", "postcode", "district", "point", "phone"} & site.keys()
    keys = {site["id"] for site in hidden}
    for feature in paris.json("/api/v1/services.geojson?limit=100")["features"]:
        if feature["properties"].get("site", {}).get("id") in keys:
            assert feature["geometry"] is None


def test_geojson_by_suffix_and_by_accept(paris):
    by_suffix = paris.get("/api/v1/services.geojson?need=shower")
    by_accept = paris.get("/api/v1/services?need=shower", headers={"Accept": "application/geo+json"})
    assert by_suffix.headers["Content-Type"] == by_accept.headers["Content-Type"] == "application/geo+json"
    collection = by_suffix.json()
    assert collection["type"] == "FeatureCollection"
    assert [one["geometry"] for one in collection["features"]] == [one["geometry"] for one in by_accept.json()["features"]]
    for feature in collection["features"]:
        if feature["geometry"]:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert 1.4 < longitude < 3.6 and 48.1 < latitude < 49.3, "GeoJSON writes longitude first"
    assert len(paris.json("/api/v1/districts.geojson")["features"]) == 20
