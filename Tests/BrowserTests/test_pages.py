"""What each kind of page must show."""

import json
import re

import pytest
from phrases import phrase


def service_with(paris, path, member):
    return next(item for item in paris.json(path)["items"] if member in item)


def test_a_service_page_answers_the_questions_of_a_visitor(visit, paris):
    item = service_with(paris, "/api/v1/services?need=shower&limit=50", "hours")
    page = visit(width=360, height=740).open(f"/fr/services/{item['id']}")
    assert page.locator("h1").inner_text().strip() == item["name"]
    assert page.locator("#hours").is_visible()
    assert page.locator("#who, #practical").count() == 2
    assert page.locator(f"a[href='/fr/services/{item['id']}/report']").is_visible()
    if "phone" in item:
        assert page.locator("a[href^='tel:+33']").first.get_attribute("dir") == "ltr"
    if "address" in item["site"]:
        assert item["site"]["address"] in page.locator("main").inner_text()
    schema = json.loads(page.locator("script[type='application/ld+json']").inner_text())
    assert schema["@context"] == "https://schema.org"
    assert page.locator("meta[name=description]").count() <= 1


def test_an_old_fact_says_its_age(visit, paris):
    items = paris.json("/api/v1/services?need=shower&limit=50")["items"]
    old = next(item for item in items if item.get("confirmed", "9999") < "2024")
    page = visit().open(f"/en/services/{old['id']}")
    assert re.search(r"\b20[12]\d\b", page.locator(".service-head").inner_text())


def test_opening_state_is_words_and_not_only_colour(visit):
    page = visit().open("/en/search?need=shower")
    for badge in page.locator(".card .badge").all()[:10]:
        assert badge.inner_text().strip()


def test_from_a_promise_to_what_was_done(visit):
    page = visit(java_script_enabled=False).open("/fr/plans")
    for plan in ["paris-2015", "casvp", "paris-2019"]:
        assert page.locator(f"main a[href='/fr/plans/{plan}']").count() >= 1
    page.locator("main a[href='/fr/plans/paris-2019']").first.click()
    assert page.locator("main a[href*='/plans/paris-2019/commitments/']").count() >= 16
    assert page.locator("main a[href*='/plans/paris-2019/actions/']").count() >= 34
    page.locator("main a[href*='/plans/paris-2019/commitments/']").first.click()
    assert page.locator("h1").count() == 1
    page.locator("main a[href*='/plans/paris-2019/actions/']").first.click()
    assert page.locator("h1").count() == 1
    assert "/plans/paris-2019/actions/" in page.url


def test_what_became_of_a_promise_of_2015(visit):
    page = visit(java_script_enabled=False).open("/fr/plans/paris-2015")
    assert page.locator("main a[href*='/plans/paris-2015/commitments/']").count() >= 18
    page.locator("main a[href*='/plans/paris-2015/commitments/']").first.click()
    assert page.locator("main a[href*='/plans/paris-2019']").count() >= 1


def test_the_thirty_actions_of_casvp_have_their_pages(visit):
    page = visit().open("/fr/plans/casvp")
    assert page.locator("main a[href*='/plans/casvp/actions/']").count() >= 30


def test_the_21_initiatives(visit):
    page = visit().open("/ar/initiatives")
    links = {link.get_attribute("href") for link in page.locator("main a[href^='/ar/initiatives/']").all()}
    assert len({link.split("?")[0].split("#")[0] for link in links}) == 21


def test_the_directory_by_letter_kind_and_theme(visit):
    page = visit(java_script_enabled=False).open("/fr/organisations")
    whole = page.locator("main .index-list a").count()
    assert whole >= 240
    page.select_option("select[name=kind]", "association")
    page.locator("main form.row-form button").click()
    assert 10 < page.locator("main .index-list a").count() < whole
    page.locator("main .index-list a").first.click()
    assert "/fr/organisations/" in page.url and page.locator("h1").count() == 1


def test_a_district_leads_to_what_is_open_there(visit):
    page = visit(java_script_enabled=False).open("/en/districts")
    assert page.locator("main .index-list a").count() == 20
    page.locator("main .index-list a[href='/en/districts/paris-18']").click()
    assert page.locator(".tile").count() >= 5
    page.locator("main a[href*='open=now']").first.click()
    assert "district=paris-18" in page.url


def test_emergency_numbers_say_when_to_call(visit):
    page = visit(width=360, height=740).open("/ar/emergency")
    cards = page.locator(".emergency-card")
    assert cards.count() >= 4
    for card in cards.all():
        assert card.locator("a[href^='tel:'], a[href^='sms:']").is_visible()
        assert len(card.locator("p").inner_text()) > 10


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("kind", ["about", "accessibility", "privacy"])
def test_pages_about_the_guide(visit, language, kind):
    page = visit().open(f"/{language}/{kind}")
    assert page.locator("h1").inner_text().strip() == phrase(language, f"{kind}.title")
    assert page.locator("main p").count() >= 4


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("path", ["nothing/here", "services/nothing-here", "places/nothing-here", "organisations/nothing-here", "themes/nothing-here", "districts/paris-99", "plans/nothing-here", "plans/casvp/actions/nothing-here", "initiatives/nothing-here"])
def test_a_wrong_path_is_a_page_with_a_way_on(visit, language, path):
    page = visit().open(f"/{language}/{path}", status=404)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").inner_text().strip() == phrase(language, "problem.not-found.title")
    assert page.locator("main form[role=search] input[name=q]").is_visible()
    assert page.locator(f"main a[href='/{language}/']").is_visible()


def test_a_path_of_no_language_answers_in_the_readers(visit):
    page = visit(locale="ar").open("/xx/services", status=404)
    assert page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_no_sentence_is_missing(visit, kinds, language):
    """A key without words shows as [key]: no reader must meet one."""
    page = visit(java_script_enabled=False).page
    found = []
    for kind, path in kinds.items():
        page.goto(f"/{language}/{path}")
        # What a script is to fill in stands in an attribute for it.
        text = re.sub(r' data-(?:words|plurals)="[^"]*"', "", page.content())
        found += [f"{kind}: {key}" for key in re.findall(r"\[[a-z][A-Za-z-]*(?:\.[A-Za-z0-9-]+)+\]", text)]
        found += [f"{kind}: {hole}" for hole in re.findall(r"\{[a-z]+\}", re.sub(r"<script.*?</script>", "", text, flags=re.S))]
    assert not found, "\n".join(sorted(set(found)))


def test_titles_and_headings_differ_from_page_to_page(visit, kinds):
    page = visit(java_script_enabled=False).page
    titles = {}
    for kind, path in kinds.items():
        page.goto(f"/fr/{path}")
        assert page.locator("h1").count() == 1, kind
        titles.setdefault(page.title(), []).append(kind)
    for title, same in titles.items():
        assert len(same) == 1 or all(kind.startswith(("results", "search", "nothing", "wrong")) for kind in same), f"{title}: {same}"


def test_reporting_an_error_without_a_script(visit, paris):
    key = paris.json("/api/v1/services?need=shower")["items"][0]["id"]
    page = visit(width=320, height=640, java_script_enabled=False).open(f"/fr/services/{key}/report")
    # Nothing chosen: the form says so and keeps the words.
    page.fill("textarea[name=words]", "La porte était fermée ce matin")
    page.locator("form.report button[type=submit]").click()
    assert page.locator("[role=alert]").is_visible()
    assert page.locator(".field-error").count() == 1
    assert page.locator("textarea[name=words]").input_value() == "La porte était fermée ce matin"
    page.check("input[name=matter][value=closed]")
    page.locator("form.report button[type=submit]").click()
    assert page.locator("h1").inner_text().strip() == phrase("fr", "report.thanks")
    assert page.locator(f"main a[href='/fr/services/{key}']").is_visible()


def test_a_report_with_a_telephone_number_is_refused_kindly(visit, paris):
    key = paris.json("/api/v1/services?need=shower")["items"][1]["id"]
    page = visit(java_script_enabled=False).open(f"/en/services/{key}/report")
    page.check("input[name=matter][value=other]")
    page.fill("textarea[name=words]", "Call me on 06 12 34 56 78")
    page.locator("form.report button[type=submit]").click()
    assert page.locator(".field-error").is_visible()
    assert page.locator("input[name=matter][value=other]").is_checked()


def pictograms(value):
    if isinstance(value, dict):
        found = {value["pictogram"]} if isinstance(value.get("pictogram"), str) else set()
        return found.union(*map(pictograms, value.values()))
    return set().union(*map(pictograms, value)) if isinstance(value, list) else set()


def test_every_pictogram_is_a_drawing_that_the_browser_understands(visit, paris):
    """A fault in a path is told on the console, which every visitor watches."""
    visitor = visit()
    drawings = sorted(pictograms(paris.json("/api/v1/taxonomy")))
    assert len(drawings) >= 70
    for drawing in drawings:
        page = visitor.open(drawing)
        box = page.evaluate("document.documentElement.getBBox && (({width, height}) => ({width, height}))(document.documentElement.getBBox())")
        assert box and box["width"] > 8 and box["height"] > 4, f"{drawing} is empty"
