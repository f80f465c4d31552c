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


def search_entries(session: Session, query: Mapping[str, Any]) -> Answer:
    """Answer a page of entries."""
    statement, order = select_entries(query)
    return page(session, statement, order=order, query=query)


def select_entries(query: Mapping[str, Any]) -> tuple[sa.Select[*tuple[Any, ...]], list[tuple[Any, str]]]:
    """Give the select of the entries that are asked for, and its order."""
    of = _of_case(str(query["case_id"])) if query["case_id"] else kept
    statement: sa.Select[*tuple[Any, ...]] = sa.select(
        of.c.at, of.c.lane, of.c.number, of.c.actor_id, of.c.action, of.c.subject,
        sa.literal_column("entry::jsonb -> 'reason'", JSONB()).label("reason"),
        sa.literal_column("entry::jsonb -> 'detail'", JSONB()).label("detail"), CORRELATION.label("correlation_id"),
    ).select_from(of)  # fmt: skip
    for name in ("subject", "actor_id", "action"):
        if query[name]:
            statement = statement.where(of.c[name] == query[name])
    if query["correlation_id"]:
        statement = statement.where(query["correlation_id"] == CORRELATION)
    if query["from_day"]:
        statement = statement.where(of.c.at >= _midnight(query["from_day"]))
    if query["to_day"]:
        statement = statement.where(of.c.at < _midnight(query["to_day"] + dt.timedelta(days=1)))
    return statement, [(of.c.at, "desc"), (of.c.lane, "desc"), (of.c.number, "desc")]


def _of_case(case_id: str) -> Any:
    """Gather a case's entries before they are ordered: PostgreSQL would rather walk all days until it has met enough of them."""
    wanted = sa.or_(kept.c.subject == f"case:{case_id}", case_id == CASE)
    return sa.select(kept).where(wanted).cte("of_case").prefix_with("MATERIALIZED", dialect="postgresql")


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), _HERE)
