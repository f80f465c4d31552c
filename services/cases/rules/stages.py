"""Where a case stands, and which steps its stage allows."""

from __future__ import annotations

from typing import Final

RECEIVING: Final = frozenset({"investigation", "returned", "in_court"})
COMPLETES_INVESTIGATION: Final = frozenset({"final", "cancellation", "discharge"})


def may_receive(stage: str, kind: str) -> bool:
    """Tell whether a police report can be received: a case in court takes supplementary reports, or the final after an interim."""
    if stage == "in_court":
        return kind in ("supplementary", "final")
    return stage in RECEIVING and kind != "supplementary"


def milestones_of_report(kind: str) -> frozenset[str]:
    """Give what receiving a report of this kind meets."""
    milestones = {"report_received"}
    if kind in COMPLETES_INVESTIGATION:
        milestones.add("final_report")
    if kind == "interim":
        milestones.add("interim_report")
    return frozenset(milestones)


def stage_after_return(*, is_filed: bool) -> str:
    """Give the stage after a report went back: a case that is in court stays there."""
    return "in_court" if is_filed else "returned"
