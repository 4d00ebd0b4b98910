"""From single requests to figures: by phase, by kind of failure, the longest outage, and what became of every write."""

import collections
import dataclasses


@dataclasses.dataclass
class Phase:
    name: str
    began: float
    ended: float = 0.0

    @property
    def seconds(self) -> float:
        return self.ended - self.began


@dataclasses.dataclass
class Tally:
    """One kind of visitor in one phase. Times in milliseconds, the outage in seconds."""
    count: int
    failed: int
    p50: float
    p99: float
    outage: float
    kinds: collections.Counter


def quantile(values: list[float], share: float) -> float:
    """The smallest value that is not exceeded by that share of them; zero when there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def tally(attempts: list, kind: str, phase: Phase) -> Tally:
    """A request belongs to the phase in which its visitor came."""
    mine = [attempt for attempt in attempts if attempt.kind == kind and phase.began <= attempt.due < phase.ended]
    bad = [attempt for attempt in mine if not attempt.is_good]
    times = [(attempt.ended - attempt.due) * 1000 for attempt in mine]
    return Tally(
        len(mine), len(bad), quantile(times, 0.5), quantile(times, 0.99), outage(attempts, kind, phase),
        collections.Counter(attempt.outcome for attempt in bad))


def outage(attempts: list, kind: str, phase: Phase) -> float:
    """The longest time without one good answer; it belongs to the phase that has its middle."""
    moments = sorted(attempt.ended for attempt in attempts if attempt.kind == kind and attempt.is_good)
    gaps = [later - earlier for earlier, later in zip(moments, moments[1:]) if phase.began <= (earlier + later) / 2 < phase.ended]
    return max(gaps, default=phase.seconds)


@dataclasses.dataclass
class Fate:
    """What became of the writes."""
    acknowledged: int
    lost: list[str]
    doubled: list[str]
    unacknowledged: int
    kept_all_the_same: int
    strangers: int
    again: int

    @property
    def is_good(self) -> bool:
        return not self.lost and not self.doubled and not self.strangers


def fate(submissions: list, rows: list[str], acknowledged: list | None = None) -> Fate:
    """Compares what was acknowledged (when the rows were asked for) with the ids of the rows of the database.

    A report that was kept twice under another id is a stranger: visitors chose every id that there may be.
    """
    kept = collections.Counter(rows)
    ids = set(rows)
    unacknowledged = []
    if acknowledged is None:
        acknowledged = [one for one in submissions if one.acknowledged is not None]
        unacknowledged = [one for one in submissions if one.acknowledged is None]
    return Fate(
        acknowledged=len(acknowledged),
        lost=[one.id for one in acknowledged if one.id not in ids],
        doubled=[one.id for one in submissions if kept[one.id] > 1],
        unacknowledged=len(unacknowledged),
        kept_all_the_same=sum(1 for one in unacknowledged if one.id in ids),
        strangers=len(ids - {one.id for one in submissions}),
        again=sum(1 for one in submissions if one.tries > 1))
