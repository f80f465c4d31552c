"""What the tests of tasks share: tasks that are valid by default, and reading them as they are answered."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
from sqlalchemy.orm import Session

from services.cases.queries.tasks import count_tasks, list_tasks, read_task
from services.cases.schemas.tasks import NewTask, TaskCountFilter, TaskCounts, TaskFilter, TaskRow, TaskView
from services.cases.usecases.tasks import add_task
from services.common.actor import Actor
from services.common.errors import Problem
from tests.conftest import make_actor
from tests.integration.cases.desk import DISTRICT, days_ago, loaded


def refused(step: Any, *args: Any) -> Problem:
    """Give the Problem that a step ends with."""
    with pytest.raises(Problem) as refusal:
        step(*args)
    return refusal.value


def manager(*districts: str) -> Actor:
    """Make somebody who manages teams and hands work over, in these districts (karachi-south by default)."""
    may = ("cases.read", "cases.work", "cases.assign", "cases.hand_over", "cases.read_sealed")
    return make_actor(*may, districts=districts or (DISTRICT,), roles=("supervisor",))


def worker(*districts: str) -> Actor:
    """Make somebody who works on cases without managing teams, in karachi-south by default."""
    return make_actor("cases.read", "cases.work", districts=districts or (DISTRICT,), roles=("prosecutor",))


def outsider() -> Actor:
    """Make somebody with the same permissions in another district."""
    return worker("larkana")


def in_days(count: int) -> str:
    """Give a day from today on."""
    return str(days_ago(-count))


def tasked(session: Session, actor: Actor, case_id: uuid.UUID, **changes: Any) -> uuid.UUID:
    """Make a task that is due in a week, the actor's own unless changed."""
    body = {"says": "Ask for the laboratory's report", "due_on": in_days(7), **changes}
    return add_task(session, actor, case_id, loaded(NewTask, **body))


def shown(session: Session, actor: Actor, case_id: uuid.UUID, task_id: uuid.UUID) -> dict[str, Any]:
    """Read a task as it is answered, and hold it against its declared shape."""
    found: dict[str, Any] = orjson.loads(read_task(session, actor, case_id, task_id).body)
    assert TaskView().validate(found) == {}
    return found


def work_list(session: Session, actor: Actor, **query: Any) -> list[dict[str, Any]]:
    """Read a work list, and hold its rows against their shape."""
    found: list[dict[str, Any]] = orjson.loads(list_tasks(session, actor, loaded(TaskFilter, **query)).body)["items"]
    assert all(TaskRow().validate(row) == {} for row in found)
    return found


def counted(session: Session, actor: Actor, **query: Any) -> dict[str, int]:
    """Read how many tasks stand in each group."""
    found: dict[str, int] = orjson.loads(count_tasks(session, actor, loaded(TaskCountFilter, **query)).body)
    assert TaskCounts().validate(found) == {}
    return found


def day(text: str) -> dt.date:
    """Read a day."""
    return dt.date.fromisoformat(text)
