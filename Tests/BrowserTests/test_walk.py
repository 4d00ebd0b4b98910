"""One day of the people who work, in a real browser: an invitation, a service that is put right and seen by the public within a second, a
referral that only its two sides can find, and a partner who answers by a link."""

import re
import time

import desk
import pytest
import running
from axe_playwright_python.sync_playwright import Axe
from visitor import Visitor

OWN, OTHER, STRANGER = "emmaus-solidarite", "france-terre-d-asile", "samusocial-de-paris"


@pytest.fixture(scope="module")
def working(tmp_path_factory):
    folder = tmp_path_factory.mktemp("working")
    running.load_city(folder / "city.sqlite", running.TERRITORIES / "paris")
    with desk.WorkingServer(folder / "city.sqlite", folder) as server:
        yield server


@pytest.fixture
def people(chromium, working):
    visitors = []

    def make(**options):
        visitors.append(Visitor(chromium, working, **{"width": 390, **options}))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.leave()


def send(page, button=None):
    """Presses the button of the page's form and waits for the answer."""
    target = page.locator("main form.desk-form button[type=submit]") if button is None else page.get_by_role("button", name=button)
    with page.expect_navigation():
        target.last.click()


def sign_in(page, address):
    page.goto("/fr/work/sign-in")
    page.fill("[name=email]", address)
    page.fill("[name=password]", desk.PASSWORD)
    send(page)


def enrol(page):
    """Sets the second factor; returns its secret."""
    page.goto("/fr/work/second-factor")
    shown = re.search(r"\b([A-Z2-7]{4}(?: ?[A-Z2-7]{4}){7})\b", page.locator("main").inner_text())
    secret = shown.group(1).replace(" ", "")
    page.fill("[name=code]", desk.one_time_code(secret))
    send(page)
    assert len(re.findall(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", page.locator("main").inner_text())) == 10
    return secret


def at_work(people, working, address, name, organisation, role, *wards, **options):
    """Somebody with an account, signed in with both factors."""
    page = people(**options).page
    page.goto(working.link_for(address, name, organisation, role, *wards))
    page.fill("[name=password]", desk.PASSWORD)
    send(page)
    sign_in(page, address)
    enrol(page)
    return page


def accessible(page):
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"


def test_a_day_of_those_who_work(people, working):
    coordinator = at_work(people, working, "coord@example.org", "Exemple C.", "ville-de-paris", "coordinator")

    # The coordinator invites an organisation's manager, by letter.
    coordinator.goto(f"/fr/work/members/invitation?organisation={OWN}")
    accessible(coordinator)
    coordinator.fill("[name=email]", "manager@example.org")
    coordinator.select_option("[name=role]", "manager")
    send(coordinator)
    letter = working.letter_to("manager@example.org")
    assert "http" in letter and "Exemple" not in letter
    invitation = desk.link_in(letter)

    # The manager accepts, and is let nowhere before a second factor is set.
    manager = people().page
    manager.goto(invitation)
    accessible(manager)
    manager.fill("[name=name]", "Exemple M.")
    manager.fill("[name=password]", "motdepasse123")
    send(manager)
    assert manager.locator("[role=alert]").count() == 1 and manager.input_value("[name=name]") == "Exemple M."
    manager.fill("[name=password]", desk.PASSWORD)
    send(manager)
    if "/sign-in" in manager.url:
        sign_in(manager, "manager@example.org")
    manager.goto("/fr/work/services")
    assert "/second-factor" in manager.url
    secret = enrol(manager)
    again = people().page
    again.goto(invitation)
    assert again.locator("[name=password]").count() == 0, "an invitation opens once"

    # Sign out, sign in again with the code.
    manager.goto("/fr/work")
    manager.locator(".desk-bar button").click()
    sign_in(manager, "manager@example.org")
    assert manager.locator("[name=code]").count() == 1
    manager.fill("[name=code]", desk.one_time_code(secret, step=1))
    send(manager)
    manager.goto("/fr/work")
    accessible(manager)

    # A service is put right, and the public sees it within a second.
    manager.goto("/fr/work/services")
    accessible(manager)
    address = manager.eval_on_selector_all(
        f"main a[href*='/{desk.DESK}/services/']", "all => all.map(one => one.getAttribute('href'))")
    address = next(one for one in address if not one.endswith("/new"))
    key = address.rsplit("/", 1)[1]
    manager.goto(address + "/edit")
    accessible(manager)
    words = "Sonnez deux fois à la porte bleue."
    manager.locator("details.form-part", has=manager.locator("[name=bring]")).locator("summary").first.click()
    manager.locator("[name=bring]").first.fill(words)
    manager.check("[name=do][value=publish]")
    send(manager)
    begun = time.monotonic()
    reader = people().page
    while words not in reader.content():
        assert time.monotonic() - begun < 5, "the guide does not show the change"
        reader.goto(f"/fr/services/{key}")
    assert time.monotonic() - begun < 3  # a second for the swap, the rest for the browser
    manager.goto(address + "/history")
    accessible(manager)
    assert "Exemple M." in manager.locator("main").inner_text()

    answerer = at_work(people, working, "legal@example.org", "Exemple L.", OTHER, "legal-adviser")
    stranger = at_work(people, working, "other@example.org", "Exemple O.", STRANGER, "social-worker")

    # A referral to another organisation: its two sides find it, a third finds nothing.
    asker = at_work(people, working, "social@example.org", "Exemple S.", OWN, "social-worker")
    asker.goto("/fr/work/referrals/new")
    accessible(asker)
    asker.select_option("[name=toOrganisation]", OTHER)
    asker.check("[name=needs][value=legal-help]")
    asker.check("[name=languages][value=ti]")
    asker.check("[name=urgency][value=this-week]")
    asker.fill("[name=message]", "Une famille demande un premier rendez-vous.")
    send(asker)
    accessible(asker)
    assert "premier rendez-vous" in asker.locator("main").inner_text(), "the preview shows what the other side will see"
    send(asker, "Envoyer")
    referral = re.search(rf"/fr(/{desk.DESK}/referrals/[0-9a-f-]{{36}})(?:\?done=referral-asked)?$", asker.url).group(1)
    accessible(asker)

    answerer.goto("/fr/work")
    assert referral in answerer.content(), "it awaits at their desk"
    answerer.goto("/fr" + referral)
    accessible(answerer)
    assert "premier rendez-vous" in answerer.content()

    nothing = stranger.goto("/fr/work/referrals/01900000-0000-7000-8000-000000000000")
    missing = stranger.locator("main").inner_html()
    hidden = stranger.goto("/fr" + referral)
    assert hidden.status == nothing.status == 404 and stranger.locator("main").inner_html() == missing
    stranger.goto("/fr/work/referrals")
    assert "premier rendez-vous" not in stranger.content()

    # Another partner has no account, and answers by the link of a letter.
    asker.goto("/fr/work/referrals/new")
    asker.locator("main details:has([name=partnerName]) > summary").click()
    asker.fill("[name=partnerName]", "Exemple Partenaire")
    asker.fill("[name=partnerAddress]", "partner@example.org")
    asker.check("[name=needs][value=legal-help]")
    asker.check("[name=urgency][value=ordinary]")
    send(asker)
    send(asker, "Envoyer")
    second = asker.url
    partner = people(width=320).page
    link = desk.link_in(working.letter_to("partner@example.org"))
    partner.goto(link)
    accessible(partner)
    partner.locator("main form [value=accept]").first.check() if partner.locator("main form [value=accept]").count() else None
    send(partner)
    asker.goto(second)
    assert "Acceptée" in asker.locator("main").inner_text() or "accept" in asker.locator("main").inner_text().lower()
    forged = people().page
    assert forged.goto(link[:-3] + "abc").status in (404, 410, 200)
    assert forged.locator("main form").count() == 0
