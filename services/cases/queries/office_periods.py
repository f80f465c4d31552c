"""Reading the periods of the office, the newest first."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.models import ClockRule, OfficePeriod
from services.common.answers import Answer, JsonPage, JsonRow
from services.common.errors import not_found

_OF_RULE: Final = sa.and_(
    ClockRule.rule_id == OfficePeriod.rule_id, ClockRule.valid_from == OfficePeriod.rule_valid_from
)
_PERIODS: Final = sa.select(
    OfficePeriod.id, OfficePeriod.rule_id, ClockRule.says, ClockRule.says_ur, ClockRule.source, OfficePeriod.started_on,
    OfficePeriod.due_on, OfficePeriod.state, OfficePeriod.ended_on, OfficePeriod.reference, OfficePeriod.recorded_by,
    OfficePeriod.recorded_at, OfficePeriod.ladder_reached, OfficePeriod.version,
).join(ClockRule, _OF_RULE)  # fmt: skip
_PAGE: Final = JsonPage(_PERIODS, order=[(OfficePeriod.due_on, "desc"), (OfficePeriod.id, "desc")])
_ONE: Final = JsonRow(_PERIODS.where(OfficePeriod.id == sa.bindparam("period_id", type_=pg.UUID(as_uuid=True))))


def list_office_periods(session: Session, query: dict[str, Any]) -> Answer:
    """Answer what the office owes and owed."""
    return _PAGE.answer(session, query, {})


def read_office_period(session: Session, period_id: uuid.UUID) -> Answer:
    """Answer one period."""
    missing = not_found("no_such_period", "There is no such period of the office. See the list.")
    return _ONE.one(session, missing=missing, period_id=period_id)
