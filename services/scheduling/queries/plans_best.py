"""Who could stand in one hearing, at once: the same rules, loads and seed as a plan, for a single hearing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.errors import conflict, not_found
from services.scheduling.models import Hearing
from services.scheduling.models.sight import hearings_seen
from services.scheduling.queries.plans_demand import hearing_rows, read_demand_of
from services.scheduling.rules.days import day_of
from services.scheduling.rules.rostering import Board
from services.scheduling.rules.rostering_greedy import rank
from services.scheduling.rules.rostering_loads import level_of, loads_after, settle
from services.scheduling.rules.rostering_reasons import Reasons

_TO_COME = ("scheduled", "provisional")
_ONE = 0


def suggest_prosecutors(session: Session, actor: Actor, hearing_id: uuid.UUID, most: int) -> Answer:
    """Answer the prosecutors of the court's district who can stand in a hearing, the best first."""
    chosen = hearing_rows().add_columns(Hearing.status).where(Hearing.id == hearing_id, hearings_seen(actor))
    row = session.execute(chosen).one_or_none()
    if row is None:
        raise not_found("hearing_not_found", "There is no such hearing, or it is not in your sight.")
    if row.status not in _TO_COME:
        raise conflict("hearing_is_over", f"This hearing is {row.status} already.", status=row.status)
    day = day_of(row.starts_at)
    found = read_demand_of(session, [row], (day, day), [row.district])
    board, seed = Board(found.demand), f"{day}/{row.district}"
    settled = settle(board)
    loads_with = {person: settled[person] + board.load(_ONE, person) for person in board.eligible[_ONE]}
    fair = level_of(settled, board.needs[_ONE].weight)
    best = sorted(loads_with, key=partial(rank, board, seed, _ONE, loads_with=loads_with, fair=fair))
    items = [_show(board, settled, person, present=set(row.prosecutor_ids)) for person in best[:most]]
    return answer_json(
        {
            "hearing_id": hearing_id, "seed": seed, "people": len(board.people), "items": items,
            "barred": asdict(board.count_barred(_ONE)),
        }
    )  # fmt: skip


def _show(board: Board, settled: list[int], person: int, *, present: set[uuid.UUID]) -> Mapping[str, Any]:
    one = board.people[person]
    assignment = {_ONE: person}
    reason = Reasons(board, assignment, loads_after(board, assignment, settled)).give(_ONE)
    return {
        "prosecutor_id": one.id, "load_without": one.load, "load_with": one.load + board.load(_ONE, person),
        "knows_case": board.knows(_ONE, person), "avoids": board.avoids(_ONE, person), "stands": one.id in present,
        "reason": {"code": reason.code, "facts": dict(reason.facts), "sentence": reason.sentence},
    }  # fmt: skip
