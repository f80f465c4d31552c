"""Trial days that should not lose their prosecutor: a trial from day to day (ATA 19(7)), and evidence before an anti-terrorism court."""

from __future__ import annotations

from typing import Final

DAY_TO_DAY: Final = "day_to_day"
COURT_KIND: Final = "anti_terrorism"
PURPOSES: Final = ("prosecution_evidence", "defence_evidence")


def is_pinned(*, sitting_kind: str | None, court_kind: str, purpose: str) -> bool:
    """Tell whether a hearing is such a day."""
    return sitting_kind == DAY_TO_DAY or (court_kind == COURT_KIND and purpose in PURPOSES)
