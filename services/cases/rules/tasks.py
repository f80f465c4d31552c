"""Work that somebody has to do by a day: its three dates, the groups of a work list, and who may hold it.

A task is remembered on `remind_on`, has to be done by `due_on`, and goes up to whoever manages the team on `escalate_on`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

HOLDERS: Final = ("person", "team", "pool")
GROUPS: Final = ("critically_overdue", "overdue", "due_soon", "not_due_yet")
SOURCES: Final = ("hand", "checklist", "clock", "adjournments", "leave", "court_abolished")
TASK_STATES: Final = ("open", "done", "cancelled")
TASK_STEPS: Final = (
    "made", "taken", "given_back", "reassigned", "handed_over", "changed", "done", "cancelled", "ended_by_clock",
)  # fmt: skip
TELLINGS: Final = ("reminder", "due", "escalation")
ADDRESSEES: Final = ("prosecution", "police", "defence", "laboratory", "prison", "other")
DIRECTION_STATES: Final = ("open", "complied", "withdrawn")
REMIND_BEFORE: Final = dt.timedelta(days=2)
ESCALATE_AFTER: Final = dt.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Dates:
    """When a task is remembered, due and escalated."""

    remind_on: dt.date
    due_on: dt.date
    escalate_on: dt.date


def fill_dates(due_on: dt.date, remind_on: dt.date | None = None, escalate_on: dt.date | None = None) -> Dates:
    """Give a task's dates, with those left out where the platform puts them."""
    return Dates(
        remind_on=due_on - REMIND_BEFORE if remind_on is None else remind_on,
        due_on=due_on,
        escalate_on=due_on + ESCALATE_AFTER if escalate_on is None else escalate_on,
    )


def find_wrong_dates(dates: Dates) -> dict[str, list[str]]:
    """Say which dates are out of order, by field."""
    wrong: dict[str, list[str]] = {}
    if dates.remind_on > dates.due_on:
        wrong["remind_on"] = [f"Remind on {dates.due_on.isoformat()} or before."]
    if dates.escalate_on <= dates.due_on:
        wrong["escalate_on"] = [f"Escalate after {dates.due_on.isoformat()}, the day it is due."]
    return wrong


def group_of(dates: Dates, today: dt.date) -> str:
    """Give the group of a work list that an open task belongs to: each task is in exactly one."""
    if today >= dates.escalate_on:
        return "critically_overdue"
    if today > dates.due_on:
        return "overdue"
    return "due_soon" if today >= dates.remind_on else "not_due_yet"


def find_telling(dates: Dates, today: dt.date) -> tuple[str | None, dt.date | None]:
    """Say what is to be told of an open task today, the most pressing alone, and on which day there is more to tell."""
    moments = tuple(zip(TELLINGS, (dates.remind_on, dates.due_on, dates.escalate_on), strict=True))
    reached = [what for what, day in moments if day <= today]
    coming = [day for _, day in moments if day > today]
    return (reached[-1] if reached else None), (min(coming) if coming else None)


def first_telling_on(dates: Dates, today: dt.date) -> dt.date | None:
    """Give the first day on which a task made today is told of again: its making is told by itself."""
    return find_telling(dates, today)[1]
