"""Names in many spellings are one where they are heard as one."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.spelling import fold, sound, sounds

SAME = (
    ("Muhammad", "Mohammed", "Mohd", "MOHD.", "Muhammed", "محمد", "محمّد"),
    ("Hussain", "Hussein", "Husain", "حسین", "حسين"),
    ("Abdul Rehman", "Abdur Rahman", "Abdurrehman", "عبدالرحمن", "عبدالرحمٰن"),
    ("Asif", "Aasif", "آصف"), ("Zulfiqar", "Zulfikar", "ذوالفقار"), ("Sheikh", "Shaikh", "شیخ", "شيخ"),
    ("Bahadur", "بہادر", "بهادر"), ("Shahid", "شاہد", "شاھد"), ("Ghulam", "Gulam", "غلام"),
    ("Fatima", "Fatimah", "فاطمہ", "فاطمه"), ("Waseem", "Wasim", "وسیم"), ("Yousuf", "Yusuf", "یوسف", "يوسف"),
    ("Allah Bux", "Allah Bakhsh", "اللہ بخش"), ("Usman", "Osman", "عثمان"), ("Ahmed", "Ahmad", "احمد"),
    ("Bhutto", "ڀٽو", "بھٹو"), ("Chandio", "چانڊيو", "چانڈیو"), ("Jatoi", "جتوئي", "جتوئی"),
    ("Abdullah", "Abd Allah", "عبداللہ"), ("Khoso", "کھوسو"), ("Nooh", "Nuh", "نوح"), ("Vaseem", "Waseem"),
    ("Ali @ Kala", "Ali urf Kala", "علی عرف کالا"),
)  # fmt: skip
APART = (
    ("Muhammad", "Ahmad"), ("Asif", "Yousuf"), ("Ali", "Wali"), ("Asif", "Saif"), ("Imran", "Kamran"), ("علی", "ولی"),
)  # fmt: skip
FOLDED = (
    ("José  PEREIRA", "jose pereira"), ("A.B.", "a b"), ("علي", "علی"), ("شاه", "شاہ"), ("شاھ", "شاہ"), ("كلثوم", "کلثوم"),
    ("۱۲٣", "123"), ("عَلِی", "علی"), ("سٹی\u200cکورٹ", "سٹیکورٹ"), ("", ""), ("@@", ""), ("Иван", ""),
)  # fmt: skip


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_spellings_of_a_name_sound_the_same(names: tuple[str, ...]) -> None:
    """Whatever alphabet and keyboard wrote it."""
    assert {sound(name) for name in names} == {sound(names[0])} != {""}


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    """What begins a name and its consonants are heard."""
    assert sound(one) != sound(other)


@pytest.mark.parametrize(("written", "folded"), FOLDED)
def test_folding_joins_the_spellings_of_keyboards(written: str, folded: str) -> None:
    """Case, accents, marks and the letters that keyboards write differently; what has no letters of ours is empty."""
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """Folded text holds letters, digits and single spaces alone."""
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


@given(st.text(), st.text())
def test_each_word_is_heard_once(one: str, other: str) -> None:
    """The words of a sound are distinct, none empty, and all of them are in the sound."""
    words = sounds(f"{one} {other} {one}")
    assert len(words) == len(set(words))
    assert set(words) == set(sound(f"{one} {other} {one}").split())


@given(st.lists(st.sampled_from(list(itertools.chain(*SAME))), min_size=1, max_size=4))
def test_names_keep_their_sound_beside_others(names: list[str]) -> None:
    """A name within a longer one sounds as it does alone."""
    alone = {word for name in names for word in sounds(name)}
    assert set(sounds(" , ".join(names))) == alone
