"""Which kinds of documents there are, and which types of files are taken.

A file's type is what its bytes say (libmagic), never what its name or its sender says; the three must agree.
"""

from __future__ import annotations

from typing import Final

KINDS: Final = (
    "fir",
    "police_report",
    "statement",
    "recovery_memo",
    "medical_report",
    "laboratory_report",
    "exhibit",
    "photograph",
    "opinion",
    "application",
    "order",
    "judgment",
    "correspondence",
    "certificate",
    "library",
    "other",
)
"""Kinds of documents, as the clerk chooses them. `library` without a case is for every reader."""

LARGEST_FILE: Final = 500 * 1024 * 1024
"""Bytes of the largest file that is taken."""

_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_EXTENSIONS: Final[dict[str, tuple[str, ...]]] = {
    "application/pdf": ("pdf",),
    "text/plain": ("txt",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/tiff": ("tif", "tiff"),
    _DOCX: ("docx",),
    "video/mp4": ("mp4",),
    "audio/mpeg": ("mp3",),
}

MEDIA_TYPES: Final = tuple(_EXTENSIONS)
READABLE_TYPES: Final = ("application/pdf", "text/plain")
"""Types whose text is taken out for search."""


_TEXTS: Final = ("application/json", "application/x-ndjson", "message/rfc822", "message/news")
"""What libmagic calls some texts that do not begin with `text/`."""

_BEFORE_PDF: Final = b"\xef\xbb\xbf\x00\t\n\x0c\r "


def agrees(media_type: str, sniffed: str, head: bytes = b"%PDF-") -> bool:
    """Tell whether the bytes are of the type that the sender named; `head` is how they begin.

    libmagic takes prose for a list, a letter or a program now and then; any text may be sent as plain text, since it is
    handed out as nothing else. It also finds a PDF behind other things: a file that begins as a page or a program and
    holds a PDF further down is two files in one, and is not taken.
    """
    if media_type == "text/plain":
        return sniffed.startswith("text/") or sniffed in _TEXTS
    if media_type == "application/pdf" and not head.lstrip(_BEFORE_PDF).startswith(b"%PDF-"):
        return False
    return sniffed == media_type


def extensions_of(media_type: str) -> tuple[str, ...]:
    """Give the endings that a file of this type may have."""
    return _EXTENSIONS[media_type]
