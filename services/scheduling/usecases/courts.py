"""Opening, changing and closing courts, and declaring when they sit (Sindh Criminal Court Rules 2012, r. 3.3).

Courts are abolished and re-designated by notification; a closed court keeps its hearings, and names its successor.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid
from services.common.ids import new_id
from services.scheduling.models import Court, CourtDesignation, CourtRoom, Hearing, SittingHours, Timetable
from services.scheduling.models.court_days import find_court
from services.scheduling.rules.days import start_of
from services.scheduling.rules.outcomes import HELD, OPEN
from services.scheduling.rules.successors import goes_in_circle
from services.scheduling.usecases.marking import mark_outside_hours
from services.scheduling.usecases.words import require_word


def open_court(
    session: Session, actor: Actor, given: dict[str, Any], *, court_id: uuid.UUID | None = None
) -> uuid.UUID:
    """Open a court with its rooms; give its id."""
    _require_free_code(session, given["code"])
    require_word(session, "court_kind", given["kind"], given["opened_on"], field="kind")
    members = {name: value for name, value in given.items() if name not in ("rooms", "sits_alone")}
    members["seat"] = given.get("seat") or given["district"]
    alone = given.get("sits_alone")
    court = Court(
        id=court_id or new_id(), sits_alone=len(set(given["rooms"])) == 1 if alone is None else alone, **members
    )
    session.add(court)
    session.flush()
    session.add_all(CourtRoom(court_id=court.id, name=name) for name in dict.fromkeys(given["rooms"]))
    record(session, actor, "court_opened", f"court:{court.id}", code=court.code)
    return court.id


def change_court(
    session: Session, actor: Actor, court_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Rename, re-designate or close a court."""
    find_court(session, court_id)
    court = session.get_one(Court, court_id, with_for_update=True, populate_existing=True)
    require_version(if_match, court.version)
    closed_on = given.get("closed_on", court.closed_on)
    if closed_on and closed_on <= court.opened_on:
        raise invalid(
            "closes_too_early",
            "A court closes after it opened.",
            fields={"closed_on": ["A court closes after it opened."]},
        )
    if given.get("successor_id"):
        successor = session.get(Court, given["successor_id"])
        if successor is None:
            raise invalid("court_unknown", "The successor is not known.", fields={"successor_id": ["Unknown court."]})
        require_successor(session, court, successor, closed_on=closed_on)
    if given.get("closed_on"):
        _refuse_hearings_after(session, court, given["closed_on"])
    if "kind" in given:
        require_word(session, "court_kind", given["kind"], court.opened_on, field="kind")
    for name, value in given.items():
        setattr(court, name, value)
    court.version += 1
    record(session, actor, "court_changed", f"court:{court.id}", changed=sorted(given))


def require_successor(session: Session, court: Court, successor: Court, *, closed_on: dt.date | None) -> None:
    """Refuse a successor that is not there when the court ends, or that the court itself succeeds in the end."""
    if closed_on is not None and (
        successor.opened_on > closed_on or (successor.closed_on is not None and successor.closed_on <= closed_on)
    ):
        raise conflict("successor_not_open", "The successor is not open when this court ends. Name another.")
    chain = {row.id: row.successor_id for row in session.execute(sa.select(Court.id, Court.successor_id))}
    if goes_in_circle(court.id, successor.id, chain):
        raise conflict("successor_in_circle", "These courts would succeed one another in a circle. Name another.")


def designate_court(session: Session, actor: Actor, court_id: uuid.UUID, given: dict[str, Any]) -> None:
    """Record what a court hears besides what its kind hears, from a day to a day or until further notice."""
    find_court(session, court_id)
    court = session.get_one(Court, court_id, with_for_update=True, populate_existing=True)
    require_word(session, "court_designation", given["designation"], given["valid_from"], field="designation")
    days = sa.func.daterange(given["valid_from"], given["valid_to"], "[]")
    held = sa.func.daterange(CourtDesignation.valid_from, CourtDesignation.valid_to, "[]")
    known = sa.select(CourtDesignation.id).where(
        CourtDesignation.court_id == court.id, CourtDesignation.designation == given["designation"],
        held.op("&&")(days),
    )  # fmt: skip
    if session.scalar(known) is not None:
        raise conflict("designated_already", "This is recorded for some of these days already.")
    session.add(CourtDesignation(id=new_id(), court_id=court.id, **given))
    session.flush()
    court.version += 1
    record(
        session, actor, "court_designated", f"court:{court.id}", given["source"], designation=given["designation"],
        valid_from=given["valid_from"], valid_to=given["valid_to"],
    )  # fmt: skip


def add_court_room(session: Session, actor: Actor, court_id: uuid.UUID, name: str) -> None:
    """Add a room a court sits in."""
    find_court(session, court_id)
    court = session.get_one(Court, court_id, with_for_update=True, populate_existing=True)
    taken = session.scalar(sa.select(CourtRoom.id).where(CourtRoom.court_id == court_id, CourtRoom.name == name))
    if taken is not None:
        raise conflict("room_exists", "This court has a room of this name.")
    session.add(CourtRoom(court_id=court_id, name=name))
    court.version += 1
    record(session, actor, "court_room_added", f"court:{court_id}")


def set_sitting_hours(session: Session, actor: Actor, court_id: uuid.UUID, given: dict[str, Any]) -> uuid.UUID:
    """Declare a court's sitting hours; on the days they cover they take the place of what was declared before."""
    find_court(session, court_id)
    timetable = Timetable(
        id=new_id(), court_id=court_id,
        valid_from=given["valid_from"], valid_to=given["valid_to"], source=given["source"],
    )  # fmt: skip
    session.add(timetable)
    session.flush()
    session.add_all(SittingHours(timetable_id=timetable.id, **hours) for hours in given["hours"])
    record(session, actor, "sitting_hours_set", f"court:{court_id}", timetable_id=timetable.id)
    return timetable.id


def set_hours_widely(session: Session, actor: Actor, given: dict[str, Any]) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """Declare sitting hours of all courts of a district or the province (Ramadan); give the courts, and the hearings left outside."""
    if given["district"] is None and not actor.sees_everywhere:
        raise forbidden("district_out_of_sight", "The hours of the whole province are set by those who see all of it.")
    if given["district"] is not None and not actor.sees_district(given["district"]):
        raise forbidden("district_out_of_sight", "You set the hours of your own districts only.")
    chosen = sa.select(Court).where(sa.or_(Court.closed_on.is_(None), Court.closed_on > given["valid_from"]))
    if given["district"] is not None:
        chosen = chosen.where(Court.district == given["district"])
    if given["court_kinds"]:
        chosen = chosen.where(Court.kind.in_(given["court_kinds"]))
    courts = list(session.scalars(chosen.order_by(Court.id)))
    if not courts:
        raise invalid("no_such_courts", "There is no such court.", fields={"district": ["No such court here."]})
    for court in courts:
        set_sitting_hours(session, actor, court.id, given)
    session.flush()
    outside = mark_outside_hours(session, actor, courts, given["valid_from"], given["valid_to"])
    return [court.id for court in courts], outside


def _require_free_code(session: Session, code: str) -> None:
    if session.scalar(sa.select(Court.id).where(Court.code == code)) is not None:
        raise conflict("court_exists", "There is a court of this code already.")


def _refuse_hearings_after(session: Session, court: Court, closed_on: dt.date) -> None:
    """A court that is closed leaves no hearings behind: they go to its successor with it (`abolishing`), or are dealt with first."""
    chosen = sa.select(Hearing.id).where(
        Hearing.court_id == court.id, Hearing.status.in_((OPEN, HELD)), Hearing.starts_at >= start_of(closed_on)
    )
    after = list(session.scalars(chosen.order_by(Hearing.starts_at, Hearing.id).limit(200)))
    if after:
        raise conflict(
            "hearings_after_closing",
            "Hearings stand before this court after that day. Abolish it with its successor, or move or vacate them first.",
            hearing_ids=[str(hearing) for hearing in after],
        )  # fmt: skip
