"""A case's outcome, derived from the results of its accused: verdicts are per accused, never per case."""

from __future__ import annotations

from collections.abc import Sequence

ACQUITTALS = frozenset({"acquitted", "acquitted_early", "compounded"})


def outcome_of(verdicts: Sequence[str]) -> str:
    """Give the outcome. Compounding under CrPC s.345 has the effect of an acquittal; early ones are ss.249-A and 265-K."""
    convicted = sum(verdict == "convicted" for verdict in verdicts)
    if convicted:
        return "convicted" if convicted == len(verdicts) else "partly_convicted"
    return "acquitted" if any(verdict in ACQUITTALS for verdict in verdicts) else "otherwise_disposed"
