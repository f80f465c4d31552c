"""The sender's single steps, in the orders that only crashes and second senders bring about."""

from __future__ import annotations

import datetime as dt
import uuid
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from services.notifications.models import Message, MessagePart, Recipient
from services.notifications.rules.quiet_hours import KARACHI, NO_QUIET_HOURS, QuietHours
from services.notifications.rules.receipts import Receipt
from services.notifications.usecases.claiming import Lease, LeaseLostError, claim, list_parts, open_leased, release_all
from services.notifications.usecases.doubting import keep_absent, keep_doubt, keep_found, mark_doubtful
from services.notifications.usecases.preparing import Surroundings, find_words, prepare
from services.notifications.usecases.receipts import take_receipt
from services.notifications.usecases.sending import (
    deliver_notice,
    keep_accepted,
    keep_later,
    keep_refused,
    keep_unknown,
    start_part,
)
from tests.integration.notifications.factories import DISTRICT, addressee_by, make_account, now, tell_one

MINE, THEIRS = Lease(uuid.UUID(int=1), 60), Lease(uuid.UUID(int=2), 60)
CASE = {"fir_number": "123", "fir_year": 2026, "police_station": "Clifton", "district": DISTRICT, "sealed": False}


@pytest.fixture
def message_id(session: Session) -> UUID:
    """Give a short message in two or more parts, claimed and prepared."""
    _, recipient_id = make_account(session, language="ur")
    written = tell_one(session, addressee_by(session, recipient_id, "sms"))[0]
    claim(session, MINE, ["sms"], 10, quiet=NO_QUIET_HOURS)
    message, _ = open_leased(session, MINE, written)
    assert prepare(session, message, Surroundings(case=CASE))
    assert len(list_parts(session, written)) == 2
    return written


def begin(session: Session, message_id: UUID, number: int = 1) -> MessagePart:
    """Begin to hand a part over."""
    part = start_part(session, MINE, message_id, number)
    assert part is not None
    return part


def status(session: Session, message_id: UUID) -> tuple[str, list[str]]:
    """Give the state of a message and those of its parts."""
    session.flush()
    message = session.get_one(Message, message_id)
    return message.status, [part.status for part in list_parts(session, message_id)]


def test_a_lease_keeps_others_away_until_it_ends(session: Session, message_id: UUID) -> None:
    """What one sender holds another neither claims nor opens; an ended lease holds nothing, a given-back message is free."""
    assert claim(session, THEIRS, ["sms"], 10, quiet=NO_QUIET_HOURS) == []
    with pytest.raises(LeaseLostError):
        open_leased(session, THEIRS, message_id)
    release_all(session, THEIRS, [message_id])
    open_leased(session, MINE, message_id)
    session.get_one(Message, message_id).leased_until = now() - dt.timedelta(seconds=1)
    session.flush()
    with pytest.raises(LeaseLostError):
        open_leased(session, MINE, message_id)
    assert [message.id for message in claim(session, THEIRS, ["sms"], 10, quiet=NO_QUIET_HOURS)] == [message_id]
    release_all(session, THEIRS, [message_id])
    assert claim(session, MINE, ["email", "inbox"], 10, quiet=NO_QUIET_HOURS) == []


def quiet_now() -> QuietHours:
    """Give quiet hours that hold at this moment, by the clock of Karachi."""
    local = now().astimezone(KARACHI)
    hour = dt.timedelta(hours=1)
    return QuietHours((local - hour).time(), (local + hour).time())


def test_at_night_a_short_message_waits_unless_it_is_urgent_or_begun(session: Session, message_id: UUID) -> None:
    """One that is due in quiet hours is put off to their end; what begins soon, what is half sent and letters are not."""
    _, recipient_id = make_account(session)
    waits, urgent = (
        tell_one(session, addressee_by(session, recipient_id, "sms"), needed_by=needed_by)[0]
        for needed_by in (None, now() + dt.timedelta(hours=2))
    )
    letter = tell_one(session, addressee_by(session, recipient_id, "email"))[0]
    begin(session, message_id)
    release_all(session, MINE, [message_id])
    claimed = {message.id for message in claim(session, THEIRS, ["sms", "email"], 10, quiet=quiet_now())}
    assert claimed == {urgent, letter, message_id}
    assert session.get_one(Message, waits).not_before > now() + dt.timedelta(minutes=50)
    assert session.get_one(Message, waits).lease is None


def test_a_part_begins_once(session: Session, message_id: UUID) -> None:
    """A part that is under way or done does not begin again."""
    begin(session, message_id)
    assert start_part(session, MINE, message_id, 1) is None
    keep_accepted(session, MINE, message_id, 1, "a1")
    assert start_part(session, MINE, message_id, 1) is None
    assert status(session, message_id) == ("sending", ["accepted", "pending"])


@pytest.mark.parametrize(("begun", "ends"), [(False, "expired"), (True, "failed")])
def test_what_came_too_late_ends(session: Session, message_id: UUID, begun: bool, ends: str) -> None:  # noqa: FBT001
    """Nothing begins after its time: a whole message expires, one that was half sent failed."""
    if begun:
        begin(session, message_id)
        keep_accepted(session, MINE, message_id, 1, "a1")
    session.get_one(Message, message_id).expires_at = now()
    session.flush()

    assert start_part(session, MINE, message_id, 2 if begun else 1) is None
    assert status(session, message_id)[0] == ends


def test_a_receipt_may_be_quicker_than_the_answer(session: Session, message_id: UUID) -> None:
    """A receipt of an id that nobody knows yet counts when the answer brings the id, whichever way it is written."""
    to = str(session.get_one(Message, message_id).destination)
    for number, theirs, reported in ((1, "ff", "255"), (2, "100", "100")):
        begin(session, message_id, number)
        assert not take_receipt(session, Receipt(reported, "DELIVRD", "000", None, to))
        keep_accepted(session, MINE, message_id, number, theirs)

    assert status(session, message_id) == ("delivered", ["delivered", "delivered"])


def test_a_receipt_that_says_nothing_new_changes_nothing(session: Session, message_id: UUID) -> None:
    """On its way, then delivered, then late news of an earlier state: delivered it stays."""
    to = str(session.get_one(Message, message_id).destination)
    part = begin(session, message_id)
    take_receipt(session, Receipt("b1", "ENROUTE", None, part.reference, to))
    assert status(session, message_id) == ("sending", ["accepted", "pending"])
    keep_accepted(session, MINE, message_id, 1, "b1")
    for state in ("DELIVRD", "EXPIRED", "UNKNOWN", "ACCEPTD"):
        take_receipt(session, Receipt("b1", state, None, None, to))
    assert status(session, message_id) == ("sending", ["delivered", "pending"])


def test_a_doubt_about_one_part_holds_up_the_rest(session: Session, message_id: UUID) -> None:
    """The centre has the part in doubt: the other part is still to be sent, and only then it is sent."""
    begin(session, message_id)
    mark_doubtful(session, session.get_one(Message, message_id))
    assert status(session, message_id) == ("unknown", ["submitting", "pending"])
    keep_found(session, MINE, message_id, 1, provider_reference="c1", state="DELIVRD")
    assert status(session, message_id) == ("sending", ["delivered", "pending"])
    keep_found(session, MINE, message_id, 1, provider_reference="c1", state="UNDELIV")
    keep_absent(session, MINE, message_id, 1)
    assert status(session, message_id) == ("sending", ["delivered", "pending"])
    begin(session, message_id, 2)
    mark_doubtful(session, session.get_one(Message, message_id))
    keep_absent(session, MINE, message_id, 2)
    begin(session, message_id, 2)
    keep_accepted(session, MINE, message_id, 2, "c2")
    assert status(session, message_id) == ("sent", ["delivered", "accepted"])


def test_a_receipt_ends_a_doubt_first(session: Session, message_id: UUID) -> None:
    """A receipt settles a part before its sender could keep its doubt: there is none left to keep."""
    to = str(session.get_one(Message, message_id).destination)
    part = begin(session, message_id)
    take_receipt(session, Receipt("d1", "DELIVRD", None, part.reference, to))
    keep_unknown(session, message_id, 1, "no answer", now())

    assert status(session, message_id) == ("sending", ["delivered", "pending"])
    claim(session, MINE, ["sms"], 10, quiet=NO_QUIET_HOURS)
    keep_doubt(session, MINE, message_id)
    assert status(session, message_id)[1] == ["delivered", "pending"]


def test_a_refusal_needs_no_lease_but_a_retry_does(session: Session, message_id: UUID) -> None:
    """What the centre refused is refused; but only who holds a message may put it off."""
    begin(session, message_id)
    with pytest.raises(LeaseLostError):
        keep_later(session, THEIRS, message_id, 1, "busy")
    keep_refused(session, message_id, 1, "never")

    assert status(session, message_id) == ("rejected", ["rejected", "pending"])


def test_a_notice_needs_an_account(session: Session) -> None:
    """A person without account has no inbox: such a message is left alone."""
    _, recipient_id = make_account(session)
    message_id = tell_one(session, addressee_by(session, recipient_id, "inbox"))[0]
    claim(session, MINE, ["inbox"], 10, quiet=NO_QUIET_HOURS)
    recipient = session.get_one(Recipient, recipient_id)
    recipient.kind, recipient.account_id = "person", None
    session.flush()
    with pytest.raises(LeaseLostError):
        deliver_notice(session, MINE, message_id)


def test_words_of_every_fact() -> None:
    """Days, times and counts are said in the reader's language; the court by its Urdu name where it has one."""
    facts = {
        "starts_at": "2026-11-24T04:30:00+00:00", "previous_starts_at": "2026-11-23T04:30:00+00:00",
        "comply_by": "2026-12-01", "defect_count": 3,
    }  # fmt: skip
    court = {"name_en": "ATC II", "name_ur": None}
    words = find_words(facts, Surroundings(case=CASE, court=court), "ur")

    assert words["previous_when"] == "پیر 23 نومبر 2026، 09:30 بجے"
    assert words["comply_by"] == "1 دسمبر 2026"
    assert (words["court"], words["defect_count"]) == ("ATC II", 3)
