"""Clearing a court's days: what is asked for, and the plan."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from services.common.schemas import Choice, Day, Text, View
from services.scheduling.schemas.hearings import ASKERS
from services.scheduling.schemas.ranges import DayRange


class ClearingRequest(DayRange):
    """Which days to clear and how: vacate the hearings, or move them to another court at their own times."""

    from_day = Day(data_key="from", required=True)
    to_day = Day(data_key="to", required=True)
    action = Choice(("vacate", "move"), required=True)
    to_court_id = fields.UUID(load_default=None, allow_none=True)

    @validates_schema
    def _to_where(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("action") == "move") != (data.get("to_court_id") is not None):
            raise ValidationError("Name the other court when hearings are moved, and only then.", "to_court_id")


class Clearing(ClearingRequest):
    """The same with its reason, who asked for it, and the name of the plan that was looked at."""

    asked_by = Choice(ASKERS, required=True)
    reason = Text(required=True, most=500)
    plan = Text(required=True, most=64)


class ClearingStep(View):
    """What becomes of one hearing; `obstacle` says what stands against it."""

    hearing_id = fields.UUID()
    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    room_id = fields.UUID(allow_none=True)
    obstacle = fields.String(allow_none=True)


class ClearingPlan(View):
    """What clearing does, hearing by hearing in order of time."""

    plan = fields.String()
    is_possible = fields.Boolean()
    steps = fields.List(fields.Nested(ClearingStep))
