"""Entries of the audit trail, found by what was done, to what, by whom and when; the newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from services.common.answers import Answer, page
from services.common.tables import audit_entries as kept

_HERE: Final = ZoneInfo("Asia/Karachi")
# As the indexes of migration common_0002 spell them: another spelling would not be served by them.
CORRELATION: Final[Any] = sa.literal_column("(entry::jsonb ->> 'correlation_id')", sa.Text())
CASE: Final[Any] = sa.literal_column("(entry::jsonb #>> '{detail,case_id}')", sa.Text())
_entry: Final = sa.select(
    kept.c.at, kept.c.lane, kept.c.number, kept.c.actor_id, kept.c.action, kept.c.subject,
    sa.literal_column("entry::jsonb -> 'reason'", JSONB()).label("reason"),
    sa.literal_column("entry::jsonb -> 'detail'", JSONB()).label("detail"), CORRELATION.label("correlation_id"),
)  # fmt: skip
ORDER: Final = [(kept.c.at, "desc"), (kept.c.lane, "desc"), (kept.c.number, "desc")]


def search_entries(session: Session, query: Mapping[str, Any]) -> Answer:
    """Answer a page of entries."""
    return page(session, select_entries(query), order=ORDER, query=query)


def select_entries(query: Mapping[str, Any]) -> sa.Select[*tuple[Any, ...]]:
    """Give the select of the entries that are asked for."""
    statement: sa.Select[*tuple[Any, ...]] = _entry
    for name in ("subject", "actor_id", "action"):
        if query[name]:
            statement = statement.where(kept.c[name] == query[name])
    if query["correlation_id"]:
        statement = statement.where(query["correlation_id"] == CORRELATION)
    if query["case_id"]:
        case_id = str(query["case_id"])
        statement = statement.where(sa.or_(kept.c.subject == f"case:{case_id}", case_id == CASE))
    if query["from_day"]:
        statement = statement.where(kept.c.at >= _midnight(query["from_day"]))
    if query["to_day"]:
        statement = statement.where(kept.c.at < _midnight(query["to_day"] + dt.timedelta(days=1)))
    return statement


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), _HERE)
