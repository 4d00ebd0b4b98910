"""Processes of the cluster: started one by one, known by their id, ended by it and by nothing else."""

import os
import pathlib
import signal
import subprocess
import time


class Trouble(Exception):
    """The run cannot go on; the words say why and what to do."""


class Processes:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.running: dict[str, subprocess.Popen] = {}
        self.list_path = folder / "processes"

    def start(self, name: str, command: list, *, user: str | None = None, environment: dict | None = None, cwd=None) -> subprocess.Popen:
        """Starts a process in a session of its own: Ctrl-C reaches this program alone, which then ends the others in order."""
        log = (self.folder / "logs" / f"{name}.log").open("ab")
        options = {"user": user, "group": user, "extra_groups": []} if user else {}
        process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=cwd,
            env={**os.environ, **(environment or {})}, start_new_session=True, **options)
        log.close()
        self.running[name] = process
        self._write_list()
        return process

    def send(self, name: str, number: signal.Signals) -> None:
        self.running[name].send_signal(number)

    def wait(self, name: str, seconds: float = 60) -> int:
        """Waits for the end of a process that was told to end."""
        try:
            code = self.running[name].wait(seconds)
        except subprocess.TimeoutExpired:
            raise Trouble(f"{name} did not end within {seconds:.0f} seconds; see {self.folder}/logs/{name}.log") from None
        del self.running[name]
        self._write_list()
        return code

    def end(self, name: str, number: signal.Signals = signal.SIGTERM, seconds: float = 60) -> int:
        self.send(name, number)
        return self.wait(name, seconds)

    def alive(self, name: str) -> bool:
        return name in self.running and self.running[name].poll() is None

    def end_all(self) -> None:
        """Newest first: the front, then the app servers, then the databases."""
        for name in reversed(list(self.running)):
            process = self.running[name]
            # PostgreSQL's TERM waits for its clients; INT does not.
            process.send_signal(signal.SIGINT if name in ("primary", "replica") else signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            del self.running[name]
        self._write_list()

    def pids(self) -> dict[str, int]:
        return {name: process.pid for name, process in self.running.items()}

    def _write_list(self) -> None:
        self.list_path.write_text("".join(f"{process.pid} {name}\n" for name, process in self.running.items()))


def until(what: str, condition, seconds: float = 60, pause: float = 0.05):
    """Waits until the condition is true and returns what it said."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if said := condition():
            return said
        time.sleep(pause)
    raise Trouble(f"after {seconds:.0f} seconds: {what} has not come true")


def tail(path: pathlib.Path, lines: int = 15) -> str:
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""
