"""Verification codes of certificates: 16 letters and digits in groups of four, as people read and type them.

The alphabet is Crockford's base 32: no I, L, O or U, so that a code read aloud or off paper is not mistaken. 80 bits: nobody guesses one.
"""

from __future__ import annotations

from typing import Final

from services.learning.rules.folding import fold

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16
_GROUP: Final = 4
_MISTAKEN: Final = str.maketrans("OIL", "011")


def group_code(code: str) -> str:
    """Write a code in groups of four."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def tidy_code(typed: str) -> str:
    """Read a code as it was typed: any case, with or without hyphens and spaces, O for 0, I and L for 1."""
    return group_code(fold(typed).replace(" ", "").upper().translate(_MISTAKEN))
