"""The label of welcoming places: asked for, visited, given, seen by everyone, taken back, gone."""

import datetime
import re
import time
import zoneinfo

from desk import DESK
from test_accessibility import NARROW, WHOLE, violations
from test_walk import OWN, at_work, people, send, working  # noqa: F401 (fixtures)

MARK = "Lieu accueillant"
SCHEME = "Paris Accueil Réfugié·e·s"


def sound(page):
    assert violations(page, WHOLE) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url


def shown(page, path, words, is_there=True):
    """The guide follows within a second."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        page.goto(path)
        if (page.locator("main").get_by_text(words).count() > 0) == is_there:
            return
        time.sleep(0.2)
    raise AssertionError(f"{path}: {words!r} {'is not' if is_there else 'is still'} there")


def test_a_place_asks_for_the_label_gets_it_and_loses_it(people, working):  # noqa: F811
    manager = at_work(people, working, "label@example.org", "Exemple L.", OWN, "manager")
    manager.set_viewport_size(NARROW)
    manager.goto(f"/fr/{DESK}/labels")
    manager.get_by_role("link", name="Demander le label").click()
    sound(manager)
    own = manager.locator("[name=site] option").evaluate_all("options => options.map((option) => option.value)")
    services = working.json(f"/api/v1/services?organisation={OWN}&limit=100")["items"]
    site = next(item["site"]["id"] for item in services if item["site"]["id"] in own)
    manager.select_option("[name=site]", site)
    manager.check("[name=criteria][value=no-papers]")
    send(manager)
    assert manager.locator("#faults").is_visible(), "whom the visitor calls is needed"
    sound(manager)
    manager.fill("[name=contact]", "Accueil, 01 99 00 00 00")
    send(manager)
    assert "done=label-asked" in manager.url
    sound(manager)
    address = re.sub(r"\?.*", "", manager.url)
    assert manager.locator("form[action$='/grant']").count() == 0, "the place does not decide"

    coordinator = at_work(people, working, "label-coord@example.org", "Exemple M.", "ville-de-paris", "coordinator")
    coordinator.goto(f"/fr/{DESK}")
    coordinator.get_by_role("link", name="1 demande de label attend").click()
    coordinator.goto(address)
    today = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Paris")).date()
    coordinator.fill("[name=day]", today.isoformat())
    coordinator.fill("[name=office]", "Mission Réfugiés")
    sound(coordinator)
    send(coordinator, "Prévoir la visite")
    for number in range(1, 9):
        coordinator.check(f"[name=finding-{number}][value={'met' if number < 8 else 'not-seen'}]")
    sound(coordinator)
    send(coordinator, "Noter ce qui a été vu")
    assert coordinator.input_value("[name=until]").startswith(str(today.year + 2))
    sound(coordinator)
    send(coordinator, "Accorder le label")

    visitor = people().page
    shown(visitor, f"/fr/places/{site}", MARK)
    assert visitor.get_by_text(SCHEME).is_visible()
    assert "01 99 00 00 00" not in visitor.content() and "Mission Réfugiés" not in visitor.content()
    sound(visitor)
    visitor.goto("/fr/labels")
    assert visitor.locator(f"#label-{site}").is_visible()
    sound(visitor)
    visitor.goto("/fr/search?label=1")
    assert visitor.locator(".card-label").count() == visitor.locator(".card").count() > 0
    sound(visitor)
    visitor.goto(f"/ar/places/{site}")
    assert visitor.locator("section.label").is_visible()
    sound(visitor)

    coordinator.goto(address)
    coordinator.get_by_text("Retirer le label").first.click()
    coordinator.select_option("[name=reason]", "asked")
    sound(coordinator)
    send(coordinator, "Retirer le label")
    shown(visitor, f"/fr/places/{site}", MARK, is_there=False)
    visitor.goto("/fr/labels")
    assert visitor.locator(f"#label-{site}").count() == 0
    manager.goto(address)
    assert manager.get_by_text("Le lieu le demande").is_visible()
    assert manager.get_by_text("01 99 00 00 00").count() == 0, "the contact is forgotten"
