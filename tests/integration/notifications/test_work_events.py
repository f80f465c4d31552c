"""Periods, tasks and directions become messages: once, to those whose work they are, and no more when it is over."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from services.cases.events import (
    AdjournmentsRepeated,
    ClockEscalated,
    ClockMissed,
    ClockReminded,
    DirectionEnded,
    DirectionGiven,
    TaskDue,
    TaskEnded,
    TaskGiven,
)
from services.common.events import Heard
from services.common.ids import new_id
from services.notifications.models import Recipient
from services.notifications.rules.quiet_hours import KARACHI, QuietHours
from services.notifications.usecases import offices, work_events
from services.notifications.usecases.case_recipients import link_recipient
from services.notifications.usecases.claiming import Lease, claim
from services.notifications.usecases.preparing import Surroundings, prepare
from services.scheduling.events import ProsecutorPosted
from tests.integration.notifications.factories import (
    DISTRICT,
    KEEPER,
    assign,
    heard,
    make_account,
    make_person,
    messages_of,
    now,
)

TODAY = dt.datetime.now(KARACHI).date()
SOON = TODAY + dt.timedelta(days=3)
CASE = {"fir_number": "123", "fir_year": 2026, "police_station": "Clifton", "district": DISTRICT, "sealed": False}


def told(session: Session, code: str) -> list[tuple[UUID, str]]:
    """Give who is told a kind of fact, by which channel."""
    return sorted((message.recipient_id, message.channel) for message in messages_of(session, code=code))


def everywhere(*recipient_ids: UUID) -> list[tuple[UUID, str]]:
    """Give people by all channels."""
    return sorted((one, channel) for one in recipient_ids for channel in ("email", "inbox", "sms"))


def period(kind: type[ClockReminded | ClockEscalated], case_id: UUID, *accounts: UUID, **more: Any) -> Any:
    """Make the event of a step of a period's ladder."""
    return kind(**{
        "case_id": case_id, "clock_id": new_id(), "rule_id": "CHALLAN-14", "law": "CrPC s.173(1)", "due_on": SOON,
        "step": "reminder", "told_to": "lead", "offset": -3, "account_ids": list(accounts), **more,
    })  # fmt: skip


def given(case_id: UUID, owner_id: UUID | None, **more: Any) -> TaskGiven:
    """Make the event of a task that is somebody's."""
    return TaskGiven(**{
        "case_id": case_id, "task_id": new_id(), "held_by": "person", "owner_id": owner_id, "due_on": SOON,
        "is_urgent": False, **more,
    })  # fmt: skip


def by(event: Any, actor_id: object) -> Heard[Any]:
    """Give an event that an account caused."""
    return Heard(id=new_id(), event=event, occurred_at=now(), correlation_id="test", actor_id=str(actor_id))


@pytest.fixture
def prosecutor(session: Session) -> tuple[UUID, UUID]:
    """Give a prosecutor's account and recipient."""
    return make_account(session)


def test_a_period_is_told_to_the_accounts_that_are_named(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """However often it comes, one message a channel, needed until the end of its last day in Karachi; others hear nothing."""
    case_id = uuid.uuid4()
    assign(session, case_id, make_account(session)[0])
    event = heard(period(ClockReminded, case_id, prosecutor[0]))
    for _ in range(3):
        work_events.hear_clock_reminded(session, event)

    assert told(session, "clock_reminded") == everywhere(prosecutor[1])
    message = messages_of(session, code="clock_reminded")[0]
    assert message.needed_by == dt.datetime.combine(SOON + dt.timedelta(days=1), dt.time(), tzinfo=KARACHI)
    assert message.facts == {"due_on": SOON.isoformat(), "rule": "CrPC s.173(1)"}


def test_a_period_without_names_is_told_to_the_cases_prosecutors(
    session: Session, prosecutor: tuple[UUID, UUID]
) -> None:
    """Officers and witnesses of the case hear nothing of the prosecution's periods."""
    case_id = uuid.uuid4()
    assign(session, case_id, prosecutor[0])
    link_recipient(session, KEEPER, case_id, make_person(session), "officer")
    missed = ClockMissed(case_id=case_id, clock_id=new_id(), rule_id="SCRUT-3", due_on=TODAY - dt.timedelta(days=1))
    work_events.hear_clock_missed(session, heard(missed))
    work_events.hear_clock_escalated(
        session, heard(period(ClockEscalated, case_id, told_to="prosecutor_general", due_on=None))
    )

    assert told(session, "clock_missed") == told(session, "clock_escalated") == everywhere(prosecutor[1])
    assert messages_of(session, code="clock_escalated")[0].facts["office"] == "prosecutor_general"


def test_a_reminder_of_a_period_that_has_ended_is_not_told(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """Heard too late it says nothing: that the period was missed is told by its own event."""
    late = period(ClockReminded, uuid.uuid4(), prosecutor[0], due_on=TODAY - dt.timedelta(days=1))
    work_events.hear_clock_reminded(session, heard(late))

    assert messages_of(session) == []


def test_a_task_is_told_to_its_owner_once_a_day_it_is_due(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """Changed without another day it is not told again; another day or another owner is; one's own doing never."""
    account_id, recipient_id = prosecutor
    other_account, other = make_account(session)
    task = given(uuid.uuid4(), account_id)
    for _ in range(2):
        work_events.hear_task_given(session, heard(task))
    assert told(session, "task_given") == everywhere(recipient_id)

    moved = given(task.case_id, account_id, task_id=task.task_id, due_on=SOON + dt.timedelta(days=1))
    work_events.hear_task_given(session, heard(moved))
    work_events.hear_task_given(session, by(given(task.case_id, other_account, task_id=task.task_id), account_id))
    assert told(session, "task_given") == sorted([*everywhere(recipient_id) * 2, *everywhere(other)])

    work_events.hear_task_given(session, by(given(task.case_id, account_id), account_id))
    work_events.hear_task_given(session, heard(given(task.case_id, None, held_by="pool")))
    assert len(messages_of(session, code="task_given")) == 9


def test_a_due_task_is_told_to_its_owner_or_the_team(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """A reminder, the day and the escalation are told each once; of an unowned task the case's prosecutors hear."""
    case_id, task_id = uuid.uuid4(), new_id()
    assign(session, case_id, prosecutor[0])
    owner_account, owner = make_account(session)
    for what in ("reminder", "due", "reminder"):
        due = TaskDue(case_id=case_id, task_id=task_id, owner_id=owner_account, due_on=SOON, what=what)
        work_events.hear_task_due(session, heard(due))
    work_events.hear_task_due(
        session, heard(TaskDue(case_id=case_id, task_id=new_id(), owner_id=None, due_on=SOON, what="due"))
    )

    assert told(session, "task_due") == sorted([*everywhere(owner) * 2, *everywhere(prosecutor[1])])


def test_what_waits_of_a_task_that_is_over_is_cancelled(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """Done before the message left, nobody is told; other tasks of the case still are."""
    first, second = (given(uuid.UUID(int=9), prosecutor[0]) for _ in range(2))
    for task in (first, second):
        work_events.hear_task_given(session, heard(task))
    ended = TaskEnded(case_id=first.case_id, task_id=first.task_id, owner_id=prosecutor[0], state="done")
    work_events.hear_task_ended(session, heard(ended))
    session.flush()

    states = {(message.facts["task_id"], message.status) for message in messages_of(session)}
    assert states == {(str(first.task_id), "cancelled"), (str(second.task_id), "queued")}


def test_a_direction_is_told_to_whom_it_is_for(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """The prosecutors always, the officers where the police are meant, the defence and witnesses never; ended, nobody any more."""
    case_id, officer, witness = uuid.uuid4(), make_person(session), make_person(session)
    assign(session, case_id, prosecutor[0])
    link_recipient(session, KEEPER, case_id, officer, "officer")
    link_recipient(session, KEEPER, case_id, witness, "witness")
    directions = {
        addressee: DirectionGiven(case_id=case_id, direction_id=new_id(), addressee=addressee, due_on=SOON)
        for addressee in ("prosecution", "police")
    }
    for direction in directions.values():
        work_events.hear_direction_given(session, heard(direction))

    assert told(session, "direction_given") == sorted([*everywhere(prosecutor[1]) * 2, (officer, "sms")])
    ended = DirectionEnded(case_id=case_id, direction_id=directions["police"].direction_id, state="complied")
    work_events.hear_direction_ended(session, heard(ended))
    session.flush()
    assert [message.status for message in messages_of(session, recipient_id=officer)] == ["cancelled"]


def test_quiet_hours_hold_and_choices_are_followed(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """At night a short message about a task waits for the morning, the inbox does not; who wants no letters gets none."""
    recipient = session.get_one(Recipient, prosecutor[1])
    recipient.by_email = False
    session.flush()
    work_events.hear_task_given(session, heard(given(uuid.uuid4(), prosecutor[0])))
    local, hour = now().astimezone(KARACHI), dt.timedelta(hours=1)
    night = QuietHours((local - hour).time(), (local + hour).time())
    claimed = claim(session, Lease(new_id(), 60), ["sms", "email", "inbox"], 10, quiet=night)

    assert [message.channel for message in claimed] == ["inbox"]


@pytest.mark.parametrize(
    ("language", "sealed", "words"),
    [
        (
            "en",
            False,
            "The statutory period CrPC s.173(1) in FIR 123/2026 PS Clifton (last day a day not set yet) has gone up to",
        ),
        ("en", True, "in a sealed case"),
        ("ur", False, "ڈسٹرکٹ پبلک پراسیکیوٹر کو دی گئی ہے"),
        ("sd", False, "ضلعي پبلڪ پراسيڪيوٽر کي"),
    ],
)
def test_the_text_says_case_period_and_office(session: Session, language: str, words: str, *, sealed: bool) -> None:
    """In the recipient's language; of a sealed case not which; the provision alone, no name."""
    account_id, _ = make_account(session, language=language)
    escalated = period(ClockEscalated, uuid.uuid4(), account_id, told_to="district_public_prosecutor", due_on=None)
    work_events.hear_clock_escalated(session, heard(escalated))
    (message,) = messages_of(session, code="clock_escalated", channel="sms")

    assert prepare(session, message, Surroundings(case={**CASE, "sealed": sealed}))
    assert words in (message.body or "")


def posted(
    account_id: UUID, designation: str, *, first_on: dt.date = TODAY, district: str = DISTRICT
) -> ProsecutorPosted:
    """Make the event of a posting."""
    return ProsecutorPosted(prosecutor_id=account_id, district=district, designation=designation, first_on=first_on)


def test_who_holds_the_office_is_told_of_what_goes_up(session: Session, prosecutor: tuple[UUID, UUID]) -> None:
    """The head of the case's district alone, the Prosecutor General everywhere; of a sealed case neither."""
    people = {name: make_account(session) for name in ("head", "elsewhere", "general")}
    offices.hear_posted(session, heard(posted(people["head"][0], "district-public-prosecutor")))
    offices.hear_posted(
        session, heard(posted(people["elsewhere"][0], "district-public-prosecutor", district="jacobabad"))
    )
    offices.hear_posted(session, heard(posted(people["general"][0], "prosecutor-general", district="karachi-east")))
    for office, holder in (("district_public_prosecutor", "head"), ("prosecutor_general", "general")):
        event = heard(period(ClockEscalated, uuid.uuid4(), prosecutor[0], told_to=office, district=DISTRICT))
        work_events.hear_clock_escalated(session, event)
        found = {message.recipient_id for message in messages_of(session, event_id=event.id)}
        assert found == {prosecutor[1], people[holder][1]}

    sealed = heard(period(ClockEscalated, uuid.uuid4(), prosecutor[0], told_to="prosecutor_general", district=None))
    work_events.hear_clock_escalated(session, sealed)
    assert {message.recipient_id for message in messages_of(session, event_id=sealed.id)} == {prosecutor[1]}


def test_an_office_passes_on_the_day_of_the_next_posting(session: Session) -> None:
    """A posting to come does not count yet, one that has begun ends the one before; the wrong order changes nothing."""
    account_id, recipient_id = make_account(session)
    yesterday, tomorrow = (TODAY + dt.timedelta(days=days) for days in (-1, 1))
    start = now()
    head = posted(account_id, "district-public-prosecutor", first_on=yesterday)
    offices.hear_posted(session, heard(head, at=start))
    offices.hear_posted(session, heard(posted(account_id, "", first_on=yesterday), at=start - dt.timedelta(seconds=1)))
    offices.hear_posted(session, heard(posted(account_id, "assistant-prosecutor-general", first_on=tomorrow)))
    assert [one.recipient_id for one in offices.find_holders(session, "district_public_prosecutor", DISTRICT)] == [
        recipient_id
    ]

    offices.hear_posted(session, heard(posted(account_id, "assistant-prosecutor-general")))
    assert offices.find_holders(session, "district_public_prosecutor", DISTRICT) == []
    assert offices.find_holders(session, "an_office_of_tomorrow", DISTRICT) == []


def test_repeated_adjournments_are_told_to_the_team_and_the_head(
    session: Session, prosecutor: tuple[UUID, UUID]
) -> None:
    """The second and the third each once; of a sealed case the team alone hears."""
    case_id, (head_account, head) = uuid.uuid4(), make_account(session)
    assign(session, case_id, prosecutor[0])
    offices.hear_posted(session, heard(posted(head_account, "district-public-prosecutor")))
    for count in (2, 2, 3):
        event = AdjournmentsRepeated(case_id=case_id, hearing_id=new_id(), count=count, district=DISTRICT)
        work_events.hear_adjournments_repeated(session, heard(event))
    assert told(session, "adjournments_repeated") == sorted([*everywhere(prosecutor[1], head) * 2])

    sealed = heard(AdjournmentsRepeated(case_id=case_id, hearing_id=new_id(), count=4))
    work_events.hear_adjournments_repeated(session, sealed)
    assert {message.recipient_id for message in messages_of(session, event_id=sealed.id)} == {prosecutor[1]}
