"""How ripe hearings are, and the process by which people are called to them."""

from __future__ import annotations

from marshmallow import fields

from services.common.schemas import Choice, Day, Schema, View
from services.scheduling.rules.ripeness import PROCESS_OUTCOMES, PROCESSES, SUBJECTS


class NewProcess(Schema):
    """Process on a person of the case's file, or on an accused: issued, served, or come back; a production order reached the prison."""

    subject_kind = Choice(SUBJECTS, required=True)
    subject_id = fields.UUID(required=True)
    process = Choice(PROCESSES, required=True)
    outcome = Choice(PROCESS_OUTCOMES, required=True)
    happened_on = Day(required=True)


class ProcessEntry(View):
    """One word on the process of a hearing; `hearing_on` is the day for which it was, since a hearing may have moved."""

    id = fields.UUID()
    hearing_on = fields.Date()
    subject_kind = fields.String()
    subject_id = fields.UUID()
    process = fields.String()
    outcome = fields.String()
    happened_on = fields.Date()
    recorded_by = fields.String()
    recorded_at = fields.AwareDateTime()


class ProcessList(View):
    """The process of a hearing, the newest word first."""

    hearing_id = fields.UUID()
    items = fields.List(fields.Nested(ProcessEntry))


class RipenessCheck(View):
    """One check: `ready` of `of` are in hand; since when, by which event (or process entry), in a sentence, by which section."""

    check = fields.String()
    state = fields.String()
    reason = fields.String()
    ready = fields.Integer()
    of = fields.Integer()
    since_on = fields.Date(allow_none=True)
    event = fields.String(allow_none=True)
    event_id = fields.UUID(allow_none=True)
    says = fields.String()
    says_ur = fields.String()
    source = fields.String()


class RipenessView(View):
    """How ripe a hearing is: ready, not_ready or unknown (null: nothing is checked for its purpose). It forbids nothing."""

    hearing_id = fields.UUID()
    purpose = fields.String()
    starts_at = fields.AwareDateTime()
    state = fields.String(allow_none=True)
    checks = fields.List(fields.Nested(RipenessCheck))


class CourtRipeness(View):
    """How ripe each hearing is that stands before a court on a day, in the order of time."""

    court_id = fields.UUID()
    day = fields.Date()
    items = fields.List(fields.Nested(RipenessView))
