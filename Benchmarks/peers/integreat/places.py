"""The places as both programs hold them: read from our API in each language, so that the other is given the very words that ours answers.

A text that our city lacks in a language is the French one; our API says so, and the other gets the French one too.
"""

import html
import json
import pathlib
import re

REGION = "paris"

LANGUAGES = ["fr", "en", "ar", "fr-simple", "ps", "fa", "ti", "am", "so", "om", "bn", "ur", "ff", "zh-Hans", "ro", "ru", "uk", "es", "pt", "tr"]
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
SLOT = r"\d\d:\d\d-\d\d:\d\d"
RULE = rf"(?:(?P<days>[A-Z][a-z](?:[-,][A-Z][a-z])*) )?(?P<said>off|unknown|24/7|{SLOT}(?:,{SLOT})*)"


def collect(ours, languages: list[str], count: int, resources: pathlib.Path) -> dict:
    answers = {tag: {item["id"]: item for item in ours.places(tag)} for tag in languages}
    places = []
    # In the order of keys: that of the answer changes with the hour, and what has not changed need not be filled in again.
    for key, item in sorted(answers["fr"].items())[:count]:
        site = item["site"]
        point = site.get("point")
        places.append({
            "key": key, "address": site.get("address") or "", "postcode": site.get("postcode") or "", "city": site.get("city") or "Paris",
            "point": [point["lat"], point["lon"]] if point else None, "hours": item.get("hours"), "week": week(item.get("hours")),
            "phone": item.get("phone") or "", "website": item.get("website") or "",
            "texts": {tag: text(answers[tag][key]) for tag in languages}})
    if len(places) < count:
        raise ValueError(f"the city has {len(places)} services on show, {count} are needed")
    return {"languages": [description(tag, resources) for tag in languages], "places": places}


def slug(tag: str) -> str:
    """The other program's names of languages: at most eight small letters."""
    return {"fr-simple": "fr-si", "zh-Hans": "zh-hans"}.get(tag, tag)


def text(item: dict) -> dict:
    paragraphs = [item.get("description"), item.get("price"), item.get("bring")]
    return {"name": item["name"], "content": "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs if part)}


def description(tag: str, resources: pathlib.Path) -> dict:
    own = json.loads((resources / "languages" / tag / "language.json").read_text())
    return {"tag": tag, "name": own["name"], "direction": own["direction"]}


def week(hours: str | None) -> list[dict] | None:
    """Opening hours as seven days with slots, which is all that the other program holds: holidays and single dates are left out."""
    if not hours:
        return None
    days = [[] for _ in DAYS]
    for rule in hours.split(";"):
        found = re.fullmatch(RULE, rule.strip())
        if not found or any(name not in DAYS for name in re.findall("[A-Za-z]{2}", found["days"] or "")):
            continue
        said = found["said"]
        for position in spread(found["days"]):
            days[position] = [] if said in ("off", "unknown") else ["00:00-24:00"] if said == "24/7" else said.split(",")
    return [day_of(slots) for slots in days]


def day_of(slots: list[str]) -> dict:
    whole = slots == ["00:00-24:00"]
    return {"allDay": whole, "closed": not slots, "appointmentOnly": False,
            "timeSlots": [] if whole else [dict(zip(("start", "end"), slot.split("-"))) for slot in slots]}


def spread(names: str | None) -> list[int]:
    if not names:
        return list(range(7))
    found = []
    for part in names.split(","):
        ends = [DAYS.index(name) for name in part.split("-")]
        first, last = ends[0], ends[-1]
        found += [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
    return found
