"""The court's results, per accused, and the end of the case (CrPC 245, 265-H; side exits 249-A, 265-K, 345, 494).

Before: the case is in court. Sets off: the case is decided once each accused has a result; its clocks stop, and an acquittal
is to be reported to the Prosecutor General (SCPSA s.11(5)).
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, open_undecided, touch
from services.cases.events import CaseDecided, ResultRecorded
from services.cases.models import Accused, Case, Result
from services.cases.rules.facts import CASE_DECIDED, OF_VERDICT
from services.cases.rules.outcomes import outcome_of
from services.cases.usecases.people import find_accused
from services.cases.usecases.procedure import move
from services.cases.usecases.timing import note_fact, retract_facts
from services.cases.usecases.today import day_of, day_refused
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.ids import new_id
from services.common.outbox import publish


def record_result(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, accused_id: uuid.UUID, new: dict[str, Any], if_match: int | None
) -> None:
    """Record the result for one accused; another one, with its reason, corrects the first."""
    case = open_case(session, actor, case_id, if_match)
    accused = find_accused(session, case_id, accused_id)
    if case.filed_on is None:
        raise conflict("case_not_in_court", "Only a case that was filed in court has results. File it first.")
    _require_sentence_fits(new)
    decided_on = day_of(new["decided_on"], "decided_on", not_before=case.filed_on)
    if case.decided_on is not None and decided_on > case.decided_on:
        raise day_refused("decided_on", f"The case was decided on {case.decided_on.isoformat()}.")
    earlier = _supersede(session, accused, new["reason"])
    kept = {name: value for name, value in new.items() if name != "reason"}
    session.add(Result(id=new_id(), accused_id=accused.id, case_id=case_id, **kept))
    if earlier is not None:
        # Of that day: a result that a higher court set aside before was given all the same.
        kinds = set(OF_VERDICT.values())
        retract_facts(session, case, kinds, new["reason"], accused_id=accused.id, on=earlier.decided_on)
    note_fact(session, actor, case, OF_VERDICT[new["verdict"]], decided_on, accused_id=accused.id)
    if case.decided_on is not None:
        case.outcome = outcome_of(_read_verdicts(session, case))
    touch(case)
    told = ResultRecorded(case_id=case_id, accused_id=accused.id, verdict=new["verdict"])
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "result_recorded" if earlier is None else "result_corrected", f"case:{case_id}", new["reason"],
        accused_id=accused.id, verdict=new["verdict"], decided_on=decided_on,
    )  # fmt: skip


def decide_case(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], *, if_match: int | None
) -> None:
    """Close a case whose accused all have their results."""
    case = open_undecided(session, actor, case_id, if_match)
    if case.filed_on is None:
        raise conflict("case_not_in_court", "Only a case that was filed in court can be decided. File it first.")
    _require_all_results(session, case)
    last = session.scalar(
        sa.select(sa.func.max(Result.decided_on)).where(Result.case_id == case_id, Result.superseded_at.is_(None))
    )
    decided_on = day_of(body["decided_on"], "decided_on", not_before=max(case.filed_on, last or case.filed_on))
    outcome = outcome_of(_read_verdicts(session, case))
    with session.no_autoflush:
        # The stage, the day and the outcome are written together: one without the others is refused by the database.
        case.decided_on, case.outcome = decided_on, outcome
        move(session, actor, case, "decide_case", decided_on)
    note_fact(session, actor, case, CASE_DECIDED, decided_on)
    touch(case)
    publish(session, CaseDecided(case_id=case_id, outcome=outcome), audience=audience_of(session, case))
    record(session, actor, "case_decided", f"case:{case_id}", outcome=outcome, decided_on=decided_on)


def _require_sentence_fits(new: dict[str, Any]) -> None:
    given = [name for name in ("sentence", "imprisonment_months", "fine") if new[name] is not None]
    if given and new["verdict"] != "convicted":
        raise invalid(
            "sentence_without_conviction", "Only a convicted accused has a sentence.",
            fields={name: ["Leave this out, or record a conviction."] for name in given},
        )  # fmt: skip


def _supersede(session: Session, accused: Accused, reason: str | None) -> Result | None:
    """Supersede the result that stands, and give it; one that a higher court set aside stands no more."""
    earlier = session.scalars(
        sa.select(Result).where(Result.accused_id == accused.id, Result.superseded_at.is_(None))
    ).one_or_none()
    if earlier is None:
        return None
    if reason is None:
        raise conflict(
            "result_already_recorded", "This accused has a result. Give the reason for correcting it.",
            verdict=earlier.verdict,
        )  # fmt: skip
    earlier.superseded_at = sa.func.clock_timestamp()
    session.flush()
    return earlier


def _read_verdicts(session: Session, case: Case) -> list[str]:
    live = sa.select(Result.verdict).where(Result.case_id == case.id, Result.superseded_at.is_(None))
    return list(session.scalars(live))


def _require_all_results(session: Session, case: Case) -> None:
    resolved = sa.select(Result.accused_id).where(Result.case_id == case.id, Result.superseded_at.is_(None))
    missing = session.scalars(
        sa.select(Accused.id).where(Accused.case_id == case.id, Accused.id.not_in(resolved)).order_by(Accused.number)
    ).all()
    if missing:
        raise conflict(
            "results_missing", "Record the result of each accused first.",
            accused_ids=[str(accused_id) for accused_id in missing],
        )  # fmt: skip
