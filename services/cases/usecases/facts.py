"""Enter, correct and take back the facts that clocks run by, where no other step says them.

Such as an arrest with its hour (CrPC 61), delay by the accused (CrPC 497), a freeze (ATA 11O), an attachment (AMLA 8). Each sets
off what the law counts from it; a correction keeps the fact that was wrong and computes the clocks anew.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.events import FactNoted
from services.cases.models import Accused, Case, CaseFact, Report
from services.cases.rules.days import day_in_karachi
from services.cases.rules.facts import FACTS, STEP_DAYS
from services.cases.usecases import timing
from services.cases.usecases.absconding import PROCLAIMED, proclaimable_since
from services.cases.usecases.timing_once import Subject, find_standing
from services.cases.usecases.timing_reading import read_rules
from services.cases.usecases.today import day_of, day_refused
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish


def add_fact(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Enter a fact; it starts, meets, pauses and stops the clocks whose trigger it is."""
    case = open_case(session, actor, case_id)
    about = _read_subject(session, case, new)
    on, at = _read_day(new)
    _require_given(session, new["kind"], on, new["given_on"])
    _require_not_said(session, case, new["kind"], on, about)
    fact_id = timing.note_fact(
        session, actor, case, new["kind"], on, at=at, given=new["given_on"], is_by_hand=True, **about
    )
    _close(session, actor, case, "fact_noted", None, fact_id, new["kind"], on)
    return fact_id


def correct_fact(  # noqa: PLR0917 - session and actor, the fact in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, fact_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> uuid.UUID:
    """Put a fact right, with the reason; what is left out stays as it was."""
    case = open_case(session, actor, case_id, if_match)
    fact = _find_fact(session, case, fact_id)
    on, at = fact.happened_on, fact.happened_at
    if body["happened_on"] is not None or body["happened_at"] is not None:
        on, at = _read_day(body)
    given = body["given_on"] or fact.given_on
    if (on, at, given) == (fact.happened_on, fact.happened_at, fact.given_on):
        raise invalid("nothing_to_change", "Say what is to be corrected: the day, the hour, or the day that was set.")
    _require_given(session, fact.kind, on, given)
    corrected = timing.correct_fact(session, actor, case, fact, body["reason"], on=on, at=at, given=given)
    _close(session, actor, case, "fact_corrected", body["reason"], corrected, fact.kind, on)
    return corrected


def retract_fact(  # noqa: PLR0917 - session and actor, the fact in its case, the body, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, fact_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Take back a fact that did not happen."""
    case = open_case(session, actor, case_id, if_match)
    fact = _find_fact(session, case, fact_id)
    fact.superseded_at, fact.superseded_why = dt.datetime.now(dt.UTC), body["reason"]
    timing.recompute_clocks(session, case)
    _close(session, actor, case, "fact_retracted", body["reason"], fact_id, fact.kind, fact.happened_on)


def _read_subject(session: Session, case: Case, new: dict[str, Any]) -> dict[str, uuid.UUID]:
    """Give whom or what the fact is about: exactly what its kind asks for, and of this case."""
    about = FACTS[new["kind"]].about
    given = {name: new[name] for name in ("accused_id", "report_id", "order_id") if new[name] is not None}
    wanted = f"{about}_id"
    wrong = {name: ["This fact is not about one. Leave it out."] for name in given if name != wanted}
    if about == "order" and wanted not in given and read_rules(session, new["kind"]):
        given[wanted] = new_id()
    if about in ("accused", "report", "order") and wanted not in given:
        wrong[wanted] = [f"Say which {about} this fact is about."]
    if not wrong and about != "case" and not _is_of_case(session, case, about, given[wanted]):
        wrong[wanted] = [f"There is no such {about} in this case."]
    if wrong:
        raise invalid(
            "fact_about_unclear", "It is not clear whom this fact concerns. See the marked fields.", fields=wrong
        )
    return given


def _require_not_said(session: Session, case: Case, kind: str, on: dt.date, about: dict[str, uuid.UUID]) -> None:
    """Refuse a fact that a step of the case says already: on that day, or for a proclamation in the same absconding."""
    subject = Subject(about.get("accused_id"), about.get("report_id"), about.get("order_id"))
    since = proclaimable_since(session, subject.accused_id) if kind == PROCLAIMED else None
    said = [
        fact
        for fact in find_standing(session, case, kind, subject, is_by_hand=False)
        if fact.happened_on == on or (since is not None and fact.happened_on >= since)
    ]
    if said:
        raise conflict(
            "fact_there_already", "A step of the case says this already. If its day is wrong, correct that.",
            fact_id=str(said[0].id), happened_on=said[0].happened_on.isoformat(),
        )  # fmt: skip


def _is_of_case(session: Session, case: Case, about: str, subject_id: uuid.UUID) -> bool:
    if about == "order":
        elsewhere = sa.select(CaseFact.id).where(CaseFact.order_id == subject_id, CaseFact.case_id != case.id)
        return session.scalar(elsewhere.limit(1)) is None
    model = Accused if about == "accused" else Report
    return session.scalar(sa.select(model.id).where(model.id == subject_id, model.case_id == case.id)) is not None


def _read_day(given: dict[str, Any]) -> tuple[dt.date, dt.datetime | None]:
    at: dt.datetime | None = given["happened_at"]
    if at is None:
        return day_of(given["happened_on"], "happened_on"), None
    if at > dt.datetime.now(dt.UTC):
        raise day_refused("happened_at", "This hour is still to come.")
    on = day_in_karachi(at)
    if given["happened_on"] not in (None, on):
        raise day_refused("happened_on", f"In Karachi the given hour was on {on.isoformat()}.")
    return on, at


def _require_given(session: Session, kind: str, on: dt.date, given: dt.date | None) -> None:
    needs = any(rule.needs_given for rule in read_rules(session, kind))
    if needs and given is None:
        raise invalid(
            "day_to_be_set",
            "A period runs to a day that was set. Give that day.",
            fields={"given_on": ["Give the day."]},
        )
    if given is not None and given < on:
        raise day_refused("given_on", f"This cannot be before {on.isoformat()}.")


def _find_fact(session: Session, case: Case, fact_id: uuid.UUID) -> CaseFact:
    fact = session.get(CaseFact, fact_id)
    if fact is None or fact.case_id != case.id:
        raise not_found("no_such_fact", "There is no such fact in this case. See the list of its facts.")
    if fact.superseded_at is not None:
        raise conflict("fact_superseded", "This fact was corrected or taken back already. See the list of facts.")
    is_steps_alone = fact.kind in STEP_DAYS and not fact.is_by_hand
    if is_steps_alone or not FACTS[fact.kind].is_by_hand:
        raise conflict(
            "fact_of_a_step", "This fact comes from a step of the case. Correct the step's day (correct_step_day), or that step.",
            fact=fact.kind,
        )  # fmt: skip
    return fact


def _close(  # noqa: PLR0917 - session and actor, the case, what was done and to what
    session: Session,
    actor: Actor,
    case: Case,
    action: str,
    reason: str | None,
    fact_id: uuid.UUID,
    kind: str,
    on: dt.date,
) -> None:
    touch(case)
    told = FactNoted(case_id=case.id, fact_id=fact_id, fact=kind, happened_on=on, action=action)
    publish(session, told, audience=audience_of(session, case))
    record(session, actor, action, f"case:{case.id}", reason, fact_id=fact_id, fact=kind, happened_on=on)
