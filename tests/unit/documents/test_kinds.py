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
