"""Reading who can stand in hearings, for a roster: their time, the work that stays theirs, their loads, the cases they know."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from services.scheduling.models import Booking, CaseProsecutor, Court, Hearing, HearingListing, LoadWeight
from services.scheduling.models.bookings import is_taken
from services.scheduling.queries.availability import read_availability
from services.scheduling.rules.days import span_of, start_of
from services.scheduling.rules.rostering import Person, Work
from services.scheduling.rules.rostering_loads import MONTHS_DAYS, Weighting, minutes_of_hearing

_STOOD: Final = ("scheduled", "held", "adjourned")


def read_weighting(session: Session, on: dt.date) -> Weighting:
    """Read what a load weighs on a day."""
    rows = session.execute(
        sa.select(LoadWeight.kind, LoadWeight.code, LoadWeight.percent)
        .where(LoadWeight.valid_from <= on, sa.or_(LoadWeight.valid_to.is_(None), LoadWeight.valid_to >= on))
        .order_by(LoadWeight.valid_from)
    ).all()
    return Weighting(
        {row.code: row.percent for row in rows if row.kind == "court_kind"},
        {row.code: row.percent for row in rows if row.kind == "purpose"},
    )


def read_people(
    session: Session,
    days: tuple[dt.date, dt.date],
    districts: Collection[str],
    *,
    undecided: Collection[tuple[uuid.UUID, uuid.UUID | None]],
    cases: Collection[uuid.UUID],
) -> tuple[Person, ...]:
    """Read the districts' people; undecided: the hearings that are to be decided, each with whom it may be taken from."""
    free = read_availability(session, *days, districts=districts)
    ids = [one.prosecutor_id for one in free]
    weighting = read_weighting(session, days[0])
    work, loads = _read_work(session, ids, days, weighting, set(undecided))
    before = _read_loads_before(session, ids, days[0], weighting)
    known = _read_known(session, ids, cases, days[0])
    return tuple(
        Person(
            one, tuple(work[one.prosecutor_id]), loads[one.prosecutor_id], before[one.prosecutor_id],
            frozenset(known[one.prosecutor_id]),
        )
        for one in free
    )  # fmt: skip


def _read_work(
    session: Session,
    ids: Sequence[uuid.UUID],
    days: tuple[dt.date, dt.date],
    weighting: Weighting,
    undecided: set[tuple[uuid.UUID, uuid.UUID | None]],
) -> tuple[Mapping[uuid.UUID, list[Work]], Mapping[uuid.UUID, int]]:
    rows = session.execute(
        sa.select(
            Booking.resource_id, Booking.hearing_id, Booking.is_timed, Hearing.starts_at, Hearing.ends_at,
            Hearing.purpose, Hearing.court_id, Court.seat, Court.kind,
        )
        .join(Hearing, Hearing.id == Booking.hearing_id)
        .join(Court, Court.id == Hearing.court_id)
        .where(Booking.kind == "prosecutor", Booking.resource_id.in_(ids), is_taken())
        .where(Booking.during.op("&&")(sa.func.tstzrange(*span_of(*days))))
        .order_by(Booking.resource_id, Hearing.starts_at, Hearing.id)
    )  # fmt: skip
    work: dict[uuid.UUID, list[Work]] = defaultdict(list)
    loads: dict[uuid.UUID, int] = defaultdict(int)
    for row in rows:
        if (row.hearing_id, row.resource_id) in undecided:
            continue
        work[row.resource_id].append(Work((row.starts_at, row.ends_at), row.seat, row.court_id, row.is_timed))
        minutes = minutes_of_hearing(row.starts_at, row.ends_at, is_timed=row.is_timed)
        loads[row.resource_id] += weighting.weigh(minutes, row.kind, row.purpose)
    return work, loads


def _read_loads_before(
    session: Session, ids: Sequence[uuid.UUID], first: dt.date, weighting: Weighting
) -> Mapping[uuid.UUID, int]:
    rows = session.execute(
        sa.select(
            HearingListing.subject_id, Hearing.starts_at, Hearing.ends_at, Hearing.is_untimed, Hearing.purpose, Court.kind
        )
        .join(Hearing, Hearing.id == HearingListing.hearing_id)
        .join(Court, Court.id == Hearing.court_id)
        .where(HearingListing.kind == "prosecutor", HearingListing.subject_id.in_(ids), Hearing.status.in_(_STOOD))
        .where(HearingListing.starts_at >= start_of(first - dt.timedelta(days=MONTHS_DAYS)))
        .where(HearingListing.starts_at < start_of(first))
    )  # fmt: skip
    loads: dict[uuid.UUID, int] = defaultdict(int)
    for row in rows:
        minutes = minutes_of_hearing(row.starts_at, row.ends_at, is_timed=not row.is_untimed)
        loads[row.subject_id] += weighting.weigh(minutes, row.kind, row.purpose)
    return loads


def _read_known(
    session: Session, ids: Sequence[uuid.UUID], cases: Collection[uuid.UUID], first: dt.date
) -> Mapping[uuid.UUID, set[uuid.UUID]]:
    """Give the cases each person knows: he stands on them, or stood in a hearing of theirs."""
    of_case, of_person = aliased(HearingListing), aliased(HearingListing)
    stood = (
        sa.select(of_person.subject_id, of_case.subject_id.label("case_id"))
        .join(of_case, of_case.hearing_id == of_person.hearing_id)
        .join(Hearing, Hearing.id == of_case.hearing_id)
        .where(of_case.kind == "case", of_case.subject_id.in_(cases), of_case.starts_at < start_of(first))
        .where(of_person.kind == "prosecutor", of_person.subject_id.in_(ids), Hearing.status.in_(("held", "adjourned")))
    )
    stands = sa.select(CaseProsecutor.prosecutor_id, CaseProsecutor.case_id).where(
        CaseProsecutor.case_id.in_(cases), CaseProsecutor.prosecutor_id.in_(ids), CaseProsecutor.is_assigned
    )
    known: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows: list[Any] = [*session.execute(stood), *session.execute(stands)]
    for person, case_id in rows:
        known[person].add(case_id)
    return known
