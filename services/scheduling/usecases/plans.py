"""Roster plans: asked for by whoever keeps a district's roster, made by the solver, decided on by a person.

The District Public Prosecutor distributes the work of his district (SCPSA 2009 ss.5(4), 9(2)). A plan suggests; nothing is booked before
somebody accepts. Nobody chooses the seed that breaks ties: it follows from the days and districts, so asking again gives no
other luck, and anybody can check it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, forbidden, invalid, not_found
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import RosterPlanEnded
from services.scheduling.models import PlanDistrict, Posting, RosterEntry, RosterPlan
from services.scheduling.models.plans import WORKING
from services.scheduling.rules.days import day_of

MOST_ATTEMPTS: Final = 3
LONGEST_DAYS: Final = 14
_MOST_WAITING: Final = 3
_REPAIR_SECONDS: Final = 2


def ask_for_plan(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Keep what plan is wanted, for the solver; give its id."""
    districts = _choose_districts(session, actor, given["districts"])
    _require_days(given["from_day"], given["to_day"])
    days = f"{given['from_day']}/{given['to_day']}"
    plan = RosterPlan(
        id=new_id(), kind="roster", first_on=given["from_day"], last_on=given["to_day"], districts=districts,
        keeps=given["keeps"], seed=f"{days}/{'+'.join(districts)}", seconds=given["seconds"], asked_by=actor.id,
    )  # fmt: skip
    return _keep(session, actor, plan)


def ask_for_repair(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Keep whose absence is to be repaired; give the plan's id. His leave is a matter of its own."""
    _require_days(given["from_day"], given["to_day"])
    person = session.get(RosterEntry, given["prosecutor_id"])
    if person is None:
        raise invalid(
            "prosecutor_unknown", "Only the hearings of prosecutors on the roster can be given to others.",
            fields={"prosecutor_id": ["Not on the roster."]},
        )  # fmt: skip
    district = _district_of(session, person, given["from_day"])
    _require_sight(actor, [district])
    plan = RosterPlan(
        id=new_id(), kind="repair", first_on=given["from_day"], last_on=given["to_day"], districts=[district],
        keeps="published", absent_id=person.id, seed=f"{given['from_day']}/{given['to_day']}/{district}",
        seconds=_REPAIR_SECONDS, asked_by=actor.id,
    )  # fmt: skip
    return _keep(session, actor, plan)


def _keep(session: Session, actor: Actor, plan: RosterPlan) -> uuid.UUID:
    mine = sa.select(sa.func.count()).where(RosterPlan.asked_by == actor.id, RosterPlan.state.in_(WORKING))
    if (session.scalar(mine) or 0) >= _MOST_WAITING:
        raise Problem(
            "too_many", "plans_waiting", f"{_MOST_WAITING} plans of yours are being made. Wait for them, or cancel one."
        )
    session.add(plan)
    session.flush()
    record(
        session, actor, "roster_plan_asked", f"roster_plan:{plan.id}", kind=plan.kind, first_on=plan.first_on,
        last_on=plan.last_on, districts=plan.districts, keeps=plan.keeps, seed=plan.seed,
    )  # fmt: skip
    return plan.id


def cancel_plan(session: Session, actor: Actor, plan_id: uuid.UUID) -> None:
    """End a plan that is not made yet; the solver leaves off within a second."""
    plan = take_plan(session, actor, plan_id)
    if plan.state not in WORKING:
        raise conflict("plan_ended", f"This plan is {plan.state} already.", state=plan.state)
    _end(session, plan, "cancelled")
    record(session, actor, "roster_plan_cancelled", f"roster_plan:{plan.id}")


def take_plan(session: Session, actor: Actor, plan_id: uuid.UUID) -> RosterPlan:
    """Give a plan in the actor's sight, held until the transaction ends."""
    plan = session.scalars(sa.select(RosterPlan).where(RosterPlan.id == plan_id).with_for_update()).one_or_none()
    if plan is None or not all(actor.sees_district(district) for district in plan.districts):
        raise no_such_plan()
    return plan


def no_such_plan() -> Problem:
    """Say that there is no such plan, or none in sight."""
    return not_found("plan_not_found", "There is no such plan, or it is not in your sight.")


def claim_plan(session: Session, lease_seconds: float, *, kinds: Sequence[str]) -> RosterPlan | None:
    """Claim the oldest plan that waits, or whose solver died, repairs first; one that failed too often is given up."""
    now = dt.datetime.now(dt.UTC)
    free = sa.or_(RosterPlan.state == "queued", RosterPlan.claimed_until < now)
    waiting = sa.select(RosterPlan).where(RosterPlan.state.in_(WORKING), RosterPlan.kind.in_(kinds), free)
    # "repair" comes before "roster".
    found = session.scalars(
        waiting.order_by(RosterPlan.kind, RosterPlan.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        _end(session, found, "failed")
        record(session, solver(), "roster_plan_failed", f"roster_plan:{found.id}", attempts=found.attempts)
        return None
    found.attempts += 1
    found.state, found.claimed_until = "solving", now + dt.timedelta(seconds=lease_seconds)
    return found


def renew_claim(session: Session, plan_id: uuid.UUID, lease_seconds: float) -> bool:
    """Go on holding a claim; tell whether the plan is still wanted."""
    until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=lease_seconds)
    held = sa.update(RosterPlan).where(RosterPlan.id == plan_id, RosterPlan.state == "solving")
    return session.scalar(held.values(claimed_until=until).returning(RosterPlan.id)) is not None


def hand_back_plan(session: Session, plan_id: uuid.UUID) -> None:
    """End a claim early, because its solver failed and lives: the next attempt need not wait for the lease to run out."""
    held = sa.update(RosterPlan).where(RosterPlan.id == plan_id, RosterPlan.state == "solving")
    session.execute(held.values(claimed_until=dt.datetime.now(dt.UTC)))


def finish_plan(session: Session, plan_id: uuid.UUID) -> str:
    """End a plan whose districts are all improved. Gives the state it ended in."""
    plan = session.scalars(sa.select(RosterPlan).where(RosterPlan.id == plan_id).with_for_update()).one()
    if plan.state == "solving":
        _end(session, plan, "made")
        record(session, solver(), "roster_plan_made", f"roster_plan:{plan.id}", seed=plan.seed)
    return plan.state


def solver() -> Actor:
    """Give who acts when the solver does."""
    return Actor(id="service:scheduling")


def _end(session: Session, plan: RosterPlan, state: str) -> None:
    plan.state, plan.ended_at, plan.claimed_until = state, dt.datetime.now(dt.UTC), None
    plan.version += 1
    sums = sa.select(sa.func.sum(PlanDistrict.hearings), sa.func.sum(PlanDistrict.covered))
    hearings, covered = session.execute(sums.where(PlanDistrict.plan_id == plan.id)).one()
    publish(
        session,
        RosterPlanEnded(
            plan_id=plan.id, kind=plan.kind, state=state, first_on=plan.first_on, last_on=plan.last_on,
            hearings=hearings or 0, covered=covered or 0,
        ),
        audience=Audience(users=[plan.asked_by], districts=plan.districts),
    )  # fmt: skip


def _choose_districts(session: Session, actor: Actor, wanted: Sequence[str] | None) -> list[str]:
    staffed = set(session.scalars(sa.select(RosterEntry.district).where(RosterEntry.is_active).distinct()))
    if wanted is None:
        seen = sorted(district for district in staffed if actor.sees_district(district))
        if not seen:
            raise invalid("nobody_on_roster", "Nobody is on the roster of your districts. Add the prosecutors first.")
        return seen
    _require_sight(actor, wanted)
    unknown = [district for district in wanted if district not in staffed]
    if unknown:
        raise invalid(
            "nobody_on_roster", "Nobody is on the roster of a district. Add its prosecutors first.",
            fields={"districts": [f"Nobody is on the roster of {district}." for district in unknown]},
        )  # fmt: skip
    return sorted(set(wanted))


def _district_of(session: Session, person: RosterEntry, day: dt.date) -> str:
    """Give where somebody is posted on a day."""
    posted = sa.select(Posting.district).where(
        Posting.prosecutor_id == person.id,
        sa.or_(Posting.first_on.is_(None), Posting.first_on <= day),
        sa.or_(Posting.last_on.is_(None), Posting.last_on >= day),
    )
    return session.scalar(posted) or person.district


def _require_sight(actor: Actor, districts: Sequence[str]) -> None:
    if not all(actor.sees_district(district) for district in districts):
        raise forbidden("district_out_of_sight", "You plan the roster of your own districts only.")


def _require_days(first: dt.date, last: dt.date) -> None:
    if last < day_of(dt.datetime.now(dt.UTC)):
        raise invalid("in_the_past", "These days have passed; what was is not planned.", fields={"to": ["Has passed."]})
    if (last - first).days >= LONGEST_DAYS:
        says = f"Plan at most {LONGEST_DAYS} days at a time."
        raise invalid("too_many_days", says, fields={"to": [says]})
