"""One address of every kind of page."""


def page_kinds(paris):
    def first(path, where=lambda item: True):
        return next((item["id"] for item in paris.json(path)["items"] if where(item)), None)

    sites = paris.json("/api/v1/sites?origin=territory&limit=500")["items"]
    hidden = next((site for site in sites if site.get("protected") and site["services"]), None)
    gone = next((site for site in sites if site["status"] in ("closed", "moved") and site["services"]), None)
    shower = first("/api/v1/services?need=shower&limit=50", lambda item: "hours" in item)
    pages = {
        "home": "",
        "search": "search",
        "results": "search?q=douche",
        "results of a need in a district": "search?need=shower&district=paris-10",
        "results near": "search?need=meal&near=48.8905,2.3589&sort=distance",
        "nothing found": "search?q=xqzwvkjh",
        "nothing found with filters": "search?q=douche&district=paris-1&open=tonight&public=children&age=3&gender=woman",
        "wrong parameter": "search?near=here&need=teleport",
        "service": f"services/{shower}",
        "report": f"services/{shower}/report",
        "place": f"places/{first('/api/v1/sites?kind=day-centre&origin=territory')}",
        "themes": "themes",
        "theme": "themes/hygiene",
        "districts": "districts",
        "district": "districts/paris-18",
        "organisations": "organisations",
        "organisation": "organisations/france-terre-d-asile",
        "plans": "plans",
        "plan of 2015": "plans/paris-2015",
        "plan of CASVP": "plans/casvp",
        "plan of 2019": "plans/paris-2019",
        "commitment of 2015": f"plans/paris-2015/commitments/{first('/api/v1/plans/paris-2015/commitments')}",
        "commitment of 2019": f"plans/paris-2019/commitments/{first('/api/v1/plans/paris-2019/commitments')}",
        "action": f"plans/paris-2019/actions/{first('/api/v1/plans/paris-2019/actions')}",
        "action of CASVP": f"plans/casvp/actions/{first('/api/v1/plans/casvp/actions')}",
        "initiatives": "initiatives",
        "initiative": f"initiatives/{first('/api/v1/initiatives')}",
        "events": "events",
        "events tonight": "events?when=tonight&free=1",
        "event": "events/journee-mondiale-refugies",
        "food week": "events/food",
        "welcoming places": "labels",
        "rights": "rights",
        "sheet": "rights/oqtf",
        "sheet for professionals": "rights/oqtf?for=professional",
        "steps": "steps",
        "checklist": "steps/bank-account",
        "my situation": "my-situation",
        "my situation, an end": "my-situation?answers=no,no,yes",
        "results with a checklist": "search?q=titre+de+s%C3%A9jour",
        "pictures": "pictures",
        "pictures of a theme": "pictures?theme=hygiene",
        "pictures: where": "pictures?need=shower",
        "pictures: found": "pictures?need=shower&near=48.8905,2.3589",
        "pictures: a place": f"pictures/{shower}?near=48.8905,2.3589",
        "screen": "screen",
        "glossary": "glossary",
        "results with a word": "search?q=ofpra",
        "emergency": "emergency",
        "about": "about",
        "accessibility": "accessibility",
        "privacy": "privacy",
        "offline": "offline",
        "saved": "saved",
        "wrong path": "nothing/here",
    }
    if hidden:
        pages["protected service"] = f"services/{hidden['services'][0]}"
        pages["protected place"] = f"places/{hidden['id']}"
    if gone:
        pages["past service"] = f"services/{gone['services'][0]}"
        pages["closed place"] = f"places/{gone['id']}"
    return pages


def status_of(kind):
    return 404 if kind == "wrong path" else 200
