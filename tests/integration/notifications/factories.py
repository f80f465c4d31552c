"""Things that the notifications' tests are about, valid by default."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.api import Operation
from services.common.events import Event, Heard
from services.common.ids import new_id
from services.notifications.clients.neighbours import Neighbours, NeighboursAwayError
from services.notifications.models import Message, Recipient
from services.notifications.rules.tellings import Addressee
from services.notifications.usecases.case_recipients import as_addressee, hear_assignment
from services.notifications.usecases.recipients import change_recipient, ensure_account, register_recipient
from services.notifications.usecases.telling import Fact, tell
from services.scheduling.events import HearingScheduled
from tests.conftest import make_actor

DISTRICT = "karachi-south"
KEEPER = make_actor("notifications.recipients", districts=(DISTRICT,))
COURT = uuid.UUID(int=77)
_numbers = itertools.count(1000)


def now() -> dt.datetime:
    """Give the instant that is now."""
    return dt.datetime.now(dt.UTC)


def in_days(days: float) -> dt.datetime:
    """Give an instant ahead, on a full second."""
    return (now() + dt.timedelta(days=days)).replace(microsecond=0)


def heard(event: Event, *, id: UUID | None = None, at: dt.datetime | None = None) -> Heard[Any]:  # noqa: A002 - it is the event's id
    """Give an event as a listener gets it."""
    return Heard(id=id or new_id(), event=event, occurred_at=at or now(), correlation_id="test", actor_id="test")


def hearing(**more: Any) -> HearingScheduled:
    """Make the event of a new hearing in ten days."""
    starts_at = more.pop("starts_at", in_days(10))
    given: dict[str, Any] = {
        "hearing_id": new_id(), "case_id": new_id(), "court_id": COURT, "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(hours=1), "prosecutor_ids": [], **more,
    }  # fmt: skip
    return HearingScheduled(**given)


def make_account(
    session: Session, *, language: str = "en", phone: bool = True, email: bool = True
) -> tuple[UUID, UUID]:
    """Register a prosecutor; give the account and the recipient."""
    account_id = uuid.uuid4()
    number = next(_numbers)
    change = {
        "name": f"Prosecutor {number}", "language": language, "phone": f"0300 000{number}" if phone else None,
        "email": f"prosecutor{number}@example.org" if email else None,
    }  # fmt: skip
    recipient_id = ensure_account(session, account_id, DISTRICT)
    change_recipient(session, KEEPER, recipient_id, change, None)
    session.flush()
    return account_id, recipient_id


def make_person(session: Session, **more: Any) -> UUID:
    """Register somebody without an account."""
    number = next(_numbers)
    given = {
        "kind": "person", "account_id": None, "district": DISTRICT, "reference": None, "name": f"Officer {number}",
        "phone": f"0300 000{number}", "email": None, "language": "en", "by_sms": True, "by_email": True, **more,
    }  # fmt: skip
    return register_recipient(session, KEEPER, given)


def assign(session: Session, case_id: UUID, account_id: UUID) -> None:
    """Let a prosecutor be on a case."""
    hear_assignment(session, case_id, account_id, DISTRICT, now(), assigned=True)


def messages_of(session: Session, **wanted: Any) -> list[Message]:
    """Give the messages with these members, in the order they were written."""
    return list(session.scalars(sa.select(Message).filter_by(**wanted).order_by(Message.id)))


def tell_one(session: Session, recipient: Addressee, **more: Any) -> list[UUID]:
    """Tell somebody of an assignment, which needs nothing but the case; give the new messages."""
    fact = Fact(
        **{"code": "prosecutor_assigned", "event_id": new_id(), "case_id": new_id(), "district": DISTRICT, **more}
    )
    tell(session, fact, [recipient])
    return [message.id for message in messages_of(session, event_id=fact.event_id)]


def addressee_by(session: Session, recipient_id: UUID, *channels: str) -> Addressee:
    """Give a prosecutor as one who is reached by these channels alone."""
    found = session.get_one(Recipient, recipient_id)
    found.by_sms, found.by_email = "sms" in channels, "email" in channels
    session.flush()
    seen = as_addressee(found, "prosecutor")
    return Addressee(
        seen.recipient_id,
        seen.capacity,
        "inbox" in channels,
        seen.by_sms,
        seen.by_email,
        seen.has_phone,
        seen.has_email,
        by_invitation=True,
    )


class StandingNeighbours(Neighbours):
    """The other services' answers as the contract has them, without the services; `hearings` may be changed by a test."""

    def __init__(self) -> None:
        """Know every case and the one court."""
        super().__init__(None)  # type: ignore[arg-type]
        self.hearings: dict[str, dict[str, Any] | None] = {}
        self.sealed = False
        self.police_station = "Clifton"
        self.away = False

    def _read(self, operation: Operation, **path: UUID) -> dict[str, Any] | None:
        if self.away:
            raise NeighboursAwayError(operation.service)
        if operation.name == "read_case_reference":
            return {
                "id": str(path["case_id"]), "police_station": self.police_station, "fir_number": "123", "fir_year": 2026,
                "district": DISTRICT, "court_case_number": None, "sealed": self.sealed, "prosecutor_ids": [],
            }  # fmt: skip
        if operation.name == "read_court":
            return {"name_en": "Anti-Terrorism Court II, Karachi", "name_ur": "انسداد دہشت گردی عدالت 2، کراچی"}
        return self.hearings.get(str(path["hearing_id"]))
