"""What the tests of roster plans share: a district of its own with courts, prosecutors and hearings, and the solver's steps."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.scheduling import api
from services.scheduling.models import Hearing, Qualification
from services.scheduling.usecases import scheduling
from services.scheduling.workers import solver
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.asking import ask, equipment
from tests.integration.scheduling.factories import (
    KEEPER,
    SCHEDULE,
    at,
    make_case,
    make_court,
    make_prosecutor,
    next_weekday,
)

PLAN = "scheduling.plan_roster"


@dataclass
class Province:
    """A district nobody else is in, and who plans it."""

    district: str = field(default_factory=lambda: f"d-{uuid.uuid4().hex[:12]}")
    day: dt.date = field(default_factory=lambda: next_weekday(2))

    @property
    def chief(self) -> Actor:
        """Give the district's public prosecutor."""
        return make_actor(PLAN, *SCHEDULE, districts=(self.district,))

    def court(self, kind: str = "sessions") -> uuid.UUID:
        """Open a court."""
        with database_of("scheduling").transaction() as session:
            return make_court(session, district=self.district, kind=kind)

    def people(self, count: int, *qualifications: str) -> list[uuid.UUID]:
        """Put prosecutors on the roster, posted for these courts."""
        with database_of("scheduling").transaction() as session:
            found = [make_prosecutor(session, district=self.district) for _ in range(count)]
            for person in found:
                for one in qualifications:
                    session.add(_qualified(person, one))
            return found

    def case(self) -> uuid.UUID:
        """Let a case be known."""
        with database_of("scheduling").transaction() as session:
            return make_case(session, district=self.district)

    def hearing(self, court_id: uuid.UUID, hour: int = 9, minute: int = 0, **more: Any) -> uuid.UUID:
        """Schedule a hearing, without a prosecutor unless one is given."""
        with database_of("scheduling").transaction() as session:
            return self._schedule(session, court_id, at(self.day, hour, minute), more)

    def _schedule(
        self, session: Session, court_id: uuid.UUID, starts_at: dt.datetime, more: dict[str, Any]
    ) -> uuid.UUID:
        given = {
            "case_id": make_case(session, district=self.district), "court_id": court_id, "room_id": None,
            "starts_at": starts_at, "minutes": 30, "purpose": "prosecution_evidence", "prosecutor_ids": [],
            "joined_case_ids": [], "override": None, **more,
        }  # fmt: skip
        return scheduling.schedule_hearing(session, KEEPER, given)

    def plan(self, **more: Any) -> str:
        """Ask for a plan of the day; give its id."""
        body = {"from": str(self.day), "to": str(self.day), "seconds": 4, **more}
        return ask(api.ask_for_roster_plan, self.chief, body=body).id

    def repair(self, person: uuid.UUID) -> str:
        """Ask how somebody's absence is made good; give the plan's id."""
        body = {"prosecutor_id": str(person), "from": str(self.day), "to": str(self.day)}
        return ask(api.ask_for_roster_repair, self.chief, body=body).id

    def read(self, plan_id: str) -> dict[str, Any]:
        """Read a plan."""
        found: dict[str, Any] = ask(api.read_roster_plan, self.chief, plan_id=plan_id).value
        return found

    def suggestions(self, plan_id: str, **query: Any) -> dict[str, dict[str, Any]]:
        """Read a plan's suggestions, by the hearing."""
        rows = ask(api.list_roster_suggestions, self.chief, plan_id=plan_id, query=query).value["items"]
        return {row["id"]: row for row in rows}

    def decide(self, plan_id: str, *decisions: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """Decide some suggestions; give them as they are then."""
        body = {"decisions": list(decisions)}
        rows = ask(api.decide_roster_suggestions, self.chief, plan_id=plan_id, body=body).value["items"]
        return {row["id"]: row for row in rows}

    def accept(self, plan_id: str) -> dict[str, Any]:
        """Accept all that is open."""
        found: dict[str, Any] = ask(api.accept_roster_plan, self.chief, plan_id=plan_id, body={}).value
        return found


def _qualified(person: uuid.UUID, qualification: str) -> Qualification:
    return Qualification(
        prosecutor_id=person, qualification=qualification, valid_from=dt.date(2020, 1, 1), source="posting order"
    )


def solve_all() -> None:
    """Let the solver make what waits."""
    while solver.step(equipment()):
        pass


def people_of(hearing_id: uuid.UUID | str) -> list[uuid.UUID]:
    """Give who stands in a hearing."""
    with database_of("scheduling").transaction() as session:
        return list(session.get_one(Hearing, uuid.UUID(str(hearing_id))).prosecutor_ids)
