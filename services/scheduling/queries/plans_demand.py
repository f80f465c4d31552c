"""Reading what a roster is made from: the hearings that need somebody, and those who can stand in them.

What has begun, what two or more stand in, and what a published list shows is not touched. In a repair the absent one's hearings are,
whatever else they are.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.scheduling.models import Court, Hearing, MadeCauseList, RosterPlan
from services.scheduling.queries.availability import read_court_needs, read_travel
from services.scheduling.queries.plans_people import read_people, read_weighting
from services.scheduling.rules.days import day_of, span_of
from services.scheduling.rules.outcomes import OPEN
from services.scheduling.rules.rostering import Demand, Need
from services.scheduling.rules.rostering_loads import Weighting, minutes_of_hearing


@dataclass(frozen=True, slots=True)
class Standing:
    """A hearing as a plan sees it, and who would be replaced in it (None: nobody, it has none)."""

    hearing_id: uuid.UUID
    district: str
    court_id: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    prosecutor_ids: list[uuid.UUID]
    replaces_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Found:
    """The demand, and for each of its needs the hearings that it stands for."""

    demand: Demand
    standing: Mapping[uuid.UUID, tuple[Standing, ...]]


def read_demand(session: Session, plan: RosterPlan) -> Found:
    """Read what a plan is made from, as it is now."""
    rows = [row for row in _read_hearings(session, plan) if _is_to_be_decided(row, plan)]
    return read_demand_of(session, rows, (plan.first_on, plan.last_on), plan.districts, absent_id=plan.absent_id)


def read_demand_of(
    session: Session,
    rows: Sequence[Any],
    days: tuple[dt.date, dt.date],
    districts: Sequence[str],
    *,
    absent_id: uuid.UUID | None = None,
) -> Found:
    """Read the people beside hearings that were read."""
    standing = {row.id: _stand(row, absent_id) for row in rows}
    cases = {case_id for row in rows for case_id in (row.case_id, *row.joined_case_ids)}
    people = read_people(
        session, days, districts, cases=cases,
        undecided=[(one.hearing_id, one.replaces_id) for one in standing.values()],
    )  # fmt: skip
    qualified = read_court_needs(session, {row.court_id for row in rows}, days[0]) if rows else {}
    weighting = read_weighting(session, days[0])
    needs = [_make_need(row, qualified[row.court_id], weighting, standing[row.id]) for row in rows]
    conflicts = frozenset(case_id for person in people for case_id in person.free.conflicts)
    joined = join_lists(needs, conflicts)
    return Found(
        Demand(tuple(need for need, _ in joined), people, read_travel(session, days[0])),
        {need.hearing_id: tuple(standing[one] for one in members) for need, members in joined},
    )


def hearing_rows() -> Any:
    """Give the statement of what a plan reads of hearings."""
    published = sa.exists().where(
        MadeCauseList.court_id == Hearing.court_id, MadeCauseList.form == "public", MadeCauseList.state == "made",
        MadeCauseList.listed_on == sa.cast(sa.func.timezone("Asia/Karachi", Hearing.starts_at), sa.Date),
    )  # fmt: skip
    return sa.select(
        Hearing.id, Hearing.case_id, Hearing.joined_case_ids, Hearing.court_id, Hearing.district, Hearing.starts_at,
        Hearing.ends_at, Hearing.is_untimed, Hearing.purpose, Hearing.prosecutor_ids, Court.seat,
        Court.kind.label("court_kind"), published.label("is_published"),
    ).join(Court, Court.id == Hearing.court_id)  # fmt: skip


def _read_hearings(session: Session, plan: RosterPlan) -> Sequence[Any]:
    start, end = span_of(plan.first_on, plan.last_on)
    concerned: sa.ColumnElement[bool] = Hearing.district.in_(plan.districts)
    if plan.absent_id is not None:
        concerned = sa.or_(concerned, sa.any_(Hearing.prosecutor_ids) == plan.absent_id)
    chosen = hearing_rows().where(
        concerned, Hearing.status == OPEN, Hearing.starts_at >= start, Hearing.starts_at < end,
        Hearing.starts_at > sa.func.clock_timestamp(),
    )  # fmt: skip
    rows: Sequence[Any] = session.execute(chosen.order_by(Hearing.starts_at, Hearing.id)).all()
    return rows


def _is_to_be_decided(row: Any, plan: RosterPlan) -> bool:
    if plan.absent_id is not None and plan.absent_id in row.prosecutor_ids:
        return True
    if not row.prosecutor_ids:
        # A repair is about what the absence leaves open, and nothing else.
        return plan.absent_id is None
    return plan.keeps == "published" and len(row.prosecutor_ids) == 1 and not row.is_published


def _stand(row: Any, absent_id: uuid.UUID | None) -> Standing:
    present = list(row.prosecutor_ids)
    replaced = absent_id if absent_id in present else next(iter(present), None)
    return Standing(row.id, row.district, row.court_id, row.starts_at, row.ends_at, present, replaced)


def _make_need(row: Any, qualified: frozenset[str], weighting: Weighting, standing: Standing) -> Need:
    minutes = minutes_of_hearing(row.starts_at, row.ends_at, is_timed=not row.is_untimed)
    return Need(
        hearing_id=row.id, case_id=row.case_id, district=row.district, seat=row.seat,
        span=(row.starts_at, row.ends_at), weight=weighting.weigh(minutes, row.court_kind, row.purpose),
        needs=qualified, current=standing.replaces_id, court_id=row.court_id, is_timed=not row.is_untimed,
        cases=frozenset((row.case_id, *row.joined_case_ids)),
    )  # fmt: skip


def join_lists(needs: Iterable[Need], conflicts: frozenset[uuid.UUID]) -> list[tuple[Need, tuple[uuid.UUID, ...]]]:
    """Give the needs with the ids of their hearings; the matters of a court's list of a day are one, for one stands in all.

    A matter in which somebody may not stand keeps apart, so that he can have the others.
    """
    lists: dict[object, list[Need]] = defaultdict(list)
    for need in needs:
        apart = need.is_timed or need.all_cases & conflicts
        lists[need.hearing_id if apart else (need.court_id, day_of(need.span[0]), need.current, need.needs)].append(
            need
        )
    return [(_join(members), tuple(need.hearing_id for need in members)) for members in lists.values()]


def _join(members: Sequence[Need]) -> Need:
    first = members[0]
    if len(members) == 1:
        return first
    return replace(
        first,
        span=(min(need.span[0] for need in members), max(need.span[1] for need in members)),
        weight=sum(need.weight for need in members),
        cases=frozenset(case_id for need in members for case_id in need.all_cases),
    )
