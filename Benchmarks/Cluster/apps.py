"""The two app servers."""

import json
import os
import pathlib
import signal
import subprocess
import urllib.request

from processes import Processes, Trouble, tail, until

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Apps:
    names = ("app-1", "app-2")

    def __init__(self, folder: pathlib.Path, processes: Processes, program: pathlib.Path, ports: list[int]):
        self.folder, self.processes, self.program = folder, processes, program
        self.ports = dict(zip(self.names, ports))

    def configure(self, database: str) -> None:
        """Settings in a file that only its owner reads: a command line is seen by everybody."""
        path = self.folder / "ville-refuge.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps({"database": database, "resources": str(ROOT / "Resources"), "loglevel": "notice"}))

    def command(self, *arguments, database: str | None = None, timeout: float = 240) -> str:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("VILLEREFUGE_")}
        if database:
            environment["VILLEREFUGE_DATABASE"] = database
        done = subprocess.run(
            [str(part) for part in [self.program, *arguments]], cwd=ROOT, env=environment, capture_output=True, text=True,
            timeout=timeout)
        if done.returncode != 0:
            raise Trouble(f"villerefuge {arguments[0]} failed:\n{done.stdout[-1500:]}{done.stderr[-3000:]}")
        return done.stdout

    def start(self, name: str) -> None:
        self.processes.start(
            name, [self.program, "serve", "--config", self.folder / "ville-refuge.json", "--port", self.ports[name]],
            environment={"MALLOC_ARENA_MAX": "2"}, cwd=ROOT)
        until(f"{name} answers /ready", lambda: self.is_ready(name), 90)

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> int:
        return self.processes.end(name, how, 40)

    def is_ready(self, name: str) -> bool:
        if not self.processes.alive(name):
            raise Trouble(f"{name} ended at its start:\n{tail(self.folder / 'logs' / (name + '.log'))}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[name]}/ready", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False
