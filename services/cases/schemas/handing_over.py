"""The shapes of handing over the open work of somebody who leaves or goes on leave."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validates_schema

from services.cases.schemas.common import each, some
from services.common.schemas import PROSECUTE, Choice, Day, Instant, PersonId, Schema, Text, View, Whole

OCCASIONS: Final = ("leaves", "leave", "back")


class OtherTaker(Schema):
    """Who takes a single case instead."""

    case_id = fields.UUID(required=True)
    to_id = PersonId(may=PROSECUTE, required=True)


class HandoverRequest(Schema):
    """Whose open work goes to whom; `others` take single cases instead.

    `handover_id`: only what that earlier handing over moved, for somebody who is back from leave.
    """

    from_id = fields.UUID(required=True)
    to_id = PersonId(may=PROSECUTE, required=True)
    others = some(OtherTaker, least=0, most=200, load_default=list)
    handover_id = fields.UUID(load_default=None, allow_none=True)

    @validates_schema
    def _to_somebody_else(self, data: dict[str, Any], **_: Any) -> None:
        takers = [data.get("to_id"), *(other["to_id"] for other in data.get("others", ()))]
        if data.get("from_id") in takers:
            raise ValidationError("Name somebody else.", "to_id")


class Handover(HandoverRequest):
    """The same with its occasion and reason, and the name of the plan that was looked at."""

    occasion = Choice(OCCASIONS, required=True)
    until_on = Day(load_default=None, allow_none=True)
    reason = Text(most=500, required=True)
    plan = Text(most=64, required=True)


class HandoverStep(View):
    """What becomes of the work in one case: `action` is null where there are tasks alone; `obstacle` says what stands against it."""

    case_id = fields.UUID()
    fir_label = fields.String()
    role = fields.String(allow_none=True)
    action = fields.String(allow_none=True)
    to_id = fields.UUID()
    task_count = fields.Integer()
    obstacle = fields.String(allow_none=True)


class HandoverPlan(View):
    """What handing over does, case by case. `covers_everything`: false when there may be work in cases out of your sight."""

    plan = fields.String()
    handover_id = fields.UUID(allow_none=True)
    is_possible = fields.Boolean()
    covers_everything = fields.Boolean()
    case_count = fields.Integer()
    task_count = fields.Integer()
    steps = each(HandoverStep)


class HandoverRow(View):
    """What was handed over: whose work, to whom, when and why; cases and tasks as far as they are in sight."""

    id = fields.UUID()
    from_id = fields.UUID()
    to_id = fields.UUID()
    occasion = fields.String()
    until_on = Day(allow_none=True)
    reason = fields.String()
    done_by = fields.String()
    done_at = Instant()
    case_count = Whole()
    task_count = Whole()
