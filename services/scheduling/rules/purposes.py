"""Purposes of hearing as clerks type them ("EVICENCE", "For further order", "N B W"), read as the coded purpose they mean."""

from __future__ import annotations

from typing import Final

from services.scheduling.rules.clerks_words import Reading, cut, read, read_meanings, read_vocabulary

VOCABULARY: Final = read_vocabulary()
MEANINGS: Final = read_meanings("purposes.csv")
KNOWN: Final = tuple(dict.fromkeys(row.code for row in MEANINGS if row.code))


def read_purpose(written: str) -> Reading:
    """Give the coded purpose and the part of a trial that a clerk's words mean, or that they are not understood."""
    words = cut(written)
    if words and all(word.isdigit() for word in words) and not VOCABULARY.understand(written)[0]:
        return Reading(None, "error", frozenset())
    return read(written, VOCABULARY, MEANINGS)


def recognise(written: str) -> str | None:
    """Give the coded purpose that a clerk's words mean, or None when they are not understood."""
    return read_purpose(written).code
