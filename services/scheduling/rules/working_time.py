"""When a prosecutor cannot work, told from his week as agreed, and spans put in order.

A pattern is a timetable of a person: of several that cover a day the one recorded last holds. On a day that no pattern covers
he works at any time, since nobody has said otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from services.scheduling.rules.availability import Span
from services.scheduling.rules.days import days_from, instant_at, span_of
from services.scheduling.rules.sitting import Timetable


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give spans in order, those that touch or overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def off_hours(patterns: Sequence[Timetable], first: dt.date, last: dt.date) -> list[Span]:
    """Give the spans, from first to last, both counted, that lie outside the pattern that holds on their day."""
    spans: list[Span] = []
    for day in days_from(first, last):
        holding = [pattern for pattern in patterns if pattern.covers(day)]
        if not holding:
            continue
        midnight, next_midnight = span_of(day, day)
        hours = holding[-1].hours.get(day.isoweekday())
        if hours is None:
            spans.append((midnight, next_midnight))
            continue
        before, after = (midnight, instant_at(day, hours.opens)), (instant_at(day, hours.closes), next_midnight)
        spans.extend(span for span in (before, after) if span[0] < span[1])
    return spans


def days_outside(
    begins: dt.date | None, ends: dt.date | None, first: dt.date, last: dt.date
) -> list[tuple[dt.date, dt.date]]:
    """Give the ranges of days, within first to last, that lie before something begins or after it ends."""
    ranges = []
    if begins is not None and begins > first:
        ranges.append((first, min(last, begins - dt.timedelta(days=1))))
    if ends is not None and ends < last:
        ranges.append((max(first, ends + dt.timedelta(days=1)), last))
    return ranges
