"""The calendar feed as another program reads it. The sample is what the program writes: RulesTests compare it byte by byte."""

from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar

SAMPLE = (Path(__file__).parent / "samples" / "calendar.ics").read_bytes()


def test_another_program_reads_every_day_of_the_feed():
    calendar = Calendar.from_ical(SAMPLE)
    assert calendar.errors == []
    assert calendar["VERSION"] == "2.0"
    events = calendar.walk("VEVENT")
    assert [event.errors for event in events] == [[], []]
    assert [event.decoded("DTSTART") for event in events] == [date(2026, 11, 29), date(2027, 3, 3)]
    assert events[0]["SUMMARY"] == "Confirmer les contacts de « L’Étape, Accueil de jour des familles; Nord et Sud réunis \\ »"
    assert events[1]["SUMMARY"] == "إحالة تنتظر الجواب"
    assert len({event["UID"] for event in events}) == 2
    assert events[0].decoded("DTSTAMP").utcoffset() == timedelta(0)


def test_a_line_break_in_a_value_adds_no_property():
    assert all("ATTENDEE" not in event for event in Calendar.from_ical(SAMPLE).walk("VEVENT"))


def test_lines_are_folded_at_75_octets_and_end_with_cr_lf():
    lines = SAMPLE.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert any(line.startswith(b" ") for line in lines)
    assert b"\n" not in SAMPLE.replace(b"\r\n", b"")
