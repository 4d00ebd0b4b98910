"""What somebody who means harm sends, and what each gets: never a stack trace, never a 5xx, never a byte of the disk, and the guide goes on."""

import pathlib
import socket
import sys
import time

import pytest
import requests
import running

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "BrowserTests"))
import desk  # noqa: E402


@pytest.fixture(scope="module")
def paris(tmp_path_factory):
    """With keys, so that there are doors to knock at."""
    folder = tmp_path_factory.mktemp("hostile")
    running.load_city(folder / "city.sqlite", running.TERRITORIES / "paris")
    with desk.WorkingServer(folder / "city.sqlite", folder) as server:
        yield server


PATHS = [
    "/static/../../../../etc/passwd",
    "/static/..%2f..%2f..%2fetc%2fpasswd",
    "/static/%2e%2e/%2e%2e/Package.swift",
    "/static/....//....//etc/passwd",
    "/static/app.css%00.svg",
    "/fr/services/..%2f..%2f..%2fetc%2fpasswd",
    "/fr/organisations/%00",
    "/fr/work/../../etc/passwd",
    "/fr/work/services/%2e%2e%2f%2e%2e",
    "/fr/work/sign-in?next=//evil.example/",
    "/fr/work/sign-in?next=https:%5c%5cevil.example",
    "/fr/search?q=%ff%fe%fd",
    "/fr/search?q='%20OR%201=1--",
    "/fr/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/fr/services/x%0d%0aSet-Cookie:%20a=b",
    "/api/v1/services?q=%0d%0aX-Injected:%201",
    "/api/v1/work/services/1%20OR%201=1",
    "/metrics/../health",
    "//evil.example/%2f..",
    "/\\evil.example",
]


def raw(server, data: bytes, seconds: float = 10) -> bytes:
    """The bytes that come back for bytes that no client would send."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while part := line.recv(65_536):
                answer += part
        except (TimeoutError, ConnectionResetError):
            pass
        return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


@pytest.mark.parametrize("path", PATHS)
def test_addresses_lead_nowhere_else(paris, path):
    answer = raw(paris, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert status(answer) < 500, answer[:300]
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"root:" not in body and b"swift-tools-version" not in body
    assert b"x-injected" not in head.lower() and b"set-cookie: a=b" not in head.lower()
    assert b"<script>alert" not in body
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"location:"):
            target = line.split(b":", 1)[1].strip()
            assert target.startswith(b"/") and not target.startswith((b"//", b"/\\")), line


BROKEN = {
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two lengths": b"POST /fr/work/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "length and chunks": b"POST /fr/work/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "negative length": b"POST /fr/work/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "bad chunk": b"POST /fr/work/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "folded header": b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n",
    "control in header": b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b\x00c\r\n\r\n",
    "not HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "old version": b"GET / HTTP/0.9\r\n\r\n",
    "long header": b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 200_000 + b"\r\n\r\n",
    "long address": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(5_000)) + b"\r\n",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_requests_are_refused(paris, kind):
    answer = raw(paris, BROKEN[kind])
    assert status(answer) < 500, answer[:300]
    assert paris.get("/health").status_code == 200


@pytest.mark.parametrize("body", [b"form-mark=%ff&email=a", b"\xff\xfe=1", b"a" * 1_000 + b"=1", b"email=%00", b"=&=&=", b"a&" * 5_000])
def test_forms_that_are_not_text(paris, body):
    answer = requests.post(
        f"{paris.origin}/fr/work/sign-in", data=body, headers={"Content-Type": "application/x-www-form-urlencoded"},
        allow_redirects=False, timeout=30)
    assert 400 <= answer.status_code < 500, answer.status_code


def test_a_body_without_end_is_cut_off(paris):
    """Announced length beyond the limit: refused before the bytes are taken."""
    answer = raw(
        paris,
        b"POST /fr/work/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 99999999999\r\n\r\n"
        + b"a" * 100_000)
    assert status(answer) in (0, 400, 413), answer[:200]
    chunk = b"10000\r\n" + b"a" * 65_536 + b"\r\n"
    answer = raw(
        paris,
        b"POST /fr/work/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunk * 64 + b"0\r\n\r\n")
    assert status(answer) in (0, 400, 403, 413), answer[:200]


def test_slow_clients_do_not_keep_others_waiting(paris):
    """Two hundred connections that send one byte and wait: the guide answers others as before."""
    lines = [socket.create_connection(("127.0.0.1", paris.port), timeout=10) for _ in range(200)]
    try:
        for line in lines:
            line.sendall(b"GET / HT")
        begun = time.monotonic()
        for _ in range(20):
            assert paris.get("/fr/").status_code == 200
        assert time.monotonic() - begun < 20
    finally:
        for line in lines:
            line.close()


def test_a_slow_client_is_hung_up_on(paris):
    """A head that does not end is given up within a minute and a half."""
    with socket.create_connection(("127.0.0.1", paris.port), timeout=90) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        begun = time.monotonic()
        while True:
            try:
                if not line.recv(1_000):
                    break
            except ConnectionResetError:
                break
        assert time.monotonic() - begun < 90


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "DELETE", "PUT", "PATCH", "QUERY"])
def test_other_methods_do_nothing(paris, method):
    answer = raw(paris, f"{method} /fr/work/account HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert status(answer) in (0, 400, 404, 405, 501), answer[:200]
