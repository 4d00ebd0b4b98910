"""Our side: the city imported into a database of its own and served, its booklet, a correction of one fact."""

import json
import os
import pathlib
import subprocess
import time

import load
from processes import Processes, Trouble, tail, until

ROOT = pathlib.Path(__file__).resolve().parents[3]
OPEN_DATA = pathlib.Path(os.environ.get("OPEN_DATA", ROOT.parent / "shared/data/paris"))


class Ours:
    def __init__(self, folder: pathlib.Path, program: pathlib.Path, processes: Processes):
        self.folder, self.program, self.processes = folder, program, processes
        self.database = folder / "city.sqlite"
        self.base = ""

    def start(self, port: int, toilets: int) -> None:
        """The city's own services, and the first so many public toilets of its open data."""
        self.command("import", ROOT / "Territories/paris")
        if toilets:
            data = json.loads((OPEN_DATA / "sanisettes.geojson").read_text())
            file = self.folder / "sanisettes.geojson"
            file.write_text(json.dumps({**data, "features": data["features"][:toilets]}))
            self.command("import", file, "--source", ROOT / "Territories/paris/sources/toilets.yaml")
        self.base = f"http://127.0.0.1:{port}"
        self.processes.start(
            "villerefuge", [self.program, "serve", "--port", port, "--database", self.database, "--log-level", "warning"],
            environment=self._environment(), cwd=ROOT)
        until("our server answers /ready", self._is_ready, 60)

    def list_paths(self, language: str, places: int = 1_000_000) -> list[str]:
        """The addresses of the list's pages: the API gives at most a hundred a page."""
        paths, cursor = [], ""
        while len(paths) * 100 < places:
            paths.append(f"/api/v1/services?lang={language}&limit=100{cursor}")
            page = load.document(self.base, paths[-1])
            if page["next"] is None:
                break
            cursor = f"&cursor={page['next']}"
        return paths

    def places(self, language: str) -> list[dict]:
        return [item for path in self.list_paths(language) for item in load.document(self.base, path)["items"]]

    def booklet(self, language: str) -> dict:
        """Seconds from the command to the whole file, its pages and bytes, and the memory of its largest process."""
        began = time.monotonic()
        out = self.folder / f"{language}.pdf"
        process = subprocess.Popen(
            [str(part) for part in [self.program, "guide", "pdf", "booklet", "--language", language, "--out", out, "--database",
             self.database, "--address", "https://guide.example.org", "--json"]], cwd=ROOT, env=self._environment(), stdout=subprocess.PIPE)
        said = process.stdout.read()
        _, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
        if process.returncode != 0:
            raise Trouble(f"the booklet in {language} failed with {process.returncode}")
        document = json.loads(said)["documents"][0]
        return {"seconds": time.monotonic() - began, "pages": document["pages"], "bytes": document["bytes"],
                "memory": usage.ru_maxrss / 1024, "processor": usage.ru_utime + usage.ru_stime}

    def change(self, key: str, number: int) -> tuple[float, str]:
        """Corrects a telephone number; the moment before it was written, and the words to look for."""
        words = f"+33 1 99 00 00 {number:02}"
        began = time.time()
        self.command("edit", "service", key, "phone", words, "--why", "measured")
        return began, words

    def command(self, *arguments) -> str:
        done = subprocess.run(
            [str(part) for part in [self.program, *arguments, "--database", self.database]], cwd=ROOT, env=self._environment(),
            capture_output=True, text=True)
        if done.returncode != 0:
            raise Trouble(f"villerefuge {arguments[0]} failed:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
        return done.stdout

    @staticmethod
    def _environment() -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VILLEREFUGE_")}
        return {**kept, "MALLOC_ARENA_MAX": "2"}

    def _is_ready(self) -> bool:
        if not self.processes.alive("villerefuge"):
            raise Trouble(f"our server ended at its start:\n{tail(self.processes.folder / 'logs/villerefuge.log')}")
        try:
            return load.fetch(self.base, "/ready", 5)[0] == 200
        except OSError:
            return False
