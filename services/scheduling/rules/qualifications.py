"""What a court needs its prosecutor to be qualified for (ATA 18 and the other special laws; the pairs are dated data)."""

from __future__ import annotations

from collections.abc import Collection


def missing_qualifications(needs: Collection[str], has: Collection[str]) -> list[str]:
    """Give what is needed and not there, in order."""
    return sorted(set(needs) - set(has))


def is_unrecorded(needs: Collection[str], has: Collection[str]) -> bool:
    """Tell whether something is needed and nothing at all was recorded of a person, so that nobody knows."""
    return bool(needs) and not has
