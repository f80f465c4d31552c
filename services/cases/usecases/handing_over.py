"""Hand over the open work of somebody who leaves or goes on leave: their places on teams and their tasks, in one step.

The plan is looked at first; what was looked at is done whole, or not at all when anything has changed since. Each case keeps one
lead: a taker who is a second already becomes the lead. Sets off: the takers see the cases, and scheduling counts on them.
Before: nothing. After a leave, `handover_id` brings back what that leave moved and nothing else.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import READ_SEALED, sight, visible
from services.cases.models import Assignment, Case, Handover, HandoverItem, Recusal, Task
from services.cases.rules.handing_over import Plan, Share, Takers, plan_handover
from services.cases.usecases.handing_over_steps import do_steps
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.errors import conflict, forbidden, invalid, not_found
from services.common.ids import new_id

_MOST: Final = 5000


@dataclass(frozen=True, slots=True)
class Moved:
    """What an earlier handing over moved in one case: a role on its team, if there was one, and tasks."""

    role: str | None
    tasks: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Looked:
    """A plan, whether it covers all of the person's work, and the handing over it was done as, once it was."""

    plan: Plan
    covers_everything: bool
    handover_id: uuid.UUID | None = None


def preview_handover(session: Session, actor: Actor, given: dict[str, Any]) -> Looked:
    """Say what handing over would do; nothing is changed."""
    return Looked(_plan(session, actor, given), _covers_everything(actor))


def hand_over(session: Session, actor: Actor, given: dict[str, Any]) -> Looked:
    """Do what was previewed: all of it, or nothing when anything is otherwise now."""
    if given["until_on"] is not None and given["until_on"] < today():
        raise invalid("in_the_past", "The last day of the leave has passed.", fields={"until_on": ["Has passed."]})
    _hold_cases(session, given["from_id"])
    plan = _plan(session, actor, given)
    if plan.name != given["plan"]:
        raise conflict("plan_changed", "Something changed since you looked. Look at the plan again.", plan=plan.name)
    if not plan.steps:
        raise conflict("nothing_to_hand_over", "There is no open work of theirs in your sight.")
    if not plan.is_possible:
        blocked = [str(step.share.case_id) for step in plan.steps if step.obstacle]
        raise conflict("handover_blocked", "Name somebody else for some of the cases.", case_ids=blocked)
    handover = Handover(
        id=new_id(), from_id=given["from_id"], to_id=given["to_id"], occasion=given["occasion"],
        until_on=given["until_on"], reason=given["reason"], done_by=actor.id,
    )  # fmt: skip
    session.add(handover)
    session.flush()
    do_steps(session, actor, handover, plan)
    _require_sight_kept(session, actor, plan)
    return Looked(plan, _covers_everything(actor), handover.id)


def _hold_cases(session: Session, from_id: uuid.UUID) -> None:
    """Hold the cases in which they have work: teams and tasks change only under their case."""
    live = sa.select(Assignment.case_id).where(Assignment.prosecutor_id == from_id, Assignment.released_on.is_(None))
    tasks = sa.select(Task.case_id).where(Task.owner_id == from_id, Task.state == "open")
    held = sa.select(Case.id).where(Case.id.in_(live.union(tasks))).order_by(Case.id).with_for_update()
    session.execute(held)


def _plan(session: Session, actor: Actor, given: dict[str, Any]) -> Plan:
    from_id, single = given["from_id"], {other["case_id"]: other["to_id"] for other in given["others"]}
    if len(single) != len(given["others"]):
        raise invalid("case_twice", "A case is named twice.", fields={"others": ["Name each case once."]})
    only = _moved_by(session, given)
    roles, tasks = _read_roles(session, from_id, only), _read_tasks(session, from_id, only)
    shares = _read_shares(session, actor, roles, tasks)
    unknown = set(single) - {share.case_id for share in shares}
    if unknown:
        wrong = {"others": ["They hold nothing in some of these cases, as far as you can see."]}
        raise invalid("case_not_theirs", "Take the cases that are not theirs out of the list.", fields=wrong)
    case_ids = [share.case_id for share in shares]
    people = {given["to_id"], *single.values()}
    takers = Takers(given["to_id"], single, _roles_of(session, case_ids, people), _recused(session, case_ids, people))
    return plan_handover(shares, takers, from_id, given["handover_id"])


def _moved_by(session: Session, given: dict[str, Any]) -> dict[uuid.UUID, Moved] | None:
    """Give what an earlier handing over moved to whose work is handed over now, case by case."""
    if given["handover_id"] is None:
        return None
    items = sa.select(HandoverItem.case_id, HandoverItem.role, HandoverItem.task_ids).where(
        HandoverItem.handover_id == given["handover_id"], HandoverItem.to_id == given["from_id"]
    )
    moved = {case_id: Moved(role, frozenset(tasks)) for case_id, role, tasks in session.execute(items)}
    if not moved:
        raise not_found("no_such_handover", "There is no such handing over to them.")
    return moved


def _read_roles(session: Session, from_id: uuid.UUID, only: dict[uuid.UUID, Moved] | None) -> dict[uuid.UUID, str]:
    """Read their roles; of an earlier handing over those that it moved: a stand-in who led the case before leads it still."""
    live = sa.select(Assignment.case_id, Assignment.role).where(
        Assignment.prosecutor_id == from_id, Assignment.released_on.is_(None)
    )
    roles: dict[uuid.UUID, str] = dict(session.execute(live).tuples().all())
    if only is None:
        return roles
    return {case_id: role for case_id, role in roles.items() if case_id in only and only[case_id].role == role}


def _read_tasks(
    session: Session, from_id: uuid.UUID, only: dict[uuid.UUID, Moved] | None
) -> dict[uuid.UUID, list[uuid.UUID]]:
    theirs = sa.select(Task.case_id, Task.id).where(Task.owner_id == from_id, Task.state == "open")
    tasks: dict[uuid.UUID, list[uuid.UUID]] = {}
    for case_id, task_id in session.execute(theirs.order_by(Task.id)):
        if only is None or (case_id in only and task_id in only[case_id].tasks):
            tasks.setdefault(case_id, []).append(task_id)
    return tasks


def _read_shares(
    session: Session, actor: Actor, roles: dict[uuid.UUID, str], tasks: dict[uuid.UUID, list[uuid.UUID]]
) -> list[Share]:
    wanted = sorted(set(roles) | set(tasks))
    found = sa.select(Case.id, Case.fir_label, Case.is_sealed).where(
        Case.id == sa.any_(sa.literal(wanted, sa.ARRAY(sa.Uuid()))), visible()
    )
    rows = session.execute(found.order_by(Case.id).limit(_MOST + 1), sight(actor)).all()
    if len(rows) > _MOST:
        raise conflict("too_much_work", f"More than {_MOST} cases. Hand over to several people, case by case.")
    return [
        Share(row.id, row.fir_label, row.is_sealed, roles.get(row.id), tuple(tasks.get(row.id, ()))) for row in rows
    ]


def _roles_of(
    session: Session, case_ids: list[uuid.UUID], people: set[uuid.UUID]
) -> dict[tuple[uuid.UUID, uuid.UUID], str]:
    live = sa.select(Assignment.case_id, Assignment.prosecutor_id, Assignment.role).where(
        Assignment.prosecutor_id.in_(people), Assignment.released_on.is_(None), Assignment.case_id.in_(case_ids)
    )
    return {(case_id, person): role for case_id, person, role in session.execute(live)}


def _recused(
    session: Session, case_ids: list[uuid.UUID], people: set[uuid.UUID]
) -> frozenset[tuple[uuid.UUID, uuid.UUID]]:
    standing = sa.select(Recusal.case_id, Recusal.prosecutor_id).where(
        Recusal.case_id.in_(case_ids), Recusal.prosecutor_id.in_(people), Recusal.withdrawn_at.is_(None)
    )
    return frozenset((case_id, person) for case_id, person in session.execute(standing))


def _covers_everything(actor: Actor) -> bool:
    return actor.sees_everywhere and READ_SEALED in actor.may


def _require_sight_kept(session: Session, actor: Actor, plan: Plan) -> None:
    """Refuse to hand over what the actor could not see any more: nobody could show them what they did."""
    case_ids = [step.share.case_id for step in plan.steps]
    seen = sa.select(sa.func.count()).select_from(Case).where(Case.id.in_(case_ids), visible())
    if session.scalar(seen, sight(actor)) != len(case_ids):
        raise forbidden(
            "sight_would_be_lost",
            "After this step you could not see some of the cases any more. Ask somebody who may see them.",
        )
