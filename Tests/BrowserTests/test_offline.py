"""Without network: the guide that was taken along says what the server said. The line to the server is really cut."""

import pytest
from line import Line
from phrases import phrase
from test_accessibility import WHOLE, violations
from test_desk_frame import DESK
from test_search import keys, shown

EXIT = "https://www.wikipedia.org/"


@pytest.fixture
def line(paris):
    line = Line(paris)
    yield line
    line.cut()


@pytest.fixture
def visitor(visit, line):
    return visit(server=line, width=360, height=740, service_workers="allow")


def take(page, language="fr", scope=None):
    """Takes the guide along, as a person does; returns what was said before."""
    page.goto(f"/{language}/offline")
    page.wait_for_selector("#take:not([hidden])")
    if scope:
        page.select_option("#scope", scope)
    said = page.locator("#scope option:checked").inner_text()
    page.click("[data-take='']")
    page.wait_for_selector("#held")
    page.wait_for_selector("[data-take='']:not([disabled])")
    return said


def go(page, path):
    """Opens a page without network."""
    page.goto(path)
    page.wait_for_selector("#shell[data-filled]")
    return page


def caches(page):
    return page.evaluate("""async () => {
        const found = {};
        for (const name of await caches.keys()) {
            found[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
        }
        return found;
    }""")


def said_in(language, key):
    """A sentence as `words` gives it: without what binds its spaces."""
    return " ".join(phrase(language, key).split())


def words(page, selector):
    return " ".join(page.locator(selector).first.inner_text().split())


ASKS = ["q=douche", "q=duche", "q=avocat", "q=repas", "q=cours+de+fran%C3%A7ais", "q=doctor", "need=shower", "theme=food&free=1",
        "need=meal&near=48.8905,2.3589&sort=distance", "q=dormir&near=48.8566,2.3522", "need=toilets&open=now", "district=paris-18"]


def test_the_second_visit_needs_no_network(visitor, line):
    page = visitor.page
    said = take(page)
    assert "ko" in said and any(letter.isdigit() for letter in said), "its weight is said first"
    online = {}
    for ask in ASKS:
        page.goto(f"/fr/search?{ask}")
        online[ask] = (shown(page), keys(page))
    service = online["need=shower"][1][0][2:]
    parts = {f"services/{service}": "h1", "rights/oqtf": "article.rights", "steps/bank-account": "article.rights", "emergency": ".emergency-list",
             "": "main .tiles", "themes": "main h1", "rights": "main"}
    told = {}
    for path, selector in parts.items():
        page.goto(f"/fr/{path}")
        # A document is made by the server: without network nobody is led to one.
        page.evaluate("() => document.querySelectorAll('[type=\"application/pdf\"], .paper-choice').forEach(one => one.remove())")
        told[path] = words(page, selector)
    badge = (page.goto(f"/fr/services/{service}"), words(page, ".badge"))[1]
    line.cut()
    for ask in ASKS:
        go(page, f"/fr/search?{ask}")
        assert page.locator("#kept").is_visible(), "it is said that this is what was kept"
        assert (shown(page), keys(page)) == online[ask], ask
    for path, selector in parts.items():
        go(page, f"/fr/{path}")
        assert told[path] in words(page, "#shell") if selector == "main" else told[path] == words(page, selector), path
        assert page.locator("#shell [type='application/pdf'], #shell .paper-choice").count() == 0, path
    go(page, f"/fr/services/{service}")
    assert words(page, ".badge") == badge
    assert said_in("fr", "offline.age.today") in words(page, "#kept")


def test_a_person_searches_and_saves_without_network(visitor, line):
    page = visitor.page
    take(page, "ar")
    line.cut()
    go(page, "/ar/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.fill("#shell input[name=q]", "دش")
    page.locator("#shell .search button[type=submit]").first.click()
    page.wait_for_selector("#shell[data-filled] .card")
    card = page.locator(".card").first
    name = card.locator(".card-title").inner_text().strip()
    star = card.locator("[data-saves]")
    star.click()
    assert star.get_attribute("aria-pressed") == "true"
    card.locator(".card-title a").click()
    page.wait_for_selector("#shell[data-filled] article.service")
    assert page.locator("article.service [data-saves]").get_attribute("aria-pressed") == "true"
    go(page, "/ar/saved")
    assert name in page.locator(".card-title").all_inner_texts()[0]
    page.locator("[data-saves]").click()
    go(page, "/ar/saved")
    assert said_in("ar", "saved.none") in words(page, "#shell")
    go(page, "/ar/search?q=xqzwvkjh")
    assert page.locator(".empty a[href='tel:115']").is_visible()


def test_saved_places_are_told_to_nobody(visitor):
    page = visitor.open("/fr/search?need=shower")
    page.locator(".card [data-saves]").first.click()
    before = len(visitor.requests)
    page.goto("/fr/saved")
    page.wait_for_selector("#shell[data-filled] a")
    key = page.locator("#shell a").first.get_attribute("href").split("/")[-1]
    assert not [url for url in visitor.requests[before:] if key in url]


def test_without_a_script_nothing_promises_what_only_a_script_can_do(visit, line):
    page = visit(server=line, java_script_enabled=False).open("/fr/offline")
    assert not page.locator("#take").is_visible()
    assert page.locator("main a[href='/fr/themes']").is_visible()
    page.goto("/fr/search?need=shower")
    assert page.locator("[data-saves]").count() == 0
    exit = page.locator("a[data-exit]")
    assert exit.get_attribute("href") == EXIT and "noreferrer" in exit.get_attribute("rel")


def test_a_download_that_breaks_leaves_what_was_there(visitor, line):
    page = visitor.page
    take(page, scope="paris-18")
    held = words(page, "#held")
    page.select_option("#scope", "city")
    line.left = 60_000
    page.click("[data-take='']")
    page.wait_for_selector("#said:not(:empty)")
    assert words(page, "#said") == said_in("fr", "offline.failed")
    assert words(page, "#held").split(" ")[0] == held.split(" ")[0]
    line.cut()
    go(page, "/fr/search?need=shower")
    assert page.locator("#kept").is_visible()
    line.mend()
    take(page)
    assert words(page, "#held") != held


def test_a_download_can_be_stopped(visitor, line):
    page = visitor.page
    page.goto("/fr/offline")
    page.wait_for_selector("#take:not([hidden])")
    page.evaluate("""() => {
        const ask = fetch;
        globalThis.fetch = (url, options) => new Promise((_, refuse) => {
            if (!String(url).endsWith("city.json")) { _(ask(url, options)); return; }
            options.signal.addEventListener("abort", () => refuse(new DOMException("stopped", "AbortError")));
        });
    }""")
    page.click("[data-take='']")
    page.click("[data-stop]")
    page.wait_for_selector("#said:not(:empty)")
    assert page.locator("#held").count() == 0
    assert not [paths for name, paths in caches(page).items() if name == "guide-data" and paths]


def test_a_full_phone_keeps_what_it_had_and_says_so(visitor, line):
    page = visitor.page
    take(page, scope="paris-18")
    session = visitor.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": line.origin, "quotaSize": 900_000})
    page.select_option("#scope", "city")
    page.click("[data-take='']")
    page.wait_for_selector("#said:not(:empty)")
    assert words(page, "#said") == said_in("fr", "offline.full")
    line.cut()
    go(page, "/fr/search?district=paris-18")
    assert shown(page) > 0


@pytest.mark.parametrize("date", ["2020-01-01T12:00:00Z", "2040-01-01T12:00:00Z"])
def test_a_clock_that_is_wrong_claims_no_open_door(visitor, line, date):
    page = visitor.page
    take(page)
    line.cut()
    page.clock.set_fixed_time(date)
    go(page, "/fr/search?need=shower")
    badges = set(page.locator(".card .badge").all_inner_texts())
    assert badges and badges <= {said_in("fr", "hours.unknown"), said_in("fr", "hours.none")}
    assert said_in("fr", "offline.clock") in words(page, "#kept")


def test_a_new_version_takes_over_while_the_page_is_open(visitor, line):
    page = visitor.page
    take(page)
    before = next(name for name in caches(page) if name.startswith("shell-"))
    stamp = before.removeprefix("shell-")
    line.rewrite = (stamp.encode(), ("0" * len(stamp)).encode())
    line.cut()
    line.mend()
    page.evaluate("navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    page.wait_for_function("""old => caches.keys().then((names) => !names.includes(old)
        && names.some((name) => name.startsWith('shell-')))""", arg=before)
    line.cut()
    go(page, "/fr/search?need=shower")
    assert shown(page) > 0


def test_an_update_takes_only_what_has_changed(visitor):
    page = visitor.page
    take(page)
    asked = len(visitor.requests)
    page.click("[data-take='city']")
    page.wait_for_selector("[data-take='city']:not([disabled])")
    assert page.locator("#said").inner_text() == ""
    bundles = [url for url in visitor.requests[asked:] if "/city.json" in url]
    assert len(bundles) == 1 and "since=" in bundles[0]


def test_one_press_erases_everything(visitor, line):
    page = visitor.page
    take(page)
    page.evaluate("localStorage.setItem('saved', JSON.stringify([{key: 'x', name: 'X'}]))")
    page.click("[data-erase]")
    page.wait_for_selector("#said:not(:empty)")
    assert words(page, "#said") == said_in("fr", "offline.erased")
    assert caches(page) == {}
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_nothing_of_the_desk_and_no_page_that_was_read_is_kept(visitor, line):
    page = visitor.page
    take(page)
    for path in ["/fr/search?q=douche", f"/fr/{DESK}", f"/fr/{DESK}/sign-in", "/fr/my-situation", "/api/v1/services"]:
        page.goto(path)
    page.goto("/fr/offline")
    for name, paths in caches(page).items():
        allowed = ("/static/", "/offline/kept/") if name == "guide-data" or name.startswith("shell-") else ()
        others = [path for path in paths if not path.startswith(allowed)]
        assert set(others) <= {"/fr/offline", "/fr/offline/shell", "/fr/saved"}, name
    line.cut()
    with pytest.raises(Exception, match="ERR_CONNECTION"):
        page.goto(f"/fr/{DESK}")


@pytest.mark.parametrize("way", ["click", "escape"])
def test_the_quick_exit_leaves_no_way_back_to_the_page(visitor, way):
    visitor.context.route(EXIT + "**", lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html"))
    page = visitor.open("/fr/")
    page.goto("/fr/rights/oqtf")
    if way == "click":
        page.click("a[data-exit]")
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url(EXIT)
    page.go_back()
    assert page.url.endswith("/fr/"), "the page that was left is not in the history"
    visitor.requests = [url for url in visitor.requests if not url.startswith(EXIT)]


def test_axe_finds_nothing_without_network(visitor, line):
    page = visitor.page
    found = []
    take(page)
    page.locator("body").click()
    found += [f"offline: {one}" for one in violations(page, WHOLE)]
    line.cut()
    for path in ["", "search?q=douche", "search?q=xqzwvkjh", "saved", "rights/oqtf", "steps/bank-account", "emergency", "districts"]:
        go(page, f"/fr/{path}")
        found += [f"{path}: {one}" for one in violations(page, WHOLE)]
    assert not found, "\n".join(found)
