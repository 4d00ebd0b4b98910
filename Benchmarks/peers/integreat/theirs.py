"""The other side: Integreat CMS from its package, with a PostgreSQL and a Redis of its own, filled through its models, served by gunicorn."""

import glob
import hashlib
import os
import pathlib
import pwd
import secrets
import subprocess
import time

import load
from places import REGION, slug
from processes import Processes, Trouble, tail, until

HERE = pathlib.Path(__file__).resolve().parent


class Theirs:
    def __init__(self, folder: pathlib.Path, short: pathlib.Path, processes: Processes, ports: list[int], workers: int):
        self.folder, self.short, self.processes, self.workers = folder, short, processes, workers
        self.ports = dict(zip(["database", "server"], ports))
        self.base = f"http://127.0.0.1:{self.ports['server']}"
        self.venv = folder / "venv/bin"
        self.programs = pathlib.Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))[-1])
        # PostgreSQL refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else None
        self.secret = secrets.token_hex(32)

    # Setting up

    def start_database(self) -> None:
        """The cluster stays from run to run; its settings are PostgreSQL's own."""
        data = self.folder / "postgres"
        if not (data / "PG_VERSION").exists():
            data.mkdir(exist_ok=True)
            self._give(data)
            self._as_postgres("initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "integreat")
        self._give(self.short)
        self.processes.start(
            "primary", [self.programs / "postgres", "-D", data, "-p", self.ports["database"], "-k", self.short,
                        "-c", "listen_addresses=127.0.0.1"], user=self.user, cwd="/")
        until("PostgreSQL takes connections", self._is_open, 60)

    def start_cache(self) -> None:
        self.processes.start(
            "redis", ["redis-server", "--port", 0, "--unixsocket", self.short / "redis", "--save", "", "--dir", self.short], cwd="/")
        until("Redis has its socket", (self.short / "redis").exists, 20)

    def fill(self, places: pathlib.Path) -> dict:
        """Migrates and fills the database, unless it has just these places already."""
        print_of = hashlib.sha256(places.read_bytes() + (HERE / "seed.py").read_bytes() + self.version().encode()).hexdigest()
        marker = self.folder / "filled"
        if marker.exists() and marker.read_text() == print_of:
            return {}
        self._psql("DROP DATABASE IF EXISTS integreat_cms", "CREATE DATABASE integreat_cms")
        times = {}
        for name, command in [
            ("migrate", [self.venv / "integreat-cms-cli", "migrate", "--verbosity", "0"]),
            ("collectstatic", [self.venv / "integreat-cms-cli", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]),
            ("fill", [self.venv / "python", HERE / "seed.py", "fill", places]),
        ]:
            began = time.monotonic()
            self._run(name, command, cache=False)
            times[name] = time.monotonic() - began
        marker.write_text(print_of)
        return times

    def start_server(self) -> None:
        self.processes.start(
            "gunicorn", [self.venv / "gunicorn", "--workers", self.workers, "--bind", f"127.0.0.1:{self.ports['server']}",
                         "--timeout", 900, "--log-level", "warning", "integreat_cms.core.wsgi:application"],
            environment=self.environment(), cwd=self.folder)
        until("their server answers", self._answers, 90, 0.3)

    # Asking

    def list_path(self, language: str) -> str:
        return f"/api/v3/{REGION}/{slug(language)}/locations/"

    def page_paths(self, language: str, keys: list[str]) -> list[str]:
        return [f"/api/v3/{REGION}/{slug(language)}/page/?url=/{REGION}/{slug(language)}/{key}/" for key in keys]

    def pdf(self, language: str) -> dict:
        """Seconds to the address of the made document; bytes of the file."""
        began = time.monotonic()
        status, headers, body = load.fetch(self.base, f"/api/v3/{REGION}/{slug(language)}/pdf/", 1200)
        if status not in (301, 302):
            raise Trouble(f"their PDF in {language}: {status} {body[:300]!r}\n{tail(self.folder / 'integreat-cms.log')}")
        files = sorted((self.folder / "files/pdf").rglob("*.pdf"), key=lambda path: path.stat().st_mtime)
        return {"seconds": time.monotonic() - began, "bytes": files[-1].stat().st_size, "file": str(files[-1])}

    def clear_pdf(self) -> None:
        """A document that was made before would be handed out again."""
        for path in (self.folder / "files/pdf").rglob("*.pdf"):
            path.unlink()

    def change(self, key: str, number: int) -> tuple[float, str]:
        """Publishes a new version of a page, as its editor does; the moment when that was done, and the words to look for."""
        words = f"Change {number} of {time.time():.0f}"
        said = self._run("change", [self.venv / "python", HERE / "seed.py", "change", key, words])
        return float(said.split()[-1]), words

    def version(self) -> str:
        return self._run("version", [self.venv / "python", "-c", "import importlib.metadata as m; print(m.version('integreat-cms'))"]).strip()

    # Beneath

    def environment(self, cache: bool = True) -> dict[str, str]:
        files = self.folder / "files"
        found = {
            "DJANGO_SETTINGS_MODULE": "integreat_cms.core.settings", "SECRET_KEY": self.secret, "DEBUG": "False", "BASE_URL": self.base,
            "DB_HOST": "127.0.0.1", "DB_PORT": str(self.ports["database"]), "DB_NAME": "integreat_cms", "DB_USER": "integreat",
            "DB_PASSWORD": "integreat", "LOGFILE": str(self.folder / "integreat-cms.log"), "STATIC_ROOT": str(files / "static"),
            "MEDIA_ROOT": str(files / "media"), "PDF_ROOT": str(files / "pdf"), "XLIFF_ROOT": str(files / "xliff"),
            # Nothing outside this machine is asked.
            "NOMINATIM_API_ENABLED": "False", "BACKGROUND_TASKS_ENABLED": "False", "LINKCHECK_DISABLE_LISTENERS": "True",
        }
        if cache:
            found |= {"REDIS_CACHE": "True", "REDIS_UNIX_SOCKET": str(self.short / "redis")}
        named = {name if name.startswith("DJANGO_") else f"INTEGREAT_CMS_{name}": value for name, value in found.items()}
        return {**named, "CELERY_REDIS_URL": f"redis+socket://{self.short}/redis"}

    def _run(self, name: str, command: list, cache: bool = True) -> str:
        done = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, cwd=self.folder, env={**os.environ, **self.environment(cache)})
        if done.returncode != 0:
            raise Trouble(f"{name} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout

    def _answers(self) -> bool:
        if not self.processes.alive("gunicorn"):
            raise Trouble(f"their server ended at its start:\n{tail(self.processes.folder / 'logs/gunicorn.log')}")
        try:
            return load.fetch(self.base, "/api/v3/regions/", 60)[0] == 200
        except OSError:
            return False

    def _is_open(self) -> bool:
        if not self.processes.alive("primary"):
            raise Trouble(f"PostgreSQL ended at its start:\n{tail(self.processes.folder / 'logs/primary.log')}")
        return subprocess.run([self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.ports["database"])]).returncode == 0

    def _psql(self, *statements: str) -> None:
        for statement in statements:
            subprocess.run(
                [self.programs / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.ports["database"]), "-U", "integreat",
                 "-d", "postgres", "-c", statement], check=True)

    def _as_postgres(self, program: str, *arguments) -> None:
        user = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        done = subprocess.run([str(part) for part in [self.programs / program, *arguments]], capture_output=True, text=True, cwd="/", **user)
        if done.returncode != 0:
            raise Trouble(f"{program} failed: {done.stderr.strip()}")

    def _give(self, path: pathlib.Path) -> None:
        if self.user:
            account = pwd.getpwnam(self.user)
            os.chown(path, account.pw_uid, account.pw_gid)
        path.chmod(0o700)
