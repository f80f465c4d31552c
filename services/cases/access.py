"""Who may see which case: the one place that fetches cases.

A person sees the cases of the districts in their sight and those whose team they are on. A sealed case shows itself to its
team alone, and to those who hold `cases.read_sealed` in its district. Who is recused from a case (CrPC s.495(4)) sees it no more by
way of the district, only until released from its team. What one may not see does not exist for them (404).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from services.cases.models import Assignment, Case, Recusal
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import Problem, conflict, forbidden, not_found

READ_SEALED: Final = "cases.read_sealed"
MANAGE: Final = "cases.assign"
SYSTEM: Final = Actor(id="service:cases")
_UUID: Final = postgresql.UUID(as_uuid=True)


class Sight(NamedTuple):
    """What a case is held against: the parameters of one actor's sight, or columns that hold one for each reader."""

    everywhere: Any
    districts: Any
    sealed: Any
    me: Any


SIGHT: Final = Sight(
    sa.bindparam("sight_everywhere", type_=sa.Boolean),
    sa.bindparam("sight_districts", type_=sa.ARRAY(sa.Text)),
    sa.bindparam("sight_sealed", type_=sa.Boolean),
    sa.bindparam("sight_me", type_=_UUID),
)


def sight(actor: Actor) -> dict[str, Any]:
    """Give the parameters that `visible` takes for this actor."""
    return {
        "sight_everywhere": actor.sees_everywhere,
        "sight_districts": list(actor.districts),
        "sight_sealed": actor.is_service or READ_SEALED in actor.may,
        "sight_me": person_id(actor),
    }


def person_id(actor: Actor) -> uuid.UUID | None:
    """Give the account's id, or None when a service acts by itself."""
    try:
        return uuid.UUID(actor.id)
    except ValueError:
        return None


def visible(case: Any = Case, by: Sight = SIGHT) -> sa.ColumnElement[bool]:
    """Give the condition on a case (or an alias of it) that it is in the actor's sight; execute with `sight(actor)`."""
    mine = sa.select(Assignment.case_id).where(Assignment.prosecutor_id == by.me, Assignment.released_on.is_(None))
    barred = sa.select(Recusal.case_id).where(Recusal.prosecutor_id == by.me, Recusal.withdrawn_at.is_(None))
    return sa.or_(
        sa.and_(
            sa.or_(by.everywhere, case.district == sa.any_(by.districts)),
            sa.or_(sa.not_(case.is_sealed), by.sealed),
            case.id != sa.all_(_all_of(barred.correlate_except(Recusal))),
        ),
        case.id == sa.any_(_all_of(mine.correlate_except(Assignment))),
    )


def _all_of(case_ids: sa.Select[Any]) -> sa.ColumnElement[Any]:
    """Give some cases as an array, which is made once a statement."""
    return sa.func.array(case_ids.scalar_subquery(), type_=sa.ARRAY(_UUID))


_open = sa.select(Case).where(Case.id == sa.bindparam("case_id", type_=_UUID), visible()).with_for_update()
_see = sa.select(Case.is_sealed).where(Case.id == sa.bindparam("case_id", type_=_UUID), visible())


def no_such_case() -> Problem:
    """Say that there is no such case, or none that this person may know of."""
    return not_found("no_such_case", "There is no such case in your sight. Check the number, or ask your supervisor.")


def open_case(session: Session, actor: Actor, case_id: uuid.UUID, if_match: int | None = None) -> Case:
    """Fetch a case to change it, and hold it until the transaction ends; refuse when it moved on since it was read."""
    case = session.scalars(_open, {"case_id": case_id, **sight(actor)}).one_or_none()
    if case is None:
        raise no_such_case()
    require_version(if_match, case.version)
    return case


def open_undecided(session: Session, actor: Actor, case_id: uuid.UUID, if_match: int | None = None) -> Case:
    """Fetch a case for a step that a decided case does not allow."""
    case = open_case(session, actor, case_id, if_match)
    if case.stage == "decided":
        raise conflict("case_decided", "The case is decided. Correct a result if the record is wrong.")
    return case


def hold_case(session: Session, case_id: uuid.UUID) -> Case | None:
    """Fetch a case for what the service does by itself, because an event or a timer says so, and hold it."""
    return session.scalars(sa.select(Case).where(Case.id == case_id).with_for_update()).one_or_none()


def touch(case: Case) -> None:
    """Count a change of what a case shows, so that nobody overwrites it unseen and no reader keeps the old."""
    case.version += 1
    case.changed_at = dt.datetime.now(dt.UTC)


def touch_all(session: Session, case_ids: Collection[uuid.UUID]) -> None:
    """Count a change of many cases, which the caller holds."""
    changed = {"version": Case.version + 1, "changed_at": sa.func.clock_timestamp()}
    session.execute(sa.update(Case).where(Case.id.in_(list(case_ids))).values(changed))


def see_case(session: Session, actor: Actor, case_id: uuid.UUID) -> bool:
    """Tell whether a case in the actor's sight is sealed; refuse (404) one that is not in it."""
    found = session.execute(_see, {"case_id": case_id, **sight(actor)}).first()
    if found is None:
        raise no_such_case()
    return bool(found.is_sealed)


def require_sight_kept(session: Session, actor: Actor, case: Case) -> None:
    """Refuse a step after which the case would not be in the actor's own sight: nobody could show them what they did."""
    session.flush()
    if session.execute(_see, {"case_id": case.id, **sight(actor)}).first() is None:
        raise forbidden(
            "sight_would_be_lost",
            "After this step you could not see the case any more. Ask somebody who may see it without being on its team.",
        )


def find_by_fir(session: Session, actor: Actor, fir: dict[str, Any]) -> uuid.UUID | None:
    """Give the case of a FIR, if it is in the actor's sight."""
    names = ("district", "police_station_key", "fir_year", "fir_number")
    found = sa.select(Case.id).where(*(getattr(Case, name) == fir[name] for name in names), visible())
    return session.scalar(found, sight(actor))


def require_team(session: Session, actor: Actor, case: Case) -> None:
    """Refuse a step that is the team's, unless the actor manages teams."""
    if MANAGE in actor.may:
        return
    member = sa.select(Assignment.id).where(
        Assignment.case_id == case.id,
        Assignment.prosecutor_id == person_id(actor),
        Assignment.released_on.is_(None),
    )
    if session.execute(member).first() is None:
        raise forbidden("not_on_team", "This step is for the prosecutors on the case. Ask to be assigned to it first.")


def require_district(actor: Actor, district: str) -> None:
    """Refuse work in a district that is not in the actor's sight."""
    if not actor.sees_district(district):
        raise forbidden("district_not_yours", "This district is not in your charge.", district=district)


def note_sealed_read(session: Session, actor: Actor, case_id: uuid.UUID) -> None:
    """Leave the trace that a sealed case was read."""
    record(session, actor, "sealed_case_read", f"case:{case_id}")
