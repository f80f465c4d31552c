"""Hearings, and what happened at them."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import (
    PROSECUTE,
    Choice,
    Code,
    Day,
    Instant,
    PageQuery,
    PersonId,
    Schema,
    Text,
    View,
    Whole,
)
from services.scheduling.schemas.ranges import DayRange

HEARING_STATUSES: Final = ("scheduled", "provisional", "lapsed", "held", "adjourned", "vacated", "merged")
ASKERS: Final = ("court", "prosecution", "defence", "police", "prison", "complainant")


def length(**options: Any) -> Whole:
    """Make a field of a hearing's length."""
    return Whole(least=5, most=480, **options)


def people(most: int = 10, **options: Any) -> fields.List[Any]:
    """Make a field of people's ids."""
    return fields.List(fields.UUID(), validate=validate.Length(max=most), **options)


def prosecutors(**options: Any) -> fields.List[Any]:
    """Make a field of the ids of at most ten who conduct the prosecution."""
    return fields.List(PersonId(may=PROSECUTE), validate=validate.Length(max=10), **options)


def cases(**options: Any) -> fields.List[Any]:
    """Make a field of cases' ids."""
    return fields.List(fields.UUID(), validate=validate.Length(max=30), **options)


def clock(**options: Any) -> fields.Time:
    """Make a field of a time of day."""
    return fields.Time(format="%H:%M", **options)


class OnDay(Schema):
    """When a hearing is: at an hour (`starts_at`), or on a day's list without one (`day`, at most between two times)."""

    starts_at = Instant(load_default=None)
    day = Day(load_default=None)
    not_before = clock(load_default=None)
    not_after = clock(load_default=None)
    list_number = Whole(least=1, most=2000, load_default=None)

    @validates_schema
    def _one_of_both(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("starts_at") is None) == (data.get("day") is None):
            raise ValidationError("Give the hour, or the day of whose list it is; one of the two.", "starts_at")
        if data.get("day") is None and any(data.get(name) for name in ("not_before", "not_after", "list_number")):
            raise ValidationError("Only for a matter on a day's list.", "not_before")


class WithPeople(Schema):
    """Who must be there besides the prosecutors, by their ids in the case's file, and the video link that is used."""

    witness_ids = people(50, load_default=None)
    officer_ids = people(load_default=None)
    accused_ids = people(50, load_default=None)
    link_id = fields.UUID(load_default=None)


class Asked(Schema):
    """Who asked for a change, and why."""

    asked_by = Choice(ASKERS, required=True)
    reason = Text(required=True, most=500)


class NextHearing(OnDay, WithPeople):
    """The next date the court gave; what is left out stays as in the hearing before."""

    minutes = length(load_default=None)
    purpose = Text(most=120, load_default=None)
    prosecutor_ids = prosecutors(load_default=None)
    override = Text(most=500, load_default=None, allow_none=True)


class NewHearing(OnDay, WithPeople):
    """A hearing as the court fixed it; `override` gives the reason to sit on a holiday or out of hours.

    `held_until`: the time is only held for now, and lapses then unless it is confirmed.
    """

    case_id = fields.UUID(required=True)
    court_id = fields.UUID(required=True)
    room_id = fields.UUID(load_default=None, allow_none=True)
    minutes = length(load_default=30)
    purpose = Text(required=True, most=120)
    prosecutor_ids = prosecutors(load_default=list)
    joined_case_ids = cases(load_default=list)
    override = Text(most=500, load_default=None, allow_none=True)
    held_until = Instant(load_default=None, allow_none=True)


class HearingMove(WithPeople):
    """A new time, court, room or other people; what is left out stays."""

    starts_at = Instant(load_default=None)
    day = Day(load_default=None)
    not_before = clock(load_default=None)
    not_after = clock(load_default=None)
    minutes = length(load_default=None)
    court_id = fields.UUID(load_default=None)
    room_id = fields.UUID(load_default=None)
    prosecutor_ids = prosecutors(load_default=None)
    reason = Text(required=True, most=500)
    asked_by = Choice(ASKERS, load_default=None, allow_none=True)
    override = Text(most=500, load_default=None, allow_none=True)

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        said = {name for name, value in data.items() if value is not None} - {"reason", "asked_by", "override"}
        if not said:
            raise ValidationError("Say what changes: the time, the court, the room or the prosecutors.")
        if "starts_at" in said and "day" in said:
            raise ValidationError("Give the hour, or the day of whose list it is; one of the two.", "starts_at")


class HearingVacation(Schema):
    """Why a hearing will not take place."""

    reason = Text(required=True, most=500)
    asked_by = Choice(ASKERS, load_default=None, allow_none=True)


class HearingExtension(Asked):
    """How much longer a hearing takes: more minutes of its day, more of the court's days."""

    more_minutes = Whole(least=5, most=475, load_default=None)
    more_days = Whole(least=1, most=30, load_default=None)
    override = Text(most=500, load_default=None, allow_none=True)

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("more_minutes") is None and data.get("more_days") is None:
            raise ValidationError("Say how many more minutes or days.", "more_minutes")


class HearingSplit(OnDay, WithPeople, Asked):
    """Which of the joined cases get a hearing of their own, and when; what is left out stays as in the hearing they leave."""

    case_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=30))
    minutes = length(load_default=None)
    purpose = Text(most=120, load_default=None)
    court_id = fields.UUID(load_default=None)
    room_id = fields.UUID(load_default=None)
    prosecutor_ids = prosecutors(load_default=None)
    override = Text(most=500, load_default=None, allow_none=True)


class HearingMerger(Asked):
    """The hearing whose cases are heard at this one from now on, in the version that was seen."""

    hearing_id = fields.UUID(required=True)
    version = Whole(least=1, required=True)


class NewOutcome(Schema):
    """What happened at a hearing: held with a result, or adjourned for a cause at someone's request.

    The cause is a code, or what the clerk wrote when that is understood.
    """

    outcome = Choice(("held", "adjourned"), required=True)
    result = Code(load_default=None, allow_none=True)
    cause = Text(most=200, load_default=None, allow_none=True)
    asked_by = Choice(ASKERS, load_default=None, allow_none=True)
    note = Text(most=2000, lines=True, load_default=None, allow_none=True)
    next = fields.Nested(NextHearing, load_default=None, allow_none=True)


class HearingWarning(View):
    """What speaks against a hearing, or one of its prosecutors, though nothing forbids it; told when it is booked."""

    code = fields.String()
    prosecutor_id = fields.UUID(allow_none=True)
    hearing_id = fields.UUID(allow_none=True)
    detail = fields.String()


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
    is_untimed = fields.Boolean()
    list_number = fields.Integer(allow_none=True)
    purpose = fields.String()
    purpose_as_written = fields.String(allow_none=True)
    prosecutor_ids = fields.List(fields.UUID())
    witness_ids = fields.List(fields.UUID())
    officer_ids = fields.List(fields.UUID())
    accused_ids = fields.List(fields.UUID())
    link_id = fields.UUID(allow_none=True)
    status = fields.String()
    held_until = fields.AwareDateTime(allow_none=True)
    override = fields.String(allow_none=True)
    vacated_because = fields.String(allow_none=True)
    result = fields.String(allow_none=True)
    cause = fields.String(allow_none=True)
    cause_as_written = fields.String(allow_none=True)
    asked_by = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    to_be_refixed = fields.String(allow_none=True)
    sitting_id = fields.UUID(allow_none=True)
    merged_into_id = fields.UUID(allow_none=True)
    previous_hearing_id = fields.UUID(allow_none=True)
    next_hearing_id = fields.UUID(allow_none=True)
    warnings = fields.List(fields.Nested(HearingWarning))
    version = fields.Integer()


class HearingChangeView(View):
    """One change of a hearing: how it stood before and after, who asked for it and why, who entered it."""

    id = fields.UUID()
    kind = fields.String()
    asked_by = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    before = fields.Dict(allow_none=True)
    after = fields.Dict()
    changed_by = fields.String()
    changed_at = fields.AwareDateTime()


class HearingRow(View):
    """A hearing in a list."""

    id = fields.UUID()
    case_id = fields.UUID()
    joined_case_ids = fields.List(fields.UUID())
    court_id = fields.UUID()
    room_id = fields.UUID()
    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    is_untimed = fields.Boolean()
    list_number = fields.Integer(allow_none=True)
    purpose = fields.String()
    prosecutor_ids = fields.List(fields.UUID())
    status = fields.String()
    to_be_refixed = fields.String(allow_none=True)
    sitting_id = fields.UUID(allow_none=True)
    result = fields.String(allow_none=True)
    cause = fields.String(allow_none=True)
    version = fields.Integer()


class HearingFilter(DayRange, PageQuery):
    """Which hearings to list, by day of Asia/Karachi."""

    case_id = fields.UUID(load_default=None)
    court_id = fields.UUID(load_default=None)
    prosecutor_id = fields.UUID(load_default=None)
    status = Choice(HEARING_STATUSES, load_default=None)
    to_be_refixed = fields.Boolean(load_default=None)
