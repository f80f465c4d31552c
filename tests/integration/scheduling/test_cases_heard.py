"""What scheduling learns of cases from their events, which may come twice, late and in the wrong order."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.cases.events import CaseFiled, CaseRegistered, ProsecutorAssigned, ProsecutorReleased
from services.common.events import Event, Heard
from services.common.ids import new_id
from services.scheduling.models import CaseProsecutor, KnownCase, RosterEntry
from services.scheduling.service import SchedulingService
from tests.integration.scheduling.factories import DISTRICT, make_court, make_prosecutor

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
service = SchedulingService()


def hear(session: Session, event: Event, *, at: dt.datetime = NOW) -> None:
    """Let the listener of an event hear it."""
    heard: Heard[Any] = Heard(id=new_id(), event=event, occurred_at=at, correlation_id="test", actor_id="test")
    getattr(service, f"when_{event.wire_name}")(session, heard)


def registered(case_id: uuid.UUID) -> CaseRegistered:
    """Make the event of a case that is registered."""
    return CaseRegistered(
        case_id=case_id, police_station="clifton", fir_number="1", fir_year=2026, district="jacobabad"
    )


def teamed(event: type[ProsecutorAssigned | ProsecutorReleased], case_id: uuid.UUID, person: uuid.UUID) -> Event:
    """Make the event of a prosecutor who joins or leaves a case's team."""
    return event(case_id=case_id, prosecutor_id=person, role="lead", district=DISTRICT)


@pytest.mark.parametrize("in_order", [True, False])
def test_a_case_is_known_by_its_district_and_its_court(
    session: Session,
    in_order: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    """Registered and filed, in either order: the court is never unlearned."""
    case_id, court_id = uuid.uuid4(), make_court(session)
    filed = CaseFiled(case_id=case_id, court_id=court_id, court_case_number="1/2026", district="jacobabad")
    for event in (registered(case_id), filed) if in_order else (filed, registered(case_id)):
        hear(session, event)
    known = session.get_one(KnownCase, case_id)
    assert (known.district, known.court_id) == ("jacobabad", court_id)


def test_an_assigned_prosecutor_is_on_the_roster(session: Session) -> None:
    """Who stands on a case can be booked; one whose posting is known keeps it."""
    case_id, newcomer, posted = uuid.uuid4(), uuid.uuid4(), make_prosecutor(session, district="jacobabad")
    for person in (newcomer, posted):
        hear(session, teamed(ProsecutorAssigned, case_id, person))
    assert session.get_one(RosterEntry, newcomer).district == DISTRICT
    assert session.get_one(RosterEntry, posted).district == "jacobabad"
    assert session.get_one(CaseProsecutor, (case_id, newcomer)).is_assigned


@pytest.mark.parametrize(("released_after", "is_assigned"), [(MINUTE, False), (-MINUTE, True)])
def test_of_joining_and_leaving_the_later_one_holds(
    session: Session,
    released_after: dt.timedelta,
    is_assigned: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    """A release that is heard late, after one who came back, does not take him off the case."""
    case_id, person = uuid.uuid4(), uuid.uuid4()
    hear(session, teamed(ProsecutorAssigned, case_id, person))
    hear(session, teamed(ProsecutorReleased, case_id, person), at=NOW + released_after)
    hear(session, teamed(ProsecutorAssigned, case_id, person))
    assert session.get_one(CaseProsecutor, (case_id, person)).is_assigned is is_assigned
