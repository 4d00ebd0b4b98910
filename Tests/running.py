"""The program under test: its commands, and a server of it on a free loopback port."""

import os
import pathlib
import re
import shutil
import subprocess
import time

import requests

ROOT = pathlib.Path(__file__).resolve().parent.parent
TERRITORIES = ROOT / "Territories"


def program_path() -> pathlib.Path:
    """`VILLEREFUGE_PROGRAM`, or the debug build."""
    return ROOT / os.environ.get("VILLEREFUGE_PROGRAM", ".build/debug/villerefuge")


def environment() -> dict[str, str]:
    """The caller's environment without settings of the program: tests say all of them."""
    return {name: value for name, value in os.environ.items() if not name.startswith("VILLEREFUGE_")}


def run(*arguments, stdin: str | None = None, timeout: float = 300) -> subprocess.CompletedProcess:
    """Runs a command of the program to its end; the caller looks at the exit code."""
    return subprocess.run(
        [program_path(), *map(str, arguments)], cwd=ROOT, env=environment(), input=stdin, timeout=timeout,
        stdin=subprocess.DEVNULL if stdin is None else None, capture_output=True, text=True)


def load_city(database: pathlib.Path, folder: pathlib.Path) -> None:
    done = run("import", folder, "--database", database)
    assert done.returncode == 0, f"import of {folder} failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}"


def open_data_folder(city: str) -> pathlib.Path | None:
    """Where the city's open-data files are on this machine, if anywhere: `OPEN_DATA`, var/open-data, beside the checkout."""
    named = os.environ.get("OPEN_DATA")
    places = [pathlib.Path(named)] if named else [ROOT / "var/open-data", ROOT.parent / "shared/data" / city]
    return next((place for place in places if place.is_dir()), None)


def open_data_files(city: str) -> list[tuple[pathlib.Path, pathlib.Path]]:
    """Each open-data file that is at hand, with the mapping that names it (`file: toilets.geojson`)."""
    folder = open_data_folder(city)
    found = []
    for mapping in sorted((TERRITORIES / city / "sources").glob("*.yaml")) if folder else []:
        named = re.search(r'^(?:# *)?file: *"?([^"#\s]+)', mapping.read_text(), re.MULTILINE)
        file = folder / (named.group(1) if named else mapping.stem + ".geojson")
        if file.is_file():
            found.append((file, mapping))
    return found


def load_open_data(database: pathlib.Path, city: str) -> int:
    """Imports every open-data file that is at hand; returns how many there were."""
    files = open_data_files(city)
    for file, mapping in files:
        done = run("import", file, "--source", mapping, "--database", database)
        assert done.returncode == 0, f"import of {file.name} failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
    return len(files)


class Server:
    """A running server. Leaving it sends SIGTERM to that one process and waits for it."""

    def __init__(
        self, database: pathlib.Path, folder: pathlib.Path, settings: dict[str, str] | None = None,
        with_keys: bool = False,
    ):
        """`with_keys`: keys are made in the folder, so that visitors' words are taken and the desk is open."""
        self.database = database
        settings = {**environment(), **(settings or {})}
        if with_keys:
            settings["VILLEREFUGE_KEYS"] = str(folder / "keys")
            if not (folder / "keys").exists():
                done = run("keys", "create", "--keys", folder / "keys")
                assert done.returncode == 0, done.stderr
        self.log_path = folder / "server.log"
        self._log = self.log_path.open("wb")
        self._said = (folder / "server.out").open("wb+")
        self.process = subprocess.Popen(
            [program_path(), "serve", "--port", "0", "--database", str(database)], cwd=ROOT, env=settings,
            stdin=subprocess.DEVNULL, stdout=self._said, stderr=self._log)
        self.origin = self._wait_for_origin()

    def _wait_for_origin(self) -> str:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            said = re.search(r"open http://localhost:(\d+)", pathlib.Path(self._said.name).read_text())
            if said:
                return f"http://127.0.0.1:{said.group(1)}"
            assert self.process.poll() is None, f"the server stopped at its start:\n{self.log}"
            time.sleep(0.05)
        self.stop()
        raise AssertionError(f"the server did not say where it listens within two minutes:\n{self.log}")

    @property
    def port(self) -> int:
        return int(self.origin.rsplit(":", 1)[1])

    @property
    def log(self) -> str:
        return self.log_path.read_text(errors="replace")

    def get(self, path: str, **options) -> requests.Response:
        options.setdefault("timeout", 60)
        return requests.get(self.origin + path, **options)

    def json(self, path: str, **options):
        answer = self.get(path, **options)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:600]}"
        return answer.json()

    def stop(self) -> int:
        """Ends the server and returns its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._log.close()
        self._said.close()
        return self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def copy_territories(target: pathlib.Path) -> pathlib.Path:
    """A copy of all territories that a test may spoil."""
    return pathlib.Path(shutil.copytree(TERRITORIES, target / "Territories"))
