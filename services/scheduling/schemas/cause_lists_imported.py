"""The shapes of cause lists that are sent in: the file, its rows, what accepting it does, the clerk's queue."""

from __future__ import annotations

from typing import Final

from marshmallow import fields, validate

from services.common.schemas import Choice, Day, PageQuery, Schema, Text, View
from services.scheduling.rules.cause_list_states import IMPORT_STATES, ROW_STATES

# A list of ten megabytes as base64: far more than a court's day.
MOST_CHARACTERS: Final = 14_000_000
GONE: Final = ("stay", "vacate")


class NewCauseListImport(Schema):
    """A court's list of a day, CSV, XLSX or a PDF with text, as base64 of its bytes. Nothing is scheduled by sending it in."""

    court_id = fields.UUID(required=True)
    listed_on = Day(required=True)
    file_name = Text(most=200, required=True)
    content_base64 = fields.String(required=True, validate=validate.Length(min=1, max=MOST_CHARACTERS))


class CauseListImportRow(View):
    """Where a list that was sent in stands. `refused`: it is no list of this court and day, `refusal_detail` says what to do."""

    id = fields.UUID()
    court_id = fields.UUID()
    district = fields.String()
    listed_on = fields.Date()
    file_name = fields.String()
    sha256 = fields.String()
    state = fields.String()
    refusal_code = fields.String(allow_none=True)
    refusal_detail = fields.String(allow_none=True)
    warnings = fields.List(fields.String())
    row_count = fields.Integer()
    awaiting = fields.Integer()
    created_by = fields.String()
    created_at = fields.AwareDateTime()
    finished_at = fields.AwareDateTime(allow_none=True)
    accepted_by = fields.String(allow_none=True)
    accepted_at = fields.AwareDateTime(allow_none=True)
    supersedes_id = fields.UUID(allow_none=True)
    version = fields.Integer()


class CauseListImportView(CauseListImportRow):
    """A list that was sent in, with what is printed above its heading and how many of its rows are in which state."""

    above = fields.List(fields.String())
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())


class CauseListImportFilter(PageQuery):
    """Which lists that were sent in to show, the newest first."""

    court_id = fields.UUID(load_default=None)
    listed_on = Day(load_default=None)
    state = Choice(IMPORT_STATES, load_default=None)


class CauseListRowView(View):
    """A row: what is printed, what was read of it, which case it is, what was done.

    `candidates`: for each of its numbers the cases it may mean. `differs`: in what the hearing that stands differs from the row.
    """

    row = fields.Integer()
    place = fields.Integer()
    printed = fields.Dict(keys=fields.String(), values=fields.String())
    number_as_printed = fields.String(allow_none=True)
    purpose = fields.String(allow_none=True)
    time = fields.String(allow_none=True)
    day = fields.Date(allow_none=True)
    next_on = fields.Date(allow_none=True)
    warnings = fields.List(fields.String())
    state = fields.String()
    differs = fields.List(fields.String())
    candidates = fields.List(fields.List(fields.Dict()))
    case_ids = fields.List(fields.UUID())
    hearing_id = fields.UUID(allow_none=True)
    done = fields.String(allow_none=True)
    awaits_clerk = fields.Boolean()
    resolved_by = fields.String(allow_none=True)
    resolved_at = fields.AwareDateTime(allow_none=True)
    resolved_because = fields.String(allow_none=True)


class CauseListRowFilter(PageQuery):
    """Which rows of a list to show, in its order."""

    state = Choice(ROW_STATES, load_default=None)


class QueuedRow(CauseListRowView):
    """A row that waits for a clerk, with the list it is of."""

    import_id = fields.UUID()
    court_id = fields.UUID()
    listed_on = fields.Date()


class QueueFilter(PageQuery):
    """Whose rows wait: of one court, or of all in sight."""

    court_id = fields.UUID(load_default=None)


class CauseListPlanRequest(Schema):
    """How a list would be accepted. `gone`: what becomes of hearings that only the former list had."""

    gone = Choice(GONE, load_default="stay")
    override = Text(most=500, load_default=None, allow_none=True)


class CauseListAcceptance(CauseListPlanRequest):
    """Accept a list as it was looked at: `plan` names what was shown."""

    plan = Text(most=64, required=True)


class StepProblem(View):
    """What stands against a row."""

    code = fields.String()
    detail = fields.String()


class CauseListStep(View):
    """What becomes of a row (schedule, move, keep), or of a hearing that is no longer listed (vacate, stay; no row)."""

    action = fields.String()
    row = fields.Integer(allow_none=True)
    case_id = fields.UUID()
    hearing_id = fields.UUID(allow_none=True)
    starts_at = fields.AwareDateTime(allow_none=True)
    prosecutor_ids = fields.List(fields.UUID())
    warnings = fields.List(fields.String())
    problem = fields.Nested(StepProblem, allow_none=True)


class CauseListOutcome(View):
    """What accepting a list does, step by step; with a problem in one of them nothing can be done."""

    plan = fields.String()
    is_possible = fields.Boolean()
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    awaiting = fields.Integer()
    steps = fields.List(fields.Nested(CauseListStep))


class RowResolution(Schema):
    """Which case a row is about, and those heard with it; with `remember` the court's spelling means them from now on."""

    case_id = fields.UUID(required=True)
    joined_case_ids = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=30))
    remember = fields.Boolean(truthy={True}, falsy={False}, load_default=True)
    override = Text(most=500, load_default=None, allow_none=True)


class RowDismissal(Schema):
    """Why a row is none of the prosecution's."""

    reason = Text(most=500, required=True)


class FileContent(View):
    """A file with its bytes as base64."""

    file_name = fields.String()
    media_type = fields.String()
    sha256 = fields.String()
    content_base64 = fields.String()


class CauseListChange(View):
    """An entry that differs: added, gone, moved, purpose_changed or reordered; `key` is its case, or its number as printed."""

    kind = fields.String()
    key = fields.String()
    hearing_id = fields.UUID(allow_none=True)
    serial_before = fields.Integer(allow_none=True)
    serial_after = fields.Integer(allow_none=True)
    time_before = fields.String(allow_none=True)
    time_after = fields.String(allow_none=True)
    purpose_before = fields.String(allow_none=True)
    purpose_after = fields.String(allow_none=True)


class CauseListChanges(View):
    """How a list differs from another; `compared_with` is null when there is none."""

    compared_with = fields.String(allow_none=True)
    items = fields.List(fields.Nested(CauseListChange))
