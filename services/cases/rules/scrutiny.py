"""Opinions on an accused, held against the two tests behind them.

A prosecutor asks first whether the evidence gives a realistic prospect of conviction, and, if it does, whether prosecuting
serves the public. A report goes on with an opinion either way (SCPSA s.9(4)(b), 9(6)); weak evidence is no ground to return it.
"""

from __future__ import annotations

FIT = frozenset({"fit_for_trial", "fit_on_other_sections"})
NEEDS_OPINIONS = frozenset({"final", "cancellation", "discharge"})


def contradiction(opinion: str, evidential_test: str, public_interest_test: str | None) -> str | None:
    """Give what is contradictory between an opinion and its tests, as a sentence; None when they agree."""
    if evidential_test == "not_met":
        if public_interest_test is not None:
            return "Where the evidence does not suffice, the public interest is not weighed. Leave that test out."
        return (
            "An accused against whom the evidence does not suffice cannot be fit for trial." if opinion in FIT else None
        )
    if public_interest_test is None:
        return "Where the evidence suffices, say whether the public-interest test is met."
    if (public_interest_test == "met") != (opinion in FIT):
        return "Both tests met means fit for trial; one not met means discharge."
    return None
