"""How a list differs from another: what is new on it, what is gone, what has another time, purpose or place in the order.

Entries are told by their case, or by how their number is written where the case is not known. Of those on both lists as few as
can be are called reordered: the longest run that kept its order stands still.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list: what tells it from others, and what may change about it."""

    key: str
    serial: int
    time: str | None = None
    purpose: str | None = None
    hearing_id: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that differs: how it was, and how it is (None: it was not, or is not, there)."""

    kind: str
    before: Entry | None
    after: Entry | None

    @property
    def key(self) -> str:
        """Give what tells the entry from others."""
        return (self.after or self.before or Entry("", 0)).key

    def to_data(self) -> dict[str, Any]:
        """Give it as it is answered."""
        entry = self.after or self.before
        told = {"kind": self.kind, "key": self.key, "hearing_id": entry.hearing_id if entry else None}
        for name in ("serial", "time", "purpose"):
            told[f"{name}_before"] = getattr(self.before, name) if self.before else None
            told[f"{name}_after"] = getattr(self.after, name) if self.after else None
        return told


def find_changes(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    """Give the changes, in the order of the newer list; what is gone comes last, in the order of the older one."""
    was, now = _by_key(before), _by_key(after)
    common = [key for key in now if key in was]
    still = _keep_order([was[key].serial for key in common])
    unmoved = {common[place] for place in still}
    changes = [Change("added", None, entry) for key, entry in now.items() if key not in was]
    for key in common:
        old, new = was[key], now[key]
        changes += [
            Change(kind, old, new)
            for kind, is_so in (
                ("moved", old.time != new.time),
                ("purpose_changed", old.purpose != new.purpose),
                ("reordered", key not in unmoved),
            )
            if is_so
        ]
    changes.sort(key=lambda change: change.after.serial if change.after else 0)
    return changes + [Change("gone", entry, None) for key, entry in was.items() if key not in now]


def _by_key(entries: Sequence[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: one.serial):
        found.setdefault(entry.key, entry)
    return found


def _keep_order(serials: Sequence[int]) -> list[int]:
    """Give the places of a longest run of rising serials."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for place, serial in enumerate(serials):
        at = bisect_left(ends, serial)
        ends[at:] = [serial]
        last[at:] = [place]
        before.append(last[at - 1] if at else None)
    run: list[int] = []
    place_or_none = last[-1] if last else None
    while place_or_none is not None:
        run.append(place_or_none)
        place_or_none = before[place_or_none]
    return run
