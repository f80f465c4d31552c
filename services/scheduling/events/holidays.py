"""What happens to the days courts sit. Ids and facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class HolidaysDeclared(Event, source="scheduling", aggregate="scope"):
    """Courts do not sit on these days; scope is `province`, `district:<code>` or `court:<id>`."""

    days: list[dt.date]
    scope: str


@dataclass(frozen=True, kw_only=True)
class HolidaysWithdrawn(Event, source="scheduling", aggregate="scope"):
    """Courts sit on these days after all."""

    days: list[dt.date]
    scope: str
