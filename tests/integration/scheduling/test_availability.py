"""When and for what prosecutors can stand, read from postings, patterns, leave, duties, wishes and recusals."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from services.scheduling.models import (
    DateToAvoid,
    Duty,
    Leave,
    Posting,
    Qualification,
    Recusal,
    RosterEntry,
    TravelTime,
)
from services.scheduling.queries.availability import needs_of, read_availability, read_court_needs, read_travel
from services.scheduling.rules.availability import Availability, is_away, minutes_between
from services.scheduling.rules.days import span_of
from tests.integration.scheduling.factories import DISTRICT, at, make_case, make_court, make_prosecutor

MONDAY = dt.date(2031, 3, 3)
SUNDAY = MONDAY + dt.timedelta(days=6)
LONG_AGO = dt.date(2000, 1, 1)


def day(number: int) -> dt.date:
    """Give a day of the week that is asked about, by its ISO number."""
    return MONDAY + dt.timedelta(days=number - 1)


def read_one(session: Session, person: uuid.UUID) -> Availability:
    """Read one person's week."""
    [found] = read_availability(session, MONDAY, SUNDAY, prosecutor_ids=[person])
    return found


def test_one_of_whom_nothing_more_is_known_is_free(session: Session) -> None:
    """Posted as the roster says, at the district's own seat, in the rank of his designation."""
    found = read_one(session, make_prosecutor(session))

    assert (found.district, found.seat, found.rank) == (DISTRICT, DISTRICT, 18)
    assert (found.away, found.avoid, found.qualifications, found.conflicts) == ((), (), frozenset(), frozenset())


def test_leave_and_duties_keep_away_and_wishes_are_told_apart(session: Session) -> None:
    """Only approved leave and duties that were not withdrawn; in order, and as one where they touch."""
    person = make_prosecutor(session)
    morning = Range(at(day(2), 9), at(day(2), 11))
    session.add_all(
        [
            Leave(prosecutor_id=person, first_on=day(3), last_on=day(4), kind="casual", status="approved"),
            Leave(prosecutor_id=person, first_on=day(6), last_on=day(6), kind="casual", status="applied"),
            Duty(prosecutor_id=person, duty="remand_duty", during=morning),
            Duty(prosecutor_id=person, duty="office_duty", during=morning, withdrawn_at=at(MONDAY, 0)),
            DateToAvoid(prosecutor_id=person, first_on=day(5), last_on=day(5)),
        ]
    )
    session.flush()

    found = read_one(session, person)
    assert found.away == ((at(day(2), 9), at(day(2), 11)), span_of(day(3), day(4)))
    assert found.avoid == (span_of(day(5), day(5)),)
    assert is_away(found, (at(day(2), 10), at(day(2), 12)))


def test_one_who_is_transferred_belongs_to_one_place_at_a_time(session: Session) -> None:
    """The posting of the first day counts; the days in the other one he is away; later he is found over there."""
    person = make_prosecutor(session)
    session.add_all(
        [
            Posting(prosecutor_id=person, district=DISTRICT, seat="karachi", designation=None, last_on=day(3), source="x"),
            Posting(
                prosecutor_id=person, district="jacobabad", seat="jacobabad",
                designation="district-public-prosecutor", first_on=day(4), source="x",
            ),
        ]
    )  # fmt: skip
    session.flush()

    before = read_one(session, person)
    assert (before.district, before.seat, before.rank) == (DISTRICT, "karachi", 0)
    assert before.away == (span_of(day(4), SUNDAY),)
    later = read_availability(session, day(5), SUNDAY, prosecutor_ids=[person], districts=["jacobabad"])
    assert [(one.district, one.rank, one.away) for one in later] == [("jacobabad", 19, ())]
    assert read_availability(session, day(5), SUNDAY, prosecutor_ids=[person], districts=[DISTRICT]) == []


def test_qualifications_hold_on_every_day_asked_about(session: Session) -> None:
    """One that ends within the days does not count; a recusal is a conflict until it is withdrawn."""
    person, case, other = make_prosecutor(session), make_case(session), make_case(session)
    session.add_all(
        [
            Qualification(prosecutor_id=person, qualification="narcotics", valid_from=LONG_AGO, source="x"),
            Qualification(
                prosecutor_id=person, qualification="juvenile", valid_from=LONG_AGO, valid_to=day(3), source="x"
            ),
            Recusal(case_id=case, prosecutor_id=person, is_recused=True, changed_at=at(MONDAY, 9)),
            Recusal(case_id=other, prosecutor_id=person, is_recused=False, changed_at=at(MONDAY, 9)),
        ]
    )
    session.flush()

    found = read_one(session, person)
    assert found.qualifications == {"narcotics"}
    assert found.conflicts == {case}


def test_those_off_the_roster_are_not_told(session: Session) -> None:
    """Nobody who left is available."""
    person = make_prosecutor(session)
    session.get_one(RosterEntry, person).is_active = False
    session.flush()

    assert read_availability(session, MONDAY, SUNDAY, prosecutor_ids=[person]) == []


def test_travel_is_the_latest_known_either_way(session: Session) -> None:
    """A later measurement stands over a former one from its day on."""
    one, other = sorted((f"a{uuid.uuid4().hex}", f"b{uuid.uuid4().hex}"))
    for since, minutes in ((LONG_AGO, 90), (dt.date(2030, 1, 1), 60)):
        session.add(TravelTime(one_seat=one, other_seat=other, minutes=minutes, valid_from=since, source="x"))
    session.flush()

    assert minutes_between(read_travel(session, dt.date(2029, 12, 31)), other, one) == 90
    assert minutes_between(read_travel(session, dt.date(2030, 1, 1)), one, other) == 60


def test_what_a_court_needs_follows_from_its_kind(session: Session) -> None:
    """An anti-terrorism court needs one posted for it (ATA 18); a sessions court nobody special."""
    special, usual = make_court(session), make_court(session, kind="sessions")

    assert needs_of(session, "narcotics", MONDAY) == {"narcotics"}
    assert needs_of(session, "sessions", MONDAY, designations=["gender_based_violence"]) == {"women_and_children"}
    assert read_court_needs(session, [special, usual], MONDAY) == {special: {"anti_terrorism"}, usual: frozenset()}
