"""The shapes of tasks, checklists and the directions of courts."""

from __future__ import annotations

from marshmallow import fields, validate

from services.cases.rules.tasks import ADDRESSEES, GROUPS, HOLDERS
from services.cases.schemas.common import each
from services.common.schemas import Choice, Code, Day, Instant, PageQuery, PersonId, Schema, Text, View

WORK_LISTS = ("mine", "team", "pool", "managed")


class NewTask(Schema):
    """Something to be done by a day; dates left out are put two days before and three days after it.

    `held_by` person: `owner_id`'s (yours when left out); team: of whoever of the case's team takes it; pool: the district's.
    """

    says = Text(most=300, required=True)
    note = Text(most=2000, lines=True, load_default=None, allow_none=True)
    held_by = Choice(HOLDERS, load_default="person")
    owner_id = PersonId(may="cases.work", load_default=None, allow_none=True)
    due_on = Day(required=True)
    remind_on = Day(load_default=None, allow_none=True)
    escalate_on = Day(load_default=None, allow_none=True)
    urgent_why = Text(most=300, load_default=None, allow_none=True)


class TaskChange(Schema):
    """Corrections to a task; what is left out stays. Without the others, a new `due_on` moves the reminder and escalation too."""

    note = Text(most=2000, lines=True, allow_none=True)
    due_on = Day()
    remind_on = Day()
    escalate_on = Day()
    urgent_why = Text(most=300, allow_none=True)
    reason = Text(most=500, required=True)


class Reassignment(Schema):
    """Whose the task is from now on, and why."""

    owner_id = PersonId(may="cases.work", required=True)
    reason = Text(most=500, required=True)


class Reason(Schema):
    """Why."""

    reason = Text(most=500, required=True)


class Completion(Schema):
    """What came of it, if there is something to say."""

    note = Text(most=500, load_default=None, allow_none=True)


class TaskRow(View):
    """A task in a list, with its case; `group` is null once it has ended."""

    id = fields.UUID()
    case_id = fields.UUID()
    fir_label = fields.String()
    police_station = fields.String()
    district = fields.String()
    says = fields.String()
    held_by = fields.String()
    owner_id = fields.UUID(allow_none=True)
    source = fields.String()
    checklist = fields.String(allow_none=True)
    remind_on = Day()
    due_on = Day()
    escalate_on = Day()
    is_urgent = fields.Boolean()
    urgent_why = fields.String(allow_none=True)
    state = fields.String()
    group = fields.String(allow_none=True)
    next_hearing_at = Instant(allow_none=True)
    is_sealed = fields.Boolean()
    version = fields.Integer()


class TaskStepView(View):
    """A step in a task's life."""

    step = fields.String()
    by = fields.String()
    at = Instant()
    from_owner_id = fields.UUID(allow_none=True)
    to_owner_id = fields.UUID(allow_none=True)
    why = fields.String(allow_none=True)


class TaskView(TaskRow):
    """A task with its history."""

    note = fields.String(allow_none=True)
    clock_id = fields.UUID(allow_none=True)
    made_by = fields.String()
    made_at = Instant()
    ended_at = Instant(allow_none=True)
    steps = each(TaskStepView)


class TaskFilter(PageQuery):
    """Which open tasks a work list shows, due first. `managed`: all of the districts in your charge, or those of `owner`."""

    whose = Choice(WORK_LISTS, load_default="mine")
    owner = fields.UUID(load_default=None)
    group = Choice(GROUPS, load_default=None)


class TaskCountFilter(Schema):
    """Whose open tasks are counted."""

    whose = Choice(WORK_LISTS, load_default="mine")
    owner = fields.UUID(load_default=None)


class TaskCounts(View):
    """How many open tasks stand in each group of a work list."""

    critically_overdue = fields.Integer()
    overdue = fields.Integer()
    due_soon = fields.Integer()
    not_due_yet = fields.Integer()


class ChecklistItemRow(View):
    """A point of a checklist; `days` after its start it is due."""

    checklist = fields.String()
    valid_from = Day()
    number = fields.Integer()
    valid_to = Day(allow_none=True)
    title = fields.String()
    says = fields.String()
    held_by = fields.String()
    days = fields.Integer()
    source = fields.String()


class ChecklistStart(Schema):
    """A checklist to be worked through in a case, from a day on (today when left out)."""

    checklist = Code(required=True)
    from_on = Day(load_default=None, allow_none=True)


class ChecklistStarted(View):
    """The tasks that a checklist made."""

    checklist = fields.String()
    task_ids = fields.List(fields.UUID())


class NewDirection(Schema):
    """What a court ordered, to whom, and by which day."""

    says = Text(most=1000, lines=True, required=True)
    addressee = Choice(ADDRESSEES, required=True)
    given_on = Day(load_default=None, allow_none=True)
    due_on = Day(required=True)


class DirectionExtension(Schema):
    """The day the court gave instead, by an order of a day."""

    due_on = Day(required=True)
    ordered_on = Day(load_default=None, allow_none=True)
    reason = Text(most=500, required=True)


class DirectionEnd(Schema):
    """That a direction was complied with, or that the court withdrew it, and on which day."""

    state = Choice(("complied", "withdrawn"), required=True)
    ended_on = Day(load_default=None, allow_none=True)
    reason = Text(most=500, load_default=None, allow_none=True)


class DirectionView(View):
    """A court's direction; `is_late`: its day has passed, or it was complied with after it."""

    id = fields.UUID()
    case_id = fields.UUID()
    says = fields.String()
    addressee = fields.String()
    given_on = Day()
    first_due_on = Day()
    due_on = Day()
    state = fields.String()
    ended_on = Day(allow_none=True)
    ended_why = fields.String(allow_none=True)
    is_late = fields.Boolean()
    version = fields.Integer()


class DirectionFilter(PageQuery):
    """Which open directions a list shows: of the reader's own cases, or of all in their sight; due before a day, to whom."""

    whose = Choice(("mine", "all"), load_default="mine")
    addressee = Choice(ADDRESSEES, load_default=None)
    due_before = Day(load_default=None)


class DueDirectionRow(DirectionView):
    """An open direction with its case."""

    fir_label = fields.String()
    police_station = fields.String()
    district = fields.String()
    is_sealed = fields.Boolean()


class WorkWithholding(Schema):
    """The words of a protected name, in each spelling in which it was written."""

    words = fields.List(Text(least=3, most=120), required=True, validate=validate.Length(min=1, max=20))


class WorkWithheld(View):
    """In how many texts of the case's work the words stood."""

    count = fields.Integer()
