"""Measures both programs in turn on the same places and writes what was seen as JSON.

    measure.py FOLDER PROGRAM OUTPUT.json [--rounds 3] [--workers 4] [--only readers] [--only change] [--only pdf]

FOLDER keeps the other program's installation and database from run to run. With --only, the rest of OUTPUT.json stays as it was.
"""

import argparse
import datetime
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Benchmarks/Cluster"))

import load  # noqa: E402
import memory  # noqa: E402
import places  # noqa: E402
import report  # noqa: E402
import spent  # noqa: E402
from ours import Ours  # noqa: E402
from processes import Processes, Trouble  # noqa: E402
from theirs import Theirs  # noqa: E402

PLACES = 500
# The city's own services that are open to people now or later are 448.
TOILETS = 52
LANGUAGE = "fr"
SECONDS = {"ours": 3, "theirs": 8}
SIDES = ("ours", "theirs")
PROCESSES = {"ours": ["villerefuge"], "theirs": ["gunicorn", "primary", "redis"]}


def main() -> None:
    options = arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    short = pathlib.Path(tempfile.mkdtemp(prefix="guides-"))
    short.chmod(0o755)
    for name in ["logs", "ours", "sockets"]:
        (short / name).mkdir()
    processes = Processes(short)
    # Told to end, it ends what it started.
    for number in [signal.SIGTERM, signal.SIGINT]:
        signal.signal(number, lambda *_: sys.exit("measure: ended"))
    ports = free_ports(3)
    ours = Ours(short / "ours", options.program, processes)
    theirs = Theirs(options.folder, short / "sockets", processes, ports[1:], options.workers)
    try:
        seen = run(ours, theirs, ports[0], processes, options)
    except (Trouble, ValueError) as trouble:
        sys.exit(f"measure: {trouble}")
    finally:
        processes.end_all()
        shutil.rmtree(short, ignore_errors=True)
    say(f"done: {', '.join(seen)}")


def run(ours: Ours, theirs: Theirs, port: int, processes: Processes, options) -> dict:
    say("our city")
    ours.start(port, TOILETS)
    found = places.collect(ours, places.LANGUAGES, PLACES, ROOT / "Resources")
    file = options.folder / "places.json"
    file.write_text(json.dumps(found, ensure_ascii=False))
    say("the other program: migrations and the same places (some minutes the first time)")
    theirs.start_database()
    filling = theirs.fill(file)
    theirs.start_cache()
    theirs.start_server()
    cases = make_cases(ours, theirs, found["places"])
    check(cases[0], found["places"], ours, theirs)
    watch = memory.MemoryWatch(processes)
    watch.start()
    seen = json.loads(options.output.read_text()) if options.only and options.output.exists() else {}
    if filling:
        seen["filling"] = filling
    # What was seen is written after each part: a run that is cut short is not lost.
    for name, part in [
        ("readers", lambda: readers(cases, ours, theirs, processes, watch, options)),
        ("change", lambda: [change(side, ours, theirs, found["places"][0]["key"], number) for number in range(1, 4) for side in SIDES]),
        ("pdf", lambda: papers(ours, theirs, processes, watch)),
    ]:
        if not options.only or name in options.only:
            began = os.getloadavg()[0]
            seen[name] = {"seen": part(), **facts(options, theirs), "load": [began, os.getloadavg()[0]]}
            options.output.write_text(json.dumps(seen, ensure_ascii=False, indent=1) + "\n")
    watch.stop()
    return seen


def readers(cases: list[dict], ours: Ours, theirs: Theirs, processes: Processes, watch: memory.MemoryWatch, options) -> dict:
    idle = peaks(watch)
    sizes = {case["name"]: {side: load.sizes(base(side, ours, theirs), case[side][:5]) for side in SIDES if case[side]} for case in cases}
    return {"sizes": sizes, "runs": rounds(cases, ours, theirs, processes, options.rounds), "idle": idle, "memory": peaks(watch)}


def papers(ours: Ours, theirs: Theirs, processes: Processes, watch: memory.MemoryWatch) -> dict:
    """Theirs first: our press gives way to everything else on the machine."""
    return {"documents": [pdf(side, language, ours, theirs, processes) for language in ["fr", "ar"] for side in reversed(SIDES)], "memory": peaks(watch)}


def make_cases(ours: Ours, theirs: Theirs, described: list[dict]) -> list[dict]:
    """What is asked: the addresses that are asked in turn, and how many of them make one answer of that kind."""
    keys = [one["key"] for one in described]
    lists = ours.list_paths(LANGUAGE, PLACES)
    some = keys[::10]
    return [
        {"name": "list", "connections": [1, 8], "ours": lists, "parts": len(lists), "theirs": [theirs.list_path(LANGUAGE)]},
        {"name": "list, not compressed", "connections": [1, 8], "ours": lists, "parts": len(lists), "theirs": [], "gzip": False},
        {"name": "one", "connections": [1, 8], "ours": [f"/api/v1/services/{key}?lang={LANGUAGE}" for key in some], "parts": 1,
         "theirs": theirs.page_paths(LANGUAGE, some)},
        {"name": "search", "connections": [8], "ours": [f"/api/v1/services?lang={LANGUAGE}&q={word}" for word in ["douche", "repas", "avocat"]],
         "parts": 1, "theirs": []},
        {"name": "page", "connections": [8], "ours": [f"/{LANGUAGE}/services/{key}" for key in some], "parts": 1, "theirs": []},
    ]


def check(case: dict, described: list[dict], ours: Ours, theirs: Theirs) -> None:
    """Both lists hold the same places, or nothing is compared."""
    wanted = sorted(one["texts"][LANGUAGE]["name"] for one in described)
    own = sorted(item["name"] for path in case["ours"] for item in load.document(ours.base, path)["items"])
    other = sorted(item["title"] for item in load.document(theirs.base, case["theirs"][0]))
    for name, names in [("our list", own), ("their list", other)]:
        if names != wanted:
            raise Trouble(f"{name} holds {len(names)} places; {len(set(names) ^ set(wanted))} names differ from the {len(wanted)} that it should hold")


def rounds(cases: list[dict], ours: Ours, theirs: Theirs, processes: Processes, count: int) -> list[dict]:
    """Ours, theirs, ours, theirs …; the first round warms up and is not kept."""
    runs = []
    for number in range(count + 1):
        say(f"round {number} of {count}" if number else "warming up")
        for case in cases:
            for connections in case["connections"]:
                for side in SIDES:
                    if not case[side]:
                        continue
                    before = spent.seconds(processes, PROCESSES[side])
                    if side == "ours":
                        one = load.drive(ours.base, case[side], connections, SECONDS[side], case.get("gzip", True))
                    else:
                        one = load.drive_slow(theirs.base, case[side], connections, SECONDS[side] if number else 1)
                    if number:
                        parts = case["parts"] if side == "ours" else 1
                        cost = (spent.seconds(processes, PROCESSES[side]) - before) / one["requests"] * parts
                        runs.append({"round": number, "case": case["name"], "side": side, **one, "answers": one["rate"] / parts,
                                     "processor": cost * 1000, "load": os.getloadavg()[0]})
    return runs


def change(side: str, ours: Ours, theirs: Theirs, key: str, number: int) -> dict:
    """Seconds from the writing of a change to the first answer that has it; the place is asked again as soon as it answered."""
    program = {"ours": ours, "theirs": theirs}[side]
    path = {"ours": f"/api/v1/services/{key}?lang={LANGUAGE}", "theirs": theirs.page_paths(LANGUAGE, [key])[0]}[side]
    answers: list[tuple[float, str]] = []
    ending = threading.Event()

    def look() -> None:
        while not ending.is_set():
            said = json.dumps(load.document(program.base, path), ensure_ascii=False)
            answers.append((time.time(), said))
            time.sleep(0.01)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    written, words = program.change(key, number)
    end = time.time() + 30
    while time.time() < end and not (answers and words in answers[-1][1]):
        time.sleep(0.02)
    ending.set()
    thread.join()
    first = next((moment for moment, said in answers if words in said), None)
    if first is None:
        raise Trouble(f"the change was not seen within half a minute ({side})")
    return {"side": side, "seconds": max(0, first - written)}


def pdf(side: str, language: str, ours: Ours, theirs: Theirs, processes: Processes) -> dict:
    say(f"PDF in {language}, {side}")
    if side == "ours":
        return {"side": side, "language": language, **ours.booklet(language)}
    theirs.clear_pdf()
    before = spent.seconds(processes, PROCESSES[side])
    made = theirs.pdf(language)
    return {"side": side, "language": language, **made, "processor": spent.seconds(processes, PROCESSES[side]) - before,
            "pages": pages(made["file"])}


def pages(file: str) -> int | None:
    """Of the PDF at that path, where poppler's `pdfinfo` is installed."""
    if not shutil.which("pdfinfo"):
        return None
    lines = subprocess.run(["pdfinfo", file], capture_output=True, text=True).stdout.splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pages:")), None)


def peaks(watch: memory.MemoryWatch) -> dict:
    """Megabytes of each program with its children, pages that they share counted once; what was greatest until now."""
    watch.look()
    return {name: round(seen["share"] / 1024) for name, seen in watch.peaks.items()}


def facts(options, theirs: Theirs) -> dict:
    commit = subprocess.run(["git", "-C", options.program.parent, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), "machine": report.machine()[0], "commit": commit,
        "version": theirs.version(), "workers": options.workers, "places": PLACES, "languages": len(places.LANGUAGES), "rounds": options.rounds,
        "seconds": SECONDS}


def base(side: str, ours: Ours, theirs: Theirs) -> str:
    return {"ours": ours, "theirs": theirs}[side].base


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def say(words: str) -> None:
    print(f"== {words}", file=sys.stderr, flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("program", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=4, help="of gunicorn; two for each processor is usual")
    parser.add_argument("--only", action="append", choices=["readers", "change", "pdf"])
    return parser.parse_args()


main()
