"""Saying how one cause list differs from another: a court's days as they stand, lists that were sent in, lists that were made."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.errors import not_found
from services.common.schemas import EARLIEST_DAY, LATEST_DAY
from services.scheduling.models import CauseListRow, Hearing
from services.scheduling.models.court_days import find_court
from services.scheduling.models.sight import hearings_seen
from services.scheduling.rules.cause_list_differences import Entry, find_changes
from services.scheduling.rules.cause_list_matching import spelling_of
from services.scheduling.rules.cause_list_states import OTHER_COURT, WRONG_DATE
from services.scheduling.rules.days import day_of, span_of, start_of, time_of

_OVER = ("vacated", "lapsed", "merged")


def compare_days(session: Session, actor: Actor, court_id: uuid.UUID, day: dt.date, since: dt.date | None) -> Answer:
    """Answer how a court's day differs from its last day before, or from the one asked for."""
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise not_found("no_such_day", "There are no lists for this day.")
    find_court(session, court_id)
    before = since or _last_day(session, actor, court_id, day)
    former = entries_of_day(session, actor, court_id, before) if before else []
    return answer_changes(before, former, entries_of_day(session, actor, court_id, day))


def _last_day(session: Session, actor: Actor, court_id: uuid.UUID, day: dt.date) -> dt.date | None:
    last = session.scalar(
        sa.select(sa.func.max(Hearing.starts_at)).where(
            Hearing.court_id == court_id, Hearing.starts_at < start_of(day), Hearing.status.not_in(_OVER),
            hearings_seen(actor),
        )
    )  # fmt: skip
    return day_of(last) if last else None


def entries_of_day(session: Session, actor: Actor, court_id: uuid.UUID, day: dt.date) -> list[Entry]:
    """Give a court's hearings of a day that are in sight, in the order in which they are called."""
    start, end = span_of(day, day)
    rows = session.execute(
        sa.select(Hearing.id, Hearing.case_id, Hearing.starts_at, Hearing.is_untimed, Hearing.list_number, Hearing.purpose)
        .where(Hearing.court_id == court_id, Hearing.starts_at >= start, Hearing.starts_at < end)
        .where(Hearing.status.not_in(_OVER), hearings_seen(actor))
        .order_by(Hearing.is_untimed, sa.case((Hearing.is_untimed, None), else_=Hearing.starts_at), Hearing.list_number, Hearing.id)
    )  # fmt: skip
    return [
        Entry(
            str(row.case_id), serial, None if row.is_untimed else f"{time_of(row.starts_at):%H:%M}", row.purpose,
            str(row.id),
        )
        for serial, row in enumerate(rows, 1)
    ]  # fmt: skip


def entries_of_import(session: Session, import_id: uuid.UUID) -> list[Entry]:
    """Give the rows of a list that are of its court and day, by their case, or by how their number is written."""
    rows = session.scalars(
        sa.select(CauseListRow)
        .where(CauseListRow.import_id == import_id, CauseListRow.state.not_in((WRONG_DATE, OTHER_COURT)))
        .order_by(CauseListRow.place)
    )
    return [_entry_of_row(row) for row in rows]


def _entry_of_row(row: CauseListRow) -> Entry:
    spelling = spelling_of(row.number_as_printed, row.printed.get("parties"))
    return Entry(
        str(row.case_ids[0]) if row.case_ids else f"printed:{spelling}", row.place,
        f"{row.time:%H:%M}" if row.time else None, row.purpose, str(row.hearing_id) if row.hearing_id else None,
    )  # fmt: skip


def entries_of_made(entries: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Give the entries of a list that was made."""
    return [
        Entry(one["case_id"], one["serial"], one["time"], one["purpose"], one["hearing_id"]) for one in entries
    ]  # fmt: skip


def answer_changes(compared_with: object, before: Sequence[Entry], after: Sequence[Entry]) -> Answer:
    """Answer the changes; against nothing, there are none."""
    items = [change.to_data() for change in find_changes(before, after)] if compared_with is not None else []
    return answer_json({"compared_with": None if compared_with is None else str(compared_with), "items": items})
