"""What receiving a police report meets."""

from __future__ import annotations

from typing import Final

COMPLETES_INVESTIGATION: Final = frozenset({"final", "cancellation", "discharge"})


def milestones_of_report(kind: str) -> frozenset[str]:
    """Give what receiving a report of this kind meets."""
    milestones = {"report_received"}
    if kind in COMPLETES_INVESTIGATION:
        milestones.add("final_report")
    if kind == "interim":
        milestones.add("interim_report")
    return frozenset(milestones)
