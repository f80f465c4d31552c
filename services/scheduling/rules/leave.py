"""The steps a leave can take: applied for, then approved, refused or cancelled; approved leave may still be cancelled."""

from __future__ import annotations

from typing import Final

_NEXT: Final = {
    "applied": frozenset({"approved", "refused", "cancelled"}),
    "approved": frozenset({"cancelled"}),
    "refused": frozenset[str](),
    "cancelled": frozenset[str](),
}


def may_become(status: str, wanted: str) -> bool:
    """Tell whether leave in one status may go to another."""
    return wanted in _NEXT[status]
