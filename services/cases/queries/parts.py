"""What belongs to a case, each as a JSON list that PostgreSQL makes beside the case's row."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import aliased

from services.cases.access import SIGHT, Sight, visible
from services.cases.models import (
    Accused,
    AccusedProfession,
    Assignment,
    Case,
    CaseDocument,
    CaseLink,
    Charge,
    Clock,
    ClockRule,
    CustodySpell,
    DefectCode,
    Opinion,
    Report,
    ReportDefect,
    Result,
)

_NONE: Final = sa.text("'[]'::json")


def members(*columns: Any) -> Any:
    """Give a JSON object of these columns, by their names."""
    return sa.func.json_build_object(*(part for column in columns for part in (sa.text(f"'{column.key}'"), column)))


def listed(members: Any, *order: Any) -> sa.Select[Any]:
    """Give the select of a JSON list, empty when there is nothing."""
    return sa.select(sa.func.coalesce(sa.func.json_agg(pg.aggregate_order_by(members, *order)), _NONE))


def _accused() -> Any:
    spell = members(CustodySpell.state, CustodySpell.since_on, CustodySpell.until_on)
    spells = sa.select(spell).where(CustodySpell.accused_id == Accused.id)
    current = spells.where(CustodySpell.until_on.is_(None)).correlate(Accused).scalar_subquery()
    history = listed(spell, CustodySpell.since_on, CustodySpell.id).where(CustodySpell.accused_id == Accused.id)
    charges = listed(members(Charge.act, Charge.section, Charge.framed_on), Charge.act, Charge.section).where(
        Charge.accused_id == Accused.id, Charge.superseded_at.is_(None)
    )
    opinion = sa.select(
        members(
            Opinion.report_id, Opinion.opinion, Opinion.evidential_test, Opinion.public_interest_test, Opinion.reasons,
            Opinion.given_on, Opinion.given_by,
        )
    ).where(Opinion.accused_id == Accused.id, Opinion.superseded_at.is_(None))  # fmt: skip
    result = sa.select(
        members(
            Result.verdict, Result.decided_on, Result.sentence, Result.imprisonment_months,
            sa.cast(Result.fine, sa.Text).label("fine"),
        )
    ).where(Result.accused_id == Accused.id, Result.superseded_at.is_(None))  # fmt: skip
    profession = sa.select(AccusedProfession.profession).where(AccusedProfession.accused_id == Accused.id)
    one = members(
        Accused.id, Accused.number, Accused.initials, Accused.role, Accused.gender, Accused.is_juvenile,
        current.label("custody"), profession.correlate(Accused).scalar_subquery().label("profession"),
        *(part.correlate(Accused).scalar_subquery().label(name) for name, part in (
            ("custody_history", history), ("charges", charges), ("opinion", opinion), ("result", result),
        )),
    )  # fmt: skip
    return listed(one, Accused.number).where(Accused.case_id == Case.id)


def _clocks() -> Any:
    one = members(
        Clock.id, Clock.rule_id, ClockRule.says, ClockRule.source, Clock.report_id, Clock.started_on, Clock.due_on,
        Clock.state, Clock.ended_on,
    )  # fmt: skip
    return (
        listed(one, Clock.due_on, Clock.id)
        .select_from(Clock)
        .join(ClockRule, sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from))
        .where(Clock.case_id == Case.id)
    )


def _team() -> Any:
    one = members(
        Assignment.id, Assignment.prosecutor_id, Assignment.role, Assignment.assigned_on, Assignment.released_on
    )
    return listed(one, Assignment.assigned_on, Assignment.id).where(Assignment.case_id == Case.id)


def _reports() -> Any:
    defects = (
        listed(members(ReportDefect.code, DefectCode.says, ReportDefect.note), ReportDefect.number)
        .select_from(ReportDefect)
        .join(DefectCode, DefectCode.code == ReportDefect.code)
        .where(ReportDefect.report_id == Report.id)
        .correlate(Report)
        .scalar_subquery()
    )
    one = members(
        Report.id, Report.round, Report.kind, Report.received_on, Report.due_on, Report.road_certificate,
        Report.document_id, Report.delay_reasons, Report.state, Report.settled_on, Report.comply_by,
        defects.label("defects"),
    )  # fmt: skip
    return listed(one, Report.round).where(Report.case_id == Case.id)


def _links(by: Sight) -> Any:
    other = aliased(Case)
    one = sa.func.json_build_object(
        "id", CaseLink.id, "kind", CaseLink.kind, "case_id", other.id, "fir_label", other.fir_label,
        "is_restricted", other.id.is_(None),
    )  # fmt: skip
    theirs = sa.case((CaseLink.first_id == Case.id, CaseLink.second_id), else_=CaseLink.first_id)
    return (
        listed(one, CaseLink.linked_at, CaseLink.id)
        .select_from(CaseLink)
        .outerjoin(other, sa.and_(other.id == theirs, visible(other, by)))
        .where(sa.or_(CaseLink.first_id == Case.id, CaseLink.second_id == Case.id))
        .correlate_except(CaseLink, other)
    )


def _documents() -> Any:
    one = members(CaseDocument.document_id, CaseDocument.kind, CaseDocument.version)
    return listed(one, CaseDocument.document_id).where(CaseDocument.case_id == Case.id)


def parts(by: Sight = SIGHT) -> list[Any]:
    """Give the lists that belong to a case, correlated with its row; links show what is in this sight alone."""
    made = (
        ("accused", _accused()), ("clocks", _clocks()), ("team", _team()), ("reports", _reports()),
        ("links", _links(by)), ("documents", _documents()),
    )  # fmt: skip
    return [part.correlate(Case).scalar_subquery().label(name) for name, part in made]
