"""Reading courts' vacations, and what declaring an occasion does."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.errors import not_found
from services.scheduling.models import Vacation, VacationDuty
from services.scheduling.models.court_days import find_court, scopes_of
from services.scheduling.queries.clearing import plan_as_json
from services.scheduling.queries.courts import MOST_NAMED, as_list
from services.scheduling.usecases.occasions import Declaration

_DUTIES: Final = (
    sa.select(VacationDuty.court_id, VacationDuty.first_on, VacationDuty.last_on)
    .where(VacationDuty.vacation_id == Vacation.id)
    .correlate(Vacation)
)
_VACATIONS: Final = sa.select(
    Vacation.id, Vacation.first_on, Vacation.last_on, Vacation.scope, Vacation.court_kinds, Vacation.name_en,
    Vacation.name_ur, sa.func.to_char(Vacation.duty_opens, "HH24:MI").label("duty_opens"),
    sa.func.to_char(Vacation.duty_closes, "HH24:MI").label("duty_closes"),
    as_list(_DUTIES, VacationDuty.first_on, VacationDuty.court_id).label("duties"), Vacation.source,
).where(Vacation.withdrawn_at.is_(None))  # fmt: skip


def read_vacation(session: Session, vacation_id: uuid.UUID, in_the_way: Sequence[uuid.UUID]) -> Answer:
    """Answer a vacation that was just declared, and the hearings that stand in it."""
    missing = not_found("vacation_not_found", "There is no such vacation.")
    shown = JsonRow(_VACATIONS.where(Vacation.id == vacation_id)).one(session, missing=missing)
    return answer_json(
        {"vacation": orjson.Fragment(shown.body), "hearings_in_the_way": list(in_the_way[:MOST_NAMED])}, status=201
    )


def list_vacations(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of the vacations of the province, and of the district or court asked about, or of all."""
    district = query["district"]
    if query["court_id"] is not None:
        district = find_court(session, query["court_id"]).district
    scopes = sa.literal(scopes_of(district, query["court_id"]), pg.ARRAY(sa.Text))
    chosen = _VACATIONS if query["everywhere"] else _VACATIONS.where(Vacation.scope == sa.any_(scopes))
    if query["from_day"] is not None:
        chosen = chosen.where(Vacation.last_on >= query["from_day"])
    if query["to_day"] is not None:
        chosen = chosen.where(Vacation.first_on <= query["to_day"])
    return page(session, chosen, order=[(Vacation.first_on, "asc"), (Vacation.id, "asc")], query=query)


def show_declaration(declaration: Declaration) -> Answer:
    """Answer what declaring an occasion does, or did."""
    change, plan = declaration.change, declaration.plan
    return answer_json(
        {
            "closed": change.closed, "reopened": change.reopened, "dropped": change.dropped,
            "hearings_in_the_way": declaration.hearing_ids[:MOST_NAMED],
            "clearing": plan_as_json(plan) if plan else None, "clearing_id": declaration.clearing_id,
        }
    )  # fmt: skip
