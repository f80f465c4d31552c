"""The sender on real parts: texts, receipts, trouble, and the doubts that trouble leaves."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pytest
import sqlalchemy as sa

from services.common.database import Database
from services.common.ids import new_id
from services.common.tables import outbox
from services.notifications.models import Attempt, Message, MessagePart, Notice, Recipient
from services.notifications.rules.receipts import Receipt
from services.notifications.usecases.receipts import match_waiting, take_receipt
from tests.integration.notifications.factories import COURT, in_days, now
from tests.integration.notifications.outside import Centre, Letters, wait_until
from tests.integration.notifications.sending import RunningSender, write_one


def make_due(database: Database, message_id: UUID) -> None:
    """Let a message that waits be tried at once."""
    with database.transaction() as session:
        session.get_one(Message, message_id).not_before = now() - dt.timedelta(seconds=1)


def attempts(database: Database, message_id: UUID) -> list[str]:
    """Give what came of each try."""
    with database.transaction() as session:
        statement = sa.select(Attempt.outcome).where(Attempt.message_id == message_id).order_by(Attempt.id)
        return list(session.scalars(statement))


def tell_hearing(database: Database, channel: str = "sms", *, language: str = "en") -> tuple[UUID, UUID, str]:
    """Write a message about a hearing in three days; give message, hearing and time."""
    hearing_id, starts_at = new_id(), in_days(3)
    message_id = write_one(
        database, channel, language=language, code="hearing_scheduled", hearing_id=hearing_id, court_id=COURT,
        needed_by=starts_at, details={"starts_at": starts_at.isoformat()},
    )  # fmt: skip
    return message_id, hearing_id, starts_at.isoformat()


def test_a_short_message_goes_all_the_way(database: Database, centre: Centre) -> None:
    """Rendered in the recipient's language, sent in parts, reported delivered; each step was told to the system."""
    sender = RunningSender(database, centre.endpoint)
    message_id, hearing_id, starts_at = tell_hearing(database, language="ur")
    sender.neighbours.hearings[str(hearing_id)] = {"status": "scheduled", "starts_at": starts_at}
    message = sender.turn_until(message_id, "delivered")
    arrived = centre.messages()

    assert len(arrived) == 1
    assert arrived[0]["text"] == message.body
    assert "123/2026 تھانہ Clifton کی سماعت" in str(message.body)
    assert arrived[0]["segments"] == len(sender.parts(message_id)) > 1
    assert (message.language, message.district, message.lease) == ("ur", "karachi-south", None)
    with database.transaction() as session:
        told = session.scalars(sa.select(outbox.c.envelope).order_by(outbox.c.id)).all()
    assert [text.split('"status":"')[1].split('"')[0] for text in told] == ["sending", "sent", "delivered"]
    assert str(message.destination) not in "".join(told)
    sender.sender.close()


def test_a_letter_goes_to_the_mail_server(database: Database, letters: Letters) -> None:
    """A letter carries the text, and the part's id as its Message-ID; taken is sent."""
    sender = RunningSender(database, smtp=letters.endpoint)
    message_id = write_one(database, "email")
    message = sender.turn_until(message_id, "sent")
    with database.transaction() as session:
        part = session.scalars(sa.select(MessagePart).where(MessagePart.message_id == message_id)).one()

    assert letters.kept[0]["Message-ID"] == f"<{part.id}@prosecution.example>"
    assert letters.kept[0]["Subject"] == message.subject == "Assigned to you: FIR 123/2026 PS Clifton"
    assert letters.recipients == [message.destination]


def test_the_inbox_needs_nobody(database: Database) -> None:
    """While everything outside is away, the inbox still fills; a sealed case is not named."""
    sender = RunningSender(database)
    sender.neighbours.sealed = True
    message_id = write_one(database, "inbox")
    sender.turn_until(message_id, "delivered")
    with database.transaction() as session:
        notice = session.scalars(sa.select(Notice).where(Notice.message_id == message_id)).one()

    assert notice.subject == "Assigned to you: a sealed case"
    assert "123" not in notice.body


def test_an_old_date_is_not_sent(database: Database, centre: Centre) -> None:
    """Of a hearing that was moved, vacated or is gone, the old time is told to nobody."""
    sender = RunningSender(database, centre.endpoint)
    moved, vacated, gone = tell_hearing(database), tell_hearing(database), tell_hearing(database)
    sender.neighbours.hearings[str(moved[1])] = {"status": "scheduled", "starts_at": in_days(9).isoformat()}
    sender.neighbours.hearings[str(vacated[1])] = {"status": "vacated", "starts_at": vacated[2]}
    for message_id, _, _ in (moved, vacated, gone):
        assert sender.turn_until(message_id, "cancelled").reason == "the hearing was changed meanwhile"
    assert centre.messages() == []


def test_what_cannot_be_sent_says_why(database: Database, centre: Centre) -> None:
    """Without address, text, or words, a message ends with its reason; one that waited too long expires."""
    sender = RunningSender(database, centre.endpoint)
    no_address, no_words, no_text, late, long = (write_one(database, "sms") for _ in range(5))
    with database.transaction() as session:
        recipient = session.get_one(Recipient, session.get_one(Message, no_address).recipient_id)
        recipient.phone = recipient.phone_typed = None
        session.get_one(Message, no_words).case_id = None
        session.get_one(Message, no_text).code = "certificate_issued"
        session.get_one(Message, late).expires_at = now()

    assert "no such address" in str(sender.turn_until(no_address, "rejected").reason)
    assert "'case' is undefined" in str(sender.turn_until(no_words, "rejected").reason)
    assert "no text" in str(sender.turn_until(no_text, "rejected").reason)
    sender.turn_until(late, "expired")
    sender.turn_until(long, "delivered")
    sender.neighbours.police_station = "Long " * 300
    longer = write_one(database, "sms")
    assert "parts" in str(sender.turn_until(longer, "rejected").reason)


def test_a_busy_centre_is_tried_again(database: Database, centre: Centre) -> None:
    """Throttled is not refused: the message waits and goes later, once."""
    sender = RunningSender(database, centre.endpoint)
    centre.behave(status=0x58, count=1)
    message_id = write_one(database, "sms")
    wait_until(lambda: not sender.turn() and bool(attempts(database, message_id)), "the first try")
    waiting = sender.read(message_id)

    assert (waiting.status, waiting.tries) == ("sending", 1)
    assert waiting.not_before > now()
    make_due(database, message_id)
    sender.turn_until(message_id, "delivered")
    assert attempts(database, message_id) == ["later", "accepted"]
    assert len(centre.messages()) == 1


def test_a_refusal_ends_it(database: Database, centre: Centre, letters: Letters) -> None:
    """What the centre or the mail server will never take is rejected, with what they said."""
    sender = RunningSender(database, centre.endpoint, letters.endpoint)
    centre.behave(status=0x0B, count=1)
    letters.say_to_recipient = "550 5.1.1 no such mailbox"
    sms, letter = write_one(database, "sms"), write_one(database, "email")

    assert "0x0b" in str(sender.turn_until(sms, "rejected").reason)
    assert "no such mailbox" in str(sender.turn_until(letter, "rejected").reason)
    letters.say_to_recipient, letters.say_to_letter = None, "554 not wanted"
    assert "not wanted" in str(sender.turn_until(write_one(database, "email"), "rejected").reason)


def test_a_busy_mail_server_is_tried_again(database: Database, letters: Letters) -> None:
    """Greylisting at the recipient and a full disk at the letter are no refusals."""
    sender = RunningSender(database, smtp=letters.endpoint)
    letters.say_to_recipient = "451 greylisted"
    message_id = write_one(database, "email")
    sender.turn()
    letters.say_to_recipient, letters.say_to_letter = None, "452 full"
    make_due(database, message_id)
    sender.turn()
    letters.say_to_letter = None
    make_due(database, message_id)
    sender.turn_until(message_id, "sent")

    assert attempts(database, message_id) == ["later", "later", "accepted"]
    assert len(letters.kept) == 1


def test_receipts_end_it_either_way(database: Database, centre: Centre) -> None:
    """Undeliverable, expired and rejected are kept apart; copies of a receipt change nothing."""
    sender = RunningSender(database, centre.endpoint)
    for reported in ("failed", "expired", "rejected"):
        centre.behave(receipt=reported, receipt_copies=3)
        message = sender.turn_until(write_one(database, "sms"), "failed", "expired", "rejected", "delivered")
        assert message.status == reported
        assert str(message.reason).startswith("the operator reports")


def test_silence_is_cleared_by_asking(database: Database, centre: Centre) -> None:
    """The centre took it and the line broke before it said so: it is asked, has it, and nothing is sent again."""
    sender = RunningSender(database, centre.endpoint, lease=2)
    centre.behave(silent=True, count=1, receipt="none")
    message_id = write_one(database, "sms")
    assert sender.turn_until(message_id, "unknown").reason
    sender.turn_until(message_id, "sent")

    assert attempts(database, message_id) == ["unknown", "accepted"]
    assert len(centre.messages()) == 1


def test_what_never_arrived_is_sent(database: Database, centre: Centre) -> None:
    """The line broke before the centre had it: the centre says so, and it is sent, once, with its later parts."""
    sender = RunningSender(database, centre.endpoint, lease=2)
    centre.behave(deaf=True, count=1)
    message_id = write_one(database, "sms", language="ur")
    sender.turn_until(message_id, "unknown")
    sender.turn_until(message_id, "delivered")

    assert attempts(database, message_id)[:3] == ["unknown", "absent", "accepted"]
    assert [message["text"] for message in centre.messages()] == [sender.read(message_id).body]


def test_a_receipt_clears_a_doubt(database: Database, centre: Centre) -> None:
    """A centre that cannot be asked by our id still reports: its receipt repeats our reference, and that is enough."""
    sender = RunningSender(database, centre.endpoint, lease=2)
    centre.behave(silent=True, count=1, answers_references=False, receipt_delay_seconds=1.0)
    message_id = write_one(database, "sms")
    sender.turn_until(message_id, "unknown")
    sender.turn_until(message_id, "delivered")

    assert len(centre.messages()) == 1


def test_a_doubt_that_stays_fails_after_a_day(database: Database, centre: Centre, letters: Letters) -> None:
    """Nobody can say: nothing is sent again, and after a day it has failed, for an operator to look into."""
    sender = RunningSender(database, centre.endpoint, letters.endpoint, lease=2)
    centre.behave(silent=True, count=1, answers_references=False, receipt="none")
    letters.hang_up = True
    doubtful = [write_one(database, "sms"), write_one(database, "email")]
    for message_id in doubtful:
        sender.turn_until(message_id, "unknown")
        make_due(database, message_id)
        sender.turn_until(message_id, "unknown")
        with database.transaction() as session:
            part = session.scalars(sa.select(MessagePart).where(MessagePart.message_id == message_id)).one()
            part.submitted_at = now() - dt.timedelta(hours=25)

        def is_failed(message_id: UUID = message_id) -> bool:
            make_due(database, message_id)
            sender.turn()
            return sender.read(message_id).status == "failed"

        wait_until(is_failed, "the doubt to end")
    assert (len(centre.messages()), len(letters.kept)) == (1, 1)


def test_the_others_are_waited_for(database: Database) -> None:
    """While the other services are away nothing is lost, counted or held; then it goes on."""
    sender = RunningSender(database)
    sender.neighbours.away = True
    message_id = write_one(database, "inbox")
    assert sender.turn()
    waiting = sender.read(message_id)
    assert (waiting.status, waiting.tries, waiting.lease) == ("queued", 0, None)
    assert not sender.turn()
    sender.neighbours.away = False
    sender.turn_until(message_id, "delivered")


def test_one_that_fails_holds_up_nobody(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that fails for a reason nobody thought of is put off; those behind it go on."""
    sender = RunningSender(database)
    bad, good = write_one(database, "inbox"), write_one(database, "inbox")
    case_of_bad = sender.read(bad).case_id
    read_case = sender.neighbours.read_case
    monkeypatch.setattr(
        sender.neighbours, "read_case", lambda case_id: {} if case_id == case_of_bad else read_case(case_id)
    )
    sender.turn_until(good, "delivered")

    assert (sender.read(bad).status, sender.read(bad).tries) == ("queued", 1)


def test_a_centre_that_is_away_holds_up_nobody(database: Database) -> None:
    """Without a centre and a mail server short messages and letters wait, and the inbox goes on."""
    sender = RunningSender(database)
    sms, letter, inbox = (write_one(database, channel) for channel in ("sms", "email", "inbox"))
    sender.turn_until(inbox, "delivered")

    assert sender.read(sms).status == "queued"
    assert sender.read(letter).status == "queued"


def test_a_receipt_that_is_too_quick_is_matched_later(database: Database, centre: Centre) -> None:
    """A receipt nobody knows is kept, and counts as soon as its message is known; in another dialect too."""
    sender = RunningSender(database, centre.endpoint)
    centre.behave(receipt="none")
    message_id = write_one(database, "sms")
    message = sender.turn_until(message_id, "sent")
    with database.transaction() as session:
        part = session.scalars(sa.select(MessagePart).where(MessagePart.message_id == message_id)).one()
        theirs, part.provider_reference = str(part.provider_reference), "not known yet"
        to = str(message.destination).lstrip("+")
        early = Receipt(str(int(theirs, 16)), "DELIVRD", None, None, to)
        assert not take_receipt(session, early)
        assert not take_receipt(session, early)
        assert match_waiting(session) == 0
        part.provider_reference = theirs
    with database.transaction() as session:
        assert match_waiting(session) == 1
    assert sender.read(message_id).status == "delivered"
