"""Searching as a person does, with and without a script."""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from phrases import phrase


def shown(page):
    """Number of results that the page announces."""
    digits = re.findall(r"\d+", page.locator("p.count").first.inner_text().replace("\u202f", "").replace("\u00a0", ""))
    return int(digits[0]) if digits else 0


def keys(page):
    return [card.get_attribute("id") for card in page.locator(".results-list .card").all()]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(("language", "words"), [("fr", "douche"), ("en", "shower"), ("ar", "دش")])
def test_typing_a_need_finds_places(visit, language, words, script):
    page = visit(width=360, height=740, java_script_enabled=script).open(f"/{language}/")
    page.fill("main input[name=q]", words)
    page.locator("main .search button[type=submit]").first.click()
    page.wait_for_url("**/search?*")
    assert shown(page) >= 5
    card = page.locator(".results-list .card").first
    assert card.locator(".card-title a").is_visible()
    assert card.locator(".badge").is_visible()
    assert page.locator("main input[name=q]").first.input_value() == words


def test_every_language_finds_the_same_places_first(visit):
    """Further down they may differ: a place whose name holds the word is found by that word alone."""
    found = []
    for language, words in [("fr", "douche"), ("en", "shower"), ("ar", "دش")]:
        page = visit().open(f"/{language}/search?q={words}")
        found.append(keys(page)[:5])
    assert found[0] == found[1] == found[2]


def test_filters_work_without_a_script(visit, paris):
    free = paris.json("/api/v1/services?need=shower&free=true&limit=50")["items"]
    district = next(item["site"]["district"] for item in free if "district" in item["site"])
    page = visit(java_script_enabled=False).open("/fr/search?need=shower")
    before = shown(page)
    if not page.locator(".filters select[name=district]").is_visible():
        page.locator(".filters summary").click()
    page.select_option(".filters select[name=district]", district)
    page.check(".filters input[name=free]")
    page.locator(".filters button[type=submit]").click()
    query = parse_qs(urlparse(page.url).query)
    assert query["need"] == ["shower"] and query["district"] == [district] and query["free"] == ["1"]
    assert 0 < shown(page) < before
    assert page.locator(".filters select[name=district]").input_value() == district
    # What narrows the search can be taken away one by one.
    chips = page.locator(".chips .chip")
    assert chips.count() == 3
    narrowed = shown(page)
    chips.filter(has_text=paris.json("/api/v1/districts")["items"][int(district.split("-")[1]) - 1]["name"]).click()
    assert "district" not in parse_qs(urlparse(page.url).query)
    assert shown(page) >= narrowed


def test_open_now_is_one_choice_and_stays_in_the_address(visit):
    page = visit(java_script_enabled=False).open("/fr/search?need=toilets")
    if not page.locator(".filters input[name=open][value=now]").is_visible():
        page.locator(".filters summary").click()
    page.check(".filters input[name=open][value=now]")
    page.locator(".filters button[type=submit]").click()
    assert parse_qs(urlparse(page.url).query)["open"] == ["now"]
    assert page.locator(".filters input[name=open][value=now]").is_checked()


def test_words_stay_when_a_filter_is_added_and_the_other_way_round(visit):
    page = visit(java_script_enabled=False).open("/fr/search?q=douche&free=1")
    page.locator("main .search button[type=submit]").first.click()
    query = parse_qs(urlparse(page.url).query)
    assert query["q"] == ["douche"] and query["free"] == ["1"]


def test_the_next_page_holds_other_places(visit):
    page = visit(java_script_enabled=False).open("/fr/search")
    first = keys(page)
    page.locator("a[rel=next]").click()
    second = keys(page)
    assert first and second and not set(first) & set(second)


def test_nothing_found_is_never_the_end_of_the_road(visit):
    page = visit().open("/fr/search?q=xqzwvkjh")
    empty = page.locator(".empty")
    assert empty.is_visible()
    assert empty.locator("a[href^='tel:']").count() >= 2
    assert empty.locator("a:not([href^='tel:'])").count() >= 1


def test_a_search_that_is_too_narrow_proposes_wider_ones(visit):
    visitor = visit()
    page = visitor.open("/fr/search?need=shower&near=48.8905,2.3589&radius=10")
    ways = page.locator(".empty .ways a")
    assert ways.count() >= 1
    ways.first.click()
    assert shown(page) > 0


def test_did_you_mean_leads_to_results(visit):
    page = visit().open("/fr/search?q=vaccinatoin")
    meant = page.locator(".empty a[href*='q=']")
    if meant.count():
        meant.first.click()
    assert shown(page) > 0


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_wrong_parameters_are_told_on_the_page(visit, language):
    page = visit().open(f"/{language}/search?near=here&need=teleport&q=douche")
    notice = page.locator(".notice[role=alert]")
    assert notice.is_visible()
    told = set(notice.locator("li").all_text_contents())
    assert told == {phrase(language, "results.fault.near"), phrase(language, "results.fault.need")}
    assert page.locator("html").get_attribute("lang") == language


def test_markup_that_is_typed_is_only_text(visit):
    page = visit().open("/fr/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Cimg%20src=x%20onerror=alert(2)%3E")
    assert page.locator("main img, main script").count() == 0
    assert "<script>" in page.locator("main input[name=q]").first.input_value()


def test_near_me_asks_only_when_pressed_and_sorts_by_distance(visit):
    visitor = visit(width=360, height=740, geolocation={"latitude": 48.8905, "longitude": 2.3589}, permissions=["geolocation"])
    page = visitor.open("/fr/")
    page.locator("#near button").click()
    page.wait_for_url("**/search?*near=*")
    query = parse_qs(urlparse(page.url).query)
    assert query["near"] == ["48.8905,2.3589"] and query["sort"] == ["distance"]
    assert page.locator(".card .distance").count() >= 5


def test_near_me_that_is_refused_says_so(visit):
    page = visit(width=360, height=740).open("/fr/")
    page.locator("#near button").click()
    page.wait_for_function("document.querySelector('.near-note').textContent.length > 0 "
                           "&& document.querySelector('.near-note').textContent === document.getElementById('near').dataset.refused")
    assert page.url.endswith("/fr/")
