"""The page that the run leaves behind."""

import collections
import datetime
import os
import pathlib
import platform

import figures


def machine() -> list[str]:
    """Facts of the machine; not its name."""
    model = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory = next(int(line.split()[1]) for line in pathlib.Path("/proc/meminfo").read_text().splitlines()
                  if line.startswith("MemTotal"))
    system = next((line.split("=", 1)[1].strip('"') for line in pathlib.Path("/etc/os-release").read_text().splitlines()
                   if line.startswith("PRETTY_NAME")), "Linux")
    return [f"{os.cpu_count()} cores ({model}), {memory / (1 << 20):.0f} GB of memory, {system}"]


def table(head: list[str], rows: list[list], left: int = 1) -> list[str]:
    marks = ["---"] * left + ["---:"] * (len(head) - left)
    return ["| " + " | ".join(head) + " |", "| " + " | ".join(marks) + " |",
            *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)]


def text(run) -> str:
    """`run` has what was seen: facts, phases, traffic, fates, hostile, memory, privacy."""
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    lines = [
        "# The failure run", "",
        f"Made by `make cluster` on {date}. Everything ran on one machine, the visitors too: {'; '.join(machine() + run.facts)}.", "",
        f"Readers came {run.traffic.reads:.0f} times a second, writers {run.traffic.writes:.0f} times a second, whatever the answers, "
        "over TLS through nginx. A time runs from the moment the visitor came to the end of the answer. A writer who got no "
        "good answer sent the same form again after a quarter of a second.", "",
        "## No acknowledged write was lost" if all(fate.is_good for fate in run.fates.values()) else "## WRITES WERE LOST OR DOUBLED", ""]
    lines += table(
        ["", "acknowledged", "found once", "lost", "doubled", "sent more than once", "never acknowledged", "of these, kept"],
        [[name, fate.acknowledged, fate.acknowledged - len(fate.lost), len(fate.lost), len(fate.doubled), fate.again,
          fate.unacknowledged, fate.kept_all_the_same] for name, fate in run.fates.items()])
    lines += ["", "## Phase by phase", "",
              "“Longest wait” is the longest time without one good answer to anybody.", ""]
    for kind, name in [("reader", "Readers"), ("writer", "Writers")]:
        rows = []
        for phase in run.phases:
            seen = figures.tally(run.traffic.attempts, kind, phase)
            rows.append([phase.name, f"{phase.seconds:.0f}", seen.count, seen.failed, f"{seen.p50:.1f}", f"{seen.p99:.1f}", f"{seen.outage:.2f}"])
        lines += table([name, "seconds", "requests", "failed", "p50 ms", "p99 ms", "longest wait s"], rows) + [""]
    lines += ["## What failed", ""]
    rows = []
    for phase in run.phases:
        for kind in ["reader", "writer"]:
            for outcome, count in sorted(figures.tally(run.traffic.attempts, kind, phase).kinds.items()):
                rows.append([phase.name, kind, outcome, count])
    lines += table(["phase", "who", "what they got", "times"], rows, left=3) if rows else ["Nothing."]
    total = collections.Counter((attempt.kind, attempt.is_good) for attempt in run.traffic.attempts)
    for kind in ["reader", "writer"]:
        good, bad = total[kind, True], total[kind, False]
        lines += ["", f"In all, {bad} of {good + bad} requests of {kind}s failed ({100 * bad / max(1, good + bad):.2f} %)."]
    lines += ["", "## Clients that mean harm, or have a very bad network", ""]
    lines += table(["what they do", "what they get"], run.hostile, left=2)
    lines += ["", "## Memory", "",
              "Greatest seen, once a second. “Itself” is the resident memory of the process that was started. “With its children” counts "
              "each page that they share once.", ""]
    lines += table(["process", "itself MB", "with its children MB", "processes"], [
        [name, f"{seen['own'] / 1024:.0f}", f"{seen['share'] / 1024:.0f}", seen["count"]] for name, seen in run.memory.items()])
    lines += ["", "## Sizes and times", ""]
    lines += table(["what", "how much"], run.sizes)
    lines += ["", "## What the logs hold", "", run.privacy, ""]
    return "\n".join(lines)
