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

from rapidfuzz import process
from rapidfuzz.distance import OSA

UNKNOWN: Final = "unknown"
# Words that say nothing of what is meant ("for", "of the", "hon'ble") are this thing.
PLAIN: Final = "plain"
_HERE: Final = Path(__file__).parent
# Arabic and Sindhi keyboards give other letters for the same Urdu ones.
_LETTERS: Final = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ڪ": "ک", "ه": "ہ", "ۂ": "ہ", "ؤ": "و", "أ": "ا", "إ": "ا"}
)
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
# A section's number with its letter ("265-K", "249 A"), a word, a number.
_WORDS: Final = re.compile(r"\d+ ?-? ?[a-k](?![^\W\d_])|[^\W\d_]+|\d+")
_APOSTROPHES: Final = re.compile(r"['’`]s?\b")
_LETTERED: Final = re.compile(r"(\d+)[ -]*([a-k])")
# How many slips a word may hold to be taken for another: none in short ones, where one letter makes another word.
_SLIPS: Final = ((5, 0), (9, 1), (99, 2))
_SHORTEST_HALF: Final = 2
_SHORTEST_PAIR: Final = 4
_SHORTEST_ABRIDGED: Final = 4

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a text speaks of: its things, by how many words and phrases, and how many of its words nobody knows."""

    things: frozenset[str]
    known: int
    unknown: int

    @property
    def is_clear(self) -> bool:
        """Whether no more of it is unknown than known."""
        return self.unknown <= self.known


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of a list of meanings: the things that must be spoken of and those that may not, and what that then means."""

    needs: tuple[frozenset[str], ...]
    without: frozenset[str]
    is_strict: bool
    code: str | None
    category: str

    def fits(self, spoken: Spoken) -> bool:
        """Say whether a text that speaks of these things has this meaning."""
        if self.is_strict and spoken.unknown:
            return False
        return all(spoken.things & any_of for any_of in self.needs) and not spoken.things & self.without


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

    @cached_property
    def longest(self) -> int:
        """How many words the longest spelling has."""
        return max((len(spelling) for spelling in self.spellings), default=1)

    def understand(self, written: str) -> Spoken:
        """Give what a text speaks of."""
        things = [self.spellings.get(spelling, UNKNOWN) for spelling in self.spellings_in(written)]
        telling = [thing for thing in things if thing not in {PLAIN, UNKNOWN}]
        return Spoken(frozenset(telling), len(telling), things.count(UNKNOWN))

    def spellings_in(self, written: str) -> list[Words]:
        """Give a text as the vocabulary spells it, the longest spellings first; numbers that say nothing are left out."""
        words = [known for word in cut(written) for known in self._known(word)]
        found: list[Words] = []
        at = 0
        while at < len(words):
            found.append(self._longest(words[at : at + self.longest]))
            at += len(found[-1])
        return [spelling for spelling in found if spelling in self.spellings or not spelling[0].isdigit()]

    def _longest(self, words: list[str]) -> Words:
        phrases = (tuple(words[:length]) for length in range(len(words), 0, -1))
        return next((phrase for phrase in phrases if phrase in self.spellings), (words[0],))

    def _known(self, word: str) -> Words:
        """Give a word as the vocabulary spells it: itself, the two that were typed as one, the nearest; else as it is."""
        if word in self.words or not word.isalpha():
            return (word,)
        for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1 if len(word) > _SHORTEST_PAIR else 0):
            if word[:at] in self.words and word[at:] in self.words:
                return (word[:at], word[at:])
        return (self._nearest(word) or self._abridged(word) or word,)

    def _nearest(self, word: str) -> str | None:
        """Give the known word that a misspelt one stands for, or None when none is near or two things are equally near."""
        slips = next(slips for under, slips in _SLIPS if len(word) < under)
        found = process.extract(word, self._long_words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        least = min((distance for _, distance, _ in found), default=0)
        return self._one_of(known for known, distance, _ in found if slips and distance == least)

    def _abridged(self, word: str) -> str | None:
        """Give the known word that a clerk broke off ("judg.", "evid."), or None when it may be of two things."""
        if len(word) < _SHORTEST_ABRIDGED:
            return None
        return self._one_of(known for known in self._long_words if known.startswith(word))

    @cached_property
    def _long_words(self) -> list[str]:
        return sorted(word for word in self.words if len(word) >= _SHORTEST_ABRIDGED)

    def _one_of(self, words: Iterable[str]) -> str | None:
        """Give the first of words that all speak of one thing."""
        found = sorted(words)
        return found[0] if len({self.spellings.get((word,), word) for word in found}) == 1 else None


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
    spoken = vocabulary.understand(written)
    row = next((row for row in meanings if row.fits(spoken)), None) if spoken.is_clear else None
    return Reading(row.code, row.category, spoken.things, row) if row else Reading(None, UNKNOWN, spoken.things)


def read_vocabulary() -> Vocabulary:
    """Read the spellings (`clerks_words.csv`): thing, language, spellings separated by bars."""
    with (_HERE / "clerks_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Vocabulary({tuple(cut(spelling)): row["thing"] for row in rows for spelling in row["spellings"].split("|")})


VOCABULARY: Final = read_vocabulary()


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
