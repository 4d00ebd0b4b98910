"""The frame of the desk and the pages of the community: a menu that is whole at every width without a script, lists that lead on."""

import pytest
from desk import DESK
from test_accessibility import WHOLE, violations
from test_walk import OWN, at_work, people, working  # noqa: F401 (fixtures)

PAGES = [
    "work", "work/directory", "work/directory?q=exemple&language=ar", "work/directory?q=zzzz", "work/directory/organisations",
    "work/directory/organisations?q=zzzz", "work/organisations/" + OWN, "work/community", "work/calendar", "work/contacts/import",
    "work/members", "work/organisations/new", f"work/organisations/{OWN}/contacts/new",
]
TABLE = "organisation;nom;fonction;e-mail;langues\n" + "".join(
    f"{OWN};Exemple {name};Accueil des familles et des personnes seules;c{number}@example.org;fr ar ps ti\n"
    for number, name in enumerate(["Ada", "Bo", "Cy", "Dia"])
)

# What lies outside the page, but for what is only for screen readers.
STICKS_OUT = """width => [...document.querySelectorAll('main *, .desk-bar *, .menu *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && !e.closest('.sr, thead') && (box.right > width + 1 || box.left < -1);
}).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).concat(
    document.documentElement.scrollWidth > width ? ['the page is ' + document.documentElement.scrollWidth] : [])"""
# Buttons that touch, or stand beside each other with their middles apart.
CROOKED = """() => {
    const all = [...document.querySelectorAll('main button, main .button')].map(e => [e, e.getBoundingClientRect()])
        .filter(([, box]) => box.width);
    const found = [];
    all.forEach(([one, a], i) => all.slice(i + 1).forEach(([other, b]) => {
        const across = Math.max(a.left, b.left) - Math.min(a.right, b.right);
        const down = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
        const middles = Math.abs((a.top + a.bottom) / 2 - (b.top + b.bottom) / 2);
        const row = one.closest('.actions, .buttons, .pager');
        const words = one.textContent.trim() + ' | ' + other.textContent.trim();
        if (across < 7.5 && down < 7.5) found.push('touch: ' + words);
        if (row && row.contains(other) && down < 0 && middles > 1) found.push('not on one line: ' + words);
    }));
    return found;
}"""


@pytest.fixture
def coordinator(people, working):  # noqa: F811
    """Signed in without a single script running."""
    number = coordinator_number()
    page = at_work(
        people, working, f"frame{number}@example.org", "Exemple Frontière", "ville-de-paris", "coordinator",
        java_script_enabled=False)
    page.goto("/fr/work/contacts/import")
    page.fill("[name=text]", TABLE)
    page.get_by_role("button", name="Lire le tableau").click()
    write = page.get_by_role("button", name="Tout ajouter")
    if write.count():
        write.click()
    return page


def coordinator_number(numbers=iter(range(1, 100))):
    return next(numbers)


def size(page, width, height=800):
    page.set_viewport_size({"width": width, "height": height})


def boxes(page, selector):
    return [one.bounding_box() for one in page.locator(selector).all() if one.is_visible()]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("width", [320, 390])
def test_a_narrow_menu_folds_says_where_one_is_and_opens_whole(coordinator, language, width):
    page = coordinator
    size(page, width)
    page.goto(f"/{language}/{DESK}/directory")
    summary = page.locator(".menu summary")
    assert summary.is_visible() and summary.bounding_box()["height"] >= 44
    here = page.locator(".menu [aria-current=page]").inner_text() if page.locator(".menu a").first.is_visible() else None
    assert here is None, "the links are folded"
    assert page.locator(".menu-here").inner_text() in page.locator("h1").inner_text()
    # By the keyboard alone: the first stops lead to the fold, which Enter opens.
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator(".menu summary:focus").count():
            break
    assert page.locator(".menu summary:focus").count() == 1
    page.keyboard.press("Enter")
    links = page.locator(".menu a")
    assert links.count() >= 8
    for box in boxes(page, ".menu a"):
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] >= 44, box
    assert len(boxes(page, ".menu a")) == links.count(), "no entry is out of sight"
    page.keyboard.press("Tab")
    assert page.locator(".menu a:focus").count() == 1


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_wide_menu_stands_open_without_a_script(coordinator, language):
    page = coordinator
    for width in [660, 1280]:
        size(page, width)
        page.goto(f"/{language}/work")
        assert not page.locator(".menu summary").is_visible()
        shown = boxes(page, ".menu a")
        assert len(shown) == page.locator(".menu a").count() >= 8
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in shown)
        page.locator(".menu a").last.click()
        assert page.url.endswith(f"/{DESK}/figures/people") or page.locator(".menu [aria-current]").count() == 1


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_of_the_community_reflow_at_400_per_cent(coordinator, language):
    """WCAG 1.4.10: 1280 px enlarged four times are 320 by 225."""
    page, wide = coordinator, []
    for width, height in [(320, 225), (390, 800)]:
        size(page, width, height)
        for path in PAGES:
            assert page.goto(f"/{language}/{path}").status == 200, path
            wide += [f"{path} at {width}: {one}" for one in page.evaluate(STICKS_OUT, width)]
    assert not wide, "\n".join(wide[:20])


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_buttons_beside_each_other_stand_on_one_line_and_apart(coordinator, language):
    page, crooked = coordinator, []
    for width in [320, 390, 1280]:
        size(page, width)
        for path in PAGES:
            page.goto(f"/{language}/{path}")
            crooked += [f"{path} at {width}: {one}" for one in page.evaluate(CROOKED)]
    assert not crooked, "\n".join(crooked[:20])


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_in_the_pages_of_the_community(people, working, language):  # noqa: F811
    number = coordinator_number()
    page = at_work(people, working, f"axe{number}@example.org", "Exemple Axe", "ville-de-paris", "coordinator")
    found = []
    for width in [320, 1280]:
        size(page, width)
        for path in PAGES:
            page.goto(f"/{language}/{path}")
            found += [f"{path} {width}: {one}" for one in violations(page, WHOLE)]
            if width == 320:
                page.locator(".menu summary").click()
                found += [f"{path} {width}, menu open: {one}" for one in violations(page, WHOLE)]
    page.goto(f"/{language}/{DESK}/contacts/import")
    page.fill("[name=text]", "nom;e-mail;humeur\nExemple Bon;bon@example.org;\nExemple Mal;mal;\n")
    page.locator("main form button[type=submit]").click()
    assert page.locator("#table-faults tbody tr").count() == 2
    found += [f"import with faults: {one}" for one in violations(page, WHOLE)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language,first", [("fr", "Matin"), ("ar", "الصباح")])
def test_a_week_on_a_telephone_keeps_its_labels_and_one_wrong_hour_its_own_mark(coordinator, language, first):
    page = coordinator
    size(page, 320)
    page.goto(f"/{language}/{DESK}/services")
    page.locator("table.cards tbody a").first.click()
    page.goto(page.url.split("?")[0] + "/edit")
    assert not page.evaluate(STICKS_OUT, 320)
    label = page.evaluate("() => getComputedStyle(document.querySelector('.week td'), '::before').content")
    assert first in label
    page.locator("[name=hours-by][value=week]").check()
    page.locator("[name=hours]").fill("")
    page.locator("#f-week-from").fill("25:99")
    page.locator("#f-week-to").fill("12")
    page.get_by_role("button").last.click()
    assert page.locator(".week [aria-invalid]").count() == 1 and page.locator("#f-week-from").input_value() == "25:99"
    page.locator("#faults a").first.click()
    assert page.evaluate("() => location.hash") == "#f-week-from"
    assert not page.evaluate(STICKS_OUT, 320)
