"""A new link is told to the files that it connects, each its own record; cases tried together are linked until they are parted."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
import sqlalchemy as sa

from services.cases import api
from services.common.tables import outbox
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, give
from tests.integration.cases.connecting import added, committed_case, officer, unique_digits
from tests.integration.cases.desk import DISTRICT, days_ago
from tests.integration.cases.file_people import on_team

OFFICER = officer(DISTRICT, "jamshoro")


def told(case_id: uuid.UUID) -> list[dict[str, Any]]:
    """Give the envelopes of the links that were told to a case."""
    found = sa.select(outbox.c.envelope).where(
        outbox.c.event_type == "entity_linked", outbox.c.aggregate_id == str(case_id)
    )
    with database_of("cases").reading() as session:
        return [orjson.loads(envelope) for envelope in session.scalars(found.order_by(outbox.c.id))]


def test_both_files_hear_of_a_link_by_their_own_record() -> None:
    """The team of each, and nobody of the district; neither event names the other file."""
    phone = f"0300-{unique_digits(7)}"
    first, second = committed_case(), committed_case(district="jamshoro")
    member = on_team(first)
    theirs = added(OFFICER, first, "phone", phone=phone)
    assert told(first) == []
    mine = added(OFFICER, second, "phone", phone=phone)
    (heard,), (own,) = told(first), told(second)
    assert heard["data"] == {"case_id": str(first), "entity_id": theirs["id"]}
    assert own["data"] == {"case_id": str(second), "entity_id": mine["id"]}
    assert heard["audience"] == {"users": [member.id], "districts": []}
    assert str(second) not in orjson.dumps(heard).decode()


def test_each_other_file_hears_once_however_much_is_shared() -> None:
    """Two keys of one vehicle; a third file tells the first two."""
    plate, chassis = f"ABC-{unique_digits(6)}", f"CH{unique_digits(9)}"
    cases = [committed_case() for _ in range(3)]
    for case_id in cases:
        added(OFFICER, case_id, "vehicle", registration=plate, chassis=chassis)
    assert [len(told(case_id)) for case_id in cases] == [2, 2, 1]


def test_a_name_a_withdrawn_record_and_a_child_tell_nothing() -> None:
    """Nothing is linked by them."""
    cnic, name = f"42101{unique_digits(7)}1", "Gul Bano"
    first, second = committed_case(), committed_case()
    record = added(OFFICER, first, "person", name=name, cnic=cnic)
    where = {"case_id": first, "entity_id": record["id"]}
    ask(api.withdraw_entity, OFFICER, path=where, body={"reason": "Another person"}, if_match="1")
    added(OFFICER, second, "person", name=name, cnic=cnic)
    third = committed_case()
    added(OFFICER, third, "person", name=name, cnic=cnic, is_child=True)
    added(OFFICER, committed_case(), "person", name=name)
    assert [told(case_id) for case_id in (first, second, third)] == [[], [], []]


def links(case_id: uuid.UUID) -> list[tuple[str, str]]:
    """Give a case's links."""
    case = ask(api.read_case, OFFICER, path={"case_id": case_id})
    return [(link["kind"], link["case_id"]) for link in case["links"]]


def test_cases_tried_together_are_linked_until_they_are_parted() -> None:
    """Each shows the other; a link that was made by hand before is the same one, and others stay."""
    clerk = make_actor("cases.read", "cases.file", "cases.record", "cases.link", districts=(DISTRICT,))
    leading, joined, related = (committed_case() for _ in range(3))
    linked = {"other_case_id": related, "kind": "same_incident"}

    def step(operation: Any, body: dict[str, Any]) -> None:
        version = give(api.read_case, clerk, path={"case_id": joined}).etag
        ask(operation, clerk, path={"case_id": joined}, body=body, if_match=version)

    ask(api.link_case, clerk, path={"case_id": joined}, body=linked)
    body = {"leading_case_id": leading, "joined_on": str(days_ago(0)), "reason": "One incident"}
    step(api.join_trial, body)
    assert links(leading) == [("joint_trial", str(joined))]
    assert set(links(joined)) == {("joint_trial", str(leading)), ("same_incident", str(related))}
    step(api.part_trial, {"reason": "Tried apart"})
    assert (links(leading), links(joined)) == ([], [("same_incident", str(related))])
