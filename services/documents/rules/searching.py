"""What a search asks for, and the piece of a page that shows why it was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from services.documents.rules.folding import fold, fold_with_places

_QUOTED: Final = re.compile(r'["“”]([^"“”]*)["“”]')
_WORD: Final = re.compile(r"\S+")
SNIPPET_LENGTH: Final = 240
_BEFORE: Final = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search, folded: words that must all be on the page, and phrases whose words must follow one another."""

    words: str
    phrases: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is left to look for."""
        return not self.words and not self.phrases

    @property
    def terms(self) -> frozenset[str]:
        """Give every single word that is looked for."""
        return frozenset(" ".join((self.words, *self.phrases)).split())


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a page as it was written, and where the found words stand in it."""

    text: str
    found: tuple[tuple[int, int], ...]


def read_search(asked: str) -> Wanted:
    """Read what a person typed: phrases stand in double quotes, everything else is words."""
    phrases = tuple(phrase for phrase in (fold(match) for match in _QUOTED.findall(asked)) if phrase)
    return Wanted(fold(_QUOTED.sub(" ", asked)), phrases)


def make_snippet(page: str, wanted: Wanted) -> Snippet:
    """Cut the piece around the first found word out of a page; words are found in any spelling."""
    folded, places = fold_with_places(page)
    matches = [match.span() for match in _WORD.finditer(folded) if match.group() in wanted.terms]
    spans = [(places[start], places[end - 1] + 1) for start, end in matches]
    start = _start_of_word(page, max(0, spans[0][0] - _BEFORE)) if spans else 0
    text = page[start : start + SNIPPET_LENGTH]
    shown = tuple((begin - start, end - start) for begin, end in spans if end - start <= len(text))
    return Snippet(_ON_ONE_LINE.sub(" ", text), shown)


_ON_ONE_LINE: Final = re.compile(r"[\r\n\t\f\v]")


def _start_of_word(page: str, place: int) -> int:
    gap = page.rfind(" ", 0, place + 1)
    return gap + 1 if place and place - gap <= 20 else place
