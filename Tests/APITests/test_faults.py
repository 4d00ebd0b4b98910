"""Wrong requests: `problem+json` that names the parameter at fault and says what to write (RFC 9457)."""

import pytest

WRONG = [
    ("services?near=paris", "near"),
    ("services?near=48.8", "near"),
    ("services?near=98.8,2.3", "near"),
    ("services?near=nan,2.3", "near"),
    ("services?radius=500", "radius"),
    ("services?near=48.85,2.35&radius=-3", "radius"),
    ("services?need=teleport", "need"),
    ("services?district=paris-99", "district"),
    ("services?open=yesterday", "open"),
    ("services?open=2026-13-40", "open"),
    ("services?public=martians", "public"),
    ("services?status=nobility", "status"),
    ("services?language=q!", "language"),
    ("services?free=perhaps", "free"),
    ("services?noAppointment=2", "noAppointment"),
    ("services?accessible=oui", "accessible"),
    ("services?age=-1", "age"),
    ("services?gender=x", "gender"),
    ("services?sort=price", "sort"),
    ("services?limit=0", "limit"),
    ("services?limit=100000", "limit"),
    ("services?limit=ten", "limit"),
    ("services?cursor=forged", "cursor"),
    ("services?lang=tlh", "lang"),
    ("services?colour=blue", "colour"),
    ("services?q=" + "a" * 2000, "q"),
    ("sites?status=flying", "status"),
    ("sites?district=nowhere", "district"),
    ("organisations?member=soon", "member"),
    ("organisations?cursor=-1", "cursor"),
    ("taxonomy?q=x", "q"),
]


@pytest.mark.parametrize(("path", "parameter"), WRONG, ids=[path[:40] for path, _ in WRONG])
def test_the_parameter_at_fault_is_named(paris, path, parameter):
    answer = paris.get(f"/api/v1/{path}")
    assert answer.status_code == 400, answer.text[:400]
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400 and problem["title"] and problem["detail"]
    assert [fault["parameter"] for fault in problem["errors"]] == [parameter]
    assert all(fault["reason"] for fault in problem["errors"])


def test_every_fault_at_once(paris):
    problem = paris.get("/api/v1/services?near=x&limit=0&need=teleport").json()
    assert {fault["parameter"] for fault in problem["errors"]} == {"near", "limit", "need"}


@pytest.mark.parametrize("path", ["services/nothing-here", "sites/nothing-here", "organisations/nothing-here", "plans/nothing-here/actions", "nothing-here"])
def test_what_is_not_there(paris, path):
    answer = paris.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_reference_of_a_problem_is_that_of_the_answer(paris):
    answer = paris.get("/api/v1/services?limit=0")
    assert answer.json()["instance"].endswith(answer.headers["X-Request-ID"])


def test_strange_bytes_are_no_fault_of_ours(paris):
    for query in ["q=%ff%fe", "q=%00", "q=%", "q=%F0%9F%8D%9E", "near=%D9%A4%D8%8C%D9%A5", "&&&", "q=" + "%D8%B4" * 90, "=", "q"]:
        assert paris.get(f"/api/v1/services?{query}").status_code in (200, 400), query
        assert paris.get(f"/fr/search?{query}").status_code == 200, query
