"""What becomes of a file's text: cleaned so that it can be kept, and why it could not be had."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST_PAGE: Final = 200_000
MOST_PAGES: Final = 5_000
LARGEST_TEXT: Final = 20_000_000
"""Characters of text that are kept of one file; PostgreSQL's index takes about a megabyte a page."""

LARGEST_INDEX: Final = 500_000
"""Bytes of a page's folded text that are indexed: signs that stand for whole words can spell out to far more."""

FINAL: Final = frozenset({"encrypted", "broken", "too_many_pages", "too_much_text"})
"""Reasons that lie in the file itself: trying again would not help."""
MOST_ATTEMPTS: Final = 3

NO_TEXT: Final = "no_text"
"""The file was read, but holds pictures of text alone, as a scan does."""


def clean_text(text: str) -> str:
    """Make text that PostgreSQL can hold: NFC, one kind of line break, no control characters, at most one page's length."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    kept = (sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn"))
    return "".join(kept)[:LONGEST_PAGE].strip()


def bound_words(folded: str) -> str:
    """Cut a page's folded text to what can be indexed; a page of a usual length is kept whole."""
    return folded.encode()[:LARGEST_INDEX].decode(errors="ignore")


def is_final(reason: str, attempts: int) -> bool:
    """Tell whether a failed reading is to be left at that."""
    return reason in FINAL or attempts >= MOST_ATTEMPTS
