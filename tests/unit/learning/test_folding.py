"""One spelling for what people type in many, and the way back to the place in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learning.rules.folding import find_origin, fold, fold_name, fold_number, make_index_text

LETTERS = "يیىكکهہھةٱاـءڪ۰۹٣٩ ABZzßÉéfiĐ-.()/\u200c\u064e\u0651‌ۂئؤ"
texts = st.one_of(st.text(st.sampled_from(LETTERS), max_size=60), st.text(max_size=60))


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("كراچي", "کراچی"),
        ("پولیس‌رپورٹ", "پولیسرپورٹ"),
        ("مُقَدَّمہ", "مقدمہ"),
        ("دفعه", "دفعہ"),
        ("قتلِ عمد", "قتل عمد"),
        ("۴۸۹", "489"),
        ("٣٠٢", "302"),
        ("Qatl-i-AMD", "qatl i amd"),
        ("ﺑﻢ", "بم"),
    ],
)
def test_spellings_of_one_word_are_one(typed: str, also: str) -> None:
    """Keyboards, digits, diacritics, joiners and capitals make no difference."""
    assert fold(typed) == fold(also)


def test_sindhi_letters_stay_two() -> None:
    """ڪ and ک are two letters of Sindhi."""
    assert fold("ڪ") != fold("ک")


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded is folded."""
    assert fold(fold(text)) == fold(text)


@given(texts, texts)
def test_folding_goes_character_by_character(left: str, right: str) -> None:
    """Two texts folded one by one are the two folded together, so places lead back."""
    assert fold(left + right) == fold(left) + fold(right)


@given(texts, st.integers(1, 8))
def test_every_folded_place_leads_back(text: str, times: int) -> None:
    """The character found for a folded place is the one whose folding holds it, however long the text."""
    text *= times
    folded = fold(text)
    assert find_origin(text, len(folded)) == len(text)
    for place, character in enumerate(folded):
        origin = find_origin(text, place)

        assert len(fold(text[:origin])) <= place
        assert character in fold(text[origin])


@given(texts)
def test_index_words_are_parted_by_single_spaces(text: str) -> None:
    """Indexing is stable, and no word of it mixes digits and letters."""
    words = make_index_text(text)

    assert make_index_text(words) == words
    assert "  " not in words
    for word in words.split():
        assert not (any(c.isdecimal() for c in word) and any(c.isalpha() for c in word))


@pytest.mark.parametrize("typed", ["489-F", "489 F", "489f", "۴۸۹-F", "489–F"])
def test_a_number_with_a_letter_is_the_same_two_words(typed: str) -> None:
    """However hyphen, space and digits are written, it is `489 f`."""
    assert make_index_text(typed) == "489 f"


@pytest.mark.parametrize(
    ("number", "folded"),
    [("489-F", "489f"), ("3.2.", "3.2"), ("11-EE", "11ee"), ("۹۔", "9"), ("173 ", "173"), ("", "")],
)
def test_numbers_of_sections(number: str, folded: str) -> None:
    """Hyphens, spaces and the last full stop go; the point of `3.2` stays."""
    assert fold_number(number) == folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Cr.P.C.", "crpc"),
        ("P.P.C", "ppc"),
        ("P L D 2021 SC 1", "p l d 2021 sc 1"),
        ("Act, 1997", "act 1997"),
        ("Q.S.O. 1984", "qso 1984"),
    ],
)
def test_dotted_initials_are_one_word(name: str, folded: str) -> None:
    """Initials with points are joined, spaced ones stay as reporters print them."""
    assert fold_name(name) == folded
