"""Types of files: what the bytes say must be what the sender said."""

from __future__ import annotations

import pytest

from services.documents.rules.kinds import MEDIA_TYPES, READABLE_TYPES, agrees, extensions_of


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_every_type_agrees_with_itself_alone(media_type: str) -> None:
    """A file of a type is taken as that type, and a program as none."""
    assert agrees(media_type, media_type)
    assert not agrees(media_type, "application/x-dosexec")
    assert extensions_of(media_type)


def test_any_text_may_be_sent_as_plain_text() -> None:
    """What libmagic guesses about prose does not matter; what is no text does."""
    assert agrees("text/plain", "text/x-c")
    assert not agrees("application/pdf", "text/plain")
    assert set(READABLE_TYPES) <= set(MEDIA_TYPES)


@pytest.mark.parametrize("sniffed", ["application/json", "message/rfc822", "text/x-shellscript"])
def test_texts_that_look_like_something_are_texts(sniffed: str) -> None:
    """A text is not refused for looking like data, a letter or a script."""
    assert agrees("text/plain", sniffed)


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"\xef\xbb\xbf%PDF-1.4", b"\r\n %PDF-1.4"])
def test_a_pdf_begins_as_a_pdf(head: bytes) -> None:
    """Nothing but blank signs may stand before a PDF's first line."""
    assert agrees("application/pdf", "application/pdf", head)
    assert not agrees("application/pdf", "application/pdf", b"<html>" + head)
