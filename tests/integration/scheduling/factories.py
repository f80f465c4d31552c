"""Things that scheduling's tests are about, valid by default."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import courts, known_cases, roster, scheduling
from tests.conftest import make_actor

DISTRICT = "karachi-south"
SCHEDULE = ("scheduling.read", "scheduling.schedule")
KEEPER = make_actor(
    "scheduling.courts", "scheduling.roster", "scheduling.holidays", "scheduling.decide_leave", "scheduling.override",
    *SCHEDULE,
)  # fmt: skip
WEEK = [
    {"weekday": day, "opens": dt.time(8, 30), "closes": dt.time(12) if day == 5 else dt.time(14)}
    for day in (1, 2, 3, 4, 5, 6)
]


def next_weekday(weekday: int, *, weeks: int = 2) -> dt.date:
    """Give a coming day of a weekday (1 is Monday), some weeks ahead."""
    today = dt.datetime.now(KARACHI).date()
    return today + dt.timedelta(days=(weekday - today.isoweekday()) % 7 + 7 * weeks)


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """Give an instant by Karachi's clock."""
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=KARACHI)


def clerk(*more: str, districts: tuple[str, ...] = (DISTRICT,)) -> Actor:
    """Make one who schedules in a district."""
    return make_actor(*SCHEDULE, *more, districts=districts)


def make_court(
    session: Session, *, district: str = DISTRICT, rooms: tuple[str, ...] = ("1",), **more: Any
) -> uuid.UUID:
    """Open a court that sits as the rules of 2012 say."""
    given = {
        "code": f"court-{uuid.uuid4().hex[:10]}", "name_en": "Anti-Terrorism Court", "name_ur": None,
        "kind": "anti_terrorism", "district": district, "opened_on": dt.date(2000, 1, 1), "rooms": list(rooms), **more,
    }  # fmt: skip
    court_id = courts.open_court(session, KEEPER, given)
    set_hours(session, court_id)
    return court_id


def set_hours(session: Session, court_id: uuid.UUID, **more: Any) -> None:
    """Declare sitting hours."""
    given = {"valid_from": dt.date(2000, 1, 1), "valid_to": None, "source": "SCCR 3.3", "hours": WEEK, **more}
    courts.set_sitting_hours(session, KEEPER, court_id, given)


def make_prosecutor(session: Session, *, district: str = DISTRICT) -> uuid.UUID:
    """Put a prosecutor on the roster."""
    given = {"id": uuid.uuid4(), "district": district, "designation": "deputy-district-public-prosecutor"}
    return roster.add_to_roster(session, KEEPER, given)


def make_case(session: Session, *, district: str = DISTRICT) -> uuid.UUID:
    """Let a case be known."""
    case_id = uuid.uuid4()
    known_cases.learn_case(session, case_id, district=district)
    return case_id


@dataclass
class Scene:
    """A court, a case and a prosecutor, with which hearings are scheduled."""

    session: Session
    court_id: uuid.UUID
    case_id: uuid.UUID
    prosecutor_id: uuid.UUID
    actor: Actor = field(default_factory=clerk)
    day: dt.date = field(default_factory=lambda: next_weekday(2))

    def wanted(self, **more: Any) -> dict[str, Any]:
        """Give the input of a hearing."""
        return {
            "case_id": self.case_id, "court_id": self.court_id, "room_id": None, "starts_at": at(self.day, 9),
            "minutes": 30, "purpose": "prosecution_evidence", "prosecutor_ids": [self.prosecutor_id],
            "joined_case_ids": [], "override": None, **more,
        }  # fmt: skip

    def schedule(self, **more: Any) -> uuid.UUID:
        """Schedule a hearing."""
        return scheduling.schedule_hearing(self.session, self.actor, self.wanted(**more))


def make_scene(session: Session) -> Scene:
    """Make a court, a case and a prosecutor."""
    return Scene(session, make_court(session), make_case(session), make_prosecutor(session))


def move(**more: Any) -> dict[str, Any]:
    """Give the input of a move."""
    nothing = dict.fromkeys(("starts_at", "minutes", "court_id", "room_id", "prosecutor_ids", "override"))
    return {**nothing, "reason": "the court said so", **more}


def outcome(word: str = "held", **more: Any) -> dict[str, Any]:
    """Give the input of an outcome."""
    nothing = dict.fromkeys(("result", "cause", "asked_by", "note", "next"))
    usual = {
        "held": {"result": "evidence_recorded"},
        "adjourned": {"cause": "witness_absent", "asked_by": "prosecution"},
    }
    return {**nothing, "outcome": word, **usual[word], **more}


def next_date(starts_at: dt.datetime, **more: Any) -> dict[str, Any]:
    """Give the input of a next date."""
    return {"starts_at": starts_at, "minutes": None, "purpose": None, "prosecutor_ids": None, "override": None, **more}
