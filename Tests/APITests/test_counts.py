"""What the city of Paris holds, counted through the API (the seeds of 2015 to 2019)."""

import pytest
import running


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("plans/paris-2015/commitments", 18),
        ("plans/casvp/actions", 30),
        ("plans/paris-2019/commitments", 16),
        ("plans/paris-2019/actions", 34),
        ("initiatives", 21),
        ("districts", 20),
    ])
def test_promises_are_complete(paris, path, number):
    answer = paris.json(f"/api/v1/{path}?limit=500")
    assert answer["total"] == number
    assert len({item["id"] for item in answer["items"]}) == number


@pytest.mark.parametrize(
    ("path", "least"), [("organisations", 240), ("sites?origin=territory", 90)])
def test_the_directory_is_full(paris, path, least):
    assert paris.json(f"/api/v1/{path}")["total"] >= least


def test_at_least_150_services_of_the_citys_own_files(paris):
    """Past services are left out of the search, so they are counted through their places."""
    sites = paris.json("/api/v1/sites?origin=territory&limit=500")["items"]
    assert sum(len(site["services"]) for site in sites) >= 150


def test_four_axes_and_officials_and_outcomes(paris):
    plans = {plan["id"]: plan for plan in paris.json("/api/v1/plans")["items"]}
    assert {"paris-2015", "casvp", "paris-2019"} <= plans.keys()


def test_at_least_12_themes_and_70_needs_each_with_its_own_pictogram(paris):
    themes = paris.json("/api/v1/taxonomy")["themes"]
    needs = [need for theme in themes for need in theme["needs"]]
    assert len(themes) >= 12
    assert len(needs) >= 70
    without = [need["id"] for need in needs if "pictogram" not in need]
    assert not without, f"needs without pictogram: {without}"
    drawings = [need["pictogram"] for need in needs]
    assert len(set(drawings)) == len(drawings), "two needs share a pictogram"
    missing = []
    for drawing in drawings + [theme["pictogram"] for theme in themes]:
        answer = paris.get(drawing)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("image/svg+xml"):
            missing.append(drawing)
        elif "<svg" not in answer.text or "href" in answer.text:
            missing.append(drawing)
    assert not missing


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_need_is_named_in_the_language(paris, language):
    themes = paris.json("/api/v1/taxonomy", params={"lang": language})["themes"]
    foreign = [need["id"] for theme in themes for need in theme["needs"] if need.get("labelLanguage", language) != language]
    assert not foreign


def test_open_data_places_stand_beside_the_citys_own(paris):
    files = running.open_data_files("paris")
    if not files:
        pytest.skip("no open-data file on this machine")
    assert paris.json("/ready")["services"] >= 1500
    toilets = paris.json("/api/v1/services?need=toilets&limit=1")
    assert toilets["total"] >= 400
    assert toilets["items"][0]["sources"], "a record says where its facts come from"
