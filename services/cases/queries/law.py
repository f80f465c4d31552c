"""Reading the dated reference data: acts, districts, kinds of defect, clock rules."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Act, ClockRule, DefectCode, District, Offence, Power, ProcedureExit, ProcedureStage
from services.cases.rules.days import day_in_karachi
from services.common.answers import Answer, JsonRow, page
from services.common.errors import not_found

_ON: Final = sa.bindparam("on", type_=sa.Date)
_RULE: Final = JsonRow(
    sa.select(*ClockRule.__table__.columns).where(
        ClockRule.rule_id == sa.bindparam("rule_id", type_=sa.Text), ClockRule.valid_from <= _ON,
        sa.or_(ClockRule.valid_to.is_(None), ClockRule.valid_to >= _ON),
    )
)  # fmt: skip


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


def list_stages(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the stages of the procedure."""
    return _list(session, ProcedureStage, [ProcedureStage.code], query)


def list_exits(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the ways out of each stage."""
    keys = [
        ProcedureExit.step,
        ProcedureExit.from_stage,
        sa.cast(ProcedureExit.kinds, sa.Text),
        ProcedureExit.valid_from,
    ]
    return _list(session, ProcedureExit, keys, query)


def list_powers(session: Session, query: dict[str, Any]) -> Answer:
    """Answer what each office may decide."""
    return _list(session, Power, [Power.power, Power.office, Power.valid_from], query)


def list_offences(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the offences with their punishments, of one act where it is given."""
    wanted = sa.select(*Offence.__table__.columns)
    if query["act"] is not None:
        wanted = wanted.where(Offence.act == query["act"])
    keys = [Offence.act, Offence.section, Offence.valid_from]
    return page(session, wanted, order=[(key, "asc") for key in keys], query=query)


def read_clock_rule(session: Session, rule_id: str, on: dt.date | None) -> Answer:
    """Answer a statutory period as the law stands today, or stood on a day."""
    day = on or day_in_karachi(dt.datetime.now(dt.UTC))
    missing = not_found("no_such_clock_rule", "There is no such statutory period on this day. See the list of periods.")
    return _RULE.one(session, missing=missing, rule_id=rule_id, on=day)


def _list(session: Session, model: Any, order: list[Any], query: dict[str, Any]) -> Answer:
    return page(session, sa.select(*model.__table__.columns), order=[(column, "asc") for column in order], query=query)
