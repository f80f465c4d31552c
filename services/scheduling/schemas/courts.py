"""Courts, their rooms, sitting hours and holidays."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import Choice, Code, Day, PageQuery, Schema, Text, View, Whole
from services.scheduling.schemas.ranges import DayRange

SCOPES: Final = ("province", "district", "court")


class NewCourt(Schema):
    """A court that is opened; `sits_alone`: one judge whatever the room (left out: one who has one room)."""

    code = Code(required=True)
    name_en = Text(required=True, most=200)
    name_ur = Text(most=200, load_default=None, allow_none=True)
    kind = Code(required=True)
    district = Code(required=True)
    seat = Code(load_default=None, allow_none=True)
    opened_on = Day(required=True)
    rooms = fields.List(Text(most=80), load_default=lambda: ["1"], validate=validate.Length(min=1, max=50))
    sits_alone = fields.Boolean(load_default=None, allow_none=True)


class CourtChange(Schema):
    """What may change about a court; a member that is left out stays."""

    name_en = Text(most=200)
    name_ur = Text(most=200, allow_none=True)
    kind = Code()
    seat = Code()
    closed_on = Day(allow_none=True)
    successor_id = fields.UUID(allow_none=True)
    sits_alone = fields.Boolean()


class NewDesignation(Schema):
    """What a court hears besides what its kind hears, from a day to a day or until further notice."""

    designation = Code(required=True)
    valid_from = Day(required=True)
    valid_to = Day(load_default=None, allow_none=True)
    source = Text(required=True, most=300)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            raise ValidationError("The last day lies before the first.", "valid_to")


class DesignationView(View):
    """What a court hears besides what its kind hears."""

    designation = fields.String()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)
    source = fields.String()


class AbolitionRequest(Schema):
    """From which day on there is no such court, and which takes its place; at most `per_day` hearings get another day."""

    closed_on = Day(required=True)
    successor_id = fields.UUID(required=True)
    source = Text(required=True, most=300)
    per_day = Whole(least=1, most=200, load_default=20)


class Abolition(AbolitionRequest):
    """The same with the name of the plan that was looked at."""

    plan = Text(required=True, most=64)


class NewCourtRoom(Schema):
    """A room a court sits in."""

    name = Text(required=True, most=80)


class CourtRoomView(View):
    """A room a court sits in."""

    id = fields.UUID()
    name = fields.String()


class CourtView(View):
    """A court."""

    id = fields.UUID()
    code = fields.String()
    name_en = fields.String()
    name_ur = fields.String(allow_none=True)
    kind = fields.String()
    district = fields.String()
    seat = fields.String()
    opened_on = fields.Date()
    closed_on = fields.Date(allow_none=True)
    closing_source = fields.String(allow_none=True)
    successor_id = fields.UUID(allow_none=True)
    designations = fields.List(fields.Nested(DesignationView))
    sits_alone = fields.Boolean()
    rooms = fields.List(fields.Nested(CourtRoomView))
    version = fields.Integer()


class CourtRow(View):
    """A court in a list."""

    id = fields.UUID()
    code = fields.String()
    name_en = fields.String()
    name_ur = fields.String(allow_none=True)
    kind = fields.String()
    district = fields.String()
    seat = fields.String()
    closed_on = fields.Date(allow_none=True)


class CourtFilter(PageQuery):
    """Which courts to list."""

    district = Code(load_default=None)
    kind = Code(load_default=None)


class WeekdayHours(Schema):
    """When a court sits on one day of the week: 1 is Monday."""

    weekday = Whole(required=True, least=1, most=7)
    opens = fields.Time(required=True, format="%H:%M")
    closes = fields.Time(required=True, format="%H:%M")

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["closes"] <= data["opens"]:
            raise ValidationError("A court closes after it opens.", "closes")


class NewTimetable(Schema):
    """Sitting hours of a court from a day on; a weekday that is left out is one without sittings."""

    valid_from = Day(required=True)
    valid_to = Day(load_default=None, allow_none=True)
    source = Text(required=True, most=300)
    hours = fields.List(fields.Nested(WeekdayHours), required=True, validate=validate.Length(min=1, max=7))

    @validates_schema
    def _sensible(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            raise ValidationError("The last day lies before the first.", "valid_to")
        weekdays = [day["weekday"] for day in data["hours"]]
        if len(set(weekdays)) != len(weekdays):
            raise ValidationError("Give each weekday once.", "hours")


class WideTimetable(NewTimetable):
    """Sitting hours of all courts of a district (of the province, when none is named), or of those of some kinds."""

    district = Code(load_default=None, allow_none=True)
    court_kinds = fields.List(Code(), load_default=list, validate=validate.Length(max=20))


class WideTimetableAnswer(View):
    """Whose hours were declared, and the hearings that they leave outside, which were marked to be fixed anew."""

    court_ids = fields.List(fields.UUID())
    hearings_in_the_way = fields.List(fields.UUID())


class WeekdayHoursView(View):
    """When a court sits on one day of the week."""

    weekday = fields.Integer()
    opens = fields.String()
    closes = fields.String()


class TimetableView(View):
    """Sitting hours of a court, as declared."""

    id = fields.UUID()
    court_id = fields.UUID()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)
    source = fields.String()
    hours = fields.List(fields.Nested(WeekdayHoursView))
    recorded_at = fields.AwareDateTime()


class NewHolidays(Schema):
    """Days on which courts do not sit."""

    days = fields.List(Day(), required=True, validate=validate.Length(min=1, max=60))
    scope = Choice(SCOPES, required=True)
    district = Code(load_default=None, allow_none=True)
    court_id = fields.UUID(load_default=None, allow_none=True)
    name_en = Text(required=True, most=200)
    name_ur = Text(most=200, load_default=None, allow_none=True)
    source = Text(required=True, most=300)
    is_tentative = fields.Boolean(load_default=False)
    # The days of one occasion that waits for the moon bear one code, by which they are declared together.
    occasion = Code(load_default=None, allow_none=True)

    @validates_schema
    def _scope_named(self, data: dict[str, Any], **_: Any) -> None:
        wanted = {"province": None, "district": "district", "court": "court_id"}[data["scope"]]
        for name in ("district", "court_id"):
            if name == wanted and data.get(name) is None:
                raise ValidationError("Say which one.", name)
            if name != wanted and data.get(name) is not None:
                raise ValidationError("Leave this out for this scope.", name)


class HolidayView(View):
    """A day on which courts do not sit; tentative while the moon is awaited."""

    id = fields.UUID()
    day = fields.Date()
    scope = fields.String()
    name_en = fields.String()
    name_ur = fields.String(allow_none=True)
    source = fields.String()
    is_tentative = fields.Boolean()
    occasion = fields.String(allow_none=True)


class DayWarning(View):
    """What to look at again about days that were declared."""

    code = fields.String()
    detail = fields.String()
    days = fields.List(fields.Date())


class HolidaysAnswer(View):
    """The holidays declared, the hearings that stand on them and were marked to be fixed anew, and what to look at again."""

    holidays = fields.List(fields.Nested(HolidayView))
    hearings_in_the_way = fields.List(fields.UUID())
    warnings = fields.List(fields.Nested(DayWarning))


class HolidayFilter(DayRange, PageQuery):
    """Which holidays to list: those of the province, and of a district or court when named; `everywhere`: of every one."""

    district = Code(load_default=None)
    court_id = fields.UUID(load_default=None)
    everywhere = fields.Boolean(load_default=False)


class WithdrawalReason(Schema):
    """Why something that was declared is taken back."""

    reason = Text(required=True, most=500)
