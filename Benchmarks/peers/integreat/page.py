"""Makes Benchmarks/results/integreat.md of what measure.py saw.

    page.py SEEN.json PAGE.md
"""

import json
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "Benchmarks/Cluster"))

from report import table  # noqa: E402

NAMES = {
    "list": "list of {places} places", "list, not compressed": "the same without gzip", "one": "one place",
    "search": "search by a word", "page": "page of a place (HTML)",
}


def main(source: str, target: str) -> None:
    seen = json.loads(pathlib.Path(source).read_text())
    lines = head(seen["readers"])
    lines += throughput(seen["readers"]["seen"]["runs"], seen["readers"]) + bytes_sent(seen["readers"]["seen"]["sizes"])
    lines += memory(seen)
    if "change" in seen:
        lines += changes(seen["change"]["seen"])
    lines += paper(seen["pdf"]) if "pdf" in seen else ["## The whole city as PDF", "", "Not measured in this run: `ONLY=pdf Benchmarks/run-integreat.sh`.", ""]
    lines += limits(seen["readers"])
    pathlib.Path(target).write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def head(facts: dict) -> list[str]:
    return [
        "# Beside Integreat CMS", "",
        f"Made by `Benchmarks/run-integreat.sh` on {facts['date']}: {facts['machine']}; this program at {facts['commit']} (release build), "
        f"Integreat CMS {facts['version']} from its package. Load average of the machine before and after: {loads(facts)}.", "",
        f"Both hold the same {facts['places']} services of Paris in {facts['languages']} languages (what the city has not translated is French in both). "
        f"They are measured in turn in one run: a round that warms up, then {facts['rounds']} rounds of ours, theirs, ours, theirs …, "
        f"{facts['seconds']['ours']} and {facts['seconds']['theirs']} seconds each and as long as it takes to have every answer of theirs. A figure is the median of the rounds, "
        "a ratio the median of the rounds' ratios with the smallest and the largest. Readers ask without a pause, on the machine that answers.", ""]


def loads(facts: dict) -> str:
    return ", ".join(f"{load:.1f}" for load in facts["load"])


def throughput(runs: list[dict], facts: dict) -> list[str]:
    rows = []
    for case, connections in dict.fromkeys((one["case"], one["connections"]) for one in runs):
        ours, theirs = of(runs, case, connections, "ours"), of(runs, case, connections, "theirs")
        parts = round(ours[0]["rate"] / ours[0]["answers"])
        whole = [{**one, "p50": one["p50"] * parts, "p95": one["p95"] * parts} for one in ours]
        rows.append([
            NAMES[case].format(**facts), connections, told(ours, "answers"), told(theirs, "answers"), ratio(ours, theirs, "answers"),
            told(whole, "p50"), told(whole, "p95"), told(theirs, "p50"), told(theirs, "p95"), ratio(theirs, whole, "p95"),
            told(ours, "processor"), told(theirs, "processor"), ratio(theirs, ours, "processor")])
    return ["## Answers a second, and the wait for one", ""] + table(
        ["", "readers", "ours a second", "theirs a second", "times as many", "ours p50 ms", "p95 ms", "theirs p50 ms", "p95 ms", "p95 times shorter",
         "ours, processor ms", "theirs", "times less"], rows) + [
        "", "Our API gives a hundred places a page: a list is five requests in a row, and its wait is given as five times that of one of them. "
        "Processor time is that of the program, its database and its cache for one answer; a busy machine changes it least.", ""]


def bytes_sent(sizes: dict) -> list[str]:
    rows = []
    for case, sides in sizes.items():
        if case == "list, not compressed":
            continue
        for side, sent in sides.items():
            count = 1 if case == "list" else 5 if case != "search" else 3
            rows.append([NAMES[case].format(places=500), side] + [number(sent[name] / 1000 / count) for name in ["sent", "plain"]])
    return ["## Kilobytes of an answer", ""] + table(["", "", "on the wire", "before gzip"], rows, left=2) + [""]


def paper(facts: dict) -> list[str]:
    documents, rows = facts["seen"]["documents"], []
    for language in dict.fromkeys(one["language"] for one in documents):
        ours, theirs = (next(one for one in documents if one["language"] == language and one["side"] == side) for side in ("ours", "theirs"))
        rows.append([language, number(ours["seconds"]), number(theirs["seconds"]), f"**{theirs['seconds'] / ours['seconds']:.1f}**",
                     number(ours["processor"]), number(theirs["processor"]), f"**{theirs['processor'] / ours['processor']:.1f}**", ours["pages"],
                     theirs["pages"] or "?", f"{ours['bytes'] / 1000:.0f}", f"{theirs['bytes'] / 1000:.0f}"])
    return ["## The whole city as PDF", ""] + table(
        ["language", "ours s", "theirs s", "times shorter", "ours, processor s", "theirs", "times less", "our pages (A5)", "their pages (A4)", "our kB", "their kB"],
        rows) + [
        "", f"Once each, on {facts['date']}, load average before and after: {loads(facts)}. Ours is the booklet with a pictogram and a code to the live page for each service; theirs is "
        "the export of pages, each place a page with its description, address, hours, telephone. Theirs keeps a document that was made until a page changes.", ""]


def memory(seen: dict) -> list[str]:
    workers = seen["readers"]["workers"]
    rows = []
    for words, peaks in [("after the first list", seen["readers"]["seen"]["idle"]), ("after the readers", seen["readers"]["seen"]["memory"])]:
        ours, theirs = peaks["villerefuge"], sum(peaks[name] for name in ["gunicorn", "primary", "redis"])
        rows.append([words, ours, theirs, f"**{theirs / ours:.1f}**", f"gunicorn with {workers} workers {peaks['gunicorn']}, PostgreSQL {peaks['primary']}, Redis {peaks['redis']}"])
    lines = ["## Memory, MB at most", ""] + table(["", "ours", "theirs", "times less", "of which"], rows) + [
        "", "Looked at once a second, shared pages counted once. Ours holds all 24 languages."]
    if "pdf" in seen:
        printed = max(one["memory"] for one in seen["pdf"]["seen"]["documents"] if one["side"] == "ours")
        lines[-1] += (f" Making the PDF, the largest process of ours (a command of its own) takes {printed:.0f} MB, their server with all workers "
                      f"{seen['pdf']['seen']['memory']['gunicorn']}.")
    return lines + [""]


def changes(changes: list[dict]) -> list[str]:
    ours, theirs = (", ".join(f"{one['seconds']:.2f}" for one in changes if one["side"] == side) for side in ("ours", "theirs"))
    return ["## A change is seen", "",
            f"Seconds from the writing of a change to the first answer that has it: ours {ours}; theirs {theirs}. Ours asks once in 0.8 seconds whether something changed and then "
            "publishes the whole city anew, which is what makes reading cheap; theirs forgets in Redis what belonged to the page and asks its database again.", ""]


def limits(facts: dict) -> list[str]:
    return [
        "## What is not comparable", "",
        "- Integreat is a content system with an editor, translation by machines, push messages and analytics, which this program lacks or does otherwise. Its app loads "
        "lists once and searches in the phone, so its API has no search, and its public pages are another program (integreat-webapp): no peer for these two rows.",
        "- Its API has no address for one place: “one place” is the page with the same text, through `page/?url=`.",
        "- Its list says of each place its address in the nineteen other languages, its content twice (with and without marks) and its hours day by day; ours says needs, publics, "
        "conditions, sources, whether it is open now and until when, and hours as one expression.",
        f"- Theirs as its makers recommend: PostgreSQL with its default settings, Redis by socket with the cache of queries, DEBUG off; {facts['workers']} workers of gunicorn "
        "stand for their Apache with mod_wsgi. A cache of whole answers in the web server, which its makers have spoken of, is in neither.",
        "- Ours runs as one process with SQLite and has 24 languages loaded. Its booklet holds its own services and not the 52 toilets of open data that fill the list up to 500.",
        "- Ours is asked by `wrk`; theirs by a client that waits for every answer, because requests left unanswered would burden what is measured next.",
        "- On a machine that others use absolute figures are worth little; both sides had the same.", "",
        "Nothing of Integreat's source (Apache 2.0) is in this repository: it is installed, filled through its models and asked through its API "
        "([peers/integreat](../peers/integreat)).", "",
        "Again: `Benchmarks/run-integreat.sh`; `PROGRAM` names another build, `ROUNDS` and `WORKERS` other numbers, `ONLY=pdf` a part."]


def of(runs: list[dict], case: str, connections: int, side: str) -> list[dict]:
    return [one for one in runs if (one["case"], one["connections"], one["side"]) == (case, connections, side)]


def told(runs: list[dict], name: str) -> str:
    return number(statistics.median(one[name] for one in runs)) if runs else "none"


def ratio(above: list[dict], below: list[dict], name: str) -> str:
    """Round by round: the middle, the smallest and the largest."""
    if not above or not below:
        return ""
    found = [a[name] / b[name] for a, b in zip(above, below)]
    return f"**{number(statistics.median(found))}** ({number(min(found))}–{number(max(found))})"


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


main(*sys.argv[1:])
