"""Reading, in one statement, all that is to be known of those who shall stand in a hearing: booking asks this every time."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.scheduling.models import (
    Court,
    CourtDesignation,
    DateToAvoid,
    Duty,
    Qualification,
    QualificationNeed,
    Recusal,
    RosterEntry,
    WorkingHours,
    WorkingPattern,
)
from services.scheduling.rules.availability import Span
from services.scheduling.rules.days import day_of
from services.scheduling.rules.sitting import Hours


@dataclass(slots=True)
class Known:
    """What is known about a day: whose qualifications, who was recused, what the court needs, whose hours, duties and wishes.

    `hours` has those for whom a pattern holds; None on a day off.
    """

    people: set[uuid.UUID] = field(default_factory=set)
    recused: set[uuid.UUID] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)
    qualifications: defaultdict[uuid.UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    hours: dict[uuid.UUID, Hours | None] = field(default_factory=dict)
    duties: list[tuple[uuid.UUID, str]] = field(default_factory=list)
    avoiding: list[uuid.UUID] = field(default_factory=list)


def read_known(
    session: Session, people: Sequence[uuid.UUID], span: Span, *, court_id: uuid.UUID, case_ids: Collection[uuid.UUID]
) -> Known:
    """Read what is known of these people for a hearing of these cases in a court."""
    day = day_of(span[0])
    rows = session.execute(
        sa.union_all(
            _row("person", RosterEntry.id).where(RosterEntry.id.in_(people), RosterEntry.is_active),
            _row("recused", Recusal.prosecutor_id).where(
                Recusal.prosecutor_id.in_(people), Recusal.case_id.in_(case_ids), Recusal.is_recused
            ),
            _row("qualified", Qualification.prosecutor_id, Qualification.qualification).where(
                Qualification.prosecutor_id.in_(people), _on(Qualification, day)
            ),
            _row("needed", sa.null(), QualificationNeed.qualification).where(
                QualificationNeed.court_word.in_(_words_of(court_id, day)), _on(QualificationNeed, day)
            ),
            _row("duty", Duty.prosecutor_id, Duty.duty).where(
                Duty.prosecutor_id.in_(people), Duty.withdrawn_at.is_(None),
                Duty.during.op("&&")(sa.func.tstzrange(*span)),
                # A turn of duty at this very court is no duty elsewhere.
                sa.or_(Duty.court_id.is_(None), Duty.court_id != court_id),
            ),
            _row("avoid", DateToAvoid.prosecutor_id).where(
                DateToAvoid.prosecutor_id.in_(people), DateToAvoid.withdrawn_at.is_(None),
                DateToAvoid.first_on <= day, DateToAvoid.last_on >= day,
            ),
            _hours_on(people, day),
        )
    )  # fmt: skip
    return _sort(rows)


def _sort(rows: Any) -> Known:
    known = Known()
    for row in rows:
        if row.what == "hours":
            known.hours[row.person] = Hours(row.starts, row.ends) if row.starts is not None else None
        elif row.what == "duty":
            known.duties.append((row.person, row.word))
        elif row.what == "avoid":
            known.avoiding.append(row.person)
        elif row.what == "qualified":
            known.qualifications[row.person].add(row.word)
        elif row.what == "needed":
            known.needs.add(row.word)
        else:
            (known.people if row.what == "person" else known.recused).add(row.person)
    return known


def _row(what: str, person: Any, word: Any = None) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(
        sa.literal(what, sa.Text).label("what"), sa.cast(person, pg.UUID(as_uuid=True)).label("person"),
        sa.cast(sa.null() if word is None else word, sa.Text).label("word"),
        sa.cast(sa.null(), sa.Time).label("starts"), sa.cast(sa.null(), sa.Time).label("ends"),
    )  # fmt: skip


def _hours_on(people: Sequence[uuid.UUID], day: dt.date) -> sa.Select[*tuple[Any, ...]]:
    """Give each person's hours by the pattern recorded last of those that cover the day."""
    latest = (
        sa.select(WorkingPattern.id, WorkingPattern.prosecutor_id)
        .distinct(WorkingPattern.prosecutor_id)
        .where(WorkingPattern.prosecutor_id.in_(people), _on(WorkingPattern, day))
        .order_by(WorkingPattern.prosecutor_id, WorkingPattern.id.desc())
        .subquery()
    )
    of_day = sa.and_(WorkingHours.pattern_id == latest.c.id, WorkingHours.weekday == day.isoweekday())
    return sa.select(
        sa.literal("hours", sa.Text).label("what"), latest.c.prosecutor_id.label("person"),
        sa.cast(sa.null(), sa.Text).label("word"), WorkingHours.starts, WorkingHours.ends,
    ).outerjoin_from(latest, WorkingHours, of_day)  # fmt: skip


def _words_of(court_id: uuid.UUID, day: dt.date) -> sa.Select[*tuple[Any, ...]] | sa.CompoundSelect[*tuple[Any, ...]]:
    kind = sa.select(Court.kind).where(Court.id == court_id)
    designations = sa.select(CourtDesignation.designation).where(
        CourtDesignation.court_id == court_id, _on(CourtDesignation, day)
    )
    return kind.union_all(designations)


def _on(dated: Any, day: dt.date) -> sa.ColumnElement[bool]:
    return sa.and_(dated.valid_from <= day, sa.or_(dated.valid_to.is_(None), dated.valid_to >= day))
