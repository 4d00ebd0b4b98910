"""Without a mouse."""

import pytest


def focused(page):
    return page.evaluate("document.activeElement.outerHTML.slice(0, 160)")


def tab_until(page, selector, most):
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return count
    raise AssertionError(f"{selector} is not reached with {most} tabs; the focus is on {focused(page)}")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_first_stop_skips_to_the_content(visit, language):
    page = visit().open(f"/{language}/organisations")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')"), focused(page)
    box = page.locator("a.skip").bounding_box()
    assert box["y"] >= 0 and box["height"] >= 24, "the link shows when it has the focus"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)"), focused(page)


@pytest.mark.parametrize(("language", "words"), [("fr", "douche"), ("ar", "دش")])
def test_from_the_first_page_to_a_service(visit, language, words):
    page = visit().open(f"/{language}/")
    tab_until(page, "main input[name=q]", 40)
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    tab_until(page, ".results-list .card a", 15)
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/**")


def test_the_focus_is_always_seen(visit, kinds):
    page = visit().page
    unseen = []
    for kind in ["home", "results", "service", "report"]:
        page.goto(f"/fr/{kinds[kind]}")
        for _ in range(45):
            page.keyboard.press("Tab")
            seen = page.evaluate("""() => {
                const e = document.activeElement; if (e === document.body) return true;
                const s = getComputedStyle(e); const b = e.getBoundingClientRect();
                const isRinged = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                // A card is ringed whole by what its link draws; a point of the map by its line.
                const parts = e.closest('svg') ? [...e.querySelectorAll('*')].map(p => getComputedStyle(p)) : [];
                return b.width > 0 && (isRinged(s) || isRinged(getComputedStyle(e, '::after'))
                    || parts.some(p => isRinged(p) || parseFloat(p.strokeWidth) >= 2));
            }""")
            if not seen:
                unseen.append(f"{kind}: {focused(page)}")
    assert not unseen, "\n".join(unseen)


def test_the_focus_is_never_caught(visit):
    page = visit().open("/fr/search?need=shower")
    page.locator("a.skip").focus()
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('footer')"):
            return
    raise AssertionError(f"the foot of the page is not reached; the focus is on {focused(page)}")


def test_filters_open_and_close_by_key(visit):
    page = visit(width=360, height=740).open("/fr/search?need=shower")
    summary = page.locator(".filters summary")
    was = page.evaluate("document.querySelector('.filters').open")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.filters').open") is not was
