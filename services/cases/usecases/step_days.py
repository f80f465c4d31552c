"""Correct the day on which a step of a case was taken, where it was entered wrongly: the periods of law begin with these days.

Before: the step was recorded. Sets off: its row has the right day, the fact that clocks run by is superseded with the reason, and every
clock is computed anew. The day that was wrong stays in the superseded fact and in the history. What is corrected by an operation of
its own - a result, a remand, a fact that was entered by hand - is not corrected here.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.events import FactNoted
from services.cases.models import (
    AbsconderStep,
    Case,
    CaseFact,
    CourtNumber,
    CustodySpell,
    Report,
    Result,
    StageChange,
)
from services.cases.rules.absconding import find_missing_step, is_early
from services.cases.rules.facts import OF_CUSTODY, REPORT_RECEIVED
from services.cases.rules.stages import milestones_of_report
from services.cases.usecases import timing
from services.cases.usecases.people import find_accused
from services.cases.usecases.today import day_of, day_refused
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, invalid
from services.common.outbox import publish

_SPELL_OF: Final = {fact: state for state, fact in OF_CUSTODY.items()}
# The steps of the procedure that are taken with these, whose day goes with them.
_MOVES: Final = {
    "report_received": "receive_report", "report_returned": "return_report", "report_filed": "file_case",
    "case_decided": "decide_case",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which step of which day is wrong, and the day that is right."""

    step: str
    was_on: dt.date
    on: dt.date
    comply_by: dt.date | None
    accused_id: uuid.UUID | None
    report_id: uuid.UUID | None


def correct_step_day(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Put the day of a step right, with the reason."""
    case = open_case(session, actor, case_id, if_match)
    wanted = Wanted(
        body["step"], body["was_on"], day_of(body["happened_on"], "happened_on"), body["comply_by"], body["accused_id"],
        body["report_id"],
    )  # fmt: skip
    if wanted.on == wanted.was_on and wanted.comply_by is None:
        raise invalid("nothing_to_change", "Say the day that is right.", fields={"happened_on": ["This is the day."]})
    timing.require_facts(session, case)
    correct = _CORRECTIONS[wanted.step]
    correct(session, case, wanted)
    _move_stage(session, case, wanted)
    corrected = _correct_facts(session, actor, case, wanted, body["reason"])
    touch(case)
    told = FactNoted(
        case_id=case_id, fact_id=corrected, fact=wanted.step, happened_on=wanted.on, action="step_day_corrected"
    )
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "step_day_corrected", f"case:{case_id}", body["reason"], step=wanted.step, was_on=wanted.was_on,
        happened_on=wanted.on, accused_id=wanted.accused_id, report_id=wanted.report_id,
    )  # fmt: skip


def _correct_facts(session: Session, actor: Actor, case: Case, wanted: Wanted, why: str) -> uuid.UUID:
    """Supersede the facts of the step; what a report's receipt meets goes with it."""
    kinds = {wanted.step}
    if wanted.step == REPORT_RECEIVED:
        kinds |= milestones_of_report(session.get_one(Report, wanted.report_id).kind)
    stands = sa.select(CaseFact).where(
        CaseFact.case_id == case.id, CaseFact.superseded_at.is_(None), CaseFact.kind.in_(kinds),
        CaseFact.happened_on == wanted.was_on, CaseFact.accused_id.is_not_distinct_from(wanted.accused_id),
        CaseFact.report_id.is_not_distinct_from(wanted.report_id),
    )  # fmt: skip
    corrected: dict[str, uuid.UUID] = {}
    for fact in session.scalars(stands).all():
        given = wanted.comply_by or fact.given_on
        corrected[fact.kind] = timing.correct_fact(session, actor, case, fact, why, on=wanted.on, given=given)
    if wanted.step not in corrected:
        raise _no_such_step(wanted)
    return corrected[wanted.step]


def _correct_fir(_session: Session, case: Case, wanted: Wanted) -> None:
    if case.fir_on != wanted.was_on:
        raise _no_such_step(wanted)
    if wanted.on.year != case.fir_year:
        raise day_refused("happened_on", f"The FIR is one of {case.fir_year}.")
    _require_between(wanted, None, case.received_on)
    case.fir_on = wanted.on


def _correct_receipt(session: Session, case: Case, wanted: Wanted) -> None:
    report = _find_report(session, case, wanted, ("under_scrutiny", "returned", "filed"), "received_on")
    before = _neighbour(session, report, -1)
    _require_between(wanted, (before.settled_on if before else None) or case.fir_on, report.settled_on)
    due_on = timing.first_due(session, case, REPORT_RECEIVED, wanted.on)
    if due_on is None:
        raise day_refused("happened_on", "No law on scrutiny is known for this day.")
    report.received_on, report.due_on = wanted.on, due_on


def _correct_settling(session: Session, case: Case, wanted: Wanted) -> None:
    state = wanted.step.removeprefix("report_")
    report = _find_report(session, case, wanted, (state,), "settled_on")
    after = _neighbour(session, report, 1)
    _require_between(wanted, report.received_on, after.received_on if after else case.decided_on)
    if state == "returned":
        comply_by = wanted.comply_by or report.comply_by
        if comply_by is not None and comply_by < wanted.on:
            raise day_refused("comply_by", f"This cannot be before {wanted.on.isoformat()}.")
        report.comply_by = comply_by
    elif case.filed_on == wanted.was_on:
        _correct_filing(session, case, wanted)
    report.settled_on = wanted.on


def _correct_filing(session: Session, case: Case, wanted: Wanted) -> None:
    """The day the case came to court is that of its first number there too."""
    first = session.scalar(sa.select(CourtNumber).where(CourtNumber.case_id == case.id, CourtNumber.position == 1))
    results = sa.select(sa.func.min(Result.decided_on)).where(Result.case_id == case.id, Result.superseded_at.is_(None))
    _require_between(wanted, case.received_on, session.scalar(results))
    if first is not None and first.since_on == wanted.was_on:
        _require_between(wanted, None, first.until_on)
        first.since_on = wanted.on
    case.filed_on = wanted.on


def _correct_custody(session: Session, case: Case, wanted: Wanted) -> None:
    if wanted.accused_id is None:
        raise _about("accused_id", "Say whose custody this is.")
    accused = find_accused(session, case.id, wanted.accused_id)
    spells = session.scalars(
        sa.select(CustodySpell).where(CustodySpell.accused_id == accused.id).order_by(CustodySpell.since_on, CustodySpell.id)
    ).all()  # fmt: skip
    state = _SPELL_OF[wanted.step]
    place = next((at for at, one in enumerate(spells) if (one.state, one.since_on) == (state, wanted.was_on)), None)
    if place is None:
        raise _no_such_step(wanted)
    before = spells[place - 1] if place else None
    _require_between(wanted, before.since_on if before else None, spells[place].until_on)
    if before is not None:
        before.until_on = wanted.on
    spells[place].since_on = wanted.on


def _correct_decision(session: Session, case: Case, wanted: Wanted) -> None:
    if case.decided_on != wanted.was_on:
        raise _no_such_step(wanted)
    last = sa.select(sa.func.max(Result.decided_on)).where(Result.case_id == case.id, Result.superseded_at.is_(None))
    _require_between(wanted, session.scalar(last) or case.filed_on, None)
    case.decided_on = wanted.on


def _correct_proclamation(session: Session, case: Case, wanted: Wanted) -> None:
    if wanted.accused_id is None:
        raise _about("accused_id", "Say who was proclaimed.")
    of_accused = sa.select(CustodySpell.id).where(CustodySpell.accused_id == wanted.accused_id)
    steps = session.scalars(
        sa.select(AbsconderStep).where(AbsconderStep.case_id == case.id, AbsconderStep.custody_spell_id.in_(of_accused))
    ).all()
    one = next((row for row in steps if (row.step, row.taken_on) == (wanted.step, wanted.was_on)), None)
    if one is None:
        raise _no_such_step(wanted)
    same = [row for row in steps if row.custody_spell_id == one.custody_spell_id and row is not one]
    taken = {row.step: row.taken_on for row in same}
    later = min(
        (row.taken_on for row in same if row.taken_on >= one.taken_on and row.step != "warrant_issued"), default=None
    )
    if find_missing_step(wanted.step, taken, wanted.on) is not None:
        raise day_refused("happened_on", "The warrant comes before the proclamation.")
    _require_between(wanted, None, later)
    one.taken_on, taken[wanted.step] = wanted.on, wanted.on
    for row in same:
        row.is_early = is_early(row.step, taken, row.taken_on, is_terrorism=case.is_terrorism)


def _move_stage(session: Session, case: Case, wanted: Wanted) -> None:
    """Give the step that the procedure took with it the same day; it stays between those before and after."""
    changes = session.scalars(
        sa.select(StageChange).where(StageChange.case_id == case.id).order_by(StageChange.number)
    ).all()
    for place, change in enumerate(changes):
        if (change.step, change.taken_on) != (_MOVES.get(wanted.step), wanted.was_on):
            continue
        before = changes[place - 1].taken_on if place else None
        after = changes[place + 1].taken_on if place + 1 < len(changes) else None
        _require_between(wanted, before, after)
        change.taken_on = wanted.on


def _find_report(session: Session, case: Case, wanted: Wanted, states: tuple[str, ...], column: str) -> Report:
    if wanted.report_id is None:
        raise _about("report_id", "Say which report this is about.")
    report = session.get(Report, wanted.report_id)
    if report is None or report.case_id != case.id or report.state not in states:
        raise _no_such_step(wanted)
    if getattr(report, column) != wanted.was_on:
        raise _no_such_step(wanted)
    return report


def _neighbour(session: Session, report: Report, step: int) -> Report | None:
    return session.scalars(
        sa.select(Report).where(Report.case_id == report.case_id, Report.round == report.round + step)
    ).one_or_none()


def _require_between(wanted: Wanted, earliest: dt.date | None, latest: dt.date | None) -> None:
    if earliest is not None and wanted.on < earliest:
        raise day_refused(
            "happened_on", f"This cannot be before {earliest.isoformat()}, when the step before it was taken."
        )
    if latest is not None and wanted.on > latest:
        raise day_refused("happened_on", f"This cannot be after {latest.isoformat()}, when the next step was taken.")


def _about(field: str, message: str) -> Problem:
    return invalid("step_about_unclear", "It is not clear whom this step concerns.", fields={field: [message]})


def _no_such_step(wanted: Wanted) -> Problem:
    return conflict(
        "step_not_of_that_day", "No such step of that day stands in this case. Look at its facts.", step=wanted.step,
        was_on=wanted.was_on.isoformat(),
    )  # fmt: skip


_CORRECTIONS: Final[dict[str, Callable[[Session, Case, Wanted], None]]] = {
    "fir_recorded": _correct_fir,
    "report_received": _correct_receipt,
    "report_returned": _correct_settling,
    "report_filed": _correct_settling,
    **dict.fromkeys(_SPELL_OF, _correct_custody),
    "case_decided": _correct_decision,
    "proclamation_published": _correct_proclamation,
}
