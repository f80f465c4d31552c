"""Clearing courts' days: what is asked for, the plan, and what was done."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import Choice, Code, Day, PageQuery, Schema, Text, View, Whole
from services.scheduling.schemas.hearings import ASKERS
from services.scheduling.schemas.ranges import DayRange

ACTIONS: Final = ("vacate", "move", "postpone")
# A strike or a curfew is asked for by neither side.
CLEARERS: Final = (*ASKERS, "administration", "bar")


class ClearingRequest(DayRange):
    """Which days to clear and how.

    `vacate` the hearings, `move` them to another court at their own times, or `postpone` them to the next free times of their own
    courts, from `not_before` on (the day after the last, when left out), at most `per_day` in a court. `keep_urgent`: remand,
    production and bail stay. `or_next_free`: what cannot keep its time in the other court gets the next free time there.
    """

    from_day = Day(data_key="from", required=True)
    to_day = Day(data_key="to", required=True)
    action = Choice(ACTIONS, required=True)
    to_court_id = fields.UUID(load_default=None, allow_none=True)
    not_before = Day(load_default=None, allow_none=True)
    per_day = Whole(least=1, most=200, load_default=20)
    keep_urgent = fields.Boolean(load_default=False)
    or_next_free = fields.Boolean(load_default=False)

    @validates_schema
    def _to_where(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("action") == "move") != (data.get("to_court_id") is not None):
            raise ValidationError("Name the other court when hearings are moved, and only then.", "to_court_id")
        if data.get("or_next_free") and data.get("action") != "move":
            raise ValidationError("Only for hearings that are moved.", "or_next_free")
        after = data.get("not_before")
        if after is not None and data.get("action") == "vacate":
            raise ValidationError("Leave this out when hearings are vacated.", "not_before")
        if after is not None and "to_day" in data and after <= data["to_day"] and data.get("action") == "postpone":
            raise ValidationError("Begin after the days that are cleared.", "not_before")


class _Reasons(Schema):
    """Why days are cleared, at whose request, and the name of the plan that was looked at."""

    cause = Code(load_default="other")
    asked_by = Choice(CLEARERS, required=True)
    reason = Text(required=True, most=500)
    plan = Text(required=True, most=64)


class Clearing(ClearingRequest, _Reasons):
    """The same with its cause and reason, who asked for it, and the name of the plan that was looked at."""


class WideClearingRequest(ClearingRequest):
    """Days to clear in several courts, in all of a district, or in the whole province."""

    court_ids = fields.List(fields.UUID(), load_default=None, allow_none=True, validate=validate.Length(min=1, max=100))
    district = Code(load_default=None, allow_none=True)
    whole_province = fields.Boolean(load_default=False)

    @validates_schema
    def _one_scope(self, data: dict[str, Any], **_: Any) -> None:
        named = [data.get("court_ids") is not None, data.get("district") is not None, bool(data.get("whole_province"))]
        if sum(named) != 1:
            raise ValidationError("Name courts, or a district, or the whole province.", "court_ids")


class WideClearing(WideClearingRequest, _Reasons):
    """The same with its cause and reason, who asked for it, and the name of the plan that was looked at."""


class ClearingStep(View):
    """What becomes of one hearing; `obstacle` says what stands against it."""

    hearing_id = fields.UUID()
    case_ids = fields.List(fields.UUID())
    court_id = fields.UUID()
    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    to_court_id = fields.UUID(allow_none=True)
    room_id = fields.UUID(allow_none=True)
    new_starts_at = fields.AwareDateTime(allow_none=True)
    new_ends_at = fields.AwareDateTime(allow_none=True)
    obstacle = fields.String(allow_none=True)


class ClearingPlan(View):
    """What clearing does, hearing by hearing in order of time."""

    plan = fields.String()
    is_possible = fields.Boolean()
    steps = fields.List(fields.Nested(ClearingStep))


class ClearingDone(View):
    """What was done, under the id by which it is read again."""

    clearing_id = fields.UUID()
    plan = fields.String()
    is_possible = fields.Boolean()
    steps = fields.List(fields.Nested(ClearingStep))


class ClearingRow(View):
    """A clearing in a list; without a last day, all from the first on."""

    id = fields.UUID()
    scope = fields.String()
    court_ids = fields.List(fields.UUID())
    districts = fields.List(fields.String())
    first_on = fields.Date()
    last_on = fields.Date(allow_none=True)
    action = fields.String()
    to_court_id = fields.UUID(allow_none=True)
    cause = fields.String()
    asked_by = fields.String()
    reason = fields.String()
    hearings = fields.Integer()
    cleared_by = fields.String()
    cleared_at = fields.AwareDateTime()


class ClearedHearing(View):
    """What became of one hearing: vacated when it went nowhere."""

    hearing_id = fields.UUID()
    case_ids = fields.List(fields.UUID())
    from_court_id = fields.UUID()
    from_starts_at = fields.AwareDateTime()
    to_court_id = fields.UUID(allow_none=True)
    to_starts_at = fields.AwareDateTime(allow_none=True)


class ClearingView(ClearingRow):
    """A clearing with what became of each hearing."""

    steps = fields.List(fields.Nested(ClearedHearing))


class ClearingFilter(PageQuery):
    """Which clearings to list."""

    district = Code(load_default=None)
