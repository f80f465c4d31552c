"""The prosecutors' roster and their leave."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validates_schema

from services.common.schemas import PROSECUTE, Choice, Code, Day, PageQuery, PersonId, Schema, Text, View
from services.scheduling.schemas.hearings import HearingWarning
from services.scheduling.schemas.ranges import LONGEST_RANGE, DayRange

LEAVE_STATUSES: Final = ("applied", "approved", "refused", "cancelled")
LEAVE_KINDS: Final = ("casual", "earned", "medical", "maternity", "training", "official_duty")


class NewRosterEntry(Schema):
    """A prosecutor who is put on the roster; the id is that of the account."""

    id = PersonId(may=PROSECUTE, required=True)
    district = Code(required=True)
    seat = Code(load_default=None, allow_none=True)
    designation = Code(required=True)
    posted_on = Day(load_default=None, allow_none=True)
    source = Text(most=300, load_default=None, allow_none=True)


class RosterChange(Schema):
    """A posting; a member that is left out stays."""

    district = Code()
    seat = Code()
    designation = Code()
    is_active = fields.Boolean()


class RosterEntryView(View):
    """A prosecutor on the roster."""

    id = fields.UUID()
    district = fields.String()
    seat = fields.String()
    designation = fields.String(allow_none=True)
    is_active = fields.Boolean()
    version = fields.Integer()


class RosterFilter(PageQuery):
    """Which prosecutors to list."""

    district = Code(load_default=None)


class NewLeave(Schema):
    """Leave that is applied for: the person's own unless another is named."""

    prosecutor_id = PersonId(may=PROSECUTE, load_default=None, allow_none=True)
    first_on = Day(required=True)
    last_on = Day(required=True)
    kind = Choice(LEAVE_KINDS, required=True)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["last_on"] < data["first_on"]:
            raise ValidationError("The last day lies before the first.", "last_on")
        if data["last_on"] - data["first_on"] > LONGEST_RANGE:
            raise ValidationError("Apply for at most a year at a time.", "last_on")


class LeaveApproval(Schema):
    """An approval; hearings on those days are handed over to the one named."""

    hand_over_to = PersonId(may=PROSECUTE, load_default=None, allow_none=True)


class LeaveRefusal(Schema):
    """Why leave is refused."""

    reason = Text(required=True, most=500)


class LeaveView(View):
    """A prosecutor's leave."""

    id = fields.UUID()
    prosecutor_id = fields.UUID()
    first_on = fields.Date()
    last_on = fields.Date()
    kind = fields.String()
    status = fields.String()
    refusal = fields.String(allow_none=True)
    applied_at = fields.AwareDateTime()
    decided_at = fields.AwareDateTime(allow_none=True)
    version = fields.Integer()


class LeaveFilter(DayRange, PageQuery):
    """Which leave to list."""

    prosecutor_id = fields.UUID(load_default=None)
    status = Choice(LEAVE_STATUSES, load_default=None)


class LeaveAnswer(LeaveView):
    """Leave that was just applied for or approved, and what to look at again."""

    warnings = fields.List(fields.Nested(HearingWarning))
