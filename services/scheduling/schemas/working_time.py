"""Prosecutors' working patterns, duties, dates to avoid, and the way between seats."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import PROSECUTE, Code, Day, PageQuery, PersonId, Schema, Text, View, Whole
from services.scheduling.schemas.ranges import LONGEST_RANGE, DayRange


class WeekdayWork(Schema):
    """When a person works on one day of the week: 1 is Monday."""

    weekday = Whole(required=True, least=1, most=7)
    starts = fields.Time(required=True, format="%H:%M")
    ends = fields.Time(required=True, format="%H:%M")

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["ends"] <= data["starts"]:
            raise ValidationError("Work ends after it starts.", "ends")


class NewWorkingPattern(Schema):
    """A person's week from a day on; a weekday that is left out is one off."""

    valid_from = Day(required=True)
    valid_to = Day(load_default=None, allow_none=True)
    source = Text(required=True, most=300)
    hours = fields.List(fields.Nested(WeekdayWork), required=True, validate=validate.Length(min=1, max=7))

    @validates_schema
    def _sensible(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            raise ValidationError("The last day lies before the first.", "valid_to")
        weekdays = [day["weekday"] for day in data["hours"]]
        if len(set(weekdays)) != len(weekdays):
            raise ValidationError("Give each weekday once.", "hours")


class WeekdayWorkView(View):
    """When a person works on one day of the week."""

    weekday = fields.Integer()
    starts = fields.String()
    ends = fields.String()


class WorkingPatternView(View):
    """A person's week as agreed."""

    id = fields.UUID()
    prosecutor_id = fields.UUID()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)
    source = fields.String()
    hours = fields.List(fields.Nested(WeekdayWorkView))
    recorded_at = fields.AwareDateTime()


class WorkingPatternsView(View):
    """A person's patterns in the order they were recorded; on its days the last one holds."""

    items = fields.List(fields.Nested(WorkingPatternView))


class DutyEntry(Schema):
    """One person's turn: on a day, between hours or all day."""

    prosecutor_id = PersonId(may=PROSECUTE, required=True)
    day = Day(required=True)
    starts = fields.Time(load_default=None, allow_none=True, format="%H:%M")
    ends = fields.Time(load_default=None, allow_none=True, format="%H:%M")

    @validates_schema
    def _both_hours(self, data: dict[str, Any], **_: Any) -> None:
        starts, ends = data.get("starts"), data.get("ends")
        if (starts is None) != (ends is None):
            raise ValidationError("Give both hours, or none for the whole day.", "ends")
        if starts is not None and ends is not None and ends <= starts:
            raise ValidationError("A duty ends after it starts.", "ends")


class NewDuties(Schema):
    """Turns of one duty: all of them are entered, or none."""

    duty = Code(required=True)
    court_id = fields.UUID(load_default=None, allow_none=True)
    entries = fields.List(fields.Nested(DutyEntry), required=True, validate=validate.Length(min=1, max=200))


class DutyView(View):
    """A person's turn on the duty roster."""

    id = fields.UUID()
    prosecutor_id = fields.UUID()
    duty = fields.String()
    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    court_id = fields.UUID(allow_none=True)


class DutiesAnswer(View):
    """The turns that were entered, and hearings of these people elsewhere at the same time."""

    duties = fields.List(fields.Nested(DutyView))
    hearings_in_the_way = fields.List(fields.UUID())


class DutyFilter(DayRange, PageQuery):
    """Which turns to list."""

    district = Code(load_default=None)
    prosecutor_id = fields.UUID(load_default=None)


class NewDatesToAvoid(Schema):
    """Days on which one would rather not be booked: one's own unless another is named. Why is not asked."""

    prosecutor_id = PersonId(may=PROSECUTE, load_default=None, allow_none=True)
    first_on = Day(required=True)
    last_on = Day(required=True)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["last_on"] < data["first_on"]:
            raise ValidationError("The last day lies before the first.", "last_on")
        if data["last_on"] - data["first_on"] > LONGEST_RANGE:
            raise ValidationError("Name at most a year at a time.", "last_on")


class DatesToAvoidView(View):
    """Days on which a person would rather not be booked."""

    id = fields.UUID()
    prosecutor_id = fields.UUID()
    first_on = fields.Date()
    last_on = fields.Date()


class DatesToAvoidFilter(DayRange, PageQuery):
    """Which dates to list."""

    prosecutor_id = fields.UUID(load_default=None)


class NewTravelTime(Schema):
    """How many minutes two seats are apart, either way, from a day on."""

    one_seat = Code(required=True)
    other_seat = Code(required=True)
    minutes = Whole(required=True, least=1, most=1440)
    valid_from = Day(required=True)
    source = Text(required=True, most=300)

    @validates_schema
    def _two_seats(self, data: dict[str, Any], **_: Any) -> None:
        if data["one_seat"] == data["other_seat"]:
            raise ValidationError("Name another seat.", "other_seat")


class TravelTimeView(View):
    """How many minutes two seats are apart."""

    id = fields.UUID()
    one_seat = fields.String()
    other_seat = fields.String()
    minutes = fields.Integer()
    valid_from = fields.Date()
    source = fields.String()


class TravelFilter(PageQuery):
    """Which ways to list."""

    seat = Code(load_default=None)


class AwayView(View):
    """Time in which a person cannot work, or would rather not."""

    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()


class AvailabilityView(View):
    """When and for what a prosecutor can stand: leave, hours off and duties are `away`, wishes are `avoid`."""

    prosecutor_id = fields.UUID()
    district = fields.String()
    seat = fields.String()
    rank = fields.Integer()
    qualifications = fields.List(fields.String())
    away = fields.List(fields.Nested(AwayView))
    avoid = fields.List(fields.Nested(AwayView))


class AvailabilityRange(DayRange):
    """The days asked about."""

    from_day = Day(data_key="from", required=True)
    to_day = Day(data_key="to", required=True)
