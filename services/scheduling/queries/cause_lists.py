"""Reading cause lists: a court's list of a day, as it stands. Only what is in the actor's sight is answered."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow
from services.common.errors import not_found
from services.common.schemas import EARLIEST_DAY, LATEST_DAY
from services.scheduling.models import Court, Hearing, Holiday
from services.scheduling.models.court_days import find_court, scopes_of
from services.scheduling.models.sight import hearings_seen
from services.scheduling.queries.courts import HOLIDAYS, as_list, bound_by
from services.scheduling.queries.hearings import ROWS
from services.scheduling.rules.days import span_of

_LONGEST_LIST: Final = 1000


def read_cause_list(session: Session, actor: Actor, court_id: uuid.UUID, day: dt.date) -> Answer:
    """Answer a court's list of a day; hearings that fell out are not on it, and those without an hour stand in their numbers' order."""
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise not_found("no_such_day", "There are no lists for this day.")
    court = find_court(session, court_id)
    start, end = span_of(day, day)
    items = ROWS.where(
        Hearing.court_id == court_id, Hearing.starts_at >= start, Hearing.starts_at < end,
        Hearing.status.not_in(("vacated", "lapsed", "merged")), hearings_seen(actor),
    ).limit(_LONGEST_LIST)  # fmt: skip
    holiday = HOLIDAYS.where(Holiday.day == day, bound_by(scopes_of(court.district, court.id)))
    first = holiday.order_by(Holiday.is_tentative, Holiday.scope).limit(1).subquery("holiday")
    row = sa.select(
        Court.id.label("court_id"),
        sa.literal(day, sa.Date).label("day"),
        sa.select(sa.func.row_to_json(first.table_valued())).scalar_subquery().label("holiday"),
        as_list(items, Hearing.starts_at, Hearing.list_number, Hearing.room_id, Hearing.id).label("items"),
    ).where(Court.id == court_id)
    return JsonRow(row).one(session, missing=not_found("court_not_found", "There is no such court."))
