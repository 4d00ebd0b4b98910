"""Readers and writers, at a steady rate whatever the answers: who would have come while it was away is counted too."""

import dataclasses
import http.client
import random
import socket
import ssl
import threading
import time
import urllib.parse
import uuid


@dataclasses.dataclass(slots=True)
class Attempt:
    """One request. Times are those of `time.monotonic`."""
    kind: str  # reader or writer
    due: float  # when the visitor came; the answer is late from then on
    sent: float
    ended: float
    outcome: str  # "200", "503", "connection refused" …

    @property
    def is_good(self) -> bool:
        return self.outcome in ("200", "303")


@dataclasses.dataclass(slots=True)
class Submission:
    """One report of a visitor: sent again with the same id until it is acknowledged."""
    id: str
    words: str
    due: float
    acknowledged: float | None = None
    tries: int = 0


class Line:
    """One visitor's connection, kept open while it works."""

    def __init__(self, host: str, port: int, trust: ssl.SSLContext, timeout: float):
        self._make = lambda: http.client.HTTPSConnection(host, port, timeout=timeout, context=trust)
        self._connection = None

    def ask(self, method: str, path: str, body: str | None = None, headers: dict | None = None) -> str:
        """The status of the answer, or how it failed in a few words."""
        try:
            if self._connection is None:
                self._connection = self._make()
            self._connection.request(method, path, body=body, headers=headers or {})
            answer = self._connection.getresponse()
            answer.read()
            return str(answer.status)
        except (OSError, http.client.HTTPException) as failure:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            return describe(failure)


def describe(failure: Exception) -> str:
    if isinstance(failure, (socket.timeout, TimeoutError)):
        return "no answer in time"
    if isinstance(failure, ConnectionRefusedError):
        return "connection refused"
    if isinstance(failure, (ConnectionResetError, BrokenPipeError, http.client.RemoteDisconnected, ssl.SSLEOFError)):
        return "connection cut"
    return type(failure).__name__


class Traffic:
    """Readers ask pages and the API of the guide; writers send visitors' reports."""

    def __init__(self, host: str, port: int, authority, *, reads: float, writes: float, paths: list[str], services: list[str]):
        self.host, self.port = host, port
        self.trust = ssl.create_default_context(cafile=str(authority))
        self.reads, self.writes, self.paths, self.services = reads, writes, paths, services
        self.attempts: list[Attempt] = []
        self.submissions: list[Submission] = []
        self._ending = threading.Event()
        self._threads: list[threading.Thread] = []
        self._turn = {"reader": 0, "writer": 0}
        self._lock = threading.Lock()

    def start(self, readers: int = 24, writers: int = 16) -> None:
        self.began = time.monotonic()
        for work, count in [(self._read, readers), (self._write, writers)]:
            for _ in range(count):
                thread = threading.Thread(target=work, daemon=True)
                thread.start()
                self._threads.append(thread)

    def stop(self) -> None:
        """Nobody new comes; writers under way go on until they are acknowledged, for half a minute at most."""
        self._ending.set()
        for thread in self._threads:
            thread.join(60)

    def _next(self, kind: str, rate: float) -> float | None:
        """When the next visitor of that kind comes; waits until then."""
        with self._lock:
            due = self.began + self._turn[kind] / rate
            self._turn[kind] += 1
        if self._ending.wait(max(0, due - time.monotonic())):
            return None
        return due

    def _read(self) -> None:
        line = Line(self.host, self.port, self.trust, timeout=5)
        choose = random.Random(threading.get_ident())
        while (due := self._next("reader", self.reads)) is not None:
            sent = time.monotonic()
            outcome = line.ask("GET", choose.choice(self.paths), headers={"Accept-Encoding": "gzip"})
            self.attempts.append(Attempt("reader", due, sent, time.monotonic(), outcome))

    def _write(self) -> None:
        line = Line(self.host, self.port, self.trust, timeout=10)
        while (due := self._next("writer", self.writes)) is not None:
            submission = Submission(uuid7(), "", due)
            submission.words = "run " + in_letters(submission.id)
            self.submissions.append(submission)
            service = self.services[(len(self.submissions)) % len(self.services)]
            self._send(line, submission, f"/fr/services/{service}/report")

    def _send(self, line: Line, submission: Submission, path: str) -> None:
        body = urllib.parse.urlencode({"id": submission.id, "matter": "hours", "words": submission.words})
        due, last = submission.due, None
        while True:
            sent = time.monotonic()
            submission.tries += 1
            outcome = line.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
            attempt = Attempt("writer", due, sent, time.monotonic(), outcome)
            self.attempts.append(attempt)
            if attempt.is_good:
                submission.acknowledged = attempt.ended
                return
            last = last or attempt.ended
            if attempt.ended - last > 30:
                return
            time.sleep(0.25)
            due = time.monotonic()


def in_letters(name: str) -> str:
    """The same in letters: words with long numbers are refused, because they may be somebody's telephone."""
    return name.replace("-", "").translate(str.maketrans("0123456789abcdef", "ghijklmnopqrstuv"))


def uuid7() -> str:
    """RFC 9562, version 7."""
    bits = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    bits = bits & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=bits & ~(0b11 << 62) | 0b10 << 62))
