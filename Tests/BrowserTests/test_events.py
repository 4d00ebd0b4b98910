"""Events: what is on tonight in Arabic on a small telephone, places without a name, and the desk that announces them."""

import re

from icalendar import Calendar
from test_accessibility import NARROW, WHOLE, violations
from test_walk import OWN, at_work, people, working  # noqa: F401 (fixtures)

# The first part of every address of the desk, after the language.
DESK = "work"


def test_tonight_in_arabic_on_a_small_telephone(visit, paris):
    visitor = visit(**NARROW)
    page = visitor.open("/ar/events")
    page.get_by_role("link", name="هذا المساء").click()
    assert "when=tonight" in page.url
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, WHOLE) == []
    page.goto("/ar/events/food")
    assert page.locator("tbody tr").count() == 7
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, WHOLE) == []


def test_the_list_leads_to_an_event_without_a_script(visit, demo):
    visitor = visit(server=demo, width=320, height=640, java_script_enabled=False)
    page = visitor.open("/es/events?when=week")
    page.get_by_role("link", name="Cena en el muelle").first.click()
    assert page.url.endswith("/es/events/quayside-supper")
    assert page.locator(".event-dates li").count() >= 7
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto("/es/events")
    page.get_by_label("Gratuito").or_(page.get_by_label("Gratis")).first.check()
    page.locator(".event-filters button").click()
    assert "free=1" in page.url


def test_every_calendar_is_one_that_another_program_reads(demo):
    feed = demo.get("/en/events.ics")
    assert feed.headers["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(feed.content)
    events = calendar.walk("VEVENT")
    assert calendar.errors == [] and all(event.errors == [] for event in events)
    series = [event for event in events if "RECURRENCE-ID" not in event]
    assert len({event["UID"] for event in series}) == len(series) >= 6
    for event in series:
        assert event["SEQUENCE"] >= 0 and event.decoded("LAST-MODIFIED") and event.decoded("DTSTART")
        assert "ATTENDEE" not in event and "ORGANIZER" not in event
    supper = next(event for event in series if "quayside-supper" in event["UID"])
    assert supper.decoded("DTSTART").utcoffset().total_seconds() == 3600, "summer time in September"


def test_places_are_taken_and_given_back_without_a_name(visit, demo):
    visitor = visit(server=demo, **NARROW)
    page = visitor.open("/en/events/evening-english")
    page.get_by_role("link", name="Take places").click()
    assert page.locator("main input:visible").count() == 1, "only how many"
    page.fill("[name=persons]", "2")
    assert violations(page, WHOLE) == []
    page.get_by_role("button", name="Take places").click()
    code = page.locator(".booking-code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code.strip())
    assert visitor.context.cookies() == []
    page.goto("/en/events/evening-english/code")
    page.fill("[name=code]", code.lower().replace("-", " "))
    page.locator("main form button").click()
    assert page.get_by_text("Places kept for you: 2").is_visible()
    page.get_by_role("button", name="Give the places back").click()
    assert page.get_by_text("The places are free for others.").is_visible()
    assert code.strip() not in demo.log and code.strip().replace("-", "") not in demo.log


def test_an_organisation_announces_cancels_and_ends(people, working):  # noqa: F811
    page = at_work(
        people, working, "events@example.org", "Exemple Fête", OWN, "manager")
    page.set_viewport_size(NARROW)
    page.goto(f"/fr/{DESK}/event-form")
    assert violations(page, WHOLE) == []
    page.fill("[name=title-fr]", "Atelier de couture")
    page.select_option("[name=category]", "meeting")
    page.fill("[name=day]", "2030-01-07")
    page.fill("[name=from]", "14:00")
    page.fill("[name=to]", "16:00")
    page.fill("[name=address]", "12 rue de l’Exemple")
    page.get_by_role("button", name="Voir les prochaines dates").click()
    page.get_by_role("button", name="Enregistrer").click()
    assert page.get_by_role("status").inner_text() == "L’événement est publié."
    assert violations(page, WHOLE) == []
    key = re.search(r"/events/([a-z0-9-]+)", page.url).group(1)
    page.goto(f"/fr/{DESK}/events/{key}")
    page.fill("[name=last]", "2029-01-01")
    page.get_by_role("button", name="Arrêter la série").click()
    assert page.get_by_role("status").inner_text() == "L’événement s’arrête comme demandé."
