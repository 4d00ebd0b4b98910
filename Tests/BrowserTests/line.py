"""The line between a browser and a server: it can be cut, break in the middle of an answer, and be mended at the same address."""

import socket
import threading


class Line:
    """Relays to a server from a port of its own; the tests' `server.origin` is the line's."""

    def __init__(self, server):
        self.server = server
        self._lock = threading.Lock()
        self._open = set()
        self._listener = None
        self.port = 0
        # Bytes of answers that still pass before the line breaks; None: all.
        self.left = None
        # What is changed in answers on their way, (from, to) of one length.
        self.rewrite = None
        self.mend()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    def mend(self):
        self.left = None
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self):
        """Nobody listens any more, and what was open is closed."""
        with self._lock:
            listener, self._listener = self._listener, None
            halves, self._open = self._open, set()
        for one in [listener, *halves]:
            if one is None:
                continue
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It was closed already.
            one.close()

    def _accept(self, listener):
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.server.port))
            with self._lock:
                self._open |= {near, far}
            threading.Thread(target=self._relay, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._relay, args=(far, near, True), daemon=True).start()

    def _relay(self, source, target, is_answer):
        try:
            while data := source.recv(65536):
                if not is_answer and self.rewrite:
                    # What is to be changed must come as it is written.
                    data = data.replace(b"Accept-Encoding:", b"X-ccept-Encoding:").replace(b"If-None-Match:", b"X-None-Match-:")
                if is_answer and self.rewrite:
                    data = data.replace(*self.rewrite)
                if is_answer and self.left is not None:
                    data, self.left = data[:self.left], self.left - len(data)
                    if self.left <= 0:
                        target.sendall(data)
                        self.cut()
                        return
                target.sendall(data)
        except OSError:
            pass  # The line was cut.
        for one in [source, target]:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # The other thread did it.
            one.close()
