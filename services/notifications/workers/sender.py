"""The sender: takes messages that are due, gives them their text, hands them over, and takes the receipts.

`python -m services.notifications.workers.sender`. One SMPP session, one mail connection a letter. Several may run: each
claims messages for a while and touches nobody else's. While an outside system is away its messages simply wait.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services.common.answering import Equipment
from services.common.context import Context, current
from services.common.database import is_away
from services.common.logs import get_log
from services.common.working import run_worker
from services.notifications.clients.neighbours import Neighbours, NeighboursAwayError
from services.notifications.models import Message
from services.notifications.rules.invitations import METHODS
from services.notifications.rules.rendering import EMAIL, INBOX, SMS
from services.notifications.settings import NotificationsSettings, read_settings
from services.notifications.usecases.claiming import Lease, LeaseLostError, claim, open_leased, put_off, release_all
from services.notifications.usecases.preparing import CURRENT_ONLY, Surroundings, prepare
from services.notifications.usecases.receipts import take_receipt
from services.notifications.usecases.sending import deliver_notice
from services.notifications.workers.line import SmsLine
from services.notifications.workers.post import LetterPost

log = get_log(__name__)

_AT_ONCE: Final = 8
_PAUSE: Final = 5.0


class Sender:
    """A running sender: its lease, its line to the operator's centre, its way to the mail server."""

    def __init__(
        self, settings: NotificationsSettings, neighbours: Callable[[Equipment], Neighbours] | None = None
    ) -> None:
        """Take the settings; nothing is connected before it is needed."""
        self._lease = Lease(uuid.uuid4(), settings.lease_seconds)
        self._quiet = settings.quiet
        self._office = settings.mail_from
        self._line = SmsLine(settings, self._lease)
        self._post = LetterPost(settings, self._lease)
        self._make_neighbours = neighbours or (lambda equipment: Neighbours(equipment.caller))
        self._neighbours: Neighbours | None = None
        self._asks_again_at = 0.0

    def step(self, equipment: Equipment) -> bool:
        """Take the receipts that came, then some messages; True when there may be more of them."""
        self._take_receipts(equipment)
        if time.monotonic() < self._asks_again_at:
            return False
        channels = [INBOX]
        channels += [EMAIL] if self._post.is_open() else []
        channels += [SMS] if self._line.is_open() else []
        with equipment.database.transaction() as session:
            claimed: Sequence[Message] = claim(session, self._lease, channels, _AT_ONCE, quiet=self._quiet)
        if not claimed:
            return False
        try:
            for message in claimed:
                self._handle(equipment, message)
        except NeighboursAwayError as error:
            log.warning("sender_waits_for_neighbours", reason=str(error))
            self._asks_again_at = time.monotonic() + _PAUSE
        finally:
            with equipment.database.transaction() as session:
                release_all(session, self._lease, [message.id for message in claimed])
        return True

    def close(self) -> None:
        """Sign off at the operator's centre."""
        self._line.close()

    def _handle(self, equipment: Equipment, message: Message) -> None:
        token = current.set(Context(message.correlation_id, "service:notifications"))
        try:
            if message.body is not None or self._prepare(equipment, message):
                self._send(equipment, message)
        except LeaseLostError:
            log.warning("sender_lost_lease", message_id=str(message.id))
        except NeighboursAwayError:
            raise
        except Exception as error:
            if isinstance(error, (DBAPIError, PoolTimeout)) and is_away(error):
                raise
            log.exception("sender_failed_with_message", message_id=str(message.id))
            self._set_aside(equipment, message)
        finally:
            current.reset(token)

    def _set_aside(self, equipment: Equipment, message: Message) -> None:
        """Let a message that fails for a reason nobody thought of not hold up the others."""
        with suppress(LeaseLostError), equipment.database.transaction() as session:
            opened, _ = open_leased(session, self._lease, message.id)
            put_off(opened)

    def _prepare(self, equipment: Equipment, message: Message) -> bool:
        around = self._look_around(equipment, message)
        with equipment.database.transaction() as session:
            opened, _ = open_leased(session, self._lease, message.id)
            return prepare(session, opened, around)

    def _send(self, equipment: Equipment, message: Message) -> None:
        if message.channel == INBOX:
            with equipment.database.transaction() as session:
                deliver_notice(session, self._lease, message.id)
        elif message.channel == EMAIL:
            self._post.send(equipment.database, message.id)
        else:
            self._line.send(equipment.database, message.id)

    def _look_around(self, equipment: Equipment, message: Message) -> Surroundings:
        if self._neighbours is None:
            self._neighbours = self._make_neighbours(equipment)
        neighbours = self._neighbours
        needs_hearing = message.code in CURRENT_ONLY or (message.channel == EMAIL and message.code in METHODS)
        return Surroundings(
            case=neighbours.read_case(message.case_id) if message.case_id else None,
            court=neighbours.read_court(message.court_id) if message.court_id else None,
            hearing=neighbours.read_hearing(message.hearing_id) if needs_hearing and message.hearing_id else None,
            office=self._office,
        )

    def _take_receipts(self, equipment: Equipment) -> None:
        for number, receipt in self._line.receipts():
            with equipment.database.transaction() as session:
                take_receipt(session, receipt)
            self._line.acknowledge(number)


def main() -> None:
    """Run until SIGTERM."""
    sender = Sender(read_settings())
    run_worker("notifications", "sender", sender.step, idle_seconds=0.5)
    sender.close()


if __name__ == "__main__":
    main()
