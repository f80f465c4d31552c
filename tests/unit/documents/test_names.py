"""File names: taken in any script, refused as paths and disguises, sent back whole."""

from __future__ import annotations

import re
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.rules.kinds import MEDIA_TYPES, extensions_of
from services.documents.rules.names import find_fault, write_disposition

PDF = "application/pdf"


@pytest.mark.parametrize(
    "name", ["challan.pdf", "Report (final) v2.PDF", "مقدمہ نمبر ۱۲.pdf", "می‌خواہم.pdf", "کراچی - گواہ.pdf"]
)
def test_plain_names_in_any_script_are_taken(name: str) -> None:
    """English, Urdu and Sindhi names, also with a zero-width non-joiner, are taken."""
    assert find_fault(name, PDF) is None


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf", "..\\x.pdf", "/etc/x.pdf", "C:\\x.pdf", "a/b.pdf", ".pdf", ".hidden.pdf", "a..pdf",
        "x.exe", "x.pdf.exe", "pdf", "x.", " .pdf", "con<>.pdf", "a\u202efdp.exe.pdf", "a\u200b.pdf", "a\x00.pdf",
        "a|b.pdf", "ا" * 119 + ".pdf",
    ],
)  # fmt: skip
def test_tricks_are_refused(name: str) -> None:
    """Paths, hidden signs that turn the reading direction, wrong endings and names too long for a disk are refused."""
    assert find_fault(name, PDF) is not None


def test_the_ending_must_fit_the_type() -> None:
    """A PDF may not be called a picture."""
    assert find_fault("x.pdf", "image/png") is not None
    assert find_fault("x.jpeg", "image/jpeg") is None


@given(st.text(min_size=1, max_size=60), st.sampled_from(MEDIA_TYPES))
def test_a_taken_name_comes_back_whole_and_safe(stem: str, media_type: str) -> None:
    """The header is one line of ASCII, and its RFC 8187 part decodes to the very name."""
    name = f"{stem}.{extensions_of(media_type)[0]}"
    if find_fault(name, media_type) is not None:
        return
    header = write_disposition(name)
    assert header.isascii()
    assert header.isprintable()
    match = re.fullmatch(r"attachment; filename=\"([^\"\\]+)\"; filename\*=UTF-8''(\S+)", header)
    assert match is not None
    assert urllib.parse.unquote(match[2]) == name


def test_a_name_without_latin_letters_gets_a_plain_one_for_old_browsers() -> None:
    """An Urdu name falls back to `document.pdf`."""
    assert 'filename="document.pdf"' in write_disposition("مقدمہ.pdf")
    assert 'filename="challan.pdf"' in write_disposition("challan.pdf")
