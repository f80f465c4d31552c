"""When an exhibit may be handed back or destroyed: not until the time for appeal is over (SCCR 8.20), and by the court's order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from services.cases.rules.days import add_days

DISPOSALS: Final = frozenset({"handed_back", "destroyed"})
# Kept until then they would endanger people: the court may order otherwise while the trial runs (CrPC 516-A).
DANGEROUS_NATURES: Final = frozenset({"explosive", "narcotic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    """An exhibit's intended end, with what the law asks about; `keep_days`: how long after the decision it is kept."""

    step: str
    nature: str
    on: dt.date
    has_order: bool
    decided_on: dt.date | None
    keep_days: int
    is_appeal_open: bool


def disposal_refusal(disposal: Disposal) -> tuple[str, str] | None:
    """Give why the law does not allow an end, as a code and a sentence; None where it does."""
    if not disposal.has_order:
        return "order_missing", "Exhibits are handed back or destroyed by the court's order alone. Enter its reference."
    if disposal.step == "handed_back" or disposal.nature in DANGEROUS_NATURES:
        return None
    if disposal.decided_on is None:
        return "case_undecided", "The case is not decided: the exhibit is kept until the time for appeal is over."
    if disposal.is_appeal_open:
        return "appeal_pending", "An appeal is under way: the exhibit is kept until it is decided."
    last_day = add_days(disposal.decided_on, disposal.keep_days)
    if disposal.on <= last_day:
        return (
            "appeal_time_running",
            f"The exhibit is kept until the time for appeal is over, on {last_day.isoformat()}.",
        )
    return None
