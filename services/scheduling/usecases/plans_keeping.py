"""Keeping what the solver found for a district: first the greedy roster, then the improved one in its place.

Nothing is kept of a plan that was cancelled or ended meanwhile, and nothing over what somebody decided.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.scheduling.models import PlanDistrict, RosterPlan, Suggestion
from services.scheduling.queries.plans_demand import Standing
from services.scheduling.rules.rostering import Assignment, Board
from services.scheduling.rules.rostering_aims import Stage
from services.scheduling.rules.rostering_loads import loads_after, measure_fairness, settle
from services.scheduling.rules.rostering_reasons import Reason, Reasons


@dataclass(frozen=True, slots=True)
class Answer:
    """A district's roster as it is to be kept."""

    district: str
    board: Board
    assignment: Assignment
    stages: Sequence[Stage]
    standing: Mapping[uuid.UUID, tuple[Standing, ...]]
    is_improved: bool
    is_repair: bool


def keep_answer(session: Session, plan_id: uuid.UUID, answer: Answer) -> bool:
    """Keep a district's roster; tell whether the plan is still wanted."""
    plan = session.scalars(sa.select(RosterPlan).where(RosterPlan.id == plan_id).with_for_update()).one()
    if plan.state != "solving":
        return False
    rows = list(suggest(answer))
    hearings = [row["hearing_id"] for row in rows]
    session.execute(sa.delete(Suggestion).where(Suggestion.plan_id == plan_id, Suggestion.hearing_id.in_(hearings)))
    if rows:
        session.execute(sa.insert(Suggestion), [{"plan_id": plan_id, **row} for row in rows])
    _keep_district(session, plan_id, answer, rows)
    plan.phase = "improved" if answer.is_improved else "greedy"
    plan.version += 1
    return True


def suggest(answer: Answer) -> list[dict[str, Any]]:
    """Give a row for every hearing, with why; the matters of one list share theirs."""
    board, loads = answer.board, settle(answer.board)
    reasons = Reasons(
        board, answer.assignment, loads_after(board, answer.assignment, loads), is_repair=answer.is_repair
    )
    rows = []
    for place, need in enumerate(board.needs):
        person, reason = answer.assignment.get(place), reasons.give(place)
        who = board.people[person].id if person is not None else None
        rows += [_row(one, who, reason) for one in answer.standing[need.hearing_id]]
    return rows


def _row(one: Standing, who: uuid.UUID | None, reason: Reason) -> dict[str, Any]:
    state = "open" if who != one.replaces_id else "same"
    return {
        "hearing_id": one.hearing_id, "district": one.district, "court_id": one.court_id, "starts_at": one.starts_at,
        "ends_at": one.ends_at, "prosecutor_ids": one.prosecutor_ids, "replaces_id": one.replaces_id,
        "prosecutor_id": who, "state": state if who is not None else "unfilled",
        "reason": {"code": reason.code, "facts": dict(reason.facts), "sentence": reason.sentence},
    }  # fmt: skip


def _keep_district(session: Session, plan_id: uuid.UUID, answer: Answer, rows: Sequence[Mapping[str, Any]]) -> None:
    told = {
        "plan_id": plan_id, "district": answer.district, "is_improved": answer.is_improved, "hearings": len(rows),
        "covered": sum(row["prosecutor_id"] is not None for row in rows),
        "stages": [{**asdict(stage), "is_best": stage.is_best} for stage in answer.stages],
        "fairness": describe_fairness(answer.board, answer.assignment),
    }  # fmt: skip
    kept = insert(PlanDistrict).values(told)
    session.execute(kept.on_conflict_do_update(index_elements=["plan_id", "district"], set_=told))


def describe_fairness(board: Board, assignment: Assignment) -> dict[str, Any]:
    """Give how evenly loads lie: over these days, and with the months before, without and with the roster."""
    now, before = [person.load for person in board.people], [person.load_before for person in board.people]
    with_roster = loads_after(board, assignment, now)
    views = {
        "days": with_roster,
        "months_before": before,
        "months_after": [load + more for load, more in zip(before, with_roster, strict=True)],
    }
    return {
        name: {
            "highest": found.highest, "mean": round(found.mean, 1), "gini": round(found.gini, 4),
            "highest_to_mean": round(found.highest_to_mean, 3),
        }
        for name, loads in views.items()
        for found in [measure_fairness(loads)]
    }  # fmt: skip
