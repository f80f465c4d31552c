"""The mail client against a real SMTP server."""

from __future__ import annotations

import datetime as dt
import uuid
from email.message import EmailMessage

import pytest

from services.notifications.clients.smtp import (
    MailAwayError,
    MailLaterError,
    MailRefusedError,
    MailSession,
    MailSilentError,
    compose,
)
from services.notifications.settings import Endpoint
from tests.integration.notifications.outside import Letters, free_port

SENDER = "cmms@prosecution.example"
TO = "prosecutor1@example.org"
LETTER_ID = uuid.uuid4()


def letter(
    language: str = "ur", body: str = "سماعت مقرر ہے۔\nعدالت: <2>", invitation: str | None = None
) -> EmailMessage:
    """Compose a letter."""
    return compose(
        letter_id=LETTER_ID, sender=SENDER, to=TO, subject="سماعت مقرر: ایف آئی آر 123/2026", body=body,
        language=language, written_at=dt.datetime(2026, 11, 24, 4, 0, tzinfo=dt.UTC), invitation=invitation,
    )  # fmt: skip


def deliver(letters: Letters, language: str = "ur") -> str:
    """Send a letter."""
    return MailSession.open(letters.endpoint, SENDER, TO, timeout=3).deliver(letter(language))


def test_letters_arrive_as_written(letters: Letters) -> None:
    """Urdu in subject and body survives, the page reads from right to left, and no out-of-office note will answer."""
    said = deliver(letters)
    kept = letters.kept[0]
    page = kept.get_body(("html",))
    plain = kept.get_body(("plain",))

    assert said == "kept as 4711"
    assert kept["Subject"] == "سماعت مقرر: ایف آئی آر 123/2026"
    assert kept["Message-ID"] == f"<{LETTER_ID}@prosecution.example>"
    assert kept["Date"].datetime == dt.datetime(2026, 11, 24, 4, 0, tzinfo=dt.UTC)
    assert kept["Auto-Submitted"] == "auto-generated"
    assert plain is not None
    assert plain.get_content().splitlines()[:4] == ["سماعت مقرر ہے۔", "عدالت: <2>", "", "-- "]
    assert page is not None
    assert '<html lang="ur" dir="rtl">' in page.get_content()
    assert "&lt;2&gt;" in page.get_content()


def test_english_letters_are_plain(letters: Letters) -> None:
    """An English letter is plain text alone."""
    deliver(letters, "en")

    assert letters.kept[0].get_content_type() == "text/plain"


@pytest.mark.parametrize("language", ["en", "ur"])
def test_an_invitation_goes_along_as_another_form(letters: Letters, language: str) -> None:
    """RFC 6047, 2.4: a part text/calendar with its method, UTF-8, beside the text; mail programs show one of them."""
    text = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-NOTE:سماعت\r\nEND:VCALENDAR\r\n"
    MailSession.open(letters.endpoint, SENDER, TO, timeout=3).deliver(letter(language, invitation=text))
    kept = letters.kept[0]
    *_, part = kept.iter_parts()

    assert kept.get_content_type() == "multipart/alternative"
    assert part.get_content_type() == "text/calendar"
    assert (part.get_param("method"), part.get_content_charset()) == ("REQUEST", "utf-8")
    assert part.get_payload(decode=True) == text.encode()


@pytest.mark.parametrize(
    ("at_recipient", "at_letter", "wanted"),
    [
        ("451 4.7.1 greylisted", None, MailLaterError),
        ("550 5.1.1 no such mailbox", None, MailRefusedError),
        (None, "452 4.3.1 full", MailLaterError),
        (None, "554 5.7.1 not wanted", MailRefusedError),
    ],
)
def test_refusals_are_told_apart(
    letters: Letters, at_recipient: str | None, at_letter: str | None, wanted: type[Exception]
) -> None:
    """Later and never, at the recipient and at the letter."""
    letters.say_to_recipient, letters.say_to_letter = at_recipient, at_letter
    with pytest.raises(wanted):
        deliver(letters)


def test_a_hang_up_leaves_doubt(letters: Letters) -> None:
    """A server that takes the letter and hangs up before it says so leaves doubt, and doubt is said."""
    letters.hang_up = True
    with pytest.raises(MailSilentError):
        deliver(letters)


def test_nobody_there() -> None:
    """A server that is not there is away: nothing was handed over."""
    with pytest.raises(MailAwayError):
        MailSession.open(Endpoint("smtp", "127.0.0.1", free_port(), None, None, {}), SENDER, TO, timeout=1)


def test_encryption_is_demanded_when_wanted(letters: Letters) -> None:
    """Where TLS is required a server without it is not used, and no letter leaves in the open."""
    wanted = Endpoint("smtp", "127.0.0.1", letters.port, None, None, {"tls": "required"})
    with pytest.raises(MailAwayError):
        MailSession.open(wanted, SENDER, TO, timeout=2)
    with pytest.raises(MailAwayError):
        MailSession.open(Endpoint("smtps", "127.0.0.1", letters.port, None, None, {}), SENDER, TO, timeout=2)
    assert letters.kept == []


def test_sessions_can_be_left(letters: Letters) -> None:
    """A session that is dropped before the letter hands nothing over."""
    MailSession.open(letters.endpoint, SENDER, TO, timeout=2).drop()

    assert letters.kept == []
