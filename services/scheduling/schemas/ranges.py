"""Ranges of days, as several lists take them."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from marshmallow import ValidationError, validates_schema

from services.common.schemas import Day, Schema

LONGEST_RANGE: Final = dt.timedelta(days=366)


class DayRange(Schema):
    """Days from and to, both counted."""

    from_day = Day(data_key="from", load_default=None)
    to_day = Day(data_key="to", load_default=None)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("from_day"), data.get("to_day")
        if first and last and last < first:
            raise ValidationError("The last day lies before the first.", "to")
        if first and last and last - first > LONGEST_RANGE:
            raise ValidationError("Ask for at most a year at a time.", "to")
