"""Cause lists."""

from __future__ import annotations

from marshmallow import fields

from services.common.schemas import View
from services.scheduling.schemas.courts import HolidayView
from services.scheduling.schemas.hearings import HearingRow


class CauseListView(View):
    """A court's list of one day, in the order of time; callers fetch each case's reference by its id."""

    court_id = fields.UUID()
    day = fields.Date()
    holiday = fields.Nested(HolidayView, allow_none=True)
    items = fields.List(fields.Nested(HearingRow))
