"""Clients that mean harm or have a very bad network: what they get, and whether anybody else notices."""

import socket
import ssl
import time

from processes import Trouble


class Hostile:
    def __init__(self, host: str, port: int, authority):
        self.address = (host, port)
        self.trust = ssl.create_default_context(cafile=str(authority))

    def _line(self) -> ssl.SSLSocket:
        plain = socket.create_connection(self.address, timeout=20)
        return self.trust.wrap_socket(plain, server_hostname="localhost")

    def slow_heads(self, count: int = 150) -> str:
        """Many clients that send one byte of the head a second."""
        head = b"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
        return self._drip(head, b"a", count)

    def slow_forms(self, path: str, count: int = 40) -> str:
        """Clients that announce a form and then send nothing more."""
        head = (f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                "Content-Length: 10000\r\n\r\nmatter=hours").encode()
        return self._drip(head, b"", count)

    def _drip(self, head: bytes, byte: bytes, count: int) -> str:
        began = time.monotonic()
        lines = [self._line() for _ in range(count)]
        for line in lines:
            line.sendall(head)
            line.settimeout(0.01)
        ends: list[float] = []
        while lines and time.monotonic() - began < 40:
            time.sleep(1)
            for line in list(lines):
                if self._is_ended(line, byte):
                    ends.append(time.monotonic() - began)
                    line.close()
                    lines.remove(line)
        for line in lines:
            line.close()
        if not ends:
            raise Trouble("slow clients are never sent away")
        return f"{len(ends)} of {count} sent away, the last after {max(ends):.0f} s" + (f"; {len(lines)} stayed" if lines else "")

    def _is_ended(self, line: ssl.SSLSocket, byte: bytes) -> bool:
        try:
            if byte:
                line.sendall(byte)
            return self._read_end(line)
        except (ssl.SSLWantReadError, socket.timeout):
            return False
        except OSError:
            return True

    @staticmethod
    def _read_end(line: ssl.SSLSocket) -> bool:
        line.recv(4096)  # an answer (408) or the end: both are the end for this client
        return True

    def announced_giant(self, path: str) -> str:
        """A form of ten gigabytes, by its own word."""
        with self._line() as line:
            line.sendall((f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                          f"Content-Length: {10 << 30}\r\n\r\n").encode())
            return self._first_line(line)

    def silent_giant(self, path: str, largest: int = 64 << 20) -> str:
        """The same without a word: in pieces, until somebody says stop."""
        piece = b"10000\r\n" + b"a" * 65536 + b"\r\n"
        sent = 0
        with self._line() as line:
            line.sendall((f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n").encode())
            said = ""
            try:
                while sent < largest and not (said := self._glance(line)):
                    line.sendall(piece)
                    sent += 65536
            except OSError:
                said = "the connection is cut"
        if sent >= largest:
            raise Trouble(f"a body of {largest} bytes was taken")
        return f"{said}, after {sent / (1 << 20):.1f} MB"

    def over_the_limit(self, path: str) -> str:
        """A form that the front lets pass and the address does not take."""
        body = b"matter=hours&words=" + b"a" * 200_000
        with self._line() as line:
            line.sendall((f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                          f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode() + body)
            return self._first_line(line)

    def giant_head(self) -> str:
        with self._line() as line:
            try:
                line.sendall(b"GET /fr/ HTTP/1.1\r\nHost: localhost\r\nX-Giant: " + b"a" * 100_000 + b"\r\n\r\n")
            except OSError:
                pass
            return self._first_line(line)

    def metrics(self) -> str:
        with self._line() as line:
            line.sendall(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return self._first_line(line)

    def _glance(self, line: ssl.SSLSocket) -> str:
        """What has been answered so far, without waiting."""
        line.settimeout(0)
        try:
            return self._first_line(line, patient=False)
        finally:
            line.settimeout(20)

    @staticmethod
    def _first_line(line: ssl.SSLSocket, patient: bool = True) -> str:
        try:
            said = line.recv(4096).split(b"\r\n", 1)[0].decode(errors="replace")
        except (ssl.SSLWantReadError, BlockingIOError):
            if not patient:
                return ""
            said = ""
        except OSError:
            said = ""
        return said.removeprefix("HTTP/1.1 ") or "the connection is cut"
