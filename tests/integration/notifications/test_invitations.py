"""Invitations on their way: who gets one, what it says as the hearing changes, and that it is kept as it was sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from services.common.database import Database
from services.common.errors import Problem
from services.common.ids import new_id
from services.notifications import api
from services.notifications.models import Message, Recipient
from services.notifications.usecases import hearings
from services.scheduling.events import HearingMoved, HearingVacated
from tests.conftest import make_actor
from tests.integration.notifications.asking import ask
from tests.integration.notifications.factories import COURT, heard, hearing, in_days, make_account, messages_of
from tests.integration.notifications.outside import Letters
from tests.integration.notifications.sending import RunningSender, write_one


class Told:
    """A hearing that a prosecutor who wants invitations is told about by mail."""

    def __init__(self, database: Database, letters: Letters) -> None:
        """Fix the hearing in three days."""
        self.database, self.letters = database, letters
        self.sender = RunningSender(database, smtp=letters.endpoint)
        self.hearing_id, self.starts_at = new_id(), in_days(3)
        self.standing: dict[str, Any] = {
            "status": "scheduled", "version": 1, "starts_at": self.starts_at.isoformat(),
            "ends_at": in_days(3.02).isoformat(), "prosecutor_ids": [],
        }  # fmt: skip

    def tell(self, code: str, *, wants: bool = True, **standing: Any) -> tuple[Message, Any]:
        """Tell of it; give the message, and the event of its invitation or None."""
        self.standing |= standing
        self.sender.neighbours.hearings[str(self.hearing_id)] = self.standing
        starts_at = self.standing["starts_at"]
        message_id = write_one(
            self.database, "email", code=code, hearing_id=self.hearing_id, court_id=COURT,
            details={"starts_at": starts_at, "previous_starts_at": starts_at},
        )  # fmt: skip
        with self.database.transaction() as session:
            recipient = session.get_one(Recipient, session.get_one(Message, message_id).recipient_id)
            recipient.by_invitation = wants
            if recipient.account_id and self.standing.get("mine"):
                self.standing["prosecutor_ids"] = [str(recipient.account_id)]
        message = self.sender.turn_until(message_id, "sent")
        return message, _event_of(message)


def _event_of(message: Message) -> Any:
    if message.invitation is None:
        return None
    (event,) = Calendar.from_ical(message.invitation).walk("VEVENT")
    return event


def test_a_hearings_letters_carry_its_story(database: Database, letters: Letters) -> None:
    """Fixed, moved, vacated: one UID, SEQUENCE as the version, the last one cancels; letter and kept text are the same."""
    told = Told(database, letters)
    _, fixed = told.tell("hearing_scheduled")
    _, moved = told.tell("hearing_moved", version=2)
    message, vacated = told.tell("hearing_vacated", version=3, status="vacated")

    assert [(event["SEQUENCE"], event["STATUS"]) for event in (fixed, moved, vacated)] == [
        (0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED"),
    ]  # fmt: skip
    assert len({str(event["UID"]) for event in (fixed, moved, vacated)}) == 1
    *_, part = letters.kept[-1].iter_parts()
    assert part.get_param("method") == "CANCEL"
    assert part.get_payload(decode=True) == str(message.invitation).encode()
    assert vacated["ATTENDEE"] == f"mailto:{message.destination}"
    assert vacated["ORGANIZER"] == "mailto:cmms@prosecution.example"


def test_no_case_and_no_name_leaves_with_it(database: Database, letters: Letters) -> None:
    """The letter says which case; its invitation, which calendars pass on, does not."""
    message, event = Told(database, letters).tell("hearing_scheduled")

    assert "123/2026" in str(message.subject)
    assert event["SUMMARY"] == "Hearing: Anti-Terrorism Court II, Karachi"
    for word in ("123", "2026 PS", "Clifton", "Prosecutor 1"):
        assert word not in str(message.invitation)


def test_only_who_wants_them_gets_them(database: Database, letters: Letters) -> None:
    """By default a letter is a letter; a letter about no hearing never invites."""
    told = Told(database, letters)
    message, event = told.tell("hearing_scheduled", wants=False)
    assert event is None
    assert letters.kept[-1].get_content_type() == "text/plain"
    other, none = told.tell("prosecutor_assigned")
    assert (none, other.invitation) == (None, None)
    assert message.body is not None


def test_who_has_the_hearing_again_is_not_cancelled(database: Database, letters: Letters) -> None:
    """A letter about a handover that comes after the hearing was handed back takes nothing out of a calendar."""
    told = Told(database, letters)
    _, event = told.tell("hearing_handed_over", version=2)
    assert event["STATUS"] == "CANCELLED"
    _, event = told.tell("hearing_handed_over", version=3, mine=True)
    assert event is None


def test_a_hearing_that_is_gone_invites_nobody(database: Database, letters: Letters) -> None:
    """Of a hearing that scheduling does not know the letter goes alone."""
    told = Told(database, letters)
    told.sender.neighbours.hearings = {}
    message_id: UUID = write_one(
        database, "email", code="hearing_vacated", hearing_id=new_id(), court_id=COURT,
        details={"starts_at": told.starts_at.isoformat()},
    )  # fmt: skip
    assert told.sender.turn_until(message_id, "sent").invitation is None


def test_people_choose_to_be_invited() -> None:
    """Off until chosen; a choice made without saying so leaves it off."""
    somebody = make_actor()
    chosen = {"language": "en", "by_sms": True, "by_email": True, "phone": None, "email": "me@example.org"}

    assert ask(api.read_my_preferences, somebody).value["by_invitation"] is False
    assert ask(api.set_my_preferences, somebody, body={**chosen, "by_invitation": True}).value["by_invitation"] is True
    assert ask(api.set_my_preferences, somebody, body=chosen).value["by_invitation"] is False
    with pytest.raises(Problem) as refused:
        ask(api.set_my_preferences, somebody, body={**chosen, "by_invitation": "perhaps"})
    assert set(refused.value.fields or {}) == {"by_invitation"}


def told_by(session: Session, event: Any, *, invited: bool = True) -> list[tuple[str, str]]:
    """Give which codes went by which channel to a prosecutor who wants invitations, when an event of his hearing is heard."""
    account_id, recipient_id = make_account(session)
    session.get_one(Recipient, recipient_id).by_invitation = invited
    hearings.hear_scheduled(session, heard(replace(event, prosecutor_ids=[account_id])))
    starts_at, ends_at = event.starts_at, event.ends_at + dt.timedelta(hours=1)
    moved = HearingMoved(
        hearing_id=event.hearing_id, case_id=event.case_id, court_id=COURT, starts_at=starts_at, ends_at=ends_at,
        prosecutor_ids=[account_id], previous_starts_at=starts_at, previous_court_id=COURT,
        previous_prosecutor_ids=[account_id],
    )  # fmt: skip
    hearings.hear_moved(session, heard(moved))
    hearings.hear_moved(session, heard(moved))
    merged = HearingVacated(
        hearing_id=event.hearing_id, case_id=event.case_id, court_id=COURT, starts_at=starts_at, reason="merged",
        prosecutor_ids=[account_id], merged_into_id=new_id(),
    )  # fmt: skip
    hearings.hear_vacated(session, heard(merged))
    return [(message.code, message.channel) for message in messages_of(session, recipient_id=recipient_id)]


def test_calendars_hear_of_what_is_no_news_to_people(session: Session) -> None:
    """A hearing that takes longer, or is heard with another, is told by letter to those alone whose calendars take it, once."""
    first = [("hearing_scheduled", channel) for channel in ("inbox", "email", "sms")]

    assert told_by(session, hearing(), invited=False) == first
    assert told_by(session, hearing()) == [*first, *[("hearing_entry_changed", "email")] * 2]


def test_a_letter_for_calendars_alone_needs_an_entry(database: Database, letters: Letters) -> None:
    """It invites to the hearing as it stands, or lets it go; without an invitation it is not sent at all."""
    told = Told(database, letters)
    _, longer = told.tell("hearing_entry_changed", version=2, ends_at=in_days(3.1).isoformat())
    _, gone = told.tell("hearing_entry_changed", version=3, status="merged")
    assert [(event["SEQUENCE"], event["STATUS"]) for event in (longer, gone)] == [(1, "CONFIRMED"), (2, "CANCELLED")]
    told.sender.neighbours.hearings = {}
    message_id = write_one(database, "email", code="hearing_entry_changed", hearing_id=new_id(), court_id=COURT)
    assert "no entry" in str(told.sender.turn_until(message_id, "cancelled").reason)
