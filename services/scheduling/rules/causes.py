"""Causes of adjournment as clerks type them ("PWs absent", "I.O. on leave"), read as the coded cause they mean.

Where two are named at once ("accused and his counsel absent") neither is chosen: who lost the day is for the clerk to say.
"""

from __future__ import annotations

from typing import Final

from services.scheduling.rules.clerks_words import VOCABULARY, Reading, read, read_meanings

MEANINGS: Final = read_meanings("causes.csv")
KNOWN: Final = tuple(dict.fromkeys(row.code for row in MEANINGS if row.code))


def read_cause(written: str) -> Reading:
    """Give the coded cause of adjournment that a clerk's words mean, or that they are not understood."""
    return read(written, VOCABULARY, MEANINGS)


def recognise_cause(written: str) -> str | None:
    """Give the coded cause of adjournment that a clerk's words mean, or None when they are not understood."""
    return read_cause(written).code
