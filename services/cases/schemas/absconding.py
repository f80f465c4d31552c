"""The shapes of steps against absconders."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.absconding import ABSCONDER_STEPS
from services.cases.schemas.common import each
from services.common.schemas import Choice, Day, Schema, Text, View


class NewAbsconderStep(Schema):
    """A step that a court took against an absconder, from the warrant to evidence in absence (today when no day is given)."""

    step = Choice(ABSCONDER_STEPS, required=True)
    taken_on = Day(load_default=None, allow_none=True)
    order_reference = Text(most=200, load_default=None, allow_none=True)


class AbsconderStepView(View):
    """A step; `is_early`: declared while the time to appear still ran."""

    step = fields.String()
    taken_on = Day()
    order_reference = fields.String(allow_none=True)
    is_early = fields.Boolean()


class AbsconderView(View):
    """An accused who absconds, since when, and what was done; `is_declared` under CrPC s.512."""

    accused_id = fields.UUID()
    number = fields.Integer()
    initials = fields.String()
    since_on = Day()
    is_declared = fields.Boolean()
    steps = each(AbsconderStepView)
