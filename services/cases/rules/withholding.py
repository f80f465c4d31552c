"""Taking somebody's name and numbers out of texts and files: each place where one stands becomes `[withheld]`, the rest stays."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape

WITHHELD: Final = "[withheld]"
_ENCODINGS: Final = ("utf-8", "utf-16", "cp1256")
_WORKBOOK: Final = b"PK"
# So much of a workbook is looked at: what unpacks to more is no register.
_MOST_UNPACKED: Final = 256 * 1024 * 1024


def pattern_of(words: Iterable[str]) -> str:
    """Give the regular expression, of Python and PostgreSQL alike, that finds these words however they are spaced.

    The longest first: a name is withheld whole before a part of it is. A single word must stand alone: `Gul` is not in `Gulshan`.
    """
    return "|".join(_expression(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _expression(word: str) -> str:
    parts = [re.sub(r"([^\w\s])", r"\\\1", part) for part in word.split()]
    is_single = len(parts) == 1 and parts[0].isascii() and parts[0].isalpha()
    return rf"(?<![A-Za-z]){parts[0]}(?![A-Za-z])" if is_single else r"\s+".join(parts)


def mask_file(content: bytes, words: Iterable[str]) -> bytes | None:
    """Give a register's file without these words; None when it holds none of them.

    A text keeps all else, in its encoding. A workbook, whose parts hold one another up, goes as a whole.
    """
    if content.startswith(_WORKBOOK):
        return WITHHELD.encode() if _stands_in_workbook(content, words) else None
    expression = re.compile(pattern_of(words), re.IGNORECASE)
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if expression.search(text):
            return expression.sub(WITHHELD, text).encode(encoding)
    return None


def _stands_in_workbook(content: bytes, words: Iterable[str]) -> bool:
    expression = re.compile(pattern_of(escape(word) for word in words).encode(), re.IGNORECASE)
    return any(expression.search(part) for part in _parts_of(content))


def _parts_of(content: bytes) -> Iterator[bytes]:
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for part in book.infolist():
                if part.filename.endswith(".xml") and left > 0:
                    with book.open(part) as opened:
                        found = opened.read(left)
                    left -= len(found)
                    yield found
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return  # what cannot be unpacked was refused as unreadable, and shows nobody a name
