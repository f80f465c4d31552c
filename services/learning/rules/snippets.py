"""The part of a section that shows best why it was found, with the places of what was looked for.

Places are given in characters of the snippet, so that the reader's page marks them and no HTML travels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.learning.rules.folding import find_origin, fold, make_index_text

LENGTH: Final = 240
_LEAD: Final = 60
_MOST_HITS: Final = 20
_SHORTEST_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text and the places (start, length) of the hits in it."""

    text: str
    hits: tuple[tuple[int, int], ...]


def make_snippet(text: str, terms: Sequence[str], length: int = LENGTH) -> Snippet:
    """Cut the part around the first hit, at word ends; without a hit, the beginning."""
    pattern = _make_pattern(terms)
    first = pattern.search(fold(text)) if pattern else None
    start = 0 if first is None else _step_back(text, find_origin(text, first.start(1)))
    end = _step_on(text, start + length)
    part = text[start:end]
    return Snippet(part, tuple(_find_hits(part, pattern)) if pattern else ())


def _make_pattern(terms: Sequence[str]) -> re.Pattern[str] | None:
    """Match any term in folded text: its words in order; a longer Latin word also in its other endings."""
    spelled = [r"[ ]*".join(_open_ended(word) for word in make_index_text(term).split()) for term in terms]
    spelled = [spelling for spelling in spelled if spelling]
    if not spelled:
        return None
    return re.compile(r"(?<![^\W_])(" + "|".join(sorted(spelled, key=len, reverse=True)) + r")(?![^\W_])")


def _open_ended(word: str) -> str:
    if not (word.isascii() and word.isalpha() and len(word) > _SHORTEST_STEM):
        return re.escape(word)
    return re.escape(word[: max(_SHORTEST_STEM, len(word) - 3)]) + "[a-z]*"


def _find_hits(part: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    folded = fold(part)
    hits = []
    for match in pattern.finditer(folded):
        start, last = find_origin(part, match.start(1)), find_origin(part, match.end(1) - 1)
        hits.append((start, last + 1 - start))
        if len(hits) == _MOST_HITS:
            break
    return hits


def _step_back(text: str, place: int) -> int:
    start = max(0, place - _LEAD)
    if start == 0:
        return 0
    space = text.find(" ", start, place)
    return start if space < 0 else space + 1


def _step_on(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - _LEAD, place)
    return place if space < 0 else space
