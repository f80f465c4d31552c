"""Trials over several days, hearings that wait for a date, video links."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import Choice, Code, Day, PageQuery, Schema, Text, View, Whole
from services.scheduling.schemas.hearings import (
    ASKERS,
    Asked,
    HearingRow,
    HearingWarning,
    OnDay,
    WithPeople,
    cases,
    clock,
    length,
    prosecutors,
)

SITTING_KINDS: Final = ("day_to_day", "multi_day")
LINK_PLACES: Final = ("court", "prison", "hospital", "police", "laboratory")
WAITING_STATUSES: Final = ("waiting", "scheduled", "withdrawn")


class NewSitting(WithPeople):
    """A trial over several days, at one time of day: on the days named, or on so many of the court's days from one on."""

    kind = Choice(SITTING_KINDS, load_default="day_to_day")
    case_id = fields.UUID(required=True)
    joined_case_ids = cases(load_default=list)
    court_id = fields.UUID(required=True)
    room_id = fields.UUID(load_default=None, allow_none=True)
    days = fields.List(Day(), load_default=None, validate=validate.Length(min=1, max=30))
    first_on = Day(load_default=None)
    count = Whole(least=1, most=30, load_default=None)
    starts = clock(required=True)
    minutes = length(load_default=120)
    purpose = Text(required=True, most=120)
    prosecutor_ids = prosecutors(load_default=list)
    asked_by = Choice(ASKERS, load_default="court")
    reason = Text(most=500, load_default=None, allow_none=True)
    override = Text(most=500, load_default=None, allow_none=True)

    @validates_schema
    def _days(self, data: dict[str, Any], **_: Any) -> None:
        counted = (data.get("first_on") is not None, data.get("count") is not None)
        if counted != ((False, False) if data.get("days") else (True, True)):
            raise ValidationError("Name the days, or give the first and how many.", "days")


class SittingView(View):
    """A trial over several days, its hearings in order of time, and where it does not go on from day to day (ATA 19(7))."""

    id = fields.UUID()
    kind = fields.String()
    case_id = fields.UUID()
    court_id = fields.UUID()
    hearings = fields.List(fields.Nested(HearingRow))
    warnings = fields.List(fields.Nested(HearingWarning))


class NewUnscheduledHearing(Schema):
    """A hearing that is wanted and has no date yet: when it may be, who asked for it and why."""

    case_id = fields.UUID(required=True)
    joined_case_ids = cases(load_default=list)
    court_id = fields.UUID(required=True)
    minutes = length(load_default=30)
    purpose = Text(required=True, most=120)
    prosecutor_ids = prosecutors(load_default=list)
    not_before = Day(load_default=None, allow_none=True)
    not_after = Day(load_default=None, allow_none=True)
    asked_by = Choice(ASKERS, load_default=None, allow_none=True)
    reason = Text(most=500, load_default=None, allow_none=True)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("not_before"), data.get("not_after")
        if first and last and last < first:
            raise ValidationError("The last day lies before the first.", "not_after")


class UnscheduledHearingView(View):
    """A hearing that waits for its date, or waited."""

    id = fields.UUID()
    case_id = fields.UUID()
    joined_case_ids = fields.List(fields.UUID())
    court_id = fields.UUID()
    district = fields.String()
    purpose = fields.String()
    purpose_as_written = fields.String(allow_none=True)
    minutes = fields.Integer()
    prosecutor_ids = fields.List(fields.UUID())
    not_before = fields.Date(allow_none=True)
    not_after = fields.Date(allow_none=True)
    status = fields.String()
    asked_by = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    previous_hearing_id = fields.UUID(allow_none=True)
    recorded_at = fields.AwareDateTime()
    version = fields.Integer()


class UnscheduledFilter(PageQuery):
    """Which waiting hearings to list."""

    status = Choice(WAITING_STATUSES, load_default="waiting")
    court_id = fields.UUID(load_default=None)
    case_id = fields.UUID(load_default=None)


class FixedDate(OnDay, WithPeople):
    """The date the court gave a waiting hearing; what is left out stays as it was asked for."""

    room_id = fields.UUID(load_default=None, allow_none=True)
    minutes = length(load_default=None)
    prosecutor_ids = prosecutors(load_default=None)
    override = Text(most=500, load_default=None, allow_none=True)


class Unscheduling(Asked):
    """Why a hearing is taken from its day without another date, and who asked for it."""


class Withdrawal(Schema):
    """Why a waiting hearing is not needed any more."""

    reason = Text(required=True, most=500)


class NewVideoLink(Schema):
    """A video link: a line at a court, a prison or elsewhere."""

    name = Text(required=True, most=120)
    place = Choice(LINK_PLACES, required=True)
    district = Code(required=True)


class VideoLinkChange(Schema):
    """What may change about a video link; a member that is left out stays."""

    name = Text(most=120)
    is_active = fields.Boolean()


class VideoLinkView(View):
    """A video link."""

    id = fields.UUID()
    name = fields.String()
    place = fields.String()
    district = fields.String()
    is_active = fields.Boolean()
    version = fields.Integer()


class VideoLinkFilter(PageQuery):
    """Which video links to list."""

    district = Code(load_default=None)
    is_active = fields.Boolean(load_default=None)
