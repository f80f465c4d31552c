"""Whether a hearing is ripe: what it needs by its purpose, and whether that is in hand. It is shown and forbids nothing.

Which checks matter for which purpose is `ripeness.csv`, with the section each serves; what is said is `ripeness_sentences.csv`.
A check is ready, not ready, or unknown where nobody recorded what would tell. Only counts are said, nobody is named.
"""

from __future__ import annotations

import csv
import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

READY, NOT_READY, UNKNOWN = STATES = ("ready", "not_ready", "unknown")
SUBJECTS: Final = ("person", "accused")
PROCESSES: Final = ("summons", "bailable_warrant", "non_bailable_warrant", "notice", "production_order")
PROCESS_OUTCOMES: Final = ("issued", "served", "not_served")
PRODUCTION_ORDER: Final = "production_order"
# CrPC 265-C: the copies are supplied not later than seven days before the trial begins.
DAYS_WITH_COPIES: Final = 7

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class State:
    """What is known of one thing: its state, since which day, by which event."""

    subject_id: uuid.UUID
    state: str
    since_on: dt.date
    event: str
    event_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Process:
    """The last word on the process by which somebody is called to a hearing."""

    subject_kind: str
    subject_id: uuid.UUID
    process: str
    outcome: str
    happened_on: dt.date
    event_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Matter:
    """A hearing as ripeness sees it: its purpose and day, who is called, and what is known of its cases."""

    purpose: str
    day: dt.date
    called: frozenset[uuid.UUID] = frozenset()
    accused: frozenset[uuid.UUID] = frozenset()
    processes: Sequence[Process] = ()
    custody: Sequence[State] = ()
    laboratory: Sequence[State] = ()
    copies: Sequence[State] = ()
    is_filed: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: why, how many of how many, and the newest word it rests on."""

    reason: str
    ready: int = 0
    of: int = 0
    missing: int = 0
    since_on: dt.date | None = None
    event: str | None = None
    event_id: uuid.UUID | None = None
    ends_on: dt.date | None = None

    @property
    def open(self) -> int:
        """How many are neither ready nor without a word."""
        return self.of - self.ready - self.missing


@dataclass(frozen=True, slots=True)
class Finding:
    """A check as it is shown: its state, since when, by which event, with a sentence and the section it serves."""

    check: str
    state: str
    found: Found
    says: str
    says_ur: str
    source: str


def judge(matter: Matter) -> list[Finding]:
    """Give what a hearing needs by its purpose, and whether it is in hand; nothing where nothing is checked."""
    return [_describe(check, _CHECKS[check](matter), source) for check, source in NEEDS.get(matter.purpose, ())]


def sum_up(findings: Collection[Finding]) -> str | None:
    """Give a hearing's state: not ready where one check is, else unknown where one is; None where nothing is checked."""
    states = {finding.state for finding in findings}
    return next((state for state in (NOT_READY, UNKNOWN, READY) if state in states), None)


def witnesses_served(matter: Matter) -> Found:
    """Say whether all who are called were served for this day (CrPC 68 to 86)."""
    last = {process.subject_id: process for process in matter.processes if process.subject_kind == "person"}
    called = matter.called | last.keys()
    served = [process for process in last.values() if process.outcome == "served"]
    missing = len(called - last.keys())
    if not called:
        return Found("none_named")
    newest = [process for process in last.values() if process.outcome != "served"] or served
    reason = "all_served"
    if len(served) + missing < len(called):
        reason = "some_unserved"
    elif missing:
        reason = "some_unrecorded"
    return _by_process(Found(reason, len(served), len(called), missing), newest)


def laboratory_reports(matter: Matter) -> Found:
    """Say whether every laboratory that was asked has reported (CrPC 510)."""
    awaited = [state for state in matter.laboratory if state.state == "asked"]
    of = len(matter.laboratory)
    if not of:
        return Found("none_asked")
    return _by_state(
        Found("some_awaited" if awaited else "all_reported", of - len(awaited), of), awaited or matter.laboratory
    )


def accused_produced(matter: Matter) -> Found:
    """Say whether the prison has a production order, for this day, of each accused in custody; others come by themselves."""
    states = [state for state in matter.custody if state.state != "tried" and state.subject_id in matter.accused]
    held = [state for state in states if state.state == "in_custody"]
    if not states:
        return Found("none_known")
    if not held:
        absent = all(state.state == "absconding" for state in states)
        return _by_state(Found("all_abscond" if absent else "none_in_custody", of=len(states) if absent else 0), states)
    orders = {
        one.subject_id: one for one in matter.processes if one.process == PRODUCTION_ORDER and one.outcome == "served"
    }
    without = [state for state in held if state.subject_id not in orders]
    if without:
        return _by_state(Found("some_without_order", len(held) - len(without), len(held)), without)
    mine = [orders[state.subject_id] for state in held]
    return _by_process(Found("orders_in_hand", len(held), len(held)), mine)


def copies_supplied(matter: Matter) -> Found:
    """Say whether the accused had the copies seven days before (CrPC 265-C)."""
    noted = [state for state in matter.copies if state.state == "supplied"]
    if not noted:
        return Found("not_noted")
    last = max(noted, key=lambda state: state.since_on)
    ends_on = last.since_on + dt.timedelta(days=DAYS_WITH_COPIES)
    return _by_state(Found("in_time" if ends_on <= matter.day else "too_late", ends_on=ends_on), [last])


def report_filed(matter: Matter) -> Found:
    """Say whether a report lies before the court, upon which it can take cognizance (CrPC 190); a complaint needs none."""
    return Found("filed" if matter.is_filed else "not_filed")


def _is_order_in_hand(process: Process) -> bool:
    return process.process == PRODUCTION_ORDER and process.outcome == "served"


def _by_state(found: Found, states: Sequence[State]) -> Found:
    last = max(states, key=lambda state: (state.since_on, state.event_id))
    return _resting_on(found, last.since_on, last.event, last.event_id)


def _by_process(found: Found, processes: Sequence[Process]) -> Found:
    if not processes:
        return found
    last = max(processes, key=lambda process: (process.happened_on, process.event_id))
    return _resting_on(found, last.happened_on, "process_recorded", last.event_id)


def _resting_on(found: Found, on: dt.date, event: str, event_id: uuid.UUID) -> Found:
    return Found(found.reason, found.ready, found.of, found.missing, on, event, event_id, found.ends_on)


def _describe(check: str, found: Found, source: str) -> Finding:
    state, says, says_ur = SENTENCES[check, found.reason]
    counts = {
        "ready": found.ready,
        "of": found.of,
        "open": found.open,
        "missing": found.missing,
        "ends_on": found.ends_on,
    }
    return Finding(check, state, found, says.format(**counts), says_ur.format(**counts), source)


def _read(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_needs() -> Mapping[str, tuple[tuple[str, str], ...]]:
    rows = _read("ripeness.csv")
    return {
        row["purpose"]: tuple((one["check"], one["source"]) for one in rows if one["purpose"] == row["purpose"])
        for row in rows
    }


_CHECKS: Final = {
    "witnesses_served": witnesses_served, "laboratory_reports": laboratory_reports,
    "accused_produced": accused_produced, "copies_supplied": copies_supplied, "report_filed": report_filed,
}  # fmt: skip
CHECKS: Final = tuple(_CHECKS)
NEEDS: Final = _read_needs()
SENTENCES: Final = {
    (row["check"], row["reason"]): (row["state"], row["says"], row["says_ur"])
    for row in _read("ripeness_sentences.csv")
}
