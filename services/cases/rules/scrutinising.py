"""The words of scrutiny, and what they say together: answers on the checklist, disputes of defects, delay weighed."""

from __future__ import annotations

from typing import Final

ANSWERS: Final = ("yes", "no", "not_applicable")
POLICE_ANSWERS: Final = ("removed", "disputed")
DISPUTE_DECISIONS: Final = ("accepted", "rejected")
DELAY_REQUESTS: Final = ("postponement", "commencement")


def delay_contradiction(*, is_compelling: bool, asks_for: str) -> str | None:
    """Say what is contradictory: compelling reasons ask for postponement, others for the trial to begin (SCPSA 9(5))."""
    if is_compelling != (asks_for == "postponement"):
        return "Compelling reasons mean that the court is asked to postpone; otherwise it is asked to begin the trial on the record."
    return None


def defect_state(answer: str | None, decision: str | None) -> str:
    """Give where a defect stands: open, removed, disputed, withdrawn (the dispute was accepted), or upheld (it was not)."""
    if answer == "disputed":
        return {"accepted": "withdrawn", "rejected": "upheld", None: "disputed"}[decision]
    return answer or "open"
