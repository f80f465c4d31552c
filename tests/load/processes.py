"""CPU time of process trees, such that no process is too short-lived to be counted.

The time of a tree is the user and system time of every living process in it plus what each has inherited from children
that ended (the kernel adds a reaped child's whole time to its parent). So it never falls, and a backend or worker that came
and went between two looks is in the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a side: the processes under `roots`; living ones for which `counts` says no are left out."""

    roots: tuple[int, ...]
    counts: Callable[[psutil.Process], bool] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a part: the whole trees' time, and the time of each living process."""

    whole: float
    living: dict[int, float]
    left_out: frozenset[int]


def look(part: Part) -> Look:
    """Look at a part's processes now."""
    living: dict[int, float] = {}
    left_out: set[int] = set()
    for root in part.roots:
        for process in _tree(root):
            try:
                living[process.pid] = _seconds(process)
                if part.counts is not None and not part.counts(process):
                    left_out.add(process.pid)
            except psutil.NoSuchProcess:
                continue
    return Look(sum(living.values()), living, frozenset(left_out))


def used(before: Look, after: Look) -> float:
    """Give the CPU seconds that the part's processes used between two looks."""
    elsewhere = sum(after.living[pid] - before.living.get(pid, 0.0) for pid in after.left_out)
    return max(0.0, after.whole - before.whole - elsewhere)


def look_at(parts: Mapping[str, Part]) -> dict[str, Look]:
    """Look at several parts, one right after the other."""
    return {name: look(part) for name, part in parts.items()}


def used_by(before: Mapping[str, Look], after: Mapping[str, Look]) -> dict[str, float]:
    """Give the CPU seconds of each part between two looks at all of them."""
    return {name: used(before[name], after[name]) for name in before}


def _tree(root: int) -> list[psutil.Process]:
    try:
        top = psutil.Process(root)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)
