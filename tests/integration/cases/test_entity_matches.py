"""Records that may be one: proposed with a score, joined and parted by people alone."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases import api
from services.cases.models import Entity
from services.common.actor import Actor
from services.common.tables import audit_entries
from tests.conftest import database_of
from tests.integration.cases import file_people
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.connecting import added, committed_case, graph, officer, unique_digits

BOTH = officer("karachi-south", "sukkur")
SOUTH = officer("karachi-south")


def proposals(actor: Actor, case_id: Any) -> list[dict[str, Any]]:
    """Give what is proposed for a case."""
    found: list[dict[str, Any]] = ask(api.list_duplicates, actor, path={"case_id": case_id})["proposals"]
    return found


def path_of(entity: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Give the path to a record."""
    return {"case_id": entity["case_id"], "entity_id": entity["id"], **more}


def decided(actor: Actor, one: dict[str, Any], other: dict[str, Any], verdict: str = "same") -> dict[str, Any]:
    """Decide on two records."""
    body = {"other_entity_id": other["id"], "verdict": verdict, "reason": "Same photograph"}
    found: dict[str, Any] = ask(api.decide_match, actor, path=path_of(one), body=body)
    return found


def undone(actor: Actor, entity: dict[str, Any], match_id: str) -> dict[str, Any]:
    """Undo a decision, on the version that stands."""
    version = next(one for one in listed(actor, entity["case_id"]) if one["id"] == entity["id"])["version"]
    found: dict[str, Any] = ask(
        api.undo_match,
        actor,
        path=path_of(entity, match_id=match_id),
        body={"reason": "Cousins"},
        if_match=str(version),
    )
    return found


def listed(actor: Actor, case_id: Any) -> list[dict[str, Any]]:
    """Give a case's records."""
    found: list[dict[str, Any]] = ask(api.list_entities, actor, path={"case_id": case_id})
    return found


def identities(*entities: dict[str, Any]) -> list[str]:
    """Give the identities of records."""
    with database_of("cases").reading() as session:
        return [
            str(session.scalar(sa.select(Entity.identity_id).where(Entity.id == uuid.UUID(entity["id"]))))
            for entity in entities
        ]


def three() -> list[dict[str, Any]]:
    """Enter one man in three files, in three spellings, with one father."""
    name = f"Ghulam {unique_digits(10).translate(str.maketrans('0123456789', 'bdfjklmnrz'))}"
    names = (name, name.replace("Ghulam", "غلام"), name.replace("Ghulam", "Gulam"))
    cases = (committed_case(), committed_case(district="sukkur"), committed_case())
    return [
        added(BOTH, case_id, "person", name=written, father_name="Noor Muhammad")
        for case_id, written in zip(cases, names, strict=True)
    ]


def test_records_that_agree_are_proposed_to_who_sees_both() -> None:
    """With score and reasons, in either direction; a file out of sight proposes nothing, and nothing was joined by itself."""
    south, sukkur, other = three()
    found = {one["other_entity_id"]: one for one in proposals(BOTH, south["case_id"])}
    assert found.keys() == {sukkur["id"], other["id"]}
    assert found[sukkur["id"]]["points"] >= 70
    assert found[sukkur["id"]]["reasons"] == ["name_alike", "father_alike"]
    assert south["id"] in [one["other_entity_id"] for one in proposals(BOTH, sukkur["case_id"])]
    assert [one["other_entity_id"] for one in proposals(SOUTH, south["case_id"])] == [other["id"]]
    assert len(set(identities(south, sukkur, other))) == 3


def test_joined_records_are_one_until_the_decision_is_undone() -> None:
    """They are one identity and linked; what was joined through the third stays joined, and undoing parts exactly the pair."""
    south, sukkur, other = three()
    first, second = decided(BOTH, south, sukkur), decided(BOTH, sukkur, other)
    assert (first["verdict"], first["reasons"]) == ("same", ["name_alike", "father_alike"])
    assert len(set(identities(south, sukkur, other))) == 1
    assert proposals(BOTH, south["case_id"]) == []
    by = {edge["source"]: edge["by"] for edge in graph(BOTH, south["case_id"])["edges"] if edge["by"]}
    assert by == {f"case:{sukkur['case_id']}": ["decision"], f"case:{other['case_id']}": ["decision"]}
    gone = undone(BOTH, sukkur, second["id"])
    assert (gone["undone_why"], gone["other_entity_id"]) == ("Cousins", other["id"])
    one, same, apart = identities(south, sukkur, other)
    assert one == same != apart
    undone(BOTH, south, first["id"])
    assert identities(south, sukkur, other) == [south["id"], sukkur["id"], other["id"]]
    kept = ask(api.list_matches, BOTH, path=path_of(sukkur))
    assert [one["undone_at"] is None for one in kept] == [False, False]
    assert len(proposals(BOTH, south["case_id"])) == 2


def test_records_decided_to_be_different_are_not_proposed_again() -> None:
    """Until that decision is undone."""
    south, _, other = three()
    match = decided(SOUTH, south, other, "different")
    assert proposals(SOUTH, south["case_id"]) == []
    assert refusal(
        api.decide_match, SOUTH, path=path_of(other),
        body={"other_entity_id": south["id"], "verdict": "same", "reason": "No"},
    ).facts["match_id"] == match["id"]  # fmt: skip
    undone(SOUTH, other, match["id"])
    assert [one["other_entity_id"] for one in proposals(SOUTH, south["case_id"])] == [other["id"]]


def test_a_withdrawn_record_holds_nothing_together() -> None:
    """Its decisions are undone with it."""
    south, sukkur, other = three()
    decided(BOTH, south, sukkur)
    decided(BOTH, sukkur, other)
    ask(api.withdraw_entity, BOTH, path=path_of(sukkur), body={"reason": "Wrong file"}, if_match="3")
    assert identities(south, other) == [south["id"], other["id"]]
    assert [one["undone_why"] for one in ask(api.list_matches, BOTH, path=path_of(south))] == ["Wrong file"]


def test_what_lies_in_a_file_out_of_sight_cannot_be_decided_on_or_told_from_nothing() -> None:
    """Deciding on it, undoing a decision on it and listing it answer as if it were not there."""
    south, sukkur, other = three()
    match = decided(BOTH, south, sukkur)
    nothing = {"other_entity_id": str(uuid.uuid4()), "verdict": "same", "reason": "Try"}
    hidden = {**nothing, "other_entity_id": sukkur["id"]}
    answers = [refusal(api.decide_match, SOUTH, path=path_of(other), body=body) for body in (nothing, hidden)]
    assert {(one.kind, one.code, one.detail) for one in answers} == {
        ("not_found", "no_such_entity", "There is no such other record in your sight.")
    }
    tries = [
        refusal(api.undo_match, SOUTH, path=path_of(south, match_id=one), body={"reason": "Try"}, if_match="2")
        for one in (match["id"], str(uuid.uuid4()))
    ]
    assert {one.code for one in tries} == {"no_such_match"}
    assert ask(api.list_matches, SOUTH, path=path_of(south)) == []
    assert refusal(api.list_matches, SOUTH, path=path_of(sukkur)).code == "no_such_case"


def test_a_decision_is_kept_in_both_histories_without_names() -> None:
    """Who sees one file alone reads nothing of the other there."""
    south, sukkur, _ = three()
    decided(BOTH, south, sukkur)
    for case_id in (south["case_id"], sukkur["case_id"]):
        rows = ask(api.list_case_history, BOTH, path={"case_id": case_id})
        assert [row["action"] for row in rows] == ["case_registered", "entity_added", "match_decided"]
    (row,) = [
        r for r in ask(api.list_case_history, SOUTH, path={"case_id": south["case_id"]}) if "match" in r["action"]
    ]
    assert "other_case_id" not in row["detail"]
    assert sukkur["id"] not in str(row)
    with database_of("cases").reading() as session:
        entries = session.scalars(
            sa.select(audit_entries.c.entry).where(audit_entries.c.subject == f"case:{south['case_id']}")
        )
        assert "Ghulam" not in "".join(map(str, entries))


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_records_of_one_case_or_of_two_kinds_are_not_compared(verdict: str) -> None:
    """Each refusal says what to do instead."""
    case_id, other_id = committed_case(), committed_case()
    one, two = added(SOUTH, case_id, "person", name="Ali"), added(SOUTH, case_id, "person", name="Aly")
    car = added(SOUTH, other_id, "vehicle", registration="AFR-" + unique_digits(6))
    for other in (two, one, car):
        refused = refusal(
            api.decide_match, SOUTH, path=path_of(one),
            body={"other_entity_id": other["id"], "verdict": verdict, "reason": "Try"},
        )  # fmt: skip
        assert refused.code == "records_not_comparable"


def test_a_change_since_it_was_read_is_not_undone_over() -> None:
    """Undoing asks for the version that was seen, and happens once."""
    south, sukkur, _ = three()
    match = decided(BOTH, south, sukkur)
    path = path_of(south, match_id=match["id"])
    assert refusal(api.undo_match, BOTH, path=path, body={"reason": "No"}, if_match="1").code == "changed_meanwhile"
    undone(BOTH, south, match["id"])
    assert refusal(api.undo_match, BOTH, path=path, body={"reason": "No"}, if_match="3").code == "match_undone"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "person", "name": "Ali", "cnic": "42101-123"}, "cnic"), ({"kind": "phone", "phone": "1"}, "phone"),
        ({"kind": "vehicle"}, "registration"), ({"kind": "device", "imei": "12"}, "imei"),
        ({"kind": "person", "name": "Ali", "iban": "PK36SCBL0000001123456702"}, "iban"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_its_field_and_not_kept(body: dict[str, Any], field: str) -> None:
    """Nothing is half-written."""
    case_id = committed_case()
    refused = refusal(api.add_entity, SOUTH, path={"case_id": case_id}, body={"role": "suspect", **body})
    assert (refused.code, list(refused.fields or {})) == ("entity_not_readable", [field])
    assert listed(SOUTH, case_id) == []


def test_a_thing_is_in_a_case_once() -> None:
    """In any spelling; the record that is there is named. Another kind with the same telephone is not the same thing."""
    case_id, number = committed_case(), unique_digits(7)
    there = added(SOUTH, case_id, "phone", phone=f"0300-{number}")
    refused = refusal(
        api.add_entity, SOUTH, path={"case_id": case_id},
        body={"kind": "phone", "role": "user", "phone": f"+92300{number}"},
    )  # fmt: skip
    assert (refused.code, refused.facts["entity_id"]) == ("entity_already_there", there["id"])
    man = added(SOUTH, case_id, "person", name="Ali", phone=f"0300-{number}")
    assert "Ali" not in str(man)
    assert ask(api.read_entity, SOUTH, path=path_of(man))["details"] == {"name": "Ali", "phone": f"0300-{number}"}
    device = added(SOUTH, case_id, "device", imei="490154203237519")
    assert device["warnings"] == ["imei_check_digit_disagrees"]


def test_a_person_of_the_file_is_recorded_without_typing_again() -> None:
    """With name, father's name and numbers as they are kept; not one whose identity is withheld, nor of another file."""
    case_id, cnic = committed_case(), "4210" + unique_digits(9)
    person = file_people.added(case_id, name="Gul Bano", father_name="Noor", cnic=cnic, phone="0300" + unique_digits(7))
    kept = added(SOUTH, case_id, "person", person_id=person["id"])
    details = ask(api.read_entity, SOUTH, path=path_of(kept))["details"]
    assert (details["name"], details["father_name"], details["cnic"]) == ("Gul Bano", "Noor", cnic)
    child = file_people.added(case_id, name="Sajid", is_child=True)
    for body, code in (
        ({"kind": "person", "person_id": child["id"]}, "identity_withheld"),
        ({"kind": "phone", "person_id": person["id"]}, "entity_not_readable"),
        ({"kind": "person", "person_id": str(uuid.uuid4())}, "no_such_person"),
        ({"kind": "person", "person_id": person["id"]}, "entity_already_there"),
    ):
        assert refusal(api.add_entity, SOUTH, path={"case_id": case_id}, body={"role": "other", **body}).code == code
    body = {"kind": "person", "role": "other", "person_id": person["id"]}
    assert refusal(api.add_entity, SOUTH, path={"case_id": committed_case()}, body=body).code == "no_such_person"


def test_records_of_a_witness_are_emptied_when_the_witness_is_protected() -> None:
    """Name, CNIC and telephone are gone from the case's records, links and proposals; other people's records stay."""
    case_id, other_id = committed_case(), committed_case()
    cnic, phone = "4210" + unique_digits(9), "0300" + unique_digits(7)
    person = file_people.added(case_id, name="Gul Bano", cnic=cnic, phone=phone)
    added(SOUTH, case_id, "person", person_id=person["id"])
    added(SOUTH, case_id, "phone", "user", phone=phone)
    left = added(SOUTH, case_id, "person", name="Rashid")
    elsewhere = added(SOUTH, other_id, "person", name="G. Bano", cnic=cnic)
    order = file_people.new_order()
    told = ask(api.protect_witness, file_people.office(), path=file_people.path_of(person), body=order, if_match="1")
    assert "entit" not in str(told)
    assert [one["id"] for one in listed(SOUTH, case_id)] == [left["id"]]
    assert [node["kind"] for node in graph(SOUTH, other_id)["nodes"]] == ["case", "entity"]
    with database_of("cases").reading() as session:
        kept = session.execute(sa.select(Entity.label, Entity.details).where(Entity.case_id == case_id)).all()
    assert sorted(row.label for row in kept) == ["Rashid", "withheld", "withheld"]
    assert elsewhere["id"] in [one["id"] for one in listed(SOUTH, other_id)]
