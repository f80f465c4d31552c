"""What a section is searched by: its number, heading and text, folded; and an item's name, as people look for it."""

from __future__ import annotations

from services.learning.rules.folding import fold_name, make_index_text


def make_name(title_en: str, title_ur: str | None, abbreviation: str | None, citation: str) -> str:
    """Give the folded names of an item in one text."""
    return " ".join(fold_name(part) for part in (title_en, title_ur, abbreviation, citation) if part)


def make_abbreviation(abbreviation: str | None) -> str | None:
    """Give an abbreviation as citations are compared with it: `Cr.P.C.` as `crpc`."""
    return fold_name(abbreviation).replace(" ", "") or None if abbreviation else None


def make_head(number: str, heading: str) -> str:
    """Give a section's folded number and heading."""
    return make_index_text(f"{number} {heading}")
