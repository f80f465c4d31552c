"""Finding a hearing its place: court, room, time and people, checked against the court's days and the roster.

Comes before every booking: of a new hearing, a moved one, and the next date that a court gives. A court fixes an hour, or only a
day: then the matter stands under a number on the day's list, and takes its people for the court's hours of that day.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.errors import Problem, conflict, forbidden, invalid
from services.common.events import Audience
from services.scheduling.models import Booking, Court, CourtRoom, Hearing, HearingListing, RosterEntry, VideoLink
from services.scheduling.models.bookings import is_taken
from services.scheduling.models.court_days import find_court, read_calendar
from services.scheduling.rules.days import day_of, instant_at, time_of
from services.scheduling.rules.sitting import hours_on, is_open, what_forbids
from services.scheduling.usecases.alternatives import find_next_free
from services.scheduling.usecases.availability import Wanted, check_people
from services.scheduling.usecases.bookings import Span, book
from services.scheduling.usecases.in_the_way import Resource
from services.scheduling.usecases.warnings import note_warnings

OVERRIDE = "scheduling.override"
SHORT = 30
PEOPLE = ("witness_ids", "officer_ids", "accused_ids")
_SENTENCES = {
    "in_the_past": "This day has passed.",
    "court_holiday": "The court does not sit on this holiday.",
    "court_vacation": "The court hears only what is urgent in its vacation, if it keeps duty then.",
    "outside_sitting_hours": "The court does not sit at this time.",
}


def require_court(session: Session, court_id: uuid.UUID) -> Court:
    """Give the court that the input names."""
    try:
        return find_court(session, court_id)
    except Problem as missing:
        raise invalid("court_unknown", missing.detail, fields={"court_id": ["Unknown court."]}) from missing


def require_span(starts_at: dt.datetime, minutes: int) -> Span:
    """Give the hearing's span; it lies within one day."""
    span = Span(starts_at, starts_at + dt.timedelta(minutes=minutes))
    last = span.ends_at - dt.timedelta(microseconds=1)
    if day_of(span.starts_at) != day_of(last):
        raise invalid(
            "not_within_a_day",
            "A hearing ends on the day it starts.",
            fields={"minutes": ["Reaches into the next day."]},
        )
    return span


def length_of(hearing: Hearing) -> int:
    """Give a hearing's length in minutes; one without an hour counts as a short one, whatever the span of its list."""
    return SHORT if hearing.is_untimed else int((hearing.ends_at - hearing.starts_at).total_seconds()) // 60


def require_list_span(session: Session, court: Court, day: dt.date, given: dict[str, Any]) -> Span:
    """Give the span in which a matter on a day's list may be called: the court's hours, or the part of them that is given."""
    calendar = read_calendar(session, court, day, day)
    hours = hours_on(calendar, day)
    if hours is None:
        if not is_open(calendar, day):
            raise conflict("court_not_open", "There is no such court on this day: it is closed, or not yet open.")
        code = what_forbids(calendar, day, dt.time(), dt.time.max, sits_on_holidays=False) or "outside_sitting_hours"
        raise conflict(code, f"{_SENTENCES[code]} Choose another day, or fix an hour instead.", day=str(day))
    starts = max(hours.opens, given.get("not_before") or hours.opens)
    ends = min(hours.closes, given.get("not_after") or hours.closes)
    if starts >= ends:
        raise invalid(
            "outside_sitting_hours", f"The court sits from {hours.opens:%H:%M} to {hours.closes:%H:%M} on this day.",
            fields={"not_before": ["Leave some of the court's hours."]},
        )  # fmt: skip
    return Span(instant_at(day, starts), instant_at(day, ends))


def require_sitting(
    session: Session, actor: Actor, court: Court, span: Span, *, sits_on_holidays: bool, override: str | None
) -> None:
    """Refuse a time at which the court does not sit, unless one who may gives a reason to sit all the same."""
    day = day_of(span.starts_at)
    starts, ends = time_of(span.starts_at), time_of(span.ends_at - dt.timedelta(microseconds=1))
    calendar = read_calendar(session, court, day, day)
    code = what_forbids(calendar, day, starts, ends, sits_on_holidays=sits_on_holidays)
    if code == "court_not_open":
        raise Problem("conflict", code, "There is no such court on this day: it is closed, or not yet open.")
    if code is None and day < day_of(dt.datetime.now(dt.UTC)):
        code = "in_the_past"
    if code is None:
        return
    if override is None:
        raise Problem(
            "conflict", code, f"{_SENTENCES[code]} Choose another, or give a reason to override this.", day=str(day)
        )
    if OVERRIDE not in actor.may:
        raise forbidden("override_not_allowed", f"{_SENTENCES[code]} Your role may not override this.", because=code)


def choose_room(session: Session, court: Court, room_id: uuid.UUID | None, span: Span) -> uuid.UUID:
    """Give the room asked for, or the court's first that is free (its first, when none is)."""
    rooms = list(
        session.scalars(sa.select(CourtRoom.id).where(CourtRoom.court_id == court.id).order_by(CourtRoom.name))
    )
    if room_id is not None:
        if room_id not in rooms:
            raise invalid(
                "room_unknown", "This court has no such room.", fields={"room_id": ["Not a room of this court."]}
            )
        return room_id
    taken = set(
        session.scalars(
            sa.select(Booking.resource_id).where(
                is_taken(), Booking.kind == "room", Booking.resource_id.in_(rooms),
                Booking.during.op("&&")(span.during),
            )
        )
    )  # fmt: skip
    return next((room for room in rooms if room not in taken), rooms[0])


def require_prosecutors(
    session: Session, prosecutor_ids: Sequence[uuid.UUID], *, field: str = "prosecutor_ids"
) -> list[uuid.UUID]:
    """Give the prosecutors, each once, all of them on the roster."""
    wanted = list(dict.fromkeys(prosecutor_ids))
    known = set(session.scalars(sa.select(RosterEntry.id).where(RosterEntry.id.in_(wanted), RosterEntry.is_active)))
    missing = [str(prosecutor) for prosecutor in wanted if prosecutor not in known]
    if missing:
        raise invalid(
            "prosecutor_unknown", "Only prosecutors on the roster can be booked.",
            fields={field: ["Not on the roster."]}, prosecutor_ids=missing,
        )  # fmt: skip
    return wanted


def require_others(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    """Give the others who must be there and the video link, those of them that the input names."""
    found: dict[str, Any] = {
        name: list(dict.fromkeys(given[name])) for name in PEOPLE if given.get(name) is not None
    }  # fmt: skip
    link_id = given.get("link_id")
    if link_id is not None:
        link = session.get(VideoLink, link_id)
        if link is None or not link.is_active:
            raise invalid(
                "video_link_unknown", "There is no such video link in use. See /api/video-links.",
                fields={"link_id": ["Unknown, or no longer in use."]},
            )  # fmt: skip
        found["link_id"] = link_id
    return found


def resources_of(hearing: Hearing, court: Court) -> list[Resource]:
    """Give what a hearing takes up. One without an hour takes no room: the court calls the matters of its list in turn."""
    people = [
        *(("prosecutor", who) for who in hearing.prosecutor_ids),
        *(("witness", who) for who in hearing.witness_ids or ()),
        *(("officer", who) for who in hearing.officer_ids or ()),
        *(("accused", who) for who in hearing.accused_ids or ()),
        *([("link", hearing.link_id)] if hearing.link_id else []),
    ]
    if hearing.is_untimed:
        return people
    return [("room", hearing.room_id), *([("court", court.id)] if court.sits_alone else []), *people]


def others_of(*hearings: Hearing) -> set[uuid.UUID]:
    """Give whose turn is waited for besides the court and the prosecutors when these hearings are booked or given back."""
    found = {who for one in hearings for who in (*one.witness_ids, *one.officer_ids, *one.accused_ids)}
    return found | {one.link_id for one in hearings if one.link_id}


def book_hearing(session: Session, hearing: Hearing) -> None:
    """Take all that a hearing needs, for its time; refuse with what is in the way and the next free times."""
    court = find_court(session, hearing.court_id)
    wanted = resources_of(hearing, court)
    try:
        book(
            session, wanted, Span(hearing.starts_at, hearing.ends_at),
            hearing_id=hearing.id, place_id=court.id, is_timed=not hearing.is_untimed,
            expires_at=hearing.held_until if hearing.status == "provisional" else None,
        )  # fmt: skip
    except Problem as taken:
        taken.facts["next_free"] = find_next_free(session, court, hearing, wanted)
        raise


def check_prosecutors(session: Session, actor: Actor, hearing: Hearing, *, override: str | None) -> None:
    """Refuse prosecutors who may not stand in a hearing, and note what speaks against the others."""
    wanted = Wanted(
        court_id=hearing.court_id, starts_at=hearing.starts_at, ends_at=hearing.ends_at, hearing_id=hearing.id,
        case_ids=[hearing.case_id, *hearing.joined_case_ids], prosecutor_ids=hearing.prosecutor_ids,
    )  # fmt: skip
    with session.no_autoflush:
        note_warnings(session, check_people(session, actor, wanted, override=override))


def give_number(session: Session, hearing: Hearing, wanted: int | None = None) -> None:
    """Give a matter without an hour its number on the day's list: the one that is wanted, or the next. Comes after the court's turn."""
    hearing.list_number = hearing.list_day = None
    if not hearing.is_untimed:
        return
    day = day_of(hearing.starts_at)
    standing = (
        Hearing.court_id == hearing.court_id, Hearing.list_day == day, Hearing.id != hearing.id,
        Hearing.status.not_in(("vacated", "lapsed", "merged")),
    )  # fmt: skip
    with session.no_autoflush:
        if wanted is not None and session.scalar(sa.select(Hearing.id).where(*standing, Hearing.list_number == wanted)):
            raise conflict(
                "list_number_taken", f"Another matter stands under number {wanted} on this list. Choose another.",
                list_number=wanted,
            )  # fmt: skip
        highest = session.scalar(sa.select(sa.func.max(Hearing.list_number)).where(*standing)) or 0
    hearing.list_number, hearing.list_day = wanted or highest + 1, day


def write_listings(session: Session, hearing: Hearing) -> None:
    """Let a hearing be found by its cases and its prosecutors."""
    subjects = {("case", case_id) for case_id in (hearing.case_id, *hearing.joined_case_ids)}
    subjects |= {("prosecutor", prosecutor) for prosecutor in hearing.prosecutor_ids}
    session.flush()
    session.execute(sa.delete(HearingListing).where(HearingListing.hearing_id == hearing.id))
    session.execute(
        sa.insert(HearingListing),
        [
            {"hearing_id": hearing.id, "kind": kind, "subject_id": subject, "starts_at": hearing.starts_at}
            for kind, subject in sorted(subjects)
        ],
    )


def audience_of(hearing: Hearing, *more: uuid.UUID) -> Audience:
    """Give who may see a live update about a hearing."""
    people = dict.fromkeys((*hearing.prosecutor_ids, *more))
    return Audience(users=[str(person) for person in people], districts=[hearing.district])


def touch(hearing: Hearing) -> None:
    """Mark a hearing as changed."""
    hearing.version += 1
    hearing.changed_at = dt.datetime.now(dt.UTC)
