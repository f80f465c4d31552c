"""The way to the mail server: one connection a letter, and what each answer means for the message."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from email.message import EmailMessage
from typing import Final

from services.common.database import Database
from services.common.logs import get_log
from services.notifications.clients.smtp import (
    MailAwayError,
    MailLaterError,
    MailRefusedError,
    MailSession,
    MailSilentError,
    compose,
)
from services.notifications.models import Message
from services.notifications.rules.statuses import PENDING
from services.notifications.settings import NotificationsSettings
from services.notifications.usecases.claiming import Lease, open_leased
from services.notifications.usecases.doubting import find_doubtful, keep_doubt
from services.notifications.usecases.sending import keep_accepted, keep_later, keep_refused, keep_unknown, start_part

log = get_log(__name__)

_TRY_AGAIN: Final = 5.0
_ONLY: Final = 1
_DEADLINE: Final = 15.0


class LetterPost:
    """Sends letters."""

    def __init__(self, settings: NotificationsSettings, lease: Lease) -> None:
        """Take where the mail server is, and the sender's lease."""
        self._settings = settings
        self._lease = lease
        self._timeout = min(_DEADLINE, lease.seconds / 4)
        self._open_at = 0.0

    def is_open(self) -> bool:
        """Tell whether it is time to use the mail server; after trouble it is left alone for a while."""
        return time.monotonic() >= self._open_at

    def send(self, database: Database, message_id: uuid.UUID) -> None:
        """Hand a letter over; what is in doubt is not sent again."""
        with database.transaction() as session:
            message, parts = open_leased(session, self._lease, message_id)
        if find_doubtful(parts) is not None:
            with database.transaction() as session:
                keep_doubt(session, self._lease, message_id)
            return
        if parts[0].status != PENDING:
            return
        mail = self._open(database, message)
        if mail is None:
            return
        with database.transaction() as session:
            started = start_part(session, self._lease, message_id, _ONLY)
        if started is None:
            mail.drop()
            return
        self._deliver(database, message, mail, self._compose(message, started.id))

    def _compose(self, message: Message, letter_id: uuid.UUID) -> EmailMessage:
        return compose(
            letter_id=letter_id, sender=self._settings.mail_from, to=message.destination or "",
            subject=message.subject or "", body=message.body or "", language=message.language or "en",
            written_at=message.written_at, invitation=message.invitation,
        )  # fmt: skip

    def _open(self, database: Database, message: Message) -> MailSession | None:
        try:
            return MailSession.open(
                self._settings.smtp, self._settings.mail_from, message.destination or "", timeout=self._timeout
            )
        except MailLaterError as error:
            self._keep_later(database, message, str(error))
        except MailAwayError as error:
            self._open_at = time.monotonic() + _TRY_AGAIN
            self._keep_later(database, message, str(error))
        except MailRefusedError as error:
            with database.transaction() as session:
                keep_refused(session, message.id, _ONLY, str(error))
        return None

    def _deliver(self, database: Database, message: Message, mail: MailSession, letter: EmailMessage) -> None:
        try:
            said = mail.deliver(letter)
        except MailAwayError as error:
            self._keep_later(database, message, str(error))
        except MailRefusedError as error:
            with database.transaction() as session:
                keep_refused(session, message.id, _ONLY, str(error))
        except MailSilentError as error:
            with database.transaction() as session:
                keep_unknown(session, message.id, _ONLY, str(error), dt.datetime.now(dt.UTC))
        else:
            with database.transaction() as session:
                keep_accepted(session, self._lease, message.id, _ONLY, said)

    def _keep_later(self, database: Database, message: Message, reason: str) -> None:
        log.info("mail_put_off", message_id=str(message.id), reason=reason)
        with database.transaction() as session:
            keep_later(session, self._lease, message.id, _ONLY, reason)
