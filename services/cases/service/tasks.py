"""What is to be done in a case by a day: tasks, checklists, and the directions of courts."""

from __future__ import annotations

import uuid

from services.cases import api
from services.cases.queries import directions as queries_directions
from services.cases.queries import tasks as reading
from services.cases.usecases import checklists, directions, tasks_holding, tasks_withholding
from services.cases.usecases import tasks as making
from services.common.answering import Call
from services.common.answers import Answer, answer_json
from services.common.bus import answers


class TaskAnswers:
    """Tasks and work lists, checklists, and the directions of courts."""

    @answers(api.add_task)
    def add_task(self, call: Call) -> Answer:
        """Make a task."""
        case_id = call.path["case_id"]
        task_id = making.add_task(call.session, call.actor, case_id, call.body)
        return reading.read_task(call.session, call.actor, case_id, task_id, status=201)

    @answers(api.list_case_tasks)
    def list_case_tasks(self, call: Call) -> Answer:
        """List a case's tasks."""
        return reading.list_case_tasks(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.read_task)
    def read_task(self, call: Call) -> Answer:
        """Read a task."""
        return reading.read_task_traced(call.session, call.database, call.actor, *_path(call))

    @answers(api.change_task)
    def change_task(self, call: Call) -> Answer:
        """Change a task."""
        tasks_holding.change_task(call.session, call.actor, *_path(call), call.body, call.if_match)
        return _show(call)

    @answers(api.take_task)
    def take_task(self, call: Call) -> Answer:
        """Take a task."""
        tasks_holding.take_task(call.session, call.actor, *_path(call), call.if_match)
        return _show(call)

    @answers(api.give_back_task)
    def give_back_task(self, call: Call) -> Answer:
        """Give a task back."""
        tasks_holding.give_back_task(call.session, call.actor, *_path(call), call.body["reason"], call.if_match)
        return _show(call)

    @answers(api.reassign_task)
    def reassign_task(self, call: Call) -> Answer:
        """Give a task to somebody else."""
        tasks_holding.reassign_task(call.session, call.actor, *_path(call), call.body, call.if_match)
        return _show(call)

    @answers(api.complete_task)
    def complete_task(self, call: Call) -> Answer:
        """Say that a task is done."""
        tasks_holding.complete_task(call.session, call.actor, *_path(call), call.body["note"], call.if_match)
        return _show(call)

    @answers(api.cancel_task)
    def cancel_task(self, call: Call) -> Answer:
        """Cancel a task."""
        tasks_holding.cancel_task(call.session, call.actor, *_path(call), call.body["reason"], call.if_match)
        return _show(call)

    @answers(api.list_tasks)
    def list_tasks(self, call: Call) -> Answer:
        """List a work list."""
        return reading.list_tasks_traced(call.session, call.database, call.actor, call.query)

    @answers(api.count_tasks)
    def count_tasks(self, call: Call) -> Answer:
        """Count a work list by group."""
        return reading.count_tasks(call.session, call.actor, call.query)

    @answers(api.list_checklists)
    def list_checklists(self, call: Call) -> Answer:
        """List the checklists."""
        return reading.list_checklists(call.session, call.query)

    @answers(api.start_checklist)
    def start_checklist(self, call: Call) -> Answer:
        """Make the tasks of a checklist."""
        made = checklists.start_checklist(call.session, call.actor, call.path["case_id"], call.body)
        return answer_json({"checklist": call.body["checklist"], "task_ids": made}, status=201)

    @answers(api.withhold_from_work)
    def withhold_from_work(self, call: Call) -> Answer:
        """Take a protected name out of a case's work."""
        withhold = tasks_withholding.withhold_from_work
        return answer_json({"count": withhold(call.session, call.actor, call.path["case_id"], call.body["words"])})

    @answers(api.give_direction)
    def give_direction(self, call: Call) -> Answer:
        """Enter what a court ordered."""
        case_id = call.path["case_id"]
        direction_id = directions.give_direction(call.session, call.actor, case_id, call.body)
        return queries_directions.read_direction(call.session, call.actor, case_id, direction_id, status=201)

    @answers(api.list_directions)
    def list_directions(self, call: Call) -> Answer:
        """List a case's directions."""
        found = queries_directions.list_directions
        return found(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.list_due_directions)
    def list_due_directions(self, call: Call) -> Answer:
        """List the open directions, those due first."""
        return queries_directions.list_due_directions(call.session, call.database, call.actor, call.query)

    @answers(api.extend_direction)
    def extend_direction(self, call: Call) -> Answer:
        """Enter the day that the court gave instead."""
        case_id, direction_id = call.path["case_id"], call.path["direction_id"]
        directions.extend_direction(call.session, call.actor, case_id, direction_id, call.body, call.if_match)
        return queries_directions.read_direction(call.session, call.actor, case_id, direction_id)

    @answers(api.end_direction)
    def end_direction(self, call: Call) -> Answer:
        """Say that a direction was complied with, or withdrawn."""
        case_id, direction_id = call.path["case_id"], call.path["direction_id"]
        directions.end_direction(call.session, call.actor, case_id, direction_id, call.body, call.if_match)
        return queries_directions.read_direction(call.session, call.actor, case_id, direction_id)


def _path(call: Call) -> tuple[uuid.UUID, uuid.UUID]:
    return call.path["case_id"], call.path["task_id"]


def _show(call: Call) -> Answer:
    return reading.read_task(call.session, call.actor, *_path(call))
