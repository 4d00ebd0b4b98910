"""Processor time that a program and its children have taken, ended children included: what a busy machine does not change much."""

import os
import pathlib

from memory import children

TICKS = os.sysconf("SC_CLK_TCK")


def seconds(processes, names: list[str]) -> float:
    pids = processes.pids()
    family = [pid for name in names for pid in (pids[name], *children(pids[name]))]
    return sum(map(_ticks, family)) / TICKS


def _ticks(pid: int) -> int:
    try:
        # After the name, which may hold blanks: user, system, and the same of the children that were waited for.
        return sum(map(int, pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:15]))
    except OSError:
        return 0
