"""When people are reminded of a hearing: a week, a day and two hours before; never a reminder that would come too late."""

from __future__ import annotations

import datetime as dt
from typing import Final

TIERS: Final[dict[str, dt.timedelta]] = {
    "week": dt.timedelta(days=7),
    "day": dt.timedelta(days=1),
    "hours": dt.timedelta(hours=2),
}
LATEST: Final = dt.timedelta(hours=1)


def plan_reminders(starts_at: dt.datetime, now: dt.datetime) -> dict[str, dt.datetime]:
    """Give the reminders of a hearing that are still to come, with the instant each is due."""
    due = {tier: starts_at - before for tier, before in TIERS.items()}
    return {tier: instant for tier, instant in due.items() if instant > now}


def is_worth_sending(tier: str, starts_at: dt.datetime, now: dt.datetime) -> bool:
    """Tell whether a reminder that is due still helps: not once the next one is due, nor in the last hour."""
    left = starts_at - now
    smaller = [before for before in TIERS.values() if before < TIERS[tier]]
    return left > max(smaller, default=LATEST)
