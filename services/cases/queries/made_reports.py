"""Reading reports that were made as files, and counting them anew."""

from __future__ import annotations

import uuid
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.models import MadeReport, Profession
from services.cases.queries.forms import make_court_return
from services.cases.queries.performance_by import count_figures
from services.cases.schemas.report_figures import FiguresQuery, ReturnQuery
from services.cases.usecases.reporting import asker_of, find_changes, find_report, no_such_report
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page

_REPORTS: Final = sa.select(
    MadeReport.id, MadeReport.kind, MadeReport.asked, MadeReport.state, MadeReport.requested_at, MadeReport.made_at
).where(MadeReport.requested_by == sa.bindparam("me", type_=sa.Text))
_REPORT: Final = JsonRow(_REPORTS.where(MadeReport.id == sa.bindparam("report_id", type_=pg.UUID(as_uuid=True))))


def list_made_reports(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the reports that somebody asked for, the newest first."""
    return page(session, _REPORTS, order=[(MadeReport.id, "desc")], query=query, params={"me": actor.id})


def read_made_report(session: Session, actor: Actor, report_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer whether a report is made."""
    location = f"/api/reports/{report_id}" if status == 202 else None
    return _REPORT.one(
        session, missing=no_such_report(), status=status, location=location, report_id=report_id, me=actor.id
    )


def read_report_changes(session: Session, actor: Actor, report_id: uuid.UUID) -> Answer:
    """Answer what a report would show otherwise if it were counted now, by the same eyes."""
    made = find_report(session, actor, report_id)
    now = orjson.loads(orjson.dumps(count_report(session, made, set()), default=str))
    return answer_json({"made_at": made.made_at, "changes": find_changes(made.counted, now)})


def count_report(session: Session, made: MadeReport, named: set[object]) -> dict[str, Any]:
    """Count a report with the sight of whoever asked for it; which cases it names is noted in `named`."""
    if made.kind == "figures":
        return count_figures(session, asker_of(made), FiguresQuery().load(made.asked), named)
    return make_court_return(session, asker_of(made), ReturnQuery().load(made.asked), named)


def list_professions(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the professions."""
    statement = sa.select(Profession.code, Profession.name, Profession.name_ur, Profession.source)
    return page(session, statement, order=[(Profession.code, "asc")], query=query)
