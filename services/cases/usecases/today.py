"""The day it is, for steps that are dated today unless the clerk says otherwise; and the refusal of days to come."""

from __future__ import annotations

import datetime as dt

from services.cases.rules.days import day_in_karachi
from services.common.errors import Problem, invalid


def today() -> dt.date:
    """Give today in Karachi."""
    return day_in_karachi(dt.datetime.now(dt.UTC))


def day_of(given: dt.date | None, field: str, *, not_before: dt.date | None = None) -> dt.date:
    """Give the day of a step: the one given, or today; refuse a day to come, or one before what it follows."""
    day = given or today()
    if day > today():
        raise day_refused(field, "This day is still to come.")
    if not_before is not None and day < not_before:
        raise day_refused(field, f"This cannot be before {not_before.isoformat()}.")
    return day


def day_refused(field: str, message: str) -> Problem:
    """Say what is wrong with a day."""
    return invalid(
        "day_impossible", "A day in this step cannot be right. See the marked field.", fields={field: [message]}
    )
