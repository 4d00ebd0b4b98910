"""What each process holds in memory, looked at once a second."""

import pathlib
import threading


class MemoryWatch:
    def __init__(self, processes):
        self.processes = processes
        self.peaks: dict[str, dict[str, int]] = {}
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ending.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ending.wait(1):
            self.look()

    def look(self) -> None:
        """Keeps the greatest: the process itself, and its share of all with its children (shared pages counted once)."""
        for name, pid in self.processes.pids().items():
            family = [pid, *children(pid)]
            seen = {"own": resident(pid), "share": sum(map(proportional, family)), "count": len(family)}
            known = self.peaks.setdefault(name, {})
            for what, value in seen.items():
                known[what] = max(known.get(what, 0), value)


def children(pid: int) -> list[int]:
    found = []
    for path in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(word) for word in path.read_text().split()]
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    return _kilobytes(f"/proc/{pid}/status", "VmRSS:")


def proportional(pid: int) -> int:
    return _kilobytes(f"/proc/{pid}/smaps_rollup", "Pss:")


def _kilobytes(path: str, label: str) -> int:
    try:
        for line in pathlib.Path(path).read_text().splitlines():
            if line.startswith(label):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
