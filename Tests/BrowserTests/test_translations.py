"""A translator writes a service's text in Tigrinya, another person accepts it, the public reads it; then the source changes."""

import pytest
from test_accessibility import WHOLE, violations
from test_desk_frame import CROOKED, DESK, STICKS_OUT, size
from test_walk import at_work, people, send, working  # noqa: F401 (fixtures)

WORDS = "ናይ ፈተነ ትርጉም፦ ኣብዚ ክትሕገዙ ትኽእሉ።"


def number(numbers=iter(range(1, 100))):
    return next(numbers)


def worker(people, working, role, organisation, **options):  # noqa: F811
    name = f"translations{number()}@example.org"
    return at_work(people, working, name, "Exemple Traduction", organisation, role, **options)


def text_of(page, field):
    """The first text of a service in Tigrinya that nobody has translated: its address, its service."""
    page.goto(f"/fr/{DESK}/translations?language=ti&kind=service&state=missing&limit=500")
    links = page.locator(f"main table a[href*='/service/'][href$='/{field}/ti']")
    address = links.first.get_attribute("href")
    return address, address.split("/")[5]


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def confirmed(page, box):
    if page.locator(f"[name={box}]").count():
        page.check(f"[name={box}]")


def test_from_the_first_word_to_the_public_page_and_on(people, working, visit):  # noqa: F811
    # Without a single script. There is somebody else who could review: nobody accepts their own work then.
    other = worker(people, working, "translator", "france-terre-d-asile", java_script_enabled=False)
    page = worker(people, working, "translator", "emmaus-solidarite", java_script_enabled=False)
    address, service = text_of(page, "description")
    page.goto(address)
    field = page.locator("textarea[name=words]")
    assert field.get_attribute("lang") == "ti" and field.get_attribute("dir") == "ltr"
    source = page.locator("#f-source + .quoted").inner_text()
    field.fill(WORDS)
    press(page, "Enregistrer et envoyer en relecture")
    if page.locator("[name=confirmed]").count():
        # Warnings have to be looked at; what was typed is still there.
        assert page.locator("textarea[name=words]").input_value() == WORDS
        page.check("[name=confirmed]")
        press(page, "Enregistrer et envoyer en relecture")
    assert page.get_by_role("status").inner_text().startswith("Envoyée en relecture")
    assert page.get_by_role("button", name="Accepter").count() == 0, "nobody accepts their own work"

    other.goto(address)
    confirmed(other, "checked")
    press(other, "Accepter\u00a0: le public la lit")
    assert other.get_by_role("status").inner_text().startswith("Acceptée")

    reader = visit(server=working, width=360).page
    shown = f"/ti/services/{service}"
    until(reader, shown, lambda: WORDS in reader.content())

    # An editor changes a figure of the source: the public reads the source, the desk says outdated.
    editor = worker(people, working, "coordinator", "ville-de-paris", java_script_enabled=False)
    editor.goto(f"/fr/{DESK}/services/{service}/edit")
    editor.locator("textarea[name=description][lang=fr]").fill(f"{source} Comptez 25 minutes.")
    editor.check("[name=do][value=publish]")
    send(editor)
    until(reader, shown, lambda: "Comptez 25 minutes." in reader.content())
    assert WORDS not in reader.content(), "never silently old"
    assert reader.locator("[lang=fr]", has_text="Comptez 25 minutes.").count() >= 1
    page.goto(address)
    assert page.locator(".badge", has_text="périmée").count() == 1
    assert "Comptez 25 minutes." in page.locator("section[aria-labelledby=changes] ins").inner_text()
    page.goto(f"/fr/{DESK}/translations?language=ti&state=outdated")
    assert page.locator(f"main table a[href='{address}']").count() == 1


def until(page, path, holds, tries=50):
    for _ in range(tries):
        page.goto(path)
        if holds():
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{path} did not change: {page.locator('main').inner_text()[:500]}")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_are_for_everyone(people, working, language):  # noqa: F811
    page = worker(people, working, "coordinator", "ville-de-paris")
    address, _ = text_of(page, "description")
    arabic = address.replace("/fr/", f"/{language}/").rsplit("/", 1)[0] + "/ar"
    paths = [
        f"/{language}/{DESK}/translations", f"/{language}/{DESK}/translations?language=ar&kind=service",
        arabic, f"/{language}/{DESK}/glossary?language=ps", f"/{language}/{DESK}/translation-files",
    ]
    found = []
    for path in paths:
        for width in [320, 1280]:
            size(page, width)
            assert page.goto(path).status == 200, path
            found += [f"{path} {width}: {one}" for one in violations(page, WHOLE)]
            found += [f"{path} {width}: {one}" for one in page.evaluate(STICKS_OUT, width)]
            found += [f"{path} {width}: {one}" for one in page.evaluate(CROOKED)]
    assert not found, "\n".join(found[:20])
