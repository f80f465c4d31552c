"""Mail over SMTP: one message a connection, with deadlines, in two moves, so that the sender knows when a letter may have left.

`MailSession.open` does everything that cannot deliver (connect, TLS, sign in, MAIL, RCPT); `deliver` hands the letter over.
"""

from __future__ import annotations

import datetime as dt
import html
import smtplib
import ssl
import uuid
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from services.notifications.rules.wording import FOOTERS, RIGHT_TO_LEFT
from services.notifications.settings import Endpoint

_TIMEOUT: Final = 15.0


class MailAwayError(OSError):
    """The mail server cannot be reached, or is busy: nothing was handed over."""


class MailLaterError(MailAwayError):
    """The mail server did not take this letter now, but may later; others may pass."""


class MailRefusedError(Exception):
    """The mail server will not take this letter."""


class MailSilentError(Exception):
    """The connection was lost while the letter was handed over: whether it left is unknown."""


def compose(
    *,
    letter_id: uuid.UUID,
    sender: str,
    to: str,
    subject: str,
    body: str,
    language: str,
    written_at: dt.datetime,
    invitation: str | None = None,
) -> EmailMessage:
    """Compose a letter: UTF-8, plain text, and for Urdu and Sindhi also a page that reads from right to left.

    An invitation goes along as another form of the same, so that a calendar takes it (RFC 6047).
    The Message-ID is made of our own id, so a mail system that gets a letter twice can tell.
    """
    letter = EmailMessage(policy=policy.SMTP)
    letter["From"] = sender
    letter["To"] = to
    letter["Subject"] = subject
    letter["Date"] = format_datetime(written_at.astimezone(dt.UTC))
    letter["Message-ID"] = f"<{letter_id}@{sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    letter["Content-Language"] = language
    text = f"{body}\n\n-- \n{FOOTERS[language]}\n"
    letter.set_content(text, cte="base64" if language in RIGHT_TO_LEFT else "quoted-printable")
    if language in RIGHT_TO_LEFT:
        letter.add_alternative(_as_page(text, language), subtype="html", cte="base64")
    if invitation is not None:
        method = next(line for line in invitation.splitlines() if line.startswith("METHOD:")).partition(":")[2]
        params = {"method": method, "component": "VEVENT"}
        letter.add_alternative(invitation, subtype="calendar", cte="base64", params=params)
    return letter


def _as_page(text: str, language: str) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip() and line != "-- ")
    return (
        f'<!DOCTYPE html><html lang="{language}" dir="rtl"><head><meta charset="utf-8"></head>'
        f'<body dir="rtl" style="text-align:right">{lines}</body></html>\n'
    )


class MailSession:
    """A connection that is ready for one letter."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        """Take a connection on which the sender and the recipient are accepted."""
        self._connection = connection

    @classmethod
    def open(cls, endpoint: Endpoint, sender: str, to: str, *, timeout: float = _TIMEOUT) -> MailSession:
        """Connect, and name the sender and the recipient. Raises MailAwayError or MailRefusedError; nothing is sent yet."""
        connection: smtplib.SMTP | None = None
        try:
            connection = _connect(endpoint, timeout)
            _demand(connection.mail(sender))
            _demand(connection.rcpt(to))
        except smtplib.SMTPResponseException as error:
            raise _as_refusal(error.smtp_code, error.smtp_error) from error
        except (MailAwayError, MailRefusedError):
            _drop(connection)
            raise
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            _drop(connection)
            raise MailAwayError(f"the mail server cannot be used: {error}") from error
        return cls(connection)

    def deliver(self, letter: EmailMessage) -> str:
        """Hand the letter over and give what the server said; raise what became of it otherwise."""
        try:
            code, said = self._connection.data(letter.as_bytes())
        except smtplib.SMTPDataError as error:
            _drop(self._connection)
            raise _as_refusal(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            _drop(self._connection)
            raise MailSilentError(f"the mail server did not answer: {error}") from error
        if code != 250:
            _drop(self._connection)
            raise _as_refusal(code, said)
        _quit(self._connection)
        return said.decode("latin-1")[:200]

    def drop(self) -> None:
        """Leave without handing anything over."""
        _drop(self._connection)


def _connect(endpoint: Endpoint, timeout: float) -> smtplib.SMTP:
    connection: smtplib.SMTP
    if endpoint.scheme == "smtps":
        context = ssl.create_default_context()
        connection = smtplib.SMTP_SSL(endpoint.host, endpoint.port, timeout=timeout, context=context)
    else:
        connection = smtplib.SMTP(endpoint.host, endpoint.port, timeout=timeout)
    connection.ehlo_or_helo_if_needed()
    if endpoint.options.get("tls") == "required":
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()
    if endpoint.user:
        connection.login(endpoint.user, endpoint.password or "")
    return connection


def _demand(answer: tuple[int, bytes]) -> None:
    code, said = answer
    if code not in (250, 251):
        raise _as_refusal(code, said)


def _as_refusal(code: int, said: bytes | str) -> Exception:
    text = said.decode("latin-1") if isinstance(said, bytes) else said
    sentence = f"the mail server said {code} {text[:200]}"
    return MailRefusedError(sentence) if 500 <= code < 600 else MailLaterError(sentence)


def _drop(connection: smtplib.SMTP | None) -> None:
    if connection is not None:
        connection.close()


def _quit(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()
