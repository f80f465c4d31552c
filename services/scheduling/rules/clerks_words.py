"""What clerks type about hearings, read word by word: in capitals or not, abridged, misspelt, in English, Urdu or Sindhi.

Three steps, each from a table beside this file and none from whole phrases learnt by heart. A text is folded and cut into
words ("N.B.W." and "N B W" are one word). Each word is found in `clerks_words.csv`, if need be by its nearest spelling, and
gives the thing it speaks of. The first row of a list of meanings whose things are all spoken of decides. Where no row fits,
or a row marked `strict` fits beside a word that nobody knows, the answer is that it is not known; nothing is guessed.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final

from rapidfuzz.distance import OSA

UNKNOWN: Final = "unknown"
# Words that say nothing of what is meant ("for", "of the", "hon'ble") are this thing.
PLAIN: Final = "plain"
_HERE: Final = Path(__file__).parent
# Arabic and Sindhi keyboards give other letters for the same Urdu ones.
_LETTERS: Final = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ڪ": "ک", "ه": "ہ", "ۂ": "ہ", "ؤ": "و", "أ": "ا", "إ": "ا"})
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
# A section's number with its letter ("265-K", "249 A"), a word, a number.
_WORDS: Final = re.compile(r"\d+ ?-? ?[a-k](?![^\W\d_])|[^\W\d_]+|\d+")
_APOSTROPHES: Final = re.compile(r"['’`]s?\b")
_LETTERED: Final = re.compile(r"(\d+)[ -]*([a-k])")
_LONGEST_PHRASE: Final = 4
# How many slips a word may hold to be taken for another: none in short ones, where one letter makes another word.
_SLIPS: Final = ((5, 0), (8, 1), (99, 2))
_SHORTEST_HALF: Final = 3

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of a list of meanings: the things that must be spoken of and those that may not, and what that then means."""

    needs: tuple[frozenset[str], ...]
    without: frozenset[str]
    is_strict: bool
    code: str | None
    category: str

    def fits(self, things: frozenset[str], *, is_all_known: bool) -> bool:
        """Say whether a text that speaks of these things has this meaning."""
        if self.is_strict and not is_all_known:
            return False
        return all(things & any_of for any_of in self.needs) and not things & self.without


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: the code meant (None: the words name none), its category or "unknown", the things spoken of."""

    code: str | None
    category: str
    things: frozenset[str]
    row: Meaning | None = None


@dataclass(frozen=True)
class Vocabulary:
    """Spellings, and the thing each speaks of."""

    spellings: Mapping[Words, str]

    @cached_property
    def words(self) -> frozenset[str]:
        """The single words that any spelling holds."""
        return frozenset(word for spelling in self.spellings for word in spelling)

    def understand(self, written: str) -> tuple[frozenset[str], bool]:
        """Give the things that a text speaks of, and whether every word of it is known."""
        known = [self._known(word) for word in cut(written)]
        words = [word for found in known for word in found]
        things: set[str] = set()
        is_all_known, at = True, 0
        while at < len(words):
            length, thing = self._longest(words, at)
            things.add(thing)
            is_all_known = is_all_known and thing != UNKNOWN
            at += length
        return frozenset(things - {PLAIN, UNKNOWN}), is_all_known

    def _longest(self, words: list[str], at: int) -> tuple[int, str]:
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            thing = self.spellings.get(tuple(words[at : at + length]))
            if thing is not None:
                return length, thing
        return 1, PLAIN if words[at].isdigit() else UNKNOWN

    def _known(self, word: str) -> Words:
        """Give a word as the vocabulary spells it: itself, the two that were typed as one, the nearest; else as it is."""
        if word in self.words or not word.isalpha():
            return (word,)
        for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
            if word[:at] in self.words and word[at:] in self.words:
                return (word[:at], word[at:])
        return (self._nearest(word) or word,)

    def _nearest(self, word: str) -> str | None:
        """Give the known word that a misspelt one stands for, or None when none is near or two things are equally near."""
        slips = next(slips for under, slips in _SLIPS if len(word) < under)
        if not slips:
            return None
        near = [(OSA.distance(word, known, score_cutoff=slips), known) for known in self.words if len(known) > 3]
        near = [one for one in near if one[0] <= slips]
        least = min((distance for distance, _ in near), default=0)
        found = sorted(known for distance, known in near if distance == least)
        things = {self.spellings.get((known,), known) for known in found}
        return found[0] if len(things) == 1 else None


def cut(written: str) -> list[str]:
    """Cut a text into words, folded: no capitals, vowel signs or joiners; letters that stand alone are one abridgement."""
    text = unicodedata.normalize("NFKC", written).casefold().translate(_LETTERS).translate(_DIGITS)
    kept = "".join(letter for letter in text if unicodedata.category(letter) not in {"Mn", "Cf"})
    words = _WORDS.findall(_APOSTROPHES.sub("", kept).replace("_", " "))
    words = ["".join(lettered.groups()) if (lettered := _LETTERED.fullmatch(word)) else word for word in words]
    return _join_letters(words)


def _join_letters(words: list[str]) -> list[str]:
    """Make one word of letters that stand alone beside one another, with the plural that follows ("P.W.s", "M.Os")."""
    joined: list[str] = words[:1]
    for before, word in pairwise(words):
        is_letter, follows_letter = len(word) == 1 and word.isalpha(), len(before) == 1 and before.isalpha()
        is_end = follows_letter and len(joined[-1]) == 1 and len(word) == 2 and word.endswith("s") and word.isascii()
        if follows_letter and (is_letter or is_end):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def read(written: str, vocabulary: Vocabulary, meanings: Iterable[Meaning]) -> Reading:
    """Give what a clerk's words mean: the first row that fits what they speak of, or that it is not known."""
    things, is_all_known = vocabulary.understand(written)
    row = next((row for row in meanings if row.fits(things, is_all_known=is_all_known)), None)
    return Reading(row.code, row.category, things, row) if row else Reading(None, UNKNOWN, things)


def read_vocabulary() -> Vocabulary:
    """Read the spellings (`clerks_words.csv`): thing, language, spellings separated by bars."""
    with (_HERE / "clerks_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Vocabulary({tuple(cut(spelling)): row["thing"] for row in rows for spelling in row["spellings"].split("|")})


def read_meanings(name: str) -> tuple[Meaning, ...]:
    """Read a list of meanings (a file beside this one); things with bars between them stand for any one of them."""
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return tuple(
            Meaning(
                tuple(frozenset(any_of.split("|")) for any_of in row["needs"].split()), frozenset(row["without"].split()),
                row["strict"] == "yes", row["code"] or None, row["category"],
            )
            for row in csv.DictReader(file)
        )  # fmt: skip
