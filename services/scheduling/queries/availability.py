"""Reading when and for what prosecutors can stand in hearings: what booking and the roster both ask."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.scheduling.models import (
    Court,
    CourtDesignation,
    DateToAvoid,
    DesignationRank,
    Duty,
    Leave,
    Posting,
    Qualification,
    QualificationNeed,
    Recusal,
    RosterEntry,
    TravelTime,
    WorkingHours,
    WorkingPattern,
)
from services.scheduling.queries.own_times import read_own_busy
from services.scheduling.rules.availability import Availability, Span, Travel
from services.scheduling.rules.days import day_of, span_of
from services.scheduling.rules.sitting import Hours, Timetable
from services.scheduling.rules.working_time import days_outside, merge_spans, off_hours

_Spans = dict[uuid.UUID, list[Span]]


def read_availability(
    session: Session,
    first: dt.date,
    last: dt.date,
    *,
    prosecutor_ids: Iterable[uuid.UUID] | None = None,
    districts: Collection[str] | None = None,
) -> list[Availability]:
    """Give the availability of those on the roster from first to last, both counted, in the order of their ids.

    The posting that holds on the first day counts (else the first that begins later); days in another posting are away.
    A qualification counts when it holds on all these days. Hearings already booked are not regarded.
    """
    entries = _read_entries(session, prosecutor_ids)
    ids = [entry.id for entry in entries]
    postings = {posting.prosecutor_id: posting for posting in _read_postings(session, ids, first, last)}
    ranks = read_ranks(session, first)
    away, avoid = _read_away(session, ids, first, last), _read_avoid(session, ids, first, last)
    qualifications, conflicts = _read_qualifications(session, ids, first, last), _read_conflicts(session, ids)
    found = []
    for entry in entries:
        posting = postings.get(entry.id)
        place: Posting | RosterEntry = posting or entry
        if districts is not None and place.district not in districts:
            continue
        if posting is not None:
            elsewhere = days_outside(posting.first_on, posting.last_on, first, last)
            away[entry.id].extend(span_of(*days) for days in elsewhere)
        found.append(
            Availability(
                prosecutor_id=entry.id, district=place.district, seat=place.seat or place.district,
                rank=ranks.get(place.designation or "", 0), qualifications=frozenset(qualifications[entry.id]),
                away=merge_spans(away[entry.id]), avoid=merge_spans(avoid[entry.id]),
                conflicts=frozenset(conflicts[entry.id]),
            )
        )  # fmt: skip
    return found


def read_travel(session: Session, on: dt.date | None = None) -> Travel:
    """Give the minutes between seats as they are known on a day (today when left out), each pair once."""
    day = on or day_of(dt.datetime.now(dt.UTC))
    rows = session.execute(
        sa.select(TravelTime.one_seat, TravelTime.other_seat, TravelTime.minutes)
        .where(TravelTime.valid_from <= day)
        .order_by(TravelTime.valid_from)
    )
    return {(row.one_seat, row.other_seat): row.minutes for row in rows}


def read_ranks(session: Session, on: dt.date) -> dict[str, int]:
    """Give the rank that each designation carries on a day."""
    rows = session.execute(
        sa.select(DesignationRank.designation, DesignationRank.rank)
        .where(DesignationRank.valid_from <= on, _until(DesignationRank.valid_to, on))
        .order_by(DesignationRank.valid_from)
    )
    return {row.designation: row.rank for row in rows}


def needs_of(session: Session, court_kind: str, on: dt.date, *, designations: Collection[str] = ()) -> frozenset[str]:
    """Give what a court of a kind, with these designations, needs its prosecutor to be qualified for on a day."""
    return frozenset(
        session.scalars(
            sa.select(QualificationNeed.qualification).where(
                QualificationNeed.court_word.in_([court_kind, *designations]),
                QualificationNeed.valid_from <= on, _until(QualificationNeed.valid_to, on),
            )
        )
    )  # fmt: skip


def read_court_needs(
    session: Session, court_ids: Collection[uuid.UUID], on: dt.date
) -> dict[uuid.UUID, frozenset[str]]:
    """Give what each of these courts, by its kind and its designations of a day, needs its prosecutor to be qualified for."""
    words = (
        sa.select(Court.id, Court.kind.label("word"))
        .where(Court.id.in_(court_ids))
        .union_all(
            sa.select(CourtDesignation.court_id, CourtDesignation.designation).where(
                CourtDesignation.court_id.in_(court_ids),
                CourtDesignation.valid_from <= on, _until(CourtDesignation.valid_to, on),
            )
        )
        .subquery()
    )  # fmt: skip
    rows = session.execute(
        sa.select(words.c.id, QualificationNeed.qualification)
        .join(QualificationNeed, QualificationNeed.court_word == words.c.word)
        .where(QualificationNeed.valid_from <= on, _until(QualificationNeed.valid_to, on))
    )
    needs: dict[uuid.UUID, set[str]] = {court_id: set() for court_id in court_ids}
    for court_id, qualification in rows:
        needs[court_id].add(qualification)
    return {court_id: frozenset(words) for court_id, words in needs.items()}


def _until(valid_to: Any, day: dt.date) -> sa.ColumnElement[bool]:
    return sa.or_(valid_to.is_(None), valid_to >= day)


def _read_entries(session: Session, prosecutor_ids: Iterable[uuid.UUID] | None) -> Sequence[RosterEntry]:
    chosen = sa.select(RosterEntry).where(RosterEntry.is_active).order_by(RosterEntry.id)
    if prosecutor_ids is not None:
        chosen = chosen.where(RosterEntry.id.in_(list(prosecutor_ids)))
    return session.scalars(chosen).all()


def _read_postings(session: Session, ids: Sequence[uuid.UUID], first: dt.date, last: dt.date) -> Sequence[Posting]:
    """Give for each person the first posting that touches the days."""
    return session.scalars(
        sa.select(Posting)
        .distinct(Posting.prosecutor_id)
        .where(Posting.prosecutor_id.in_(ids), _until(Posting.last_on, first))
        .where(sa.or_(Posting.first_on.is_(None), Posting.first_on <= last))
        .order_by(Posting.prosecutor_id, Posting.first_on.asc().nulls_first())
    ).all()


def _read_away(session: Session, ids: Sequence[uuid.UUID], first: dt.date, last: dt.date) -> _Spans:
    away: _Spans = defaultdict(list)
    leaves = sa.select(Leave.prosecutor_id, Leave.first_on, Leave.last_on).where(
        Leave.prosecutor_id.in_(ids), Leave.status == "approved", Leave.first_on <= last, Leave.last_on >= first
    )
    for person, begins, ends in session.execute(leaves):
        away[person].append(span_of(begins, ends))
    for person, patterns in read_patterns(session, ids, first, last).items():
        away[person].extend(off_hours(patterns, first, last))
    duties = sa.select(Duty.prosecutor_id, sa.func.lower(Duty.during), sa.func.upper(Duty.during)).where(
        Duty.prosecutor_id.in_(ids), Duty.withdrawn_at.is_(None),
        Duty.during.op("&&")(sa.func.tstzrange(*span_of(first, last))),
    )  # fmt: skip
    for person, starts, ends in session.execute(duties):
        away[person].append((starts, ends))
    return away


def read_patterns(
    session: Session, ids: Sequence[uuid.UUID], first: dt.date, last: dt.date
) -> dict[uuid.UUID, list[Timetable]]:
    """Give each person's working patterns that touch the days, in the order they were recorded."""
    rows = session.execute(
        sa.select(WorkingPattern.id, WorkingPattern.prosecutor_id, WorkingPattern.valid_from, WorkingPattern.valid_to)
        .where(WorkingPattern.prosecutor_id.in_(ids), WorkingPattern.valid_from <= last)
        .where(_until(WorkingPattern.valid_to, first))
        .order_by(WorkingPattern.id)
    ).all()
    weeks: dict[uuid.UUID, dict[int, Hours]] = defaultdict(dict)
    for hours in session.scalars(sa.select(WorkingHours).where(WorkingHours.pattern_id.in_([row.id for row in rows]))):
        weeks[hours.pattern_id][hours.weekday] = Hours(hours.starts, hours.ends)
    found: dict[uuid.UUID, list[Timetable]] = defaultdict(list)
    for row in rows:
        found[row.prosecutor_id].append(Timetable(row.valid_from, row.valid_to, weeks[row.id]))
    return found


def _read_avoid(session: Session, ids: Sequence[uuid.UUID], first: dt.date, last: dt.date) -> _Spans:
    avoid: _Spans = defaultdict(list)
    rows = sa.select(DateToAvoid.prosecutor_id, DateToAvoid.first_on, DateToAvoid.last_on).where(
        DateToAvoid.prosecutor_id.in_(ids), DateToAvoid.withdrawn_at.is_(None),
        DateToAvoid.first_on <= last, DateToAvoid.last_on >= first,
    )  # fmt: skip
    for person, begins, ends in session.execute(rows):
        avoid[person].append(span_of(begins, ends))
    for person, spans in read_own_busy(session, ids, span_of(first, last)).items():
        avoid[person].extend(spans)
    return avoid


def _read_qualifications(
    session: Session, ids: Sequence[uuid.UUID], first: dt.date, last: dt.date
) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    rows = sa.select(Qualification.prosecutor_id, Qualification.qualification).where(
        Qualification.prosecutor_id.in_(ids), Qualification.valid_from <= first, _until(Qualification.valid_to, last)
    )
    for person, qualification in session.execute(rows):
        found[person].add(qualification)
    return found


def _read_conflicts(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    rows = sa.select(Recusal.prosecutor_id, Recusal.case_id).where(Recusal.prosecutor_id.in_(ids), Recusal.is_recused)
    for person, case_id in session.execute(rows):
        found[person].add(case_id)
    return found
