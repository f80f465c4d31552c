"""Reading tasks: one with its history, those of a case, and the work lists, due first, with how many stand in each group."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import MANAGE, see_case, sight, visible
from services.cases.models import Assignment, Case, ChecklistItem, Task, TaskStep
from services.cases.queries.cases import trace_sealed_list, trace_sealed_read
from services.cases.queries.parts import listed, members
from services.cases.rules.days import day_in_karachi
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage, JsonRow, page
from services.common.database import Database
from services.common.errors import forbidden, not_found
from services.common.prepared import Ready

_UUID: Final = pg.UUID(as_uuid=True)
_TODAY: Final = sa.bindparam("today", type_=sa.Date)
_OWNER: Final = sa.bindparam("owner", type_=_UUID)
_GROUPS: Final = {
    "critically_overdue": Task.escalate_on <= _TODAY,
    "overdue": sa.and_(Task.due_on < _TODAY, Task.escalate_on > _TODAY),
    "due_soon": sa.and_(Task.remind_on <= _TODAY, Task.due_on >= _TODAY),
    "not_due_yet": Task.remind_on > _TODAY,
}
_GROUP: Final = sa.case(
    *((sa.and_(Task.state == "open", condition), sa.literal_column(f"'{name}'")) for name, condition in _GROUPS.items())
).label("group")
_ROW: Final = (
    Task.id, Task.case_id, Case.fir_label, Case.police_station, Task.district, Task.says, Task.held_by, Task.owner_id,
    Task.source, Task.checklist, Task.remind_on, Task.due_on, Task.escalate_on, Task.is_urgent, Task.urgent_why,
    Task.state, _GROUP, Case.next_hearing_at, Case.is_sealed, Task.version,
)  # fmt: skip
_TASKS: Final = sa.select(*_ROW).join(Case, Case.id == Task.case_id).where(visible())
_FREE: Final = sa.and_(Task.state == "open", Task.owner_id.is_(None))
_MY_CASES: Final = sa.select(Assignment.case_id).where(
    Assignment.prosecutor_id == sa.bindparam("sight_me", type_=_UUID), Assignment.released_on.is_(None)
)
_WHOSE: Final = {
    "mine": sa.and_(Task.state == "open", Task.owner_id == sa.bindparam("sight_me", type_=_UUID)),
    "team": sa.and_(_FREE, Task.held_by == "team", Task.case_id.in_(_MY_CASES)),
    "pool": sa.and_(_FREE, Task.held_by == "pool"),
    "managed": Task.state == "open",
}
_STEPS: Final = (
    listed(
        members(TaskStep.step, TaskStep.by, TaskStep.at, TaskStep.from_owner_id, TaskStep.to_owner_id, TaskStep.why),
        TaskStep.id,
    )
    .where(TaskStep.task_id == Task.id)
    .correlate(Task)
    .scalar_subquery()
    .label("steps")
)
_TASK: Final = JsonRow(
    _TASKS.add_columns(Task.note, Task.clock_id, Task.made_by, Task.made_at, Task.ended_at, _STEPS).where(
        Task.id == sa.bindparam("task_id", type_=_UUID), Task.case_id == sa.bindparam("case_id", type_=_UUID)
    )
)
_ORDER: Final = [(Task.due_on, "asc"), (Task.id, "asc")]
_OF_CASE: Final = JsonPage(_TASKS.where(Task.case_id == sa.bindparam("case_id", type_=_UUID)), order=_ORDER)


def read_task(session: Session, actor: Actor, case_id: uuid.UUID, task_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer a task with its history."""
    location = f"/api/cases/{case_id}/tasks/{task_id}" if status == 201 else None
    missing = not_found("no_such_task", "There is no such task in your sight.")
    return _TASK.one(
        session, missing=missing, status=status, location=location, task_id=task_id, case_id=case_id, **_day(actor)
    )


def read_task_traced(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, task_id: uuid.UUID
) -> Answer:
    """Answer a task with its history; that one of a sealed case was read is kept before it is shown."""
    answer = read_task(session, actor, case_id, task_id)
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
    return answer


def list_case_tasks(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer a case's tasks, also those that have ended, by the day they are due."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
    return _OF_CASE.answer(session, query, {"case_id": case_id, **_day(actor)})


def list_tasks(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a work list: open tasks of the cases in the actor's sight, due first."""
    _require_manager(actor, query)
    asked = _work_list(query["whose"], query["owner"] is not None, query["group"])
    return asked.answer(session, query, {"owner": query["owner"], **_day(actor)})


def list_tasks_traced(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a work list; of each sealed case in it, that it was shown is kept before it is."""
    return trace_sealed_list(database, actor, list_tasks(session, actor, query))


def count_tasks(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer how many tasks stand in each group of a work list."""
    _require_manager(actor, query)
    counted = _counts(query["whose"], query["owner"] is not None)
    rows = counted.rows(session, {"owner": query["owner"], **_day(actor)})
    return Answer(rows[0].body.encode())


def list_checklists(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the points of the dated checklists."""
    columns = ChecklistItem.__table__.columns
    order = [(column, "asc") for column in (ChecklistItem.checklist, ChecklistItem.valid_from, ChecklistItem.number)]
    return page(session, sa.select(*columns), order=order, query=query)


@cache
def _work_list(whose: str, has_owner: bool, group: str | None) -> JsonPage:  # noqa: FBT001 - a key of the cache
    statement = _TASKS.where(*_conditions(whose, has_owner))
    return JsonPage(statement if group is None else statement.where(_GROUPS[group]), order=_ORDER)


@cache
def _counts(whose: str, has_owner: bool) -> Ready:  # noqa: FBT001 - a key of the cache
    counts = [sa.func.count().filter(condition).label(name) for name, condition in _GROUPS.items()]
    row = sa.select(*counts).select_from(Task).join(Case, Case.id == Task.case_id).where(visible())
    made = row.where(*_conditions(whose, has_owner)).subquery("answer")
    return Ready(sa.select(sa.cast(sa.func.row_to_json(made.table_valued()), sa.Text).label("body")))


def _conditions(whose: str, has_owner: bool) -> list[Any]:  # noqa: FBT001 - a key of the cache
    return [_WHOSE[whose], *([Task.owner_id == _OWNER] if has_owner else [])]


def _require_manager(actor: Actor, query: dict[str, Any]) -> None:
    """Refuse other people's lists to whoever does not manage teams."""
    if (query["whose"] == "managed" or query["owner"] is not None) and MANAGE not in actor.may:
        raise forbidden("not_your_list", "Other people's work lists are for whoever manages their teams.")


def _day(actor: Actor) -> dict[str, Any]:
    return {**sight(actor), "today": day_in_karachi(dt.datetime.now(dt.UTC))}
