"""Purposes of hearing as clerks type them: read when they are plain, left alone when they are not."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling import migrations
from services.scheduling.rules import causes, purposes
from services.scheduling.rules.clerks_words import UNKNOWN, VOCABULARY, cut
from services.scheduling.rules.purposes import KNOWN, read_purpose, recognise

WORDS = Path(migrations.__file__).parent
VOCABULARY_FILE = Path(purposes.__file__).with_name("clerks_words.csv")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Framing of Charge", "charge"),
        ("H.B.C", "charge"),
        ("EVICENCE", "prosecution_evidence"),
        ("P.W.s", "prosecution_evidence"),
        ("Defence evidence", "defence_evidence"),
        ("313 statement", "accused_statement"),
        ("statement u/s 342", "accused_statement"),
        ("N B W", "process"),
        ("Issue summons", "process"),
        ("u/s 87, proclamation", "absconder"),
        ("Hearing on sentence", "sentence"),
        ("For final order", "judgment"),
        ("249-A", "acquittal_application"),
        ("Bail", "bail"),
        ("REMAND", "remand"),
        ("final arguments", "arguments"),
        ("For Further Order", "order"),
        ("Supply of copies 265-C", "copies"),
        ("Compromise u/s 345", "compromise"),
        ("فردِ جرم", "charge"),
        ("شہادت", "prosecution_evidence"),
        ("شهادت", "prosecution_evidence"),
        ("راضي نامہ", "compromise"),
        ("فیصلہ", "judgment"),
        ("ضمانت", "bail"),
    ],
)
def test_what_clerks_type_is_read(written: str, meant: str) -> None:
    """Misspelt, abridged, by a section's number, in capitals or in Urdu: what is meant is found."""
    assert recognise(written) == meant


@pytest.mark.parametrize("written", ["", "  ", "1", "60", "Batta", "xyzzy", "Awaiting", "Put up", "S.D.T.", "?"])
def test_what_may_mean_anything_is_not_guessed_at(written: str) -> None:
    """A word that does not say what will be done has no code."""
    assert recognise(written) is None


@given(st.text(max_size=120))
def test_any_text_can_be_asked_about(written: str) -> None:
    """Whatever is typed gives a coded purpose or none, never an error."""
    assert recognise(written) in {*KNOWN, None}


@given(st.sampled_from(["framing of charge", "bail application", "شہادت", "n.b.w", "defence evidence"]), st.data())
def test_capitals_spaces_and_forms_of_letters_do_not_matter(written: str, data: st.DataObject) -> None:
    """The same words are read alike in capitals, with more space between them, and in decomposed letters."""
    changed = written.upper() if data.draw(st.booleans()) else written
    changed = changed.replace(" ", data.draw(st.sampled_from([" ", "  ", "\t", "\n "])))
    changed = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), changed)
    assert recognise(f" {changed} ") == recognise(written)


def test_every_purpose_that_can_be_read_is_a_known_word() -> None:
    """The meanings give codes of the words' own data, so that what is read can be kept."""
    words = set()
    for path in WORDS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            words |= {row["code"] for row in csv.DictReader(file) if row.get("kind") == "purpose"}
    assert set(KNOWN) <= words


def test_every_thing_a_meaning_asks_for_is_in_the_vocabulary() -> None:
    """A row of meanings that speaks of a thing without a spelling could never be chosen."""
    things = set(VOCABULARY.spellings.values())

    for row in (*purposes.MEANINGS, *causes.MEANINGS):
        assert {thing for any_of in row.needs for thing in any_of} | row.without <= things


def test_every_spelling_speaks_of_one_thing() -> None:
    """Words of two languages may be the same once folded, but then they mean the same."""
    with VOCABULARY_FILE.open(encoding="utf-8", newline="") as file:
        pairs = {(tuple(cut(one)), row["thing"]) for row in csv.DictReader(file) for one in row["spellings"].split("|")}

    times = Counter(spelling for spelling, _ in pairs)
    assert {spelling for spelling in times if times[spelling] > 1 or not spelling} == set()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("N.B.W", ["nbw"]), ("N B W", ["nbw"]), ("P.W.s", ["pws"]), ("M.OS.", ["mos"]), ("u/s 265-K Cr.P.C", ["us", "265k", "cr", "pc"]),
        ("249 A", ["249a"]), ("۳۴۲", ["342"]), ("U/S313", ["us", "313"]), ("Hon'ble", ["honble"]), ("a", ["a"]), ("", []),
    ],
)  # fmt: skip
def test_a_text_is_cut_into_words(written: str, words: list[str]) -> None:
    """Letters that stand alone are one abridgement, a section keeps its letter, figures of other scripts are figures."""
    assert cut(written) == words


def test_a_word_in_doubt_is_left() -> None:
    """What is near to two things, and what is mostly unknown words around a known one, is not known."""
    assert VOCABULARY.understand("propery").things == frozenset()
    assert read_purpose("bail out the flooded cellar quickly").category == UNKNOWN
