"""The line to the operator's short-message centre: one bound session, and what each answer means for the message."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from typing import Final

from services.common.database import Database
from services.common.logs import get_log
from services.notifications.clients.smpp import AwayError, LaterError, RefusedError, SilentError, SmppSession
from services.notifications.models import Message, MessagePart
from services.notifications.rules.receipts import Receipt
from services.notifications.rules.segments import Part, split
from services.notifications.rules.statuses import PENDING
from services.notifications.settings import NotificationsSettings
from services.notifications.usecases.claiming import Lease, open_leased
from services.notifications.usecases.doubting import find_doubtful, keep_absent, keep_doubt, keep_found, mark_doubtful
from services.notifications.usecases.sending import keep_accepted, keep_later, keep_refused, keep_unknown, start_part

log = get_log(__name__)

_BIND_AGAIN: Final = 5.0
_DEADLINE: Final = 10.0


class SmsLine:
    """Sends short messages over one session, which is bound again when it was lost."""

    def __init__(self, settings: NotificationsSettings, lease: Lease) -> None:
        """Take where the centre is, and the sender's lease."""
        self._settings = settings
        self._lease = lease
        self._session: SmppSession | None = None
        self._bind_at = 0.0

    def is_open(self) -> bool:
        """Tell whether the centre can be used now; bind when it is time to try."""
        if self._session is not None and self._session.is_bound:
            return True
        if time.monotonic() < self._bind_at:
            return False
        self._bind_at = time.monotonic() + _BIND_AGAIN
        try:
            self._session = SmppSession.bind(self._settings.smpp, timeout=min(_DEADLINE, self._lease.seconds / 2))
        except AwayError as error:
            log.warning("smpp_away", reason=str(error))
            return False
        log.info("smpp_bound")
        return True

    def receipts(self) -> list[tuple[int, Receipt]]:
        """Give the receipts that came."""
        return self._session.receipts() if self._session is not None else []

    def acknowledge(self, number: int) -> None:
        """Tell the centre that a receipt is kept."""
        if self._session is not None:
            self._session.acknowledge(number)

    def close(self) -> None:
        """Sign off."""
        if self._session is not None:
            self._session.close()

    def send(self, database: Database, message_id: uuid.UUID) -> None:
        """Hand over what is left of a message; first clear what is in doubt."""
        with database.transaction() as session:
            message, parts = open_leased(session, self._lease, message_id)
            doubtful = find_doubtful(parts)
            if doubtful is not None:
                mark_doubtful(session, message)
        if doubtful is not None and not self._clear(database, doubtful):
            return
        with database.transaction() as session:
            message, parts = open_leased(session, self._lease, message_id)
        pieces = split(message.body or "", parts[0].joint_reference)
        for part, piece in zip(parts, pieces, strict=True):
            if part.status == PENDING and not self._hand_over(database, message, part, piece):
                return

    def _hand_over(self, database: Database, message: Message, part: MessagePart, piece: Part) -> bool:
        """Hand one part over; True when it was taken."""
        begun = time.monotonic()
        with database.transaction() as session:
            if start_part(session, self._lease, message.id, part.number) is None:
                return False
        try:
            reference = self._submit(message, part, piece, begun)
        except (LaterError, AwayError) as error:
            with database.transaction() as session:
                keep_later(session, self._lease, message.id, part.number, str(error))
            return False
        except (RefusedError, ValueError) as error:
            with database.transaction() as session:
                keep_refused(session, message.id, part.number, str(error))
            return False
        except SilentError as error:
            ask_at = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=self._lease.seconds)
            with database.transaction() as session:
                keep_unknown(session, message.id, part.number, str(error), ask_at)
            return False
        with database.transaction() as session:
            keep_accepted(session, self._lease, message.id, part.number, reference)
        return True

    def _submit(self, message: Message, part: MessagePart, piece: Part, begun: float) -> str:
        if self._session is None:
            raise AwayError("the session has ended")
        if time.monotonic() - begun > self._lease.seconds / 2:
            # Held up since it was claimed: another sender may soon ask the centre after this part, so it must not leave now.
            raise AwayError("this sender was held up for too long")
        return self._session.submit(
            piece,
            self._settings.sms_from,
            message.destination or "",
            reference=part.reference,
            client_reference=str(part.id),
        )

    def _clear(self, database: Database, part: MessagePart) -> bool:
        """Ask the centre after a part in doubt; True when it is clear what became of it."""
        try:
            found = self._session.find(str(part.id), self._settings.sms_from) if self._session is not None else None
        except (SilentError, AwayError) as error:
            log.warning("smpp_query_failed", reason=str(error))
            found = None
        with database.transaction() as session:
            if found is None:
                keep_doubt(session, self._lease, part.message_id)
            elif found.provider_reference is None:
                keep_absent(session, self._lease, part.message_id, part.number)
            else:
                keep_found(
                    session, self._lease, part.message_id, part.number,
                    provider_reference=found.provider_reference, state=found.state,
                )  # fmt: skip
        return found is not None
