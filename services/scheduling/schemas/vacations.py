"""Courts' vacations, and occasions that wait for the moon."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import Choice, Code, Day, PageQuery, Schema, Text, View, Whole
from services.scheduling.schemas.clearing import ClearingPlan
from services.scheduling.schemas.courts import SCOPES
from services.scheduling.schemas.ranges import LONGEST_RANGE, DayRange

HEARINGS: Final = ("mark", "vacate", "postpone")


class DutyTurn(Schema):
    """A court that hears what is urgent on days of a vacation."""

    court_id = fields.UUID(required=True)
    first_on = Day(required=True)
    last_on = Day(required=True)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["last_on"] < data["first_on"]:
            raise ValidationError("The last day lies before the first.", "last_on")


class NewVacation(Schema):
    """A vacation: of courts of some kinds (all when none is named), with its duty hours and the courts that keep duty."""

    first_on = Day(required=True)
    last_on = Day(required=True)
    scope = Choice(SCOPES, required=True)
    district = Code(load_default=None, allow_none=True)
    court_id = fields.UUID(load_default=None, allow_none=True)
    court_kinds = fields.List(Code(), load_default=list, validate=validate.Length(max=20))
    name_en = Text(required=True, most=200)
    name_ur = Text(most=200, load_default=None, allow_none=True)
    duty_opens = fields.Time(load_default=None, allow_none=True, format="%H:%M")
    duty_closes = fields.Time(load_default=None, allow_none=True, format="%H:%M")
    duties = fields.List(fields.Nested(DutyTurn), load_default=list, validate=validate.Length(max=200))
    source = Text(required=True, most=300)

    @validates_schema
    def _sensible(self, data: dict[str, Any], **_: Any) -> None:
        if data["last_on"] < data["first_on"]:
            raise ValidationError("The last day lies before the first.", "last_on")
        if data["last_on"] - data["first_on"] > LONGEST_RANGE:
            raise ValidationError("A vacation lasts less than a year.", "last_on")
        opens, closes = data.get("duty_opens"), data.get("duty_closes")
        if (opens is None) != (closes is None) or (opens is not None and closes is not None and closes <= opens):
            raise ValidationError("Give both hours in order, or none.", "duty_closes")
        if any(turn["first_on"] < data["first_on"] or turn["last_on"] > data["last_on"] for turn in data["duties"]):
            raise ValidationError("Duty is kept within the vacation.", "duties")

    @validates_schema
    def _scope_named(self, data: dict[str, Any], **_: Any) -> None:
        wanted = {"province": None, "district": "district", "court": "court_id"}[data["scope"]]
        for name in ("district", "court_id"):
            if (data.get(name) is not None) != (name == wanted):
                raise ValidationError("Name what the scope says, and only that.", name)


class DutyTurnView(View):
    """A court that hears what is urgent on days of a vacation."""

    court_id = fields.UUID()
    first_on = fields.Date()
    last_on = fields.Date()


class VacationView(View):
    """A vacation with its duty hours and the courts that keep duty."""

    id = fields.UUID()
    first_on = fields.Date()
    last_on = fields.Date()
    scope = fields.String()
    court_kinds = fields.List(fields.String())
    name_en = fields.String()
    name_ur = fields.String(allow_none=True)
    duty_opens = fields.String(allow_none=True)
    duty_closes = fields.String(allow_none=True)
    duties = fields.List(fields.Nested(DutyTurnView))
    source = fields.String()


class VacationAnswer(View):
    """The vacation declared, and the hearings that stand in it and were marked to be fixed anew."""

    vacation = fields.Nested(VacationView)
    hearings_in_the_way = fields.List(fields.UUID())


class VacationFilter(DayRange, PageQuery):
    """Which vacations to list: those of the province, and of a district or court when named; `everywhere`: of every one."""

    district = Code(load_default=None)
    court_id = fields.UUID(load_default=None)
    everywhere = fields.Boolean(load_default=False)


class OccasionRequest(Schema):
    """The days on which an occasion is, now that the moon was seen; `hearings`: what becomes of those on newly closed days."""

    days = fields.List(Day(), required=True, validate=validate.Length(min=1, max=10))
    source = Text(required=True, most=300)
    hearings = Choice(HEARINGS, load_default="mark")
    per_day = Whole(least=1, most=200, load_default=20)


class OccasionDeclaration(OccasionRequest):
    """The same with the name of the plan that was looked at, when hearings are vacated or put off with it."""

    plan = Text(most=64, load_default=None, allow_none=True)

    @validates_schema
    def _plan_named(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("hearings", "mark") != "mark" and data.get("plan") is None:
            raise ValidationError("Look at the plan first, and name it.", "plan")


class OccasionAnswer(View):
    """What the declaration does: days newly closed, days that sit again, tentative days that came to nothing, hearings and their plan."""

    closed = fields.List(fields.Date())
    reopened = fields.List(fields.Date())
    dropped = fields.List(fields.Date())
    hearings_in_the_way = fields.List(fields.UUID())
    clearing = fields.Nested(ClearingPlan, allow_none=True)
    clearing_id = fields.UUID(allow_none=True)
