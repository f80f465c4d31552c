"""What is kept of a file's text, and when a failed reading is left at that."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.rules.reading import LONGEST_PAGE, MOST_ATTEMPTS, clean_text, is_final


@given(st.text())
def test_cleaned_text_can_be_kept(text: str) -> None:
    """No NUL, no control character but line breaks and tabs, no half surrogate, composed, and cleaning is stable."""
    cleaned = clean_text(text)
    assert all(sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn") for sign in cleaned)
    assert cleaned.encode().decode() == cleaned
    assert len(cleaned) <= LONGEST_PAGE


def test_line_breaks_become_one_kind() -> None:
    """Line breaks of every system become one."""
    assert clean_text("a\r\nb\rc\x0cd\x00") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    ("reason", "attempts", "final"),
    [("encrypted", 1, True), ("broken", 1, True), ("took_too_long", 1, False), ("took_too_long", MOST_ATTEMPTS, True)],
)
def test_what_lies_in_the_file_is_final_at_once(reason: str, attempts: int, *, final: bool) -> None:
    """A broken file is not tried again; what may have been bad luck is, three times."""
    assert is_final(reason, attempts) is final
