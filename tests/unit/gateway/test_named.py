"""Where bodies name people, and what is refused of whom they name."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import orjson
import pytest

from gateway.named import NO_PROSECUTOR, NOBODY, NOT_THEIRS, Place, Wanted, find_named, find_places, require_colleagues
from services.cases import api as cases
from services.common.api import Operation
from services.common.errors import Problem
from services.common.schemas import PROSECUTE
from services.scheduling import api as scheduling

PROSECUTOR, CLERK, TRAINER, STRANGER = (uuid.uuid4() for _ in range(4))
TEAM = Place(("prosecutor_ids", "[]"), may=PROSECUTE)
TAKER = Place(("others", "[]", "to_id"), may=PROSECUTE)
OWNER = Place(("owner_id",), may="cases.work")
TELLER = Place(("told_id",))


async def find(wanted: Wanted) -> dict[uuid.UUID, set[str]]:
    """Know three colleagues."""
    known = {PROSECUTOR: {PROSECUTE, "cases.work"}, CLERK: {"cases.work"}, TRAINER: set[str]()}
    return {one: known[one] & {may for _, may in wanted if may} for one, _ in wanted if one in known}


def refuse(body: Any, *places: Place) -> Any:
    """Give the code and what is said of a body's members, or None when it passes."""
    try:
        asyncio.run(require_colleagues(orjson.dumps(body), places, find))
    except Problem as problem:
        return problem.code, problem.fields
    return None


@pytest.mark.parametrize(
    ("operation", "places"),
    [
        (cases.assign_prosecutor, {Place(("prosecutor_id",), may=PROSECUTE)}),
        (cases.hand_over, {Place(("to_id",), may=PROSECUTE), TAKER}),
        (cases.add_task, {OWNER}),
        (cases.register_case, set()),
        (scheduling.schedule_hearing, {TEAM}),
        (scheduling.record_outcome, {Place(("next", "prosecutor_ids", "[]"), may=PROSECUTE)}),
        (scheduling.decide_roster_suggestions, {Place(("decisions", "[]", "prosecutor_id"), may=PROSECUTE)}),
        (cases.list_cases, set()),
    ],
    ids=lambda one: one.name if isinstance(one, Operation) else "",
)
def test_the_shapes_say_where_people_are_named(operation: Operation, places: set[Place]) -> None:
    """At the top, in lists, in what is nested, and in lists of it."""
    assert set(find_places(operation.takes)) == places


@pytest.mark.parametrize(
    "body",
    [
        None, [], "text", 7, {}, {"prosecutor_ids": None}, {"prosecutor_ids": str(STRANGER)}, {"prosecutor_ids": [None, 3, "x", []]},
        {"others": {"to_id": str(STRANGER)}}, {"others": [[], "x", {"from_id": str(STRANGER)}]}, {"owner_id": {"id": str(STRANGER)}},
    ],
)  # fmt: skip
def test_what_is_no_id_is_left_to_the_service(body: Any) -> None:
    """It says what shape it wants; nothing here stumbles over another."""
    assert find_named(body, (TEAM, TAKER, OWNER)) == []
    assert refuse(body, TEAM, TAKER, OWNER) is None


def test_colleagues_pass_where_they_will_do() -> None:
    """A prosecutor anywhere, others where it need not be one; an id may be written in any case."""
    body = {"prosecutor_ids": [str(PROSECUTOR).upper()], "owner_id": str(CLERK), "told_id": str(TRAINER)}
    assert refuse(body, TEAM, OWNER, TELLER) is None


def test_each_is_marked_at_its_place() -> None:
    """Nobody known, and nobody who conducts cases, in a list and in what is nested."""
    body = {
        "prosecutor_ids": [str(PROSECUTOR), str(CLERK), str(STRANGER)],
        "others": [{"to_id": str(PROSECUTOR)}, {"to_id": str(CLERK)}],
        "owner_id": str(TRAINER),
        "told_id": str(STRANGER),
    }
    said = {
        "prosecutor_ids": {"1": [NO_PROSECUTOR], "2": [NOBODY]},
        "others": {"1": {"to_id": [NO_PROSECUTOR]}},
        "owner_id": [NOT_THEIRS],
        "told_id": [NOBODY],
    }
    assert refuse(body, TEAM, TAKER, OWNER, TELLER) == ("input_invalid", said)
