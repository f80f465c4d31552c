"""Hearings, and what happened at them."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import Choice, Code, Instant, PageQuery, Schema, Text, View, Whole
from services.scheduling.schemas.ranges import DayRange

HEARING_STATUSES: Final = ("scheduled", "held", "adjourned", "vacated")
ASKERS: Final = ("court", "prosecution", "defence", "police", "prison", "complainant")


def _minutes(**options: Any) -> Whole:
    return Whole(least=5, most=480, **options)


def _people(**options: Any) -> fields.List[Any]:
    return fields.List(fields.UUID(), validate=validate.Length(max=10), **options)


class NextHearing(Schema):
    """The next date the court gave; what is left out stays as in the hearing before."""

    starts_at = Instant(required=True)
    minutes = _minutes(load_default=None)
    purpose = Text(most=120, load_default=None)
    prosecutor_ids = _people(load_default=None)
    override = Text(most=500, load_default=None, allow_none=True)


class NewHearing(Schema):
    """A hearing as the court fixed it; `override` gives the reason to sit on a holiday or out of hours."""

    case_id = fields.UUID(required=True)
    court_id = fields.UUID(required=True)
    room_id = fields.UUID(load_default=None, allow_none=True)
    starts_at = Instant(required=True)
    minutes = _minutes(load_default=30)
    purpose = Text(required=True, most=120)
    prosecutor_ids = _people(load_default=list)
    joined_case_ids = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=30))
    override = Text(most=500, load_default=None, allow_none=True)


class HearingMove(Schema):
    """A new time, court, room or other prosecutors; what is left out stays."""

    starts_at = Instant(load_default=None)
    minutes = _minutes(load_default=None)
    court_id = fields.UUID(load_default=None)
    room_id = fields.UUID(load_default=None)
    prosecutor_ids = _people(load_default=None)
    reason = Text(required=True, most=500)
    override = Text(most=500, load_default=None, allow_none=True)

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if all(data.get(name) is None for name in ("starts_at", "minutes", "court_id", "room_id", "prosecutor_ids")):
            raise ValidationError("Say what changes: the time, the court, the room or the prosecutors.")


class HearingVacation(Schema):
    """Why a hearing will not take place."""

    reason = Text(required=True, most=500)


class NewOutcome(Schema):
    """What happened at a hearing: held with a result, or adjourned for a cause at someone's request."""

    outcome = Choice(("held", "adjourned"), required=True)
    result = Code(load_default=None, allow_none=True)
    cause = Code(load_default=None, allow_none=True)
    asked_by = Choice(ASKERS, load_default=None, allow_none=True)
    note = Text(most=2000, lines=True, load_default=None, allow_none=True)
    next = fields.Nested(NextHearing, load_default=None, allow_none=True)


class HearingView(View):
    """A hearing."""

    id = fields.UUID()
    case_id = fields.UUID()
    joined_case_ids = fields.List(fields.UUID())
    court_id = fields.UUID()
    room_id = fields.UUID()
    district = fields.String()
    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    purpose = fields.String()
    purpose_as_written = fields.String(allow_none=True)
    prosecutor_ids = fields.List(fields.UUID())
    status = fields.String()
    override = fields.String(allow_none=True)
    vacated_because = fields.String(allow_none=True)
    result = fields.String(allow_none=True)
    cause = fields.String(allow_none=True)
    asked_by = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    previous_hearing_id = fields.UUID(allow_none=True)
    next_hearing_id = fields.UUID(allow_none=True)
    version = fields.Integer()


class HearingRow(View):
    """A hearing in a list."""

    id = fields.UUID()
    case_id = fields.UUID()
    joined_case_ids = fields.List(fields.UUID())
    court_id = fields.UUID()
    room_id = fields.UUID()
    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    purpose = fields.String()
    prosecutor_ids = fields.List(fields.UUID())
    status = fields.String()
    result = fields.String(allow_none=True)
    cause = fields.String(allow_none=True)
    version = fields.Integer()


class HearingFilter(DayRange, PageQuery):
    """Which hearings to list, by day of Asia/Karachi."""

    case_id = fields.UUID(load_default=None)
    court_id = fields.UUID(load_default=None)
    prosecutor_id = fields.UUID(load_default=None)
    status = Choice(HEARING_STATUSES, load_default=None)
