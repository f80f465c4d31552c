"""Reading what goes through offices: a case's withdrawals, sanctions, reports and appeals; the appeals that an office has."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import sight, visible
from services.cases.models import (
    AcquittalReport,
    Appeal,
    AppealStep,
    Case,
    Clock,
    ClockRule,
    Retrial,
    Sanction,
    Withdrawal,
)
from services.cases.queries.cases import trace_sealed_list
from services.cases.rules.routes import days_left
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage
from services.common.database import Database

_WITHDRAWAL: Final = (
    "id", "accused_id", "state", "office", "routed_by", "reasons", "proposed_on", "proposed_by", "approval_on",
    "approval_by", "approval_note", "court_on", "effect",
)  # fmt: skip
_SANCTION: Final = (
    "id", "act", "section", "authority", "asked_on", "reference", "received_on", "refused_on", "answer_note",
)  # fmt: skip
_REPORT: Final = ("id", "accused_id", "office", "grounds", "details", "reported_on", "reported_by")
_APPEAL: Final = (
    "id", "accused_id", "kind", "state", "awaits", "last_day", "limit_source", "filed_on", "appeal_number",
    "delay_reasons", "decided_on",
)  # fmt: skip
_RETRIAL: Final = (
    "id", "accused_id", "appeal_id", "result_id", "ordered_on", "back_to", "former_decided_on", "former_outcome",
)  # fmt: skip
_STEP: Final = ("office", "step", "taken_on", "taken_by", "reasons")
_NO_LIMIT: Final = dt.date(2100, 12, 31)
_EARLIEST: Final = sa.func.coalesce(Appeal.last_day, sa.literal(_NO_LIMIT, sa.Date), type_=sa.Date)
_AWAITING: Final = JsonPage(
    sa.select(
        Appeal.id, Appeal.case_id, Case.fir_label, Case.police_station, Case.district, Appeal.accused_id, Appeal.kind,
        Appeal.state, Appeal.last_day, (Appeal.last_day - sa.bindparam("today", type_=sa.Date)).label("days_left"),
        Case.is_sealed,
    )
    .join(Case, Case.id == Appeal.case_id)
    .where(Appeal.awaits == sa.bindparam("awaits", type_=sa.Text), visible()),
    order=[(_EARLIEST, "asc"), (Appeal.id, "asc")],
)  # fmt: skip


def list_appeals(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the appeals that an office has, of the cases in the actor's sight; the one whose time ends first at the top."""
    return _AWAITING.answer(session, query, {**sight(actor), "awaits": query["awaits"], "today": today()})


def list_appeals_traced(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the appeals that an office has; of each sealed case in it, that it was shown is kept before it is."""
    return trace_sealed_list(database, actor, list_appeals(session, actor, query))


def pick(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Give these attributes of a row."""
    return {name: getattr(row, name) for name in names}


def read_routes(session: Session, case: Case) -> dict[str, Any]:
    """Give what of a case goes or went through offices."""
    withdrawals = sa.select(Withdrawal).where(Withdrawal.case_id == case.id).order_by(Withdrawal.id)
    reports = sa.select(AcquittalReport).where(AcquittalReport.case_id == case.id).order_by(AcquittalReport.id)
    retrials = sa.select(Retrial).where(Retrial.case_id == case.id).order_by(Retrial.id)
    return {
        "withdrawals": [pick(row, _WITHDRAWAL) for row in session.scalars(withdrawals)],
        "sanctions": _read_sanctions(session, case),
        "acquittal_reports": [pick(row, _REPORT) for row in session.scalars(reports)],
        "appeals": _read_appeals(session, case),
        "retrials": [pick(row, _RETRIAL) for row in session.scalars(retrials)],
    }


def _read_sanctions(session: Session, case: Case) -> list[dict[str, Any]]:
    deemed = _deemed_after(session, case.id)
    rows = session.scalars(sa.select(Sanction).where(Sanction.case_id == case.id).order_by(Sanction.id))
    return [{**pick(row, _SANCTION), "state": _state_of_sanction(row, deemed), "deemed_after": deemed} for row in rows]


def _state_of_sanction(row: Sanction, deemed_after: dt.date | None) -> str:
    if row.received_on is not None:
        return "received"
    if row.refused_on is not None:
        return "refused"
    return "deemed_given" if deemed_after is not None and today() > deemed_after else "waiting"


def _deemed_after(session: Session, case_id: uuid.UUID) -> dt.date | None:
    """Give the day after which sanction is deemed given, from the clock whose end says so."""
    found: dt.date | None = session.scalar(
        sa.select(Clock.due_on)
        .join(ClockRule, sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from))
        .where(Clock.case_id == case_id, ClockRule.sets_off == "sanction_deemed_given")
        .order_by(Clock.started_on.desc())
        .limit(1)
    )
    return found


def _read_appeals(session: Session, case: Case) -> list[dict[str, Any]]:
    steps: dict[uuid.UUID, list[dict[str, Any]]] = {}
    said = sa.select(AppealStep).join(Appeal, Appeal.id == AppealStep.appeal_id).where(Appeal.case_id == case.id)
    for row in session.scalars(said.order_by(AppealStep.appeal_id, AppealStep.number)):
        steps.setdefault(row.appeal_id, []).append(pick(row, _STEP))
    rows = session.scalars(sa.select(Appeal).where(Appeal.case_id == case.id).order_by(Appeal.id))
    return [
        {
            **pick(row, _APPEAL),
            "days_left": days_left(row.last_day, today()) if row.awaits else None,
            "steps": steps.get(row.id, []),
        }
        for row in rows
    ]
