"""Which trial days should not lose their prosecutor."""

from __future__ import annotations

import pytest

from services.scheduling.rules.pinning import is_pinned


@pytest.mark.parametrize(
    ("sitting_kind", "court_kind", "purpose", "pinned"),
    [
        ("day_to_day", "sessions", "arguments", True),
        ("multi_day", "sessions", "prosecution_evidence", False),
        (None, "anti_terrorism", "prosecution_evidence", True),
        (None, "anti_terrorism", "defence_evidence", True),
        (None, "anti_terrorism", "copies", False),
        (None, "sessions", "prosecution_evidence", False),
    ],
)
def test_a_trial_from_day_to_day_and_its_evidence(
    sitting_kind: str | None, court_kind: str, purpose: str, *, pinned: bool
) -> None:
    """Every day of such a trial in any court, and evidence before an anti-terrorism court."""
    assert is_pinned(sitting_kind=sitting_kind, court_kind=court_kind, purpose=purpose) is pinned
