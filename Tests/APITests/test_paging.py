"""Pages of a list: from the first to the last, every item once."""

import pytest

LISTS = [
    "services?need=shower",
    "services?q=m%C3%A9decin",
    "services?near=48.8566,2.3522&sort=distance&district=paris-10,paris-18,paris-19",
    "sites?origin=territory",
    "organisations",
    "initiatives",
    "plans/casvp/actions",
    "districts",
]


@pytest.mark.parametrize("path", LISTS)
def test_every_item_once(paris, path):
    mark = "&" if "?" in path else "?"
    ids, cursor, pages, total = [], None, 0, None
    while pages == 0 or cursor:
        address = f"/api/v1/{path}{mark}limit=7"
        answer = paris.json(address if cursor is None else address + "&cursor=" + cursor)
        total = answer["total"] if total is None else total
        assert answer["total"] == total
        assert len(answer["items"]) <= 7
        ids += [item["id"] for item in answer["items"]]
        cursor = answer["next"]
        pages += 1
        assert pages <= total // 7 + 2, "the cursor does not come to an end"
    assert len(ids) == total
    assert len(set(ids)) == total
