"""Readers of either program: many at once through wrk, one for sizes and contents."""

import gzip
import http.client
import json
import pathlib
import subprocess
import threading
import time
import urllib.parse

from figures import quantile
from processes import Trouble

HERE = pathlib.Path(__file__).resolve().parent


def drive(base: str, paths: list[str], connections: int, seconds: float, takes_gzip: bool = True) -> dict:
    """Requests, seconds, and milliseconds of a request (p50, p95, worst), with `connections` readers who ask without a pause (wrk).

    Requests that are under way at the end are not counted: for a program that answers in a few milliseconds.
    """
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "300s",
         "-H", f"Accept-Encoding: {'gzip' if takes_gzip else 'identity'}", "-s", str(HERE / "load.lua"), base, "--", *paths], capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or not lines:
        raise Trouble(f"wrk: {done.stderr.strip() or done.stdout.strip()}")
    seen = json.loads(lines[-1])
    if seen["faults"]:
        raise Trouble(f"{base}{paths[0]}: {seen['faults']} of {seen['requests']} requests failed")
    return {"connections": connections, **seen, "rate": seen["requests"] / seen["seconds"]}


def drive_slow(base: str, paths: list[str], connections: int, seconds: float) -> dict:
    """The same for a program that takes seconds for an answer: every answer is waited for, so that none is lost at the end and no
    request that nobody waits for burdens what is measured next. The rate is the sum of the readers' own rates: a reader who has
    ended does not count as one who waits."""
    waits: list[list[float]] = [[] for _ in range(connections)]
    spans = [0.0] * connections
    faults = []

    def read(number: int) -> None:
        began = time.monotonic()
        try:
            while not waits[number] or time.monotonic() - began < seconds:
                asked = time.monotonic()
                status, _, _ = fetch(base, paths[(number + len(waits[number]) * connections) % len(paths)])
                if status != 200:
                    raise Trouble(f"{base}{paths[0]} answered {status}")
                waits[number].append((time.monotonic() - asked) * 1000)
        except (OSError, Trouble) as fault:
            faults.append(fault)
        spans[number] = time.monotonic() - began

    readers = [threading.Thread(target=read, args=(number,)) for number in range(connections)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if faults:
        raise Trouble(f"{len(faults)} readers of {base}{paths[0]} got no answer: {faults[0]}")
    every = [wait for of_one in waits for wait in of_one]
    return {"requests": len(every), "seconds": max(spans), "p50": quantile(every, 0.5), "p95": quantile(every, 0.95), "worst": max(every),
            "faults": 0, "connections": connections, "rate": sum(len(of_one) / span for of_one, span in zip(waits, spans))}


def fetch(base: str, path: str, timeout: float = 600) -> tuple[int, dict, bytes]:
    """Status, headers and body as they come over the wire, from somebody who takes gzip."""
    address = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=timeout)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def document(base: str, path: str):
    """What a JSON answer says."""
    status, headers, body = fetch(base, path)
    if status != 200:
        raise Trouble(f"{base}{path} answered {status}: {body[:300]!r}")
    return json.loads(_plain(headers, body))


def sizes(base: str, paths: list[str]) -> dict:
    """Bytes of all these answers together: as sent, plain, and with gzip at level 6 whether or not the server compresses."""
    total = {"sent": 0, "plain": 0, "gzip": 0}
    for path in paths:
        status, headers, body = fetch(base, path)
        if status != 200:
            raise Trouble(f"{base}{path} answered {status}")
        plain = _plain(headers, body)
        total["sent"] += len(body)
        total["plain"] += len(plain)
        total["gzip"] += len(gzip.compress(plain, 6))
    return total


def _plain(headers: dict, body: bytes) -> bytes:
    return gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
