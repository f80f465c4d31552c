"""What a search means: the words that must occur, and the section that a citation names.

`489-F PPC`, `u/s 489F P.P.C.`, `section 489-F of the Penal Code` and `زیر دفعہ ۴۸۹` name a section, some of them in a law; the law
is recognised by the abbreviation or the title that its library item carries, so no list of laws stands here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from services.learning.rules.folding import fold, fold_name, fold_number, make_index_text

MOST_TERMS: Final = 12
_UNDER: Final = re.compile(r"\b(?:u/ss?|r/w|(?:ss?|secs?|arts?|r)\.(?=\s?\d))", re.IGNORECASE)
_CONNECTING: Final = frozenset(
    {"section", "sections", "sec", "secs", "under", "of", "the", "read", "with", "and", "art", "article", "articles"}
    | {"rule", "rules", "زیر", "دفعہ", "دفعات"}
)
_BREAK: Final = re.compile(r"[\s/,;&]+")
_CITED: Final = re.compile(r"^(\d{1,3}(?:\.\d{1,2})?-?[a-z]{0,5})(?:\(\w{1,4}\))*$")
_TAIL: Final = re.compile(r"^[a-z]{1,2}$")
_HYPHENS: Final = str.maketrans("‐‑‒–—−", "------")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a search means. terms: phrases of folded words, all of which must occur; numbers, laws, name: the citation.

    laws: words that may be a law's abbreviation; name: the same words as they stand in a law's title.
    """

    terms: tuple[str, ...]
    numbers: tuple[str, ...]
    laws: tuple[str, ...]
    name: tuple[str, ...]


def read_query(query: str) -> Meaning:
    """Read what was typed into the search box."""
    words = [word for word in _BREAK.split(_UNDER.sub(" section ", query.translate(_HYPHENS))) if word]
    numbers, laws = _read_citation(words)
    wanted = [word for word in words if not (numbers and _spell(word) in _CONNECTING)]
    terms = [make_index_text(word) for word in wanted]
    found = tuple(dict.fromkeys(term for term in terms if term))[:MOST_TERMS]
    cited = laws if numbers else []
    name = tuple(part for law in cited for part in fold_name(law).split())
    return Meaning(found, tuple(numbers), tuple(_fold_abbreviation(law) for law in cited), name)


def _read_citation(words: list[str]) -> tuple[list[str], list[str]]:
    numbers: list[str] = []
    laws: list[str] = []
    for word in words:
        spelling = _spell(word)
        if cited := _CITED.match(spelling):
            numbers.append(fold_number(cited[1]))
        elif numbers and _TAIL.match(spelling) and numbers[-1][-1].isdigit():
            numbers.append(numbers[-1] + spelling)
        elif spelling not in _CONNECTING and any(character.isalpha() for character in spelling):
            laws.append(word)
    return numbers, laws


def _fold_abbreviation(word: str) -> str:
    return fold_name(word).replace(" ", "")


def _spell(word: str) -> str:
    """Give a word with its digits and letters folded but its punctuation kept."""
    return "".join(character if character in "-.()" else fold(character).strip() for character in word).strip(".-")
