"""File names: what is taken, and how a name is sent back with a download (RFC 6266, RFC 8187).

A name is shown and offered as the name to save under, never used as a path: the store's keys are made of ids alone.
"""

from __future__ import annotations

import unicodedata
import urllib.parse
from typing import Final

from services.documents.rules.kinds import extensions_of

_NEVER: Final = frozenset('/\\:*?"<>|')
_JOINERS: Final = frozenset("\u200c\u200d")
"""Urdu and Sindhi words need the zero-width joiner and non-joiner; every other invisible sign only hides something."""
_LONGEST_BYTES: Final = 240


def find_fault(file_name: str, media_type: str) -> str | None:
    """Say what is wrong with a file name, or None: no path, nothing invisible, an ending that fits the file's type."""
    if any(sign in _NEVER for sign in file_name):
        return 'Use a plain file name, without folders and without / \\ : * ? " < > |.'
    if any(unicodedata.category(sign)[0] == "C" and sign not in _JOINERS for sign in file_name):
        return "Remove the invisible signs from the file name."
    if file_name.startswith(".") or ".." in file_name:
        return "A file name may not begin with a dot or hold two dots in a row."
    if len(file_name.encode()) > _LONGEST_BYTES:
        return "Shorten the file name."
    stem, _, ending = file_name.rpartition(".")
    if not stem.strip() or ending.lower() not in extensions_of(media_type):
        return f"The name of such a file ends in .{' or .'.join(extensions_of(media_type))}."
    return None


def write_disposition(file_name: str) -> str:
    """Write the Content-Disposition header that has a browser save the file under its own name, in any script."""
    ending = file_name.rpartition(".")[2].lower()
    plain = "".join(
        sign if sign.isascii() and sign.isprintable() and sign not in '"\\%;' else "_" for sign in file_name
    )
    fallback = plain if plain.strip("_. ") != ending else f"document.{ending}"
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{urllib.parse.quote(file_name, safe='')}"
