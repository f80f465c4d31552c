"""What the sender's tests share: a sender in this process, its equipment, and a short message or letter to send."""

from __future__ import annotations

from uuid import UUID

from services.common.actor import Signer, Verifier, make_key_pair
from services.common.answering import Equipment
from services.common.calling import Caller
from services.common.database import Database
from services.notifications.models import Message
from services.notifications.rules.quiet_hours import NO_QUIET_HOURS
from services.notifications.settings import Endpoint, NotificationsSettings
from services.notifications.usecases.claiming import list_parts
from services.notifications.workers.sender import Sender
from tests.integration.notifications.factories import (
    StandingNeighbours,
    addressee_by,
    make_account,
    tell_one,
)
from tests.integration.notifications.outside import wait_until

NOWHERE = Endpoint("smtp", "127.0.0.1", 9, None, None, {})


def equip(database: Database) -> Equipment:
    """Give a sender's equipment; nothing is called over the bus."""
    private, public = make_key_pair()
    signer = Signer("notifications", private)
    return Equipment(
        database, Verifier({"notifications": public}), Caller("amqp://127.0.0.1:9", signer, "test"), signer
    )


class RunningSender:
    """A sender, turned by the test."""

    def __init__(
        self, database: Database, smpp: Endpoint = NOWHERE, smtp: Endpoint = NOWHERE, *, lease: int = 60
    ) -> None:
        """Take the database and the outside systems."""
        self.database = database
        self.neighbours = StandingNeighbours()
        settings = NotificationsSettings(smtp, smpp, "cmms@prosecution.example", "PROSECUTION", lease, NO_QUIET_HOURS)
        self.sender = Sender(settings, lambda _: self.neighbours)
        self._equipment = equip(database)

    def turn(self) -> bool:
        """Take one step."""
        return self.sender.step(self._equipment)

    def turn_until(self, message_id: UUID, *statuses: str) -> Message:
        """Take steps until a message is in one of these states."""

        def is_there() -> bool:
            self.turn()
            return self.read(message_id).status in statuses

        wait_until(is_there, f"the message to be {' or '.join(statuses)}")
        return self.read(message_id)

    def read(self, message_id: UUID) -> Message:
        """Read a message."""
        with self.database.transaction() as session:
            return session.get_one(Message, message_id)

    def parts(self, message_id: UUID) -> list[str]:
        """Give the states of a message's parts."""
        with self.database.transaction() as session:
            return [part.status for part in list_parts(session, message_id)]


def write_one(database: Database, channel: str, *, language: str = "en", **more: object) -> UUID:
    """Write a message to a new prosecutor by one channel."""
    with database.transaction() as session:
        _, recipient_id = make_account(session, language=language)
        return tell_one(session, addressee_by(session, recipient_id, channel), **more)[0]
