"""A whole city on one machine, with failures: databases, app servers, front, visitors; then the figures.

Started by `make cluster`, which brings the packages and the program. Everything it starts is ended by its process
number, at the end and on Ctrl-C.
"""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import ssl
import sys
import time
import urllib.request

import certificates
import figures
import report
from apps import Apps, ROOT
from databases import Databases
from front import Front
from hostile import Hostile
from memory import MemoryWatch
from processes import Processes, Trouble, until
from traffic import Traffic

SEARCHES = ["/fr/", "/ar/", "/fr/search?q=douche+zebrastripe", "/en/search?need=meal", "/api/v1/services?need=shower&lang=fr",
            "/api/v1/services?near=48.8905,2.3589&need=meal&lang=ar", "/fr/organisations", "/fr/plans"]
LONG_ABSENCE = 14  # seconds; longer than the ten for which an app server waits for its database
UPGRADE_PAUSE = 3  # seconds; longer than the two for which nginx leaves a server alone that was away
MARKER = "zebrastripe"  # stands in a search; no log may hold it


class FailureRun:
    def __init__(self, options):
        self.options = options
        self.folder = ROOT / "var/cluster"
        base = options.port
        self.ports = {"front": base, "plain": base + 5, "app-1": base + 1, "app-2": base + 2, "primary": base + 3, "replica": base + 4}
        self.phases: list[figures.Phase] = []
        self.hostile: list[list[str]] = []
        self.fates: dict[str, figures.Fate] = {}
        self.facts: list[str] = []
        self.sizes: list[list[str]] = []
        self.memory: dict[str, dict[str, int]] = {}
        self.privacy = ""

    # Setting up

    def prepare(self) -> None:
        end_leftovers(self.folder)
        for name, port in self.ports.items():
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    raise Trouble(f"Port {port} ({name}) is taken by another program. Choose others: CLUSTER_PORT={self.options.port + 100}")
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "logs").mkdir(parents=True)
        self.processes = Processes(self.folder)
        certificates.make(self.folder)
        self.apps = Apps(self.folder, self.processes, self.options.program, [self.ports["app-1"], self.ports["app-2"]])
        self.front = Front(self.folder, self.processes, self.ports["front"], self.ports["plain"], [self.ports["app-1"], self.ports["app-2"]])

    def start(self) -> None:
        if self.options.engine == "sqlite":
            self.databases = None
            address = owner = str(self.folder / "city.sqlite")
            self.facts.append("both app servers on one SQLite file")
        else:
            say("PostgreSQL: a primary, and a replica that streams from it")
            self.databases = Databases(self.folder, self.processes, self.ports["primary"], self.ports["replica"])
            self.databases.make()
            address, owner = self.databases.url(), self.databases.url("villerefuge_owner", replica=False)
            self.facts.append(f"PostgreSQL {self.databases.version()}, a primary and a streaming replica")
        say("the city of Paris")
        self.apps.command("migrate", database=owner)
        self.apps.configure(address)
        self.apps.command("import", "Territories/paris", "--config", self.folder / "ville-refuge.json")
        say("two app servers, and nginx before them")
        for name in Apps.names:
            began = time.monotonic()
            self.apps.start(name)
            self.sizes.append([f"{name}: from its start to its first answer", f"{time.monotonic() - began:.2f} s"])
        self.front.start()
        until("the front answers", self.is_served, 20)
        self.facts.append(f"load average {os.getloadavg()[0]:.1f} when it began")
        self.facts.append(f"two app servers, nginx {self.front.version()}")
        self.facts.append(f"program: {'release' if 'release' in str(self.options.program.resolve()) else 'debug'} build")

    def get(self, path: str):
        trust = ssl.create_default_context(cafile=str(self.folder / "certificates/ca.crt"))
        with urllib.request.urlopen(f"https://localhost:{self.ports['front']}{path}", timeout=10, context=trust) as answer:
            return json.load(answer)

    def is_served(self) -> bool:
        try:
            return self.get("/ready")["status"] == "ready"
        except OSError:
            return False

    def services(self) -> list[str]:
        found, cursor = [], ""
        while cursor is not None:
            page = self.get("/api/v1/services?limit=100" + (f"&cursor={cursor}" if cursor else ""))
            found += [item["id"] for item in page["items"]]
            cursor = page["next"]
        return found

    # The run

    @contextlib.contextmanager
    def phase(self, name: str, after: float):
        """What happens within, and then so many seconds more."""
        say(f"  {name}")
        self.phases.append(figures.Phase(name, time.monotonic()))
        yield
        self.rest(after)
        self.phases[-1].ended = time.monotonic()

    def rest(self, seconds: float) -> None:
        time.sleep(seconds * self.options.pace)

    def run(self) -> None:
        services = self.services()
        paths = SEARCHES + [f"/fr/services/{key}" for key in services[:40]]
        self.traffic = Traffic(
            "localhost", self.ports["front"], self.folder / "certificates/ca.crt", reads=self.options.reads,
            writes=self.options.writes, paths=paths, services=services)
        watch = MemoryWatch(self.processes)
        self.facts.append(f"{len(services)} services")
        say(f"visitors: {self.options.reads:.0f} readers and {self.options.writes:.0f} writers a second, {len(services)} services")
        self.traffic.start()
        watch.start()
        time.sleep(2)  # first connections, first pages: nobody's figures
        with self.phase("all is well", 14):
            pass
        if self.databases:
            with self.phase("the replica is stopped", 10):
                self.databases.stop("replica", signal.SIGINT)
            with self.phase("the replica comes back", 5):
                self.databases.start("replica")
                until("the replica streams", self.databases.is_streaming)
        with self.phase("a backup is made, and restored elsewhere", 2):
            self.rehearse_backup()
        with self.phase("an app server is killed (-9)", 8):
            self.apps.stop("app-1", signal.SIGKILL)
        with self.phase("it comes back", 5):
            self.apps.start("app-1")
        with self.phase("upgrade: one app server after the other", 2):
            for name in Apps.names:
                code = self.apps.stop(name)
                if code != 0:
                    raise Trouble(f"{name} ended with {code} instead of 0")
                self.apps.start(name)
                time.sleep(UPGRADE_PAUSE)
        if self.databases:
            with self.phase("the primary restarts (fast)", 8):
                self.databases.stop("primary", signal.SIGINT)
                self.databases.start("primary")
            with self.phase("the primary restarts (immediate, as after a power cut)", 8):
                self.databases.stop("primary", signal.SIGQUIT)
                self.databases.start("primary")
            with self.phase(f"the primary is away for {LONG_ABSENCE} s", 10):
                self.databases.stop("primary", signal.SIGINT)
                time.sleep(LONG_ABSENCE)
                self.databases.start("primary")
            self.count_rows()
            with self.phase("the primary dies, the replica is promoted", 10):
                self.databases.keep_in_step()
                self.databases.fail_over()
        with self.phase("hostile clients", 0):
            self.be_hostile(services[0])
        with self.phase("all is well again", 10):
            pass
        self.traffic.stop()
        watch.stop()
        self.facts.append(f"load average {os.getloadavg()[0]:.1f} when it ended")
        size = self.databases.size(server="replica") if self.databases else (self.folder / "city.sqlite").stat().st_size / 1e6
        self.sizes.append(["the city's database at the end", f"{size:.1f} MB"])
        self.memory = watch.peaks

    def rehearse_backup(self) -> None:
        """While everybody reads and writes; `restore` itself compares the rows of every table."""
        file = self.folder / "city.backup"
        source, target = str(self.folder / "city.sqlite"), str(self.folder / "rehearsal.sqlite")
        if self.databases:
            self.databases.make_database("rehearsal")
            source = self.databases.url("villerefuge_backup", replica=False)
            target = self.databases.url("villerefuge_owner", replica=False, database="rehearsal")
        began = time.monotonic()
        self.apps.command("backup", "--to", file, database=source)
        saved = time.monotonic()
        self.apps.command("restore", file, "--to", target, "--without-erasures")
        rows = sum(json.loads(pathlib.Path(f"{file}.json").read_text())["rows"].values())
        self.sizes += [
            ["a backup under load", f"{saved - began:.1f} s, {file.stat().st_size / 1e6:.1f} MB, {rows} rows"],
            ["its restore, with every table counted", f"{time.monotonic() - saved:.1f} s"]]

    def be_hostile(self, service: str) -> None:
        hostile = Hostile("localhost", self.ports["front"], self.folder / "certificates/ca.crt")
        form = f"/fr/services/{service}/report"
        for what, ask in [
            ("150 clients send a byte of the head a second", hostile.slow_heads),
            ("40 clients announce a form and send no more of it", lambda: hostile.slow_forms(form)),
            ("a form of 10 GB, announced", lambda: hostile.announced_giant(form)),
            ("a form without end, in pieces", lambda: hostile.silent_giant(form)),
            ("a form of 200 kB where 16 kB are taken", lambda: hostile.over_the_limit(form)),
            ("a head of 100 kB", hostile.giant_head),
            ("asks for /metrics from outside", hostile.metrics),
        ]:
            self.hostile.append([what, ask()])

    # What became of it

    def count_rows(self) -> None:
        """While the visitors go on: what was acknowledged until now is on both servers."""
        acknowledged = [one for one in list(self.traffic.submissions) if one.acknowledged is not None]
        until("the replica has caught up", self.databases.replica_caught_up, 60)
        for name in ["replica", "primary"]:
            rows = self.databases.reports(name)
            self.fates[f"{name}, before it dies" if name == "primary" else name] = figures.fate(
                list(self.traffic.submissions), rows, acknowledged)

    def judge(self) -> None:
        if self.databases:
            self.fates["the promoted replica, at the end"] = figures.fate(
                self.traffic.submissions, self.databases.reports("replica"))
        else:
            with contextlib.closing(sqlite3.connect(self.folder / "city.sqlite")) as connection:
                rows = [name for (name,) in connection.execute("SELECT id FROM report")]
            self.fates["SQLite"] = figures.fate(self.traffic.submissions, rows)
        self.privacy = self.look_into_logs()

    def look_into_logs(self) -> str:
        """Searches and reports hold what people need: no log may repeat them."""
        words = [MARKER] + [one.words for one in self.traffic.submissions[::50]]
        faults = []
        logs = [*(self.folder / "logs").iterdir(), self.front.access_log, self.front.error_log]
        for log in logs:
            text = log.read_text(errors="replace")
            faults += [f"{log.name} holds «{word}»" for word in words if word in text]
            if "127.0.0.1" in text and log in (self.front.error_log,):
                faults.append(f"{log.name} holds the address of a client")
        if not self.front.access_log.stat().st_size:
            faults.append("the front logged nothing: the search shows nothing")
        if faults:
            raise Trouble("; ".join(faults))
        return (f"{len(logs)} logs of front, app servers and databases were searched for a planted search word and for "
                f"{len(words) - 1} words of reports: none is there, and the front's error log has no address of a client.")

    def finish(self) -> None:
        text = report.text(self)
        print("\n" + text)
        if self.options.output:
            self.options.output.parent.mkdir(parents=True, exist_ok=True)
            self.options.output.write_text(text)
            say(f"written to {self.options.output}")
        if not all(fate.is_good and fate.acknowledged for fate in self.fates.values()):
            raise Trouble("Acknowledged writes are missing, or were kept twice.")


def end_leftovers(folder: pathlib.Path) -> int:
    """Ends what an earlier run with --keep left: those processes of its list that still work in its folder."""
    ended = 0
    for line in reversed((folder / "processes").read_text().splitlines() if (folder / "processes").exists() else []):
        number, name = line.split(" ", 1)
        try:
            command = pathlib.Path(f"/proc/{number}/cmdline").read_bytes()
        except OSError:
            continue
        if str(folder).encode() not in command:
            continue  # the number belongs to somebody else by now
        os.kill(int(number), signal.SIGINT if name in ("primary", "replica") else signal.SIGTERM)
        until(f"{name} has ended", lambda: not is_running(int(number)), 40)
        ended += 1
    return ended


def is_running(number: int) -> bool:
    try:
        return pathlib.Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def say(words: str) -> None:
    print(f"cluster: {words}", file=sys.stderr, flush=True)


def read_options():
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/villerefuge")
    reader.add_argument("--engine", choices=["postgres", "sqlite"], default="postgres")
    reader.add_argument("--port", type=int, default=18080, help="of the front; the five after it are used too")
    reader.add_argument("--reads", type=float, default=120, help="a second")
    reader.add_argument("--writes", type=float, default=12, help="a second; one service takes 20 an hour")
    reader.add_argument("--pace", type=float, default=1, help="0.5: half the time in each phase")
    reader.add_argument("--output", type=pathlib.Path, help="where to write the page (default: only shown)")
    reader.add_argument("--keep", action="store_true", help="leave everything running at the end")
    reader.add_argument("--stop", action="store_true", help="end what an earlier run left, and nothing else")
    return reader.parse_args()


def main() -> int:
    options = read_options()
    options.program = options.program if options.program.is_absolute() else pathlib.Path.cwd() / options.program
    run = FailureRun(options)
    if options.stop:
        say(f"{end_leftovers(run.folder)} processes ended")
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    is_kept = False
    try:
        run.prepare()
        run.start()
        run.run()
        run.judge()
        run.finish()
        say(f"done in {time.monotonic() - began:.0f} s")
        is_kept = options.keep
        return 0
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    finally:
        if is_kept:
            say(f"left running: https://localhost:{run.ports['front']}/ (certificate authority {run.folder}/certificates/ca.crt). "
                "To stop it: scripts/cluster.sh stop")
        elif hasattr(run, "processes"):
            run.processes.end_all()


if __name__ == "__main__":
    sys.exit(main())
