"""The words for where a cause list stands, and each of its rows."""

from __future__ import annotations

from typing import Final

IMPORT_STATES: Final = ("queued", "running", "read", "refused", "accepted", "superseded", "failed")
FORMS: Final = ("office", "public")
LANGUAGES: Final = ("en", "ur")
MADE_STATES: Final = ("queued", "running", "made", "failed")

MATCHED: Final = "matched"
LISTED: Final = "already_listed"
DIFFERS: Final = "differs"
SEVERAL: Final = "several"
UNMATCHED: Final = "unmatched"
UNREADABLE: Final = "unreadable"
OTHER_COURT: Final = "other_court"
WRONG_DATE: Final = "wrong_date"
TWICE: Final = "twice"
DISMISSED: Final = "dismissed"
ROW_STATES: Final = (
    MATCHED, LISTED, DIFFERS, SEVERAL, UNMATCHED, UNREADABLE, OTHER_COURT, WRONG_DATE, TWICE, DISMISSED,
)  # fmt: skip
# What is known well enough to become a hearing; what waits for a clerk; what a clerk may still say otherwise about.
KNOWN: Final = (MATCHED, LISTED, DIFFERS)
AWAITING: Final = (SEVERAL, UNMATCHED, UNREADABLE)
RESOLVABLE: Final = (*AWAITING, OTHER_COURT)
DONE: Final = ("scheduled", "moved", "kept")
