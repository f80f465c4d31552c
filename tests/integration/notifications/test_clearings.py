"""Many hearings changed in one step: each person is told once, and no hearing tells of itself besides."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.common.ids import new_id
from services.notifications.models import Recipient
from services.notifications.usecases import clearings, hearings
from services.notifications.usecases.case_recipients import link_recipient
from services.notifications.usecases.preparing import Surroundings, prepare
from services.scheduling.events import HearingMoved, HearingScheduled, HearingsCleared, HearingVacated
from tests.integration.notifications.factories import (
    COURT,
    KEEPER,
    heard,
    hearing,
    in_days,
    make_account,
    make_person,
    messages_of,
    now,
)


def scheduled(
    session: Session, days: float, *, prosecutors: list[UUID], case_id: UUID | None = None
) -> HearingScheduled:
    """Let a hearing be heard of."""
    event = hearing(starts_at=in_days(days), prosecutor_ids=prosecutors, case_id=case_id or new_id())
    hearings.hear_scheduled(session, heard(event, at=now() - dt.timedelta(hours=1)))
    return event


def fact(event: HearingScheduled, starts_at: dt.datetime | None) -> dict[str, Any]:
    """Give what the batch says of a hearing."""
    return {
        "hearing_id": event.hearing_id, "case_ids": [event.case_id, *event.joined_case_ids],
        "prosecutor_ids": event.prosecutor_ids, "previous_court_id": COURT, "previous_starts_at": event.starts_at,
        "court_id": COURT if starts_at else None, "starts_at": starts_at,
    }  # fmt: skip


def clear(session: Session, *events: HearingScheduled, later: float | None = None) -> UUID:
    """Let hearings be cleared in one step, each telling of itself first; give the step's id."""
    batch, told = new_id(), []
    for event in events:
        same: dict[str, Any] = {
            "hearing_id": event.hearing_id,
            "case_id": event.case_id,
            "court_id": COURT,
            "batch_id": batch,
        }
        if later is None:
            told.append(fact(event, None))
            vacated = HearingVacated(
                **same, starts_at=event.starts_at, reason="recorded", prosecutor_ids=event.prosecutor_ids
            )
            hearings.hear_vacated(session, heard(vacated))
        else:
            starts_at = event.starts_at + dt.timedelta(days=later)
            told.append(fact(event, starts_at))
            moved = HearingMoved(
                **same, starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1),
                prosecutor_ids=event.prosecutor_ids, previous_starts_at=event.starts_at, previous_court_id=COURT,
                previous_prosecutor_ids=event.prosecutor_ids,
            )  # fmt: skip
            hearings.hear_moved(session, heard(moved))
    action = "vacate" if later is None else "postpone"
    cleared = HearingsCleared(
        clearing_id=batch, action=action, cause="lawyers_strike", first_on=now().date(), hearings=told
    )
    whole = heard(HearingsCleared.from_data(cleared.to_data()))
    clearings.hear_cleared(session, whole)
    clearings.hear_cleared(session, whole)
    return batch


def told(session: Session, recipient_id: UUID) -> list[tuple[str, str]]:
    """Give what somebody is told since the hearings were fixed, by which channel."""
    return sorted(
        (message.code, message.channel)
        for message in messages_of(session, recipient_id=recipient_id)
        if message.code != "hearing_scheduled"
    )


def everywhere(code: str) -> list[tuple[str, str]]:
    """Give one telling by all channels."""
    return [(code, "email"), (code, "inbox"), (code, "sms")]


def test_each_person_is_told_once_of_all_of_his(session: Session) -> None:
    """A prosecutor of three hearings by one message, a witness of one by the usual one, a stranger not at all."""
    (account, many), (other_account, one) = make_account(session), make_account(session)
    witness, case = make_person(session), new_id()
    link_recipient(session, KEEPER, case, witness, "witness")
    cleared = [scheduled(session, days, prosecutors=[account]) for days in (10, 11)]
    cleared.append(scheduled(session, 12, prosecutors=[account, other_account], case_id=case))
    scheduled(session, 13, prosecutors=[other_account])
    clear(session, *cleared)

    assert told(session, many) == everywhere("hearings_vacated")
    assert told(session, one) == everywhere("hearing_vacated")
    assert {code for code, _ in told(session, witness)} == {"hearing_vacated"}
    facts = messages_of(session, code="hearings_vacated", recipient_id=many)[0].facts
    assert len(facts["changes"]) == 3
    assert facts["hearing_ids"] == [str(event.hearing_id) for event in cleared]


def test_the_message_says_how_many_and_when(session: Session) -> None:
    """In the person's language, with every old and new time; nothing of any case."""
    account, recipient = make_account(session)
    events = [scheduled(session, days, prosecutors=[account]) for days in (10, 11)]
    clear(session, *events, later=7)
    for message in messages_of(session, code="hearings_moved", recipient_id=recipient):
        assert prepare(session, message, Surroundings())
        assert message.body is not None
        assert "2" in message.body
        if message.channel == "inbox":
            assert message.body.count("→") == len(events)

    [sms] = messages_of(session, code="hearings_moved", recipient_id=recipient, channel="sms")
    assert sms.body.startswith("Sindh Prosecution: 2 of your hearings from ")  # type: ignore[union-attr]


def test_a_calendar_kept_by_mail_gets_a_letter_for_each_entry(session: Session) -> None:
    """Beside the one message, since each hearing is an entry of its own."""
    account, recipient_id = make_account(session)
    session.get_one(Recipient, recipient_id).by_invitation = True
    session.flush()
    clear(session, *[scheduled(session, days, prosecutors=[account]) for days in (10, 11)])

    assert told(session, recipient_id) == [
        *[("hearing_entry_changed", "email")] * 2, *everywhere("hearings_vacated"),
    ]  # fmt: skip


def test_what_was_changed_again_meanwhile_is_told_by_its_own_event(session: Session) -> None:
    """The batch that comes late says nothing of it any more."""
    account, recipient_id = make_account(session)
    events = [scheduled(session, days, prosecutors=[account]) for days in (10, 11)]
    later = HearingMoved(
        hearing_id=events[0].hearing_id, case_id=events[0].case_id, court_id=COURT, starts_at=in_days(20),
        ends_at=in_days(20.1), prosecutor_ids=[account], previous_starts_at=events[0].starts_at,
    )  # fmt: skip
    hearings.hear_moved(session, heard(later, at=now() + dt.timedelta(minutes=5)))
    clear(session, *events, later=7)

    assert told(session, recipient_id) == sorted(everywhere("hearing_moved") * 2)
    assert {message.hearing_id for message in messages_of(session, code="hearing_moved")} == {
        event.hearing_id for event in events
    }


def test_nobody_in_a_clearing_of_nothing(session: Session) -> None:
    """A strike on a day without hearings disturbs nobody."""
    before = len(messages_of(session))
    clear(session)

    assert len(messages_of(session)) == before
