"""Reading the dated reference data: acts, districts, kinds of defect, clock rules."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Act, ClockRule, DefectCode, District
from services.common.answers import Answer, page


def list_acts(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the statutes that offences are charged under."""
    return _list(session, Act, [Act.code], query)


def list_districts(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the districts."""
    return _list(session, District, [District.code], query)


def list_defect_codes(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the kinds of defect a report may be returned for."""
    return _list(session, DefectCode, [DefectCode.code], query)


def list_clock_rules(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the statutory periods with their sources."""
    return _list(session, ClockRule, [ClockRule.rule_id, ClockRule.valid_from], query)


def _list(session: Session, model: Any, order: list[Any], query: dict[str, Any]) -> Answer:
    return page(session, sa.select(*model.__table__.columns), order=[(column, "asc") for column in order], query=query)
