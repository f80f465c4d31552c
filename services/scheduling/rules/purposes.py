"""Purposes of hearing as clerks type them ("EVICENCE", "For further order", "N B W"), read as the coded purpose they mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from services.scheduling.rules.clerks_words import (
    VOCABULARY,
    Meaning,
    Reading,
    Vocabulary,
    cut,
    read,
    read_meanings,
)

MEANINGS: Final = read_meanings("purposes.csv")
KNOWN: Final = tuple(dict.fromkeys(row.code for row in MEANINGS if row.code))


def read_purpose(written: str, vocabulary: Vocabulary = VOCABULARY, meanings: Iterable[Meaning] = MEANINGS) -> Reading:
    """Give the coded purpose and the part of a trial that a clerk's words mean, or that they are not understood.

    A number alone that is no section's is an error: it names no purpose.
    """
    found = read(written, vocabulary, meanings)
    if not found.things and cut(written) and all(word.isdigit() for word in cut(written)):
        return Reading(None, "error", found.things)
    return found


def recognise(written: str) -> str | None:
    """Give the coded purpose that a clerk's words mean, or None when they are not understood."""
    return read_purpose(written).code
