"""Purposes of hearing as clerks type them: read when they are plain, left alone when they are not."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling import migrations
from services.scheduling.rules.purposes import KNOWN, recognise

WORDS = Path(migrations.__file__).with_name("0002_hearing_codes.csv")


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
    """The patterns give codes of the words' own data, so that what is read can be kept."""
    with WORDS.open(encoding="utf-8") as file:
        words = {row["code"] for row in csv.DictReader(file) if row["kind"] == "purpose"}
    assert set(KNOWN) <= words
    assert len(KNOWN) == len(set(KNOWN))
