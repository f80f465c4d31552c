"""Recipients: registered once, seen in their districts, changed with care, told about cases."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.common.audit import pending_entries
from services.common.errors import Problem
from services.notifications.models import CaseRecipient, Recipient
from services.notifications.rules.tellings import PROSECUTOR
from services.notifications.usecases.case_recipients import (
    find_addressees,
    hear_assignment,
    link_recipient,
    unlink_recipient,
)
from services.notifications.usecases.recipients import (
    change_recipient,
    ensure_account,
    register_recipient,
    set_preferences,
)
from tests.conftest import make_actor
from tests.integration.notifications.factories import DISTRICT, KEEPER, assign, make_account, make_person, now

STRANGER = make_actor("notifications.recipients", districts=("jacobabad",))


def new(**more: Any) -> dict[str, Any]:
    """Give a person to register."""
    return {
        "kind": "person", "account_id": None, "district": DISTRICT, "reference": "ASI 44", "name": "An Officer",
        "phone": "۰۳۰۰ ۱۲۳۴۵۶۷", "email": None, "language": "sd", "by_sms": True, "by_email": False, **more,
    }  # fmt: skip


def code_of(step: Any, *arguments: Any) -> str:
    """Give the code of the Problem that a step ends with."""
    with pytest.raises(Problem) as caught:
        step(*arguments)
    return caught.value.code


def test_numbers_are_kept_as_typed_and_as_sent(session: Session) -> None:
    """Beside what was typed stands the number as it is sent to; the audit trail has neither."""
    found = session.get_one(Recipient, register_recipient(session, KEEPER, new()))

    assert (found.phone, found.phone_typed) == ("+923001234567", "۰۳۰۰ ۱۲۳۴۵۶۷")
    assert "1234567" not in str(pending_entries(session))
    assert pending_entries(session)[-1]["action"] == "recipient_registered"


def test_an_account_is_registered_once(session: Session) -> None:
    """A second entry for an account is refused: nobody is told twice."""
    account = new(kind="account", account_id=uuid.uuid4(), phone=None)
    register_recipient(session, KEEPER, account)

    assert code_of(register_recipient, session, KEEPER, account) == "account_registered"


def test_districts_hold(session: Session) -> None:
    """Another district's office neither registers here, nor changes or links our people, nor takes them away."""
    person = make_person(session)

    assert code_of(register_recipient, session, STRANGER, new()) == "district_not_yours"
    assert code_of(change_recipient, session, STRANGER, person, {"name": "x"}, None) == "recipient_unknown"
    assert code_of(link_recipient, session, STRANGER, uuid.uuid4(), person, "officer") == "recipient_unknown"
    assert code_of(change_recipient, session, KEEPER, person, {"district": "jacobabad"}, None) == "district_not_yours"


def test_changes_are_guarded(session: Session) -> None:
    """A change on top of an older version is refused; what is left out stays; a number can be taken away."""
    person = make_person(session, reference="ASI 44")
    change_recipient(session, KEEPER, person, {"phone": None, "is_active": False}, 1)
    found = session.get_one(Recipient, person)

    assert (found.phone, found.phone_typed, found.is_active, found.reference) == (None, None, False, "ASI 44")
    assert found.version == 2
    assert code_of(change_recipient, session, KEEPER, person, {"name": "x"}, 1) == "changed_meanwhile"


def test_people_choose_for_themselves(session: Session) -> None:
    """An account that nobody registered can choose at once."""
    account_id = uuid.uuid4()
    chosen = {"language": "ur", "by_sms": False, "by_email": True, "phone": None, "email": "me@example.org"}
    set_preferences(session, make_actor(id=account_id), account_id, chosen)
    found = session.get_one(Recipient, ensure_account(session, account_id))

    assert (found.language, found.by_sms, found.email, found.kind) == ("ur", False, "me@example.org", "account")


def test_a_case_is_told_to_whom_it_was_linked(session: Session) -> None:
    """A link can be made, changed, ended and made again; repeating it changes nothing."""
    case_id, person = uuid.uuid4(), make_person(session)
    for capacity in ("officer", "officer", "witness"):
        link_recipient(session, KEEPER, case_id, person, capacity)
    session.flush()

    assert [(found.recipient_id, found.capacity) for found in find_addressees(session, [case_id])] == [
        (person, "witness")
    ]
    unlink_recipient(session, KEEPER, case_id, person)
    session.flush()
    assert find_addressees(session, [case_id]) == []
    assert code_of(unlink_recipient, session, KEEPER, case_id, person) == "recipient_unknown"
    link_recipient(session, KEEPER, case_id, person, "officer")
    session.expire_all()
    assert len(find_addressees(session, [case_id])) == 1


def test_prosecutors_come_and_go_by_assignment(session: Session) -> None:
    """Nobody links or unlinks an assigned prosecutor by hand."""
    case_id = uuid.uuid4()
    account_id, recipient_id = make_account(session)
    assign(session, case_id, account_id)

    assert code_of(link_recipient, session, KEEPER, case_id, recipient_id, "officer") == "is_prosecutor"
    assert code_of(unlink_recipient, session, KEEPER, case_id, recipient_id) == "is_prosecutor"


def test_the_last_assignment_decides(session: Session) -> None:
    """Assignments and releases heard in the wrong order, or twice, end as they happened."""
    case_id, account_id, start = uuid.uuid4(), uuid.uuid4(), now()
    happened = [(start + dt.timedelta(hours=hour), hour % 2 == 0) for hour in range(4)]
    for order in (happened, happened[::-1], [happened[0], happened[3], happened[2], happened[1], happened[3]]):
        for at, assigned in order:
            hear_assignment(session, case_id, account_id, DISTRICT, at, assigned=assigned)
        link = session.get_one(CaseRecipient, (case_id, ensure_account(session, account_id)))
        assert link.until is not None
        session.delete(link)
        session.flush()
    hear_assignment(session, case_id, account_id, DISTRICT, happened[1][0], assigned=False)
    hear_assignment(session, case_id, account_id, DISTRICT, happened[2][0], assigned=True)
    assert [found.capacity for found in find_addressees(session, [case_id])] == [PROSECUTOR]
