"""Events become messages: once, to the right people, and what is no longer true is told to nobody."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.events import CaseDecided, ProsecutorAssigned, ProsecutorReleased, ReportReturned
from services.common.ids import new_id
from services.learning.events import CertificateIssued
from services.notifications.models import Hearing, Message, Reminder
from services.notifications.usecases import case_events, hearings
from services.notifications.usecases.case_recipients import link_recipient
from services.notifications.usecases.expiring import expire
from services.notifications.usecases.reminding import remind
from services.scheduling.events import HearingAdjourned, HearingHeld, HearingMoved, HearingScheduled, HearingVacated
from tests.integration.notifications.factories import (
    COURT,
    DISTRICT,
    KEEPER,
    assign,
    heard,
    hearing,
    in_days,
    make_account,
    make_person,
    messages_of,
    now,
)


def told(session: Session, code: str) -> list[tuple[UUID, str]]:
    """Give who is told a kind of fact, by which channel."""
    return sorted((message.recipient_id, message.channel) for message in messages_of(session, code=code))


def moved(event: HearingScheduled, starts_at: dt.datetime, **more: object) -> HearingMoved:
    """Make the event of a hearing that is moved."""
    given = {
        "hearing_id": event.hearing_id, "case_id": event.case_id, "court_id": COURT, "starts_at": starts_at,
        "ends_at": starts_at, "prosecutor_ids": event.prosecutor_ids, "previous_starts_at": event.starts_at, **more,
    }  # fmt: skip
    return HearingMoved(**given)  # type: ignore[arg-type]


def waiting(session: Session, hearing_id: UUID) -> dict[str, dt.datetime]:
    """Give the reminders of a hearing that wait, with the instant each is due."""
    rows = session.scalars(
        sa.select(Reminder).where(Reminder.hearing_id == hearing_id, Reminder.state == "waiting")
    ).all()
    return {row.tier: row.due_at for row in rows}


@pytest.fixture
def prosecutor(session: Session) -> tuple[UUID, UUID]:
    """Give a prosecutor's account and recipient."""
    return make_account(session)


def test_a_hearing_is_told_once(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """However often the event comes: one message a person and channel, for prosecutors and linked people alike."""
    account_id, recipient_id = prosecutor
    officer, case_id = make_person(session), uuid.uuid4()
    link_recipient(session, KEEPER, case_id, officer, "officer")
    event = heard(hearing(case_id=case_id, prosecutor_ids=[account_id]))
    for _ in range(3):
        hearings.hear_scheduled(session, event)

    assert told(session, "hearing_scheduled") == sorted(
        [(recipient_id, "email"), (recipient_id, "inbox"), (recipient_id, "sms"), (officer, "sms")]
    )
    message = messages_of(session, code="hearing_scheduled")[0]
    assert (message.status, message.needed_by, message.body) == ("queued", event.event.starts_at, None)
    assert set(waiting(session, event.event.hearing_id)) == {"week", "day", "hours"}


def test_prosecutors_of_the_case_stand_in(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """A hearing without prosecutors of its own is told to those of the case; the unknown account gets an inbox."""
    account_id, recipient_id = prosecutor
    case_id = uuid.uuid4()
    assign(session, case_id, account_id)
    hearings.hear_scheduled(session, heard(hearing(case_id=case_id)))
    hearings.hear_scheduled(session, heard(hearing(prosecutor_ids=[uuid.uuid4()])))

    assert (recipient_id, "inbox") in told(session, "hearing_scheduled")
    assert len({recipient for recipient, _ in told(session, "hearing_scheduled")}) == 2


def test_joined_cases_are_told_too(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """People of a joined case hear of their own case; somebody on both hears once."""
    first, second = uuid.uuid4(), uuid.uuid4()
    officer, both = make_person(session), make_person(session)
    link_recipient(session, KEEPER, second, officer, "officer")
    for case_id in (first, second):
        link_recipient(session, KEEPER, case_id, both, "complainant")
    hearings.hear_scheduled(
        session, heard(hearing(case_id=first, joined_case_ids=[second], prosecutor_ids=[prosecutor[0]]))
    )

    assert [message.case_id for message in messages_of(session, recipient_id=officer)] == [second]
    assert [message.case_id for message in messages_of(session, recipient_id=both)] == [first]


def test_a_move_is_told_and_reminders_follow(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """The new time is told with the old one, and every reminder waits for the new time; back again is told again."""
    account_id, recipient_id = prosecutor
    event = hearing(prosecutor_ids=[account_id])
    hearings.hear_scheduled(session, heard(event))
    later = in_days(12)
    hearings.hear_moved(session, heard(moved(event, later)))
    hearings.hear_moved(session, heard(moved(event, event.starts_at, previous_starts_at=later)))

    assert told(session, "hearing_moved").count((recipient_id, "sms")) == 2
    assert waiting(session, event.hearing_id)["day"] == event.starts_at - dt.timedelta(days=1)
    assert messages_of(session, code="hearing_moved")[0].facts == {
        "starts_at": later.isoformat(),
        "previous_starts_at": event.starts_at.isoformat(),
    }


def test_a_hearing_moved_close_drops_reminders_that_are_past(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """Of a hearing that is now in three hours only the last reminder waits."""
    event = hearing(prosecutor_ids=[prosecutor[0]])
    hearings.hear_scheduled(session, heard(event))
    hearings.hear_moved(session, heard(moved(event, in_days(3 / 24))))

    assert set(waiting(session, event.hearing_id)) == {"hours"}


def test_other_prosecutors_are_told_their_part(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """Who leaves a hearing is told so, who comes to it is told of it, and who stays is not bothered."""
    leaving, staying, coming = prosecutor, make_account(session), make_account(session)
    event = hearing(prosecutor_ids=[leaving[0], staying[0]])
    change = moved(
        event, event.starts_at, prosecutor_ids=[staying[0], coming[0]], previous_court_id=COURT,
        previous_prosecutor_ids=[leaving[0], staying[0]],
    )  # fmt: skip
    hearings.hear_moved(session, heard(change))

    assert {recipient for recipient, _ in told(session, "hearing_handed_over")} == {leaving[1]}
    assert {recipient for recipient, _ in told(session, "hearing_scheduled")} == {coming[1]}
    assert told(session, "hearing_moved") == []


def test_what_is_no_longer_true_is_not_told(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """Events heard in the wrong order: the older one is told to nobody, but its joined cases are kept."""
    joined = uuid.uuid4()
    event = hearing(prosecutor_ids=[prosecutor[0]], joined_case_ids=[joined])
    start = now()
    hearings.hear_moved(session, heard(moved(event, in_days(5)), at=start + dt.timedelta(seconds=2)))
    hearings.hear_scheduled(session, heard(event, at=start))
    known = session.get_one(Hearing, event.hearing_id, populate_existing=True)

    assert told(session, "hearing_scheduled") == []
    assert known.joined_case_ids == [joined]
    vacated = HearingVacated(
        hearing_id=event.hearing_id, case_id=event.case_id, court_id=COURT, starts_at=event.starts_at, reason="leave"
    )
    common: dict[str, Any] = {"hearing_id": event.hearing_id, "case_id": event.case_id, "court_id": COURT}
    adjourned = HearingAdjourned(**common, cause="strike", asked_by="court")
    hearings.hear_moved(session, heard(moved(event, in_days(6)), at=start))
    hearings.hear_vacated(session, heard(vacated, at=start))
    hearings.hear_adjourned(session, heard(adjourned, at=start))
    hearings.hear_held(session, heard(HearingHeld(**common), at=start))

    assert len(messages_of(session)) == 3
    assert waiting(session, event.hearing_id)


def test_a_vacated_hearing_is_told_and_nobody_reminded(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """The people hear that it will not take place; its reminders are cancelled. The reason stays inside."""
    event = hearing(prosecutor_ids=[prosecutor[0]])
    hearings.hear_scheduled(session, heard(event))
    vacated = HearingVacated(
        hearing_id=event.hearing_id, case_id=event.case_id, court_id=COURT, starts_at=event.starts_at,
        reason="the witness fears for her life", prosecutor_ids=[prosecutor[0]],
    )  # fmt: skip
    hearings.hear_vacated(session, heard(vacated))

    assert (prosecutor[1], "sms") in told(session, "hearing_vacated")
    assert waiting(session, event.hearing_id) == {}
    assert "fears" not in str([message.facts for message in messages_of(session)])


@pytest.mark.parametrize("adjourned_first", [True, False])
def test_the_next_date_is_told_once(
    session: Session,
    prosecutor: tuple[UUID, UUID],
    adjourned_first: bool,  # noqa: FBT001
) -> None:
    """The adjournment and the next hearing's own event say one thing: whichever comes first tells it."""
    following = hearing(prosecutor_ids=[prosecutor[0]])
    adjourned = HearingAdjourned(
        hearing_id=new_id(), case_id=following.case_id, court_id=COURT, cause="strike", asked_by="court",
        next_hearing_id=following.hearing_id, next_starts_at=following.starts_at, prosecutor_ids=[prosecutor[0]],
    )  # fmt: skip
    if adjourned_first:
        hearings.hear_adjourned(session, heard(adjourned))
    hearings.hear_scheduled(session, heard(following))
    if not adjourned_first:
        hearings.hear_adjourned(session, heard(adjourned))
    sms = messages_of(session, recipient_id=prosecutor[1], channel="sms")

    assert [message.code for message in sms] == ["hearing_adjourned" if adjourned_first else "hearing_scheduled"]
    assert sms[0].hearing_id == following.hearing_id


def test_an_adjournment_without_date_is_told(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """Where the court gave no date, people hear that it will follow."""
    event = hearing(prosecutor_ids=[prosecutor[0]])
    hearings.hear_scheduled(session, heard(event))
    adjourned = HearingAdjourned(
        hearing_id=event.hearing_id, case_id=event.case_id, court_id=COURT, cause="strike", asked_by="court",
        prosecutor_ids=[prosecutor[0]],
    )  # fmt: skip
    hearings.hear_adjourned(session, heard(adjourned))

    assert (prosecutor[1], "sms") in told(session, "hearing_adjourned_undated")
    assert waiting(session, event.hearing_id) == {}


def test_reminders_that_are_due_are_written_once(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """A due reminder is told to who is concerned now; a held hearing or a late reminder to nobody."""
    event = hearing(prosecutor_ids=[prosecutor[0]])
    hearings.hear_scheduled(session, heard(event))
    held = hearing(prosecutor_ids=[prosecutor[0]])
    hearings.hear_scheduled(session, heard(held))
    hearings.hear_held(session, heard(HearingHeld(hearing_id=held.hearing_id, case_id=held.case_id, court_id=COURT)))
    session.flush()
    at = event.starts_at - dt.timedelta(days=6)

    assert remind(session, at) == 1
    assert remind(session, at) == 0
    assert {message.hearing_id for message in messages_of(session, code="hearing_reminder")} == {event.hearing_id}
    assert remind(session, event.starts_at) == 2
    assert len(messages_of(session, code="hearing_reminder", channel="sms")) == 1


def test_what_has_begun_is_not_told(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """A hearing that began before its event was heard is told to nobody; a message that waited too long expires."""
    hearings.hear_scheduled(session, heard(hearing(starts_at=in_days(-1), prosecutor_ids=[prosecutor[0]])))
    assert messages_of(session) == []
    event = hearing(prosecutor_ids=[prosecutor[0]])
    hearings.hear_scheduled(session, heard(event))

    assert expire(session, event.starts_at - dt.timedelta(minutes=1)) == 0
    assert expire(session, event.starts_at) == 3
    assert {message.status for message in messages_of(session)} == {"expired"}


def test_assignments_and_releases_are_told(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """A prosecutor hears of a new case and of its end; the district is known at once."""
    case_id = uuid.uuid4()
    given = {"case_id": case_id, "prosecutor_id": prosecutor[0], "role": "lead", "district": DISTRICT}
    case_events.hear_assigned(session, heard(ProsecutorAssigned(**given)))  # type: ignore[arg-type]
    case_events.hear_released(session, heard(ProsecutorReleased(**given)))  # type: ignore[arg-type]

    assert {message.district for message in messages_of(session)} == {DISTRICT}
    assert set(session.scalars(sa.select(Message.code))) == {"prosecutor_assigned", "prosecutor_released"}
    case_events.hear_decided(session, heard(CaseDecided(case_id=case_id, outcome="convicted")))
    assert told(session, "case_decided") == []


def test_returned_reports_decisions_and_certificates(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """The police hear what is asked of them; a decision is told without its outcome; a learner gets no short message."""
    case_id, officer, witness = uuid.uuid4(), make_person(session), make_person(session)
    assign(session, case_id, prosecutor[0])
    link_recipient(session, KEEPER, case_id, officer, "officer")
    link_recipient(session, KEEPER, case_id, witness, "witness")
    returned = ReportReturned(
        case_id=case_id, report_id=uuid.uuid4(), round=1, defect_count=3, comply_by=dt.date(2026, 12, 1)
    )
    case_events.hear_report_returned(session, heard(returned))
    case_events.hear_decided(session, heard(CaseDecided(case_id=case_id, outcome="convicted")))
    certificate = CertificateIssued(certificate_id=uuid.uuid4(), account_id=prosecutor[0], course_id=uuid.uuid4())
    case_events.hear_certificate(session, heard(certificate))

    assert messages_of(session, code="report_returned", recipient_id=officer)[0].facts == {
        "defect_count": 3, "comply_by": "2026-12-01",
    }  # fmt: skip
    assert messages_of(session, recipient_id=witness) == []
    assert "convicted" not in str([message.facts for message in messages_of(session, code="case_decided")])
    assert told(session, "certificate_issued") == [(prosecutor[1], "email"), (prosecutor[1], "inbox")]
