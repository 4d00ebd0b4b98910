"""For everyone: axe without violations, narrow screens, right to left, foreign words declared, large targets."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from kinds import status_of

# Colours alone change between the themes, so the second look of each page asks for these only.
COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
WHOLE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}


def violations(page, options):
    found = []
    for violation in Axe().run(page, options=options).response["violations"]:
        for node in violation["nodes"][:3]:
            found.append(f"{violation['id']} ({violation['impact']}): {node['html'][:160]} | {node['failureSummary'][:300]}")
    return found


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_axe_finds_nothing(visit, kinds, language):
    page = visit(width=320, height=640).page
    found = []
    for kind, path in kinds.items():
        page.set_viewport_size(NARROW)
        page.emulate_media(color_scheme="light")
        assert page.goto(f"/{language}/{path}").status == status_of(kind), kind
        looks = [(NARROW, "light", WHOLE), (NARROW, "dark", COLOUR), (WIDE, "dark", COLOUR), (WIDE, "light", WHOLE)]
        for size, scheme, options in looks:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            found += [f"{kind} {size['width']} {scheme}: {one}" for one in violations(page, options)]
    assert not found, f"{len(found)} violations\n" + "\n".join(found)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_axe_finds_nothing_in_the_open_filters_and_the_form_with_faults(visit, paris, language):
    page = visit(width=320, height=640).page
    page.goto(f"/{language}/search?need=shower&free=1")
    page.evaluate("document.querySelector('.filters').open = true")
    found = violations(page, WHOLE)
    key = paris.json("/api/v1/services?need=shower")["items"][0]["id"]
    page.goto(f"/{language}/services/{key}/report")
    page.locator("form.report button[type=submit]").click()
    found += violations(page, WHOLE)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_nothing_sticks_out_at_320_pixels(visit, kinds, language):
    page = visit(**NARROW).page
    wide = []
    for kind, path in kinds.items():
        page.goto(f"/{language}/{path}")
        width = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
        if width > 320:
            guilty = page.evaluate("""() => [...document.querySelectorAll('main *')].filter(e => {
                const box = e.getBoundingClientRect(); return box.width && (box.right > 321 || box.left < -1);
            }).slice(0, 3).map(e => e.outerHTML.slice(0, 120))""")
            wide.append(f"{kind}: {width} px {guilty}")
    assert not wide, "\n".join(wide)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_text_can_be_doubled(visit, kinds, language):
    """WCAG 1.4.4 and 1.4.10: at twice the letter size nothing is lost sideways."""
    page = visit(width=640, height=900).page
    wide = []
    for kind in ["home", "results", "service", "plan of 2019", "organisations"]:
        page.goto(f"/{language}/{kinds[kind]}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 640:
            wide.append(f"{kind}: {width} px")
    assert not wide, "\n".join(wide)


def test_controls_can_be_touched(visit, kinds):
    """At least 44 px high and 24 wide. Links in lists and sentences are judged by axe (target-size, WCAG 2.5.8)."""
    page = visit(width=360, height=740).page
    small = []
    for kind, path in kinds.items():
        page.goto(f"/fr/{path}")
        small += [f"{kind}: {one}" for one in page.evaluate("""() => [...document.querySelectorAll(`button, .button, select, summary,
                textarea, input:not([type=hidden]), .tile, .chip, .menu a, .languages a, .emergency a, .foot a`)].filter(e => {
            // A choice is touched by its whole label.
            const box = (e.closest('label') || e).getBoundingClientRect();
            return box.width && box.height && getComputedStyle(e).visibility !== 'hidden' && (box.height < 43.5 || box.width < 24);
        }).map(e => `${e.outerHTML.slice(0, 110)} ${Math.round(e.getBoundingClientRect().height)} px`)""")]
    assert not small, "\n".join(sorted(set(small))[:40])


FOREIGN = """(language) => {
    const arabic = /[\\u0600-\\u06FF]/, latin = /[A-Za-z\\u00C0-\\u024F]{2,}/g, found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim(), holder = walker.currentNode.parentElement;
        if (!text || holder.closest('script, style, code, bdi, [hidden]')) continue;
        const declared = holder.closest('[lang]').lang;
        if (language === 'ar') {
            // A sentence in Latin letters inside an Arabic page; names stand in <bdi>.
            if (declared === 'ar' && !arabic.test(text) && (text.match(latin) || []).length >= 3) found.push(text.slice(0, 100));
        } else if (arabic.test(text) && !['ar', 'ps', 'fa', 'ur'].includes(declared)) found.push(text.slice(0, 100));
    }
    return found;
}"""


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_words_of_another_language_say_so(visit, paris, kinds, language):
    """WCAG 3.1.2: a voice that reads Arabic must not spell French with Arabic sounds."""
    page = visit().page
    keys = [item["id"] for item in paris.json("/api/v1/services?limit=30&sort=freshness")["items"]][::5]
    undeclared = []
    for path in [*kinds.values(), *(f"services/{key}" for key in keys)]:
        page.goto(f"/{language}/{path}")
        undeclared += [f"{path}: {text}" for text in page.evaluate(FOREIGN, language)]
    assert not undeclared, f"{len(undeclared)} texts\n" + "\n".join(undeclared[:40])


def test_right_to_left_mirrors_the_page(visit):
    page = visit(width=360, height=740).open("/ar/search?need=shower")
    card = page.locator(".card").first
    signs, body = card.locator(".card-signs").bounding_box(), card.locator(".card-body").bounding_box()
    assert signs["x"] > body["x"], "the pictogram stands at the beginning of the line: right"
    number = page.locator(".emergency a[href^='tel:']").first
    assert page.evaluate("e => getComputedStyle(e).direction", number.element_handle()) == "ltr"


def test_structure_is_named(visit, kinds):
    page = visit(java_script_enabled=False).page
    for kind, path in kinds.items():
        page.goto(f"/en/{path}")
        assert page.locator("main").count() == 1, kind
        assert page.locator("header.masthead, footer.foot").count() == 2, kind
        unnamed = page.locator("nav:not([aria-label]):not([aria-labelledby])")
        assert unnamed.count() == 0, kind


def test_forced_colours_keep_the_signs(visit):
    visitor = visit(forced_colors="active")
    page = visitor.open("/fr/search?need=shower")
    assert page.locator(".card .badge").first.is_visible()
    # Axe reads the colours of the style sheet, not those that the system forces.
    assert violations(page, {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}) == []
