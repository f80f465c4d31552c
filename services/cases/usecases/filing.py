"""File a report in court: the case leaves scrutiny (SCPSA s.9(4)(b), 9(5)).

Before: the report was received and, unless it is an interim or supplementary one, each accused has an opinion. Sets off: trial,
whose hearings scheduling keeps. The service checks with scheduling that the court exists before this step begins.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_undecided, touch
from services.cases.events import CaseFiled
from services.cases.models import Accused, Opinion, Report
from services.cases.rules.facts import REPORT_FILED
from services.cases.rules.scrutiny import NEEDS_OPINIONS
from services.cases.usecases.numbers import keep_number
from services.cases.usecases.procedure import move
from services.cases.usecases.scrutinising import require_delay_judged
from services.cases.usecases.timing import note_fact
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict
from services.common.outbox import publish


def file_case(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], *, if_match: int | None
) -> None:
    """File the report under scrutiny in a court; a case that is in court takes the next report in the same one."""
    case = open_undecided(session, actor, case_id, if_match)
    report = _find_report(session, case_id)
    require_delay_judged(session, report)
    if report.kind in NEEDS_OPINIONS:
        _require_opinions(session, case_id)
    if case.court_id not in (None, body["court_id"]):
        raise conflict("filed_elsewhere", "The case is before another court already.", court_id=str(case.court_id))
    filed_on = day_of(body["filed_on"], "filed_on", not_before=max(report.received_on, case.received_on))
    report.state, report.settled_on, report.settled_by = "filed", filed_on, actor.id
    move(session, actor, case, "file_case", filed_on)
    keep_number(
        session, case, court_id=body["court_id"], number=body["court_case_number"], since_on=filed_on, reason="filed"
    )
    case.filed_on = case.filed_on or filed_on
    note_fact(session, actor, case, REPORT_FILED, filed_on, report_id=report.id)
    touch(case)
    told = CaseFiled(
        case_id=case_id, court_id=body["court_id"], court_case_number=body["court_case_number"], district=case.district
    )
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "case_filed", f"case:{case_id}", report_id=report.id, court_id=body["court_id"],
        court_case_number=body["court_case_number"], filed_on=filed_on,
    )  # fmt: skip


def _find_report(session: Session, case_id: uuid.UUID) -> Report:
    report = session.scalars(
        sa.select(Report).where(Report.case_id == case_id, Report.state == "under_scrutiny")
    ).one_or_none()
    if report is None:
        raise conflict("no_report_to_file", "There is no report under scrutiny. Receive one first.")
    return report


def _require_opinions(session: Session, case_id: uuid.UUID) -> None:
    opined = sa.select(Opinion.accused_id).where(Opinion.case_id == case_id, Opinion.superseded_at.is_(None))
    missing = session.scalars(
        sa.select(Accused.id).where(Accused.case_id == case_id, Accused.id.not_in(opined)).order_by(Accused.number)
    ).all()
    if missing:
        raise conflict(
            "opinions_missing", "Give an opinion on each accused before the report is filed.",
            accused_ids=[str(accused_id) for accused_id in missing],
        )  # fmt: skip
