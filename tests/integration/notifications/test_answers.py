"""What the operations answer, to whom, and in exactly the declared shape."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from services.common.actor import Actor
from services.common.database import Database
from services.common.errors import Problem
from services.common.tables import outbox
from services.notifications import api
from services.notifications.rules.wording import KARACHI
from services.notifications.usecases import hearings
from services.notifications.usecases.inbox import read_account
from tests.conftest import make_actor
from tests.integration.notifications.asking import HIDDEN_CASE, Reply, ask
from tests.integration.notifications.factories import DISTRICT, assign, heard, hearing, make_account
from tests.integration.notifications.outside import Centre
from tests.integration.notifications.sending import RunningSender, write_one

CLERK = make_actor("notifications.recipients", "notifications.messages", districts=(DISTRICT,))
SUPERVISOR = make_actor("notifications.messages", "notifications.settle", districts=(DISTRICT,))
ADMINISTRATOR = make_actor("notifications.messages", "notifications.templates")
STRANGER = make_actor(
    "notifications.recipients", "notifications.messages", "notifications.settle", districts=("thatta",)
)
PERSON = {"kind": "person", "district": DISTRICT, "name": "ASI Somebody", "phone": "0300 0000123"}

pytestmark = pytest.mark.usefixtures("database")


def refused(*asked: Any, **more: Any) -> Problem:
    """Give the Problem that an operation ends with."""
    with pytest.raises(Problem) as caught:
        ask(*asked, **more)
    return caught.value


def register(**more: Any) -> Reply:
    """Register a person."""
    return ask(api.register_recipient, CLERK, body={**PERSON, **more})


def test_recipients_are_registered_read_listed_and_changed() -> None:
    """The whole life of an entry, by the office that may; by its number it is found however that is typed."""
    made = register()
    where = {"recipient_id": made.value["id"]}
    read = ask(api.read_recipient, CLERK, path=where)
    changed = ask(api.change_recipient, CLERK, path=where, body={"language": "sd"}, if_match=read.etag)
    found = ask(api.list_recipients, CLERK, query={"phone": "+92 300 0000123", "kind": "person"}).value["items"]

    assert made.location == f"/api/recipients/{made.value['id']}"
    assert read.value["phone"] == "+923000000123"
    assert (changed.value["language"], changed.etag) == ("sd", "2")
    assert [item["id"] for item in found] == [made.value["id"]]
    assert refused(api.change_recipient, CLERK, path=where, body={"name": "x"}, if_match="1").kind == "moved_on"


def test_personal_data_stay_in_their_district() -> None:
    """Another district's office finds nobody here; without the permission nobody is found at all."""
    where = {"recipient_id": register().value["id"]}

    assert refused(api.read_recipient, STRANGER, path=where).code == "recipient_unknown"
    assert ask(api.list_recipients, STRANGER).value["items"] == []
    assert refused(api.read_recipient, SUPERVISOR, path=where).kind == "forbidden"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone": "12"}, "phone"),
        ({"phone": "021 99201234"}, "phone"),
        ({"email": "somebody"}, "email"),
        ({"kind": "account"}, "account_id"),
        ({"account_id": str(uuid.uuid4())}, "account_id"),
        ({"language": "fr"}, "language"),
    ],
)
def test_wrong_input_names_its_field(wrong: dict[str, Any], field: str) -> None:
    """What cannot be is refused with the field that is wrong."""
    problem = refused(api.register_recipient, CLERK, body={**PERSON, **wrong})

    assert (problem.kind, list(problem.fields or {})) == ("invalid", [field])


def test_people_set_their_own_choices() -> None:
    """Whoever is signed in, without any permission; before that the defaults hold."""
    somebody = make_actor()
    before = ask(api.read_my_preferences, somebody).value
    chosen = {"language": "ur", "by_sms": True, "by_email": False, "phone": "03000000777", "email": None}
    after = ask(api.set_my_preferences, somebody, body=chosen).value

    assert (before["version"], before["language"], before["phone"]) == (0, "en", None)
    assert (after["language"], after["by_email"], after["phone"]) == ("ur", False, "+923000000777")
    assert ask(api.read_my_preferences, somebody).value == after


def test_people_are_linked_to_cases_that_the_clerk_may_see() -> None:
    """The cases service decides who may see a case: its refusal is passed on and nothing is linked."""
    person = register().value["id"]
    where = {"case_id": uuid.uuid4(), "recipient_id": person}
    hidden = {"case_id": HIDDEN_CASE, "recipient_id": person}
    linked = ask(api.link_case_recipient, CLERK, path=where, body={"capacity": "officer"}).value

    assert (linked["capacity"], linked["has_phone"], linked["name"]) == ("officer", True, "ASI Somebody")
    assert ask(api.list_case_recipients, CLERK, path={"case_id": where["case_id"]}).value["items"] == [linked]
    assert refused(api.link_case_recipient, CLERK, path=hidden, body={"capacity": "officer"}).code == "case_unknown"
    assert refused(api.link_case_recipient, CLERK, path=where, body={"capacity": "prosecutor"}).kind == "invalid"
    assert ask(api.unlink_case_recipient, CLERK, path=where).status == 204
    assert ask(api.list_case_recipients, CLERK, path={"case_id": where["case_id"]}).value["items"] == []


def test_the_reminders_of_a_case_are_seen_by_who_sees_the_case(database: Database) -> None:
    """Those of its hearings and of hearings that it is joined to, the next due first, with what became of them."""
    case_id, joined = uuid.uuid4(), uuid.uuid4()
    event = hearing(case_id=case_id, joined_case_ids=[joined])
    with database.transaction() as session:
        hearings.hear_scheduled(session, heard(event))
    listed = [ask(api.list_case_reminders, CLERK, path={"case_id": one}).value["items"] for one in (case_id, joined)]

    assert listed[0] == listed[1]
    assert [(row["tier"], row["state"]) for row in listed[0]] == [
        ("week", "waiting"), ("day", "waiting"), ("hours", "waiting")
    ]  # fmt: skip
    assert {row["hearing_id"] for row in listed[0]} == {str(event.hearing_id)}
    assert refused(api.list_case_reminders, CLERK, path={"case_id": HIDDEN_CASE}).code == "case_unknown"


def test_texts_are_added_never_changed() -> None:
    """A new version stands beside the old one and is used; one that would leak a name is refused."""
    new = {
        "code": "case_decided", "language": "en", "channel": "sms", "body": "Decided: {{ case }}.", "source": "Order 7",
    }  # fmt: skip
    added = ask(api.add_template, ADMINISTRATOR, body=new).value
    listed = ask(api.list_templates, CLERK, query={"code": "case_decided", "language": "en", "channel": "sms"}).value

    assert added["version"] == len(listed["items"])
    assert ask(api.read_template, CLERK, path={"template_id": added["id"]}).value == added
    problem = refused(api.add_template, ADMINISTRATOR, body={**new, "body": "{{ accused }} decided"})
    assert problem.code == "template_refused"
    assert refused(api.add_template, CLERK, body=new).kind == "forbidden"
    assert refused(api.read_template, CLERK, path={"template_id": uuid.uuid4()}).code == "template_unknown"


def test_a_text_is_seen_before_it_is_added() -> None:
    """With made-up facts, its parts counted, the words it may use, and why it would be refused."""
    new = {"code": "case_decided", "language": "ur", "channel": "sms", "body": "{{ case }} کا فیصلہ ہو گیا۔"}
    good = ask(api.preview_template, ADMINISTRATOR, body=new).value
    bad = ask(api.preview_template, ADMINISTRATOR, body={**new, "body": "{{ accused }} decided"}).value

    assert (good["parts"], good["coding"], good["units_in_part"], good["refusal"]) == (1, "ucs2", 70, None)
    assert [one["word"] for one in good["words"]] == ["case"]
    assert "123/2026" in good["body"]
    assert (bad["refusal"], bad["body"]) == ("words_unknown", "")
    assert refused(api.preview_template, CLERK, body=new).kind == "forbidden"


def test_a_message_shows_its_way_but_not_its_address(database: Database, centre: Centre) -> None:
    """Parts, tries and receipts are there, in the district; of the number only the ends."""
    sender = RunningSender(database, centre.endpoint)
    message = sender.turn_until(write_one(database, "sms"), "delivered")
    where = {"message_id": message.id}
    shown = ask(api.read_message, CLERK, path=where).value

    assert shown["body"] == message.body
    assert [(part["number"], part["status"]) for part in shown["parts"]] == [(1, "delivered")]
    assert [attempt["outcome"] for attempt in shown["attempts"]] == ["accepted"]
    assert [receipt["state"] for receipt in shown["receipts"]] == ["DELIVRD"]
    assert shown["destination"] == f"+92…{str(message.destination)[-3:]}"
    assert refused(api.read_message, STRANGER, path=where).code == "message_unknown"
    rows = ask(api.list_messages, CLERK, query={"case_id": str(message.case_id), "status": "delivered"}).value["items"]
    assert [row["id"] for row in rows] == [str(message.id)]
    assert ask(api.list_messages, STRANGER).value["items"] == []
    today = dt.datetime.now(KARACHI).date()
    by_day = {"case_id": str(message.case_id), "written_from": str(today), "written_to": str(today)}
    assert len(ask(api.list_messages, CLERK, query=by_day).value["items"]) == 1
    yesterday = {"case_id": str(message.case_id), "written_to": str(today - dt.timedelta(days=1))}
    assert ask(api.list_messages, CLERK, query=yesterday).value["items"] == []


def test_a_waiting_message_can_be_held_back(database: Database) -> None:
    """Once, with a reason, and only while it waits."""
    where = {"message_id": write_one(database, "email")}
    held = ask(api.cancel_message, SUPERVISOR, path=where, body={"reason": "wrong case"}, if_match="1").value

    assert (held["status"], held["reason"]) == ("cancelled", "wrong case")
    again = refused(api.cancel_message, SUPERVISOR, path=where, body={"reason": "x"}, if_match="2")
    assert again.code == "message_under_way"
    assert (
        refused(api.cancel_message, STRANGER, path=where, body={"reason": "x"}, if_match="2").code == "message_unknown"
    )


@pytest.mark.parametrize(("outcome", "status"), [("sent", "sent"), ("not_sent", "delivered"), ("give_up", "failed")])
def test_a_doubt_is_settled_by_a_person(database: Database, centre: Centre, outcome: str, status: str) -> None:
    """It was sent; it was not, and is sent now; or nobody will ever know: a person who looked says so."""
    sender = RunningSender(database, centre.endpoint, lease=60)
    centre.behave(deaf=True, count=1)
    message = sender.turn_until(write_one(database, "sms"), "unknown")
    body = {"outcome": outcome, "reason": "read the centre's log"}
    etag = ask(api.read_message, SUPERVISOR, path={"message_id": message.id}).etag
    ask(api.settle_message, SUPERVISOR, path={"message_id": message.id}, body=body, if_match=etag)

    assert sender.turn_until(message.id, status).status == status
    version = str(sender.read(message.id).version)
    again = refused(api.settle_message, SUPERVISOR, path={"message_id": message.id}, body=body, if_match=version)
    assert again.code == "message_not_in_doubt"
    sender.sender.close()


def _receive(database: Database) -> Actor:
    with database.transaction() as session:
        account_id, _ = make_account(session, phone=False, email=False)
        case_id = uuid.uuid4()
        assign(session, case_id, account_id)
        events = [hearing(case_id=case_id) for _ in range(3)]
        for event in events:
            hearings.hear_scheduled(session, heard(event))
    sender = RunningSender(database)
    for event in events:
        sender.neighbours.hearings[str(event.hearing_id)] = {
            "status": "scheduled", "starts_at": event.starts_at.isoformat(),
        }  # fmt: skip
    while sender.turn():
        continue
    return make_actor(id=account_id)


def test_everybody_reads_the_own_inbox_alone(database: Database) -> None:
    """Newest first, counted while unread, marked once; nobody else's, and no service's."""
    owner = _receive(database)
    listed = ask(api.list_inbox, owner, query={"limit": "2"}).value
    first = listed["items"][0]["id"]
    rest = ask(api.list_inbox, owner, query={"after": listed["next"]}).value["items"]

    assert (len(listed["items"]), len(rest)) == (2, 1)
    assert ask(api.count_unread, owner).value == {"unread": 3}
    read = ask(api.mark_inbox_read, owner, path={"notice_id": first}, body={}).value
    assert read["read_at"] is not None
    assert ask(api.mark_inbox_read, owner, path={"notice_id": first}, body={}).value == read
    assert ask(api.count_unread, owner).value == {"unread": 2}
    assert len(ask(api.list_inbox, owner, query={"unread": "true"}).value["items"]) == 2
    somebody = make_actor()
    assert ask(api.list_inbox, somebody).value["items"] == []
    with pytest.raises(Problem) as caught:
        read_account(make_actor(id="service:cases"))
    assert caught.value.code == "people_only"
    assert refused(api.mark_inbox_read, somebody, path={"notice_id": first}, body={}).code == "notice_unknown"


def test_the_owner_is_told_at_once(database: Database) -> None:
    """The live update of a new message goes to the account it is for."""
    owner = _receive(database)
    with database.transaction() as session:
        told = [orjson.loads(text) for text in session.scalars(sa.select(outbox.c.envelope))]

    assert [event["data"]["status"] for event in told] == ["delivered"] * 3
    assert {user for event in told for user in event["audience"]["users"]} == {owner.id}
