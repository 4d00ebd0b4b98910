"""A proxy that the settings do not know of is told once in the log, without anyone's address."""

import requests
import running


def forwarded(server):
    for number in range(3):
        answer = requests.get(
            f"{server.origin}/en/work/sign-in", headers={"X-Forwarded-For": f"198.51.100.{number}"}, timeout=30)
        assert answer.status_code < 500


def test_a_proxy_that_is_not_set_is_told_once(tmp_path):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    with running.Server(database, tmp_path) as server:
        assert requests.get(server.origin + "/en/", timeout=30).status_code == 200
        assert "setting `proxies`" not in server.log
        forwarded(server)
        told = [line for line in server.log.splitlines() if "setting `proxies`" in line]
        assert len(told) == 1 and "198.51.100" not in told[0]


def test_a_proxy_that_is_set_is_not(tmp_path):
    database = tmp_path / "city.sqlite"
    running.load_city(database, running.TERRITORIES / "demo-ville")
    with running.Server(database, tmp_path, {"VILLEREFUGE_PROXIES": "1"}) as server:
        forwarded(server)
        assert "setting `proxies`" not in server.log
