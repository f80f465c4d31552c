"""Folding text for search: what a reader takes for the same word is the same word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.rules.folding import fold, fold_with_places

VARIANTS = [
    ("علي", "علی"),
    ("علىٰ", "علی"),
    ("كراچي", "کراچی"),
    ("شهادت", "شہادت"),
    ("شھادت", "شہادت"),
    ("دفعہ ۳۰۲", "دفعہ 302"),
    ("دفعہ ٣٠٢", "دفعہ 302"),
    ("می‌خواہم", "میخواہم"),
    ("مُقَدِّمَہ", "مقدمہ"),
    ("مقـــدمہ", "مقدمہ"),
    ("مرأة", "مراہ"),
    ("ﻣﻘﺪﻣﮧ", "مقدمہ"),
    ("FIR No. 12/2026", "fir no 12 2026"),
    ("café STRASSE straße", "cafe strasse strasse"),
    ("302/34 PPC", "302 34 ppc"),
    ("ايف‌آئي‌آر", "ایفاییار"),
]


@pytest.mark.parametrize(("written", "folded"), VARIANTS)
def test_spellings_of_a_word_fold_alike(written: str, folded: str) -> None:
    """Urdu, Sindhi and English words in every keyboard's spelling become the same letters and ASCII digits."""
    assert fold(written) == folded


def test_sindhi_letters_stay_apart() -> None:
    """Sindhi's ڪ is another letter than ک, and stays so."""
    assert fold("ڪراچي") != fold("کراچی")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folded text is a fixed point, so the words of an index and of a question meet."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composition_does_not_matter(text: str) -> None:
    """Composed and decomposed text fold alike."""
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text())
def test_only_letters_digits_and_single_spaces_remain(text: str) -> None:
    """What remains are letters, numbers and spacing marks in words parted by single spaces."""
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(
        sign == " " or unicodedata.category(sign)[0] in "LN" or unicodedata.category(sign) == "Mc" for sign in folded
    )


@given(st.text())
def test_places_lead_back_to_the_text(text: str) -> None:
    """Every folded character knows where it came from, in rising order."""
    folded, places = fold_with_places(text)
    assert len(folded) == len(places)
    assert places == sorted(places)
    assert " ".join(folded.split()) == fold(text)
