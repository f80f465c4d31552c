"""Free times between what is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from services.scheduling.rules.sitting import Span


def free_spans(openings: Iterable[Span], busy: Iterable[Span]) -> Iterator[Span]:
    """Give what is left of the openings when what is busy is taken out; spans are half-open."""
    taken = sorted(busy)
    for opens, closes in sorted(openings):
        at = opens
        for start, end in taken:
            if end <= at or start >= closes:
                continue
            if start > at:
                yield at, start
            at = max(at, end)
        if at < closes:
            yield at, closes


def free_slots(openings: Iterable[Span], busy: Iterable[Span], length: dt.timedelta) -> Iterator[Span]:
    """Give times of a length, back to back, in what is free; every one lies in one opening and touches nothing busy."""
    if length <= dt.timedelta():
        raise ValueError("a time needs a length")
    for start, end in free_spans(openings, busy):
        at = start
        while at + length <= end:
            yield at, at + length
            at += length


def untouched(openings: Iterable[Span], busy: Iterable[Span], *, most: int) -> list[Span]:
    """Give the first openings of which nothing is busy."""
    taken = list(busy)
    free = (one for one in sorted(openings) if not any(start < one[1] and one[0] < end for start, end in taken))
    return list(islice(free, most))
