"""What a report's numbers must obey: they reconcile, each rate names its denominator, ages fall into bands.

Sindh Criminal Court Rules 2012 chapter XVII: opening + instituted + received - decided - transferred = closing.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Final

DIMENSIONS: Final = (
    "gender", "offence", "district", "police_station", "profession", "prosecutor", "court",
)  # fmt: skip
# A case has one district and one station, at any time one court and one lead; but it may have several of the others.
EACH_CASE_ONCE: Final = frozenset({"district", "police_station"})
# The bands of pendency: their names, and after how many months one ends.
AGE_BANDS: Final = (("under_3_months", 3), ("months_3_to_6", 6), ("months_6_to_12", 12), ("years_1_to_2", 24))
OLDEST_BAND: Final = "over_2_years"
MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Movement:
    """How pendency moved in a period, as it was counted or published."""

    opening: int
    instituted: int
    received: int
    decided: int
    transferred: int
    closing: int

    @property
    def expected(self) -> int:
        """Give what must be pending at the end."""
        return self.opening + self.instituted + self.received - self.decided - self.transferred

    @property
    def unexplained(self) -> int:
        """Give how many cases are missing at the end (more than 0) or too many (less)."""
        return self.expected - self.closing


def explain(movement: Movement) -> str:
    """Say in a sentence whether the figures reconcile."""
    missing = movement.unexplained
    if not missing:
        return "The figures reconcile."
    sum_of_it = (
        f"{movement.opening} pending + {movement.instituted} instituted + {movement.received} received"
        f" - {movement.decided} decided - {movement.transferred} transferred = {movement.expected}"
    )
    side = "fewer" if missing > 0 else "more"
    return f"{sum_of_it}, but {movement.closing} are pending at the end: {abs(missing)} {side}, unexplained."


def percent(part: int | None, whole: int | None) -> float | None:
    """Give a rate, or None where there is nothing to divide by, or a part of it is not shown."""
    return round(100 * part / whole, 1) if part is not None and whole else None


def disposition_days(pending: int | None, resolved: int | None, days: int) -> float | None:
    """Give CEPEJ's disposition time: how long the pending would take at the period's pace."""
    return round(pending * days / resolved, 1) if pending is not None and resolved else None


def months_before(day: dt.date, months: int) -> dt.date:
    """Give the day so many months before, the last of its month where that is shorter."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 - months, MONTHS_A_YEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_band(since: dt.date, on: dt.date) -> str:
    """Give the band in which a case that is pending since a day stands on another."""
    for name, months in AGE_BANDS:
        if since > months_before(on, months):
            return name
    return OLDEST_BAND
