"""What is to be done in a case by a day: tasks, checklists, and the directions of courts."""

from __future__ import annotations

from services.cases.api.declaring import READ, api
from services.cases.schemas import tasks
from services.common.schemas import PageQuery

WORK = "cases.work"
_TASKS = "/cases/{case_id:uuid}/tasks"
_TASK = _TASKS + "/{task_id:uuid}"
_DIRECTIONS = "/cases/{case_id:uuid}/directions"

add_task = api.post(_TASKS, takes=tasks.NewTask, returns=tasks.TaskView, may=WORK, says="Make a task")

list_case_tasks = api.get(_TASKS, query=PageQuery, pages_of=tasks.TaskRow, may=READ, says="List a case's tasks")

read_task = api.get(_TASK, returns=tasks.TaskView, may=READ, says="Read a task with its history")

change_task = api.patch(
    _TASK, takes=tasks.TaskChange, returns=tasks.TaskView, may=WORK, guarded=True,
    says="Change a task's dates, note or urgency",
)  # fmt: skip

take_task = api.post(
    _TASK + "/take",
    returns=tasks.TaskView,
    may=WORK,
    guarded=True,
    status=200,
    says="Take a task of the team or the pool",
)

give_back_task = api.post(
    _TASK + "/give-back", takes=tasks.Reason, returns=tasks.TaskView, may=WORK, guarded=True, status=200,
    says="Give a task back to the team or the pool",
)  # fmt: skip

reassign_task = api.post(
    _TASK + "/reassign", takes=tasks.Reassignment, returns=tasks.TaskView, may=WORK, guarded=True, status=200,
    says="Give a task to somebody else",
)  # fmt: skip

complete_task = api.post(
    _TASK + "/complete", takes=tasks.Completion, returns=tasks.TaskView, may=WORK, guarded=True, status=200,
    says="Say that a task is done",
)  # fmt: skip

cancel_task = api.post(
    _TASK + "/cancel", takes=tasks.Reason, returns=tasks.TaskView, may=WORK, guarded=True, status=200,
    says="Cancel a task that need not be done",
)  # fmt: skip

list_tasks = api.get(
    "/tasks", query=tasks.TaskFilter, pages_of=tasks.TaskRow, may=READ, says="List a work list's open tasks, due first"
)

count_tasks = api.get(
    "/tasks/groups", query=tasks.TaskCountFilter, returns=tasks.TaskCounts, may=READ,
    says="Count a work list's tasks by group",
)  # fmt: skip

list_checklists = api.get(
    "/checklists", query=PageQuery, pages_of=tasks.ChecklistItemRow, says="List the checklists, point by point"
)

start_checklist = api.post(
    "/cases/{case_id:uuid}/checklists", takes=tasks.ChecklistStart, returns=tasks.ChecklistStarted, may=WORK,
    says="Make the tasks of a checklist",
)  # fmt: skip

give_direction = api.post(
    _DIRECTIONS, takes=tasks.NewDirection, returns=tasks.DirectionView, may="cases.record",
    says="Enter what a court ordered to be done by a day",
)  # fmt: skip

list_directions = api.get(
    _DIRECTIONS, query=PageQuery, pages_of=tasks.DirectionView, may=READ, says="List a case's directions"
)

extend_direction = api.post(
    _DIRECTIONS + "/{direction_id:uuid}/extend", takes=tasks.DirectionExtension, returns=tasks.DirectionView,
    may="cases.record", guarded=True, status=200, says="Enter the day that the court gave instead",
)  # fmt: skip

end_direction = api.post(
    _DIRECTIONS + "/{direction_id:uuid}/end", takes=tasks.DirectionEnd, returns=tasks.DirectionView,
    may="cases.record", guarded=True, status=200, says="Say that a direction was complied with, or withdrawn",
)  # fmt: skip

list_due_directions = api.get(
    "/directions", query=tasks.DirectionFilter, pages_of=tasks.DueDirectionRow, may=READ,
    says="List the open directions of courts over what one sees, those due first",
)  # fmt: skip

withhold_from_work = api.post(
    "/cases/{case_id:uuid}/work-withholding", takes=tasks.WorkWithholding, returns=tasks.WorkWithheld,
    may="cases.protect", status=200, says="Take a protected name out of a case's tasks and directions",
)  # fmt: skip
