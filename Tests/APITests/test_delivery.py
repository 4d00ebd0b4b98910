"""How answers travel: conditional, compressed, readable from other origins."""

import re
import socket

import pytest
import requests

SEARCH = "/api/v1/services?need=shower&lang=fr"


@pytest.mark.parametrize("path", ["/api/v1/organisations", "/api/v1/taxonomy", "/fr/about", "/openapi.json"])
def test_what_has_not_changed_is_not_sent_again(paris, path):
    first = paris.get(path)
    again = paris.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    other = paris.get(path, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200 and other.text == first.text


def test_a_list_of_tags_and_the_star_match_too(paris):
    tag = paris.get("/api/v1/taxonomy").headers["ETag"]
    for value in [f'"one", {tag}, "two"', "*"]:
        assert paris.get("/api/v1/taxonomy", headers={"If-None-Match": value}).status_code == 304


def test_languages_have_different_tags(paris):
    tags = {paris.get("/api/v1/taxonomy", params={"lang": tag}).headers["ETag"] for tag in ["fr", "en", "ar"]}
    assert len(tags) == 3


def test_text_is_compressed_when_the_reader_takes_it(paris):
    small = paris.get(SEARCH, headers={"Accept-Encoding": "gzip"}, stream=True)
    raw = small.raw.read(decode_content=False)
    plain = paris.get(SEARCH, headers={"Accept-Encoding": "identity"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert len(raw) < len(plain.content) / 2
    assert "Accept-Encoding" in plain.headers["Vary"]
    refused = paris.get(SEARCH, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_any_origin_may_read(paris):
    answer = paris.get(SEARCH, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = requests.options(
        paris.origin + SEARCH, timeout=30,
        headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"})
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD"


def test_head_answers_what_get_would(paris):
    head = requests.head(paris.origin + SEARCH, timeout=30)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_but_reading(paris, method):
    answer = requests.request(method, paris.origin + "/api/v1/services", timeout=30)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_format_that_we_do_not_speak_is_refused(paris):
    answer = paris.get("/api/v1/services", headers={"Accept": "text/csv"})
    assert answer.status_code == 406
    assert answer.json()["status"] == 406


def test_shipped_files_are_kept_for_a_year_under_their_fingerprint(paris):
    page = paris.get("/fr/").text
    sheet = re.search(r'href="(/static/app\.[0-9a-f]+\.css)"', page).group(1)
    answer = paris.get(sheet)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/css")


@pytest.mark.parametrize("path", ["/static/../Package.swift", "/static/%2e%2e/Package.swift", "/static/..%2fPackage.swift", "//etc/passwd"])
def test_no_file_outside_the_shipped_ones(paris, path):
    with socket.create_connection(("127.0.0.1", paris.port), timeout=30) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := line.recv(65536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"swift-tools-version" not in answer and b"root:" not in answer
