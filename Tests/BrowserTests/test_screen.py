"""The screen of a waiting room: it turns, it is fresh, it outlives the network, and it runs for weeks."""

import re

import pytest

ADDRESS = "/fr/screen?district=paris-18&languages=fr,ar,ti&needs=shower,meal"

REFRESH = """(times) => new Promise((done) => {
    const screen = document.getElementById('screen');
    let left = times;
    screen.addEventListener('refreshed', function next() {
        left -= 1;
        if (left) return screen.dispatchEvent(new Event('refresh'));
        screen.removeEventListener('refreshed', next);
        done(document.querySelectorAll('.slide').length);
    });
    screen.dispatchEvent(new Event('refresh'));
})"""


def test_slides_turn_and_say_their_language(visit):
    visitor = visit(width=1920, height=1080)
    visitor.page.clock.install()
    page = visitor.open(ADDRESS)
    shown = page.locator(".slide:visible")
    assert shown.count() == 1
    seen = []
    for _ in range(4):
        seen.append(shown.get_attribute("lang"))
        page.clock.run_for(12_100)
    assert seen == ["fr", "ar", "ti", "fr"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_cut_of_the_network_leaves_the_last_slides_with_their_time(visit):
    visitor = visit(width=1280, height=720)
    page = visitor.open(ADDRESS)
    before = page.locator("#slides").inner_html()
    assert re.search(r"\d\d:\d\d", page.locator(".slide:visible .screen-as-of").inner_text())
    visitor.context.set_offline(True)
    page.evaluate(REFRESH, 1)
    assert page.locator("#screen.is-old").count() == 1
    assert page.locator("#slides").inner_html() == before
    visitor.context.set_offline(False)
    page.evaluate(REFRESH, 1)
    assert page.locator("#screen.is-old").count() == 0


def test_a_faulty_answer_is_not_shown(visit):
    page = visit(width=1280, height=720).open(ADDRESS)
    before = page.locator("#slides").inner_html()
    page.route("**/screen?*", lambda route: route.fulfill(status=200, body="<html><body>busy</body></html>"))
    page.evaluate(REFRESH, 1)
    assert page.locator("#slides").inner_html() == before and page.locator("#screen.is-old").count() == 1


def test_it_runs_for_weeks(visit):
    """A thousand fresh sets of slides: neither nodes nor memory are left behind."""
    visitor = visit(width=1280, height=720)
    page = visitor.open(ADDRESS)
    # Answers come at once, so that a thousand of them take seconds; the module cannot tell.
    text = page.request.get(ADDRESS).text()
    page.evaluate("(text) => { window.fetch = async () => new Response(text, { headers: { 'Content-Type': 'text/html' } }); }", text)
    session = visitor.context.new_cdp_session(page)
    session.send("Performance.enable")

    def figures():
        for _ in range(3):
            session.send("HeapProfiler.collectGarbage")
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return metrics["Nodes"], metrics["JSHeapUsedSize"], metrics["JSEventListeners"]

    slides = page.evaluate(REFRESH, 50)
    nodes, heap, listeners = figures()
    for _ in range(10):
        assert page.evaluate(REFRESH, 100) == slides
    after = figures()
    print(f"nodes {nodes} → {after[0]}, heap {heap} → {after[1]}, listeners {listeners} → {after[2]}")
    assert after[0] <= nodes * 1.5 + 500
    assert after[1] <= heap * 1.5 + 1_000_000
    assert after[2] <= listeners + 5


def test_reduced_motion_is_honoured(visit):
    page = visit(width=1280, height=720).open(ADDRESS)
    assert page.evaluate("getComputedStyle(document.querySelector('.slide:not([hidden])')).animationName") == "none"


def test_without_a_script_the_browser_goes_on_by_itself(visit):
    page = visit(width=1280, height=720, java_script_enabled=False).open(ADDRESS)
    assert page.locator(".slide:visible").get_attribute("lang") == "fr"
    refresh = page.locator("meta[http-equiv=refresh]").get_attribute("content")
    address = refresh.split("url=", 1)[1]
    page.goto(address)
    assert page.locator(".slide:visible").get_attribute("lang") == "ar"
    assert page.locator(".slide:visible").count() == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_organiser_composes_the_address(visit, language):
    page = visit(width=390, java_script_enabled=False).open(f"/{language}/screen")
    page.select_option("select[name=district]", "paris-18")
    page.check("input[name=languages][value=ti]")
    page.check("input[name=needs][value=shower]")
    page.locator("main form.desk-form button").click()
    assert page.locator(".slide").count() >= 2
    assert {slide.get_attribute("lang") for slide in page.locator(".slide").all()} == {language, "ti"}
