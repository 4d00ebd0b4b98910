"""Finding without reading: the text is hidden, and pictures alone lead to the door."""

import re

import pytest
import running
from test_accessibility import WHOLE, violations

# No letter is seen, whatever its colour; drawings keep theirs.
NO_TEXT = "body, body * { -webkit-text-fill-color: transparent !important; } ::placeholder { color: transparent !important; }"
HERE = {"latitude": 48.8905, "longitude": 2.3589}


def drawing(name):
    """What a picture is recognised by: its strokes."""
    text = (running.ROOT / f"Resources/static/pictograms/{name}.svg").read_text()
    return re.search(r' d="([^"]+)"', text).group(1)


def touch(page, name, within="main"):
    """Touches the first big picture with this drawing, as one does who reads nothing."""
    target = page.locator(f'{within} :is(a, button):has(path[d="{drawing(name)}"])').first
    box = target.bounding_box()
    assert box["width"] >= 72 and box["height"] >= 72, f"{name}: {box}"
    with page.expect_navigation():
        target.click()
    page.add_style_tag(content=NO_TEXT)


def blind_to_letters(page):
    shown = page.evaluate("getComputedStyle(document.querySelector('.picture-words') ?? document.body).webkitTextFillColor")
    assert shown == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("language", ["fr", "ar", "ti"])
def test_pictures_alone_lead_to_the_door(visit, language):
    visitor = visit(width=390, height=844, geolocation=HERE, permissions=["geolocation"], bypass_csp=True)
    page = visitor.open(f"/{language}/")
    page.add_style_tag(content=NO_TEXT)
    with page.expect_navigation():
        page.locator(f'main a:has(path[d="{drawing("pictures")}"])').click()
    page.add_style_tag(content=NO_TEXT)
    blind_to_letters(page)
    touch(page, "hygiene", ".picture-grid")
    touch(page, "shower", ".picture-grid")
    touch(page, "near", ".picture-here")
    assert "near=48.8905%2C2.3589" in page.url or "near=48.8905,2.3589" in page.url
    cards = page.locator(".picture-card")
    assert 1 <= cards.count() <= 8
    # Open: a disc with a tick; closed: a square with a cross. Open ones stand first.
    states = page.evaluate("""[...document.querySelectorAll('.picture-card')].map(card =>
        card.querySelector('.picture-closed') ? 'closed' : card.querySelector('.picture-open') ? 'open' : 'other')""")
    if "open" in states and "closed" in states:
        assert states.index("open") < states.index("closed")
    touch(page, "shower", ".picture-cards li:not(:has(.picture-unknown))")
    go = page.locator(f'.picture-actions a:has(path[d="{drawing("walk")}"])')
    assert go.get_attribute("href").startswith("geo:")
    assert go.bounding_box()["height"] >= 72
    assert page.locator("figure.map .way").count() == 1, "the way is on the picture"


def test_a_district_is_enough_where_there_is_no_script(visit):
    page = visit(width=320, height=640, java_script_enabled=False).open("/fr/pictures?need=shower")
    assert not page.locator("#near").is_visible()
    page.locator(".picture-grid a[href*='district=paris-18']").click()
    assert page.locator(".picture-card").count() >= 1
    page.locator(".picture-card").first.click()
    assert page.locator("h1").is_visible() and "district=paris-18" in page.url
    # Back to other needs by the pictures at the head, with the place that was given.
    page.locator(".picture-trail a").first.click()
    assert page.url.endswith("/fr/pictures?district=paris-18")


def test_everything_that_is_touched_is_as_large_as_a_thumb(visit):
    page = visit(width=320, height=640).page
    for path in ["pictures", "pictures?theme=food", "pictures?need=meal", "pictures?need=meal&district=paris-18"]:
        page.goto(f"/ar/{path}")
        small = page.evaluate("""() => [...document.querySelectorAll('.picture, .picture-card, .picture-trail a')]
            .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 72 || box.height < 72)).map(([words, box]) => `${words} ${box.width}×${box.height}`)""")
        assert not small, small


def test_the_figure_walks_the_other_way_from_right_to_left(visit):
    page = visit(width=390).open("/ar/pictures?need=shower&near=48.8905,2.3589")
    mark = page.locator(".picture-walk .picture-mark svg").first
    assert page.evaluate("e => getComputedStyle(e).transform", mark.element_handle()) == "matrix(-1, 0, 0, 1, 0, 0)"
    first, second = page.locator(".picture-trail a").all()[:2]
    assert first.bounding_box()["x"] > second.bounding_box()["x"]


@pytest.mark.parametrize("language", ["fr", "en", "ar", "ti", "ps"])
def test_axe_finds_nothing_on_the_way(visit, kinds, language):
    page = visit(width=390, height=844).page
    found = []
    for kind, path in kinds.items():
        if kind.startswith("pictures") or kind in ("screen", "glossary"):
            page.goto(f"/{language}/{path}")
            found += [f"{kind}: {one}" for one in violations(page, WHOLE)]
    page.goto(f"/{language}/screen?district=paris-18&languages={language}")
    found += [f"screen shown: {one}" for one in violations(page, WHOLE)]
    assert not found, "\n".join(found)
