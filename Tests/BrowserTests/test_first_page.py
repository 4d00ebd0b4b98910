"""The first page: what do you need? In your language, light, from nobody else."""

import re

import pytest
from phrases import phrase

LIMIT = 40 * 1024


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        (None, "fr"), ("ar", "ar"), ("ar-SY,ar;q=0.9,en;q=0.4", "ar"), ("en-GB,en;q=0.8", "en"), ("ps,fa;q=0.9", "ps"), ("prs-AF,en", "fa"),
        ("zh-CN", "zh-Hans"), ("ti", "ti"), ("sw,nl;q=0.9", "fr"),
        ("de,en;q=0.3,fr;q=0.2", "en"), ("en;q=0.1,fr;q=0.9", "fr"), ("*", "fr"), ("en;q=0,ar", "ar"), (";;;=,q", "fr"),
    ])
def test_the_language_is_the_readers(paris, wish, language):
    answer = paris.get("/", headers={"Accept-Language": wish} if wish else {"Accept-Language": ""}, allow_redirects=False)
    assert answer.status_code in (302, 303, 307)
    assert answer.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")])
def test_needs_search_numbers_and_languages_are_at_hand(visit, language, direction):
    page = visit(locale=language).open("/")
    assert page.url.endswith(f"/{language}/")
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, direction)
    assert page.evaluate("getComputedStyle(document.body).direction") == direction
    assert page.locator("h1").count() == 1
    assert page.locator("main input[name=q]").is_visible()
    assert page.locator("section[aria-labelledby=needs] .tile").count() >= 10
    assert page.locator("section[aria-labelledby=themes] .tile").count() >= 12
    for number in ["115", "112"]:
        assert page.locator(f".emergency a[href='tel:{number}']").is_visible()
    assert not page.locator(".languages").is_visible(), "one button with a sign, whatever the script"
    page.locator(".tongues summary").click()
    links = page.locator(".languages a")
    names = [name.strip() for name in links.all_text_contents()]
    assert len(names) == len(set(names)) >= 20
    assert {"Français", "English", "العربية", "ትግርኛ", "پښتو", "中文", "Українська"} <= set(names)
    assert page.locator(".languages a[aria-current]").get_attribute("lang") == language
    links.filter(has_text="ትግርኛ").click()
    assert page.url.endswith("/ti/") and page.locator("html").get_attribute("lang") == "ti"


def test_every_tile_has_its_pictogram_and_leads_to_something(visit):
    page = visit().open("/fr/")
    tiles = page.locator(".tile")
    assert tiles.count() == page.locator(".tile svg").count()
    for address in {tile.get_attribute("href") for tile in tiles.all()}:
        assert page.request.get(address).status == 200, address


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_first_page_weighs_at_most_40_kilobytes(visit, language, record_property):
    visitor = visit(width=360, height=740)
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    visitor.page.goto(f"/{language}/", wait_until="networkidle")
    total = sum(received)
    record_property("bytes", total)
    print(f"first page in {language}: {total} bytes in {len(received)} answers")
    assert len(received) >= 2
    assert total <= LIMIT


def test_the_security_policy_is_strict(paris):
    for path in ["/fr/", "/fr/search?q=douche", "/ar/nothing", "/api/v1/services", "/static/app.css"]:
        headers = paris.get(path).headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";") if part.strip())
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == "'self'" and policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'" and policy["base-uri"] == "'none'" and policy["form-action"] == "'self'"
        whole = " ".join(policy.values())
        assert "unsafe" not in whole and "http" not in whole and "*" not in whole
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_nothing_is_stored_on_the_device(visit):
    visitor = visit()
    page = visitor.open("/fr/")
    page.goto("/fr/search?q=douche")
    assert visitor.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_search_engines_are_told_of_the_other_languages(paris):
    text = paris.get("/fr/themes/hygiene").text
    assert re.search(r'<link rel="canonical" href="[^"]*/fr/themes/hygiene">', text)
    for language in ["fr", "en", "ar", "x-default"]:
        assert f'hreflang="{language}"' in text
    assert '<meta name="robots"' not in text
    assert '<meta name="robots" content="noindex">' in paris.get("/fr/search?q=douche").text


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_way_in_without_a_position_is_by_district(visit, language):
    page = visit(java_script_enabled=False).open(f"/{language}/")
    assert not page.locator("#near").is_visible(), "a button that can do nothing is not shown"
    page.get_by_role("link", name=phrase(language, "near.districts")).click()
    assert page.locator("main .index-list a").count() == 20
