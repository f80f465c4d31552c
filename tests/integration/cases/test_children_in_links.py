"""A child's identity connects no files and is found by nobody but the team (JJSA 2018 s.13)."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.cases import api
from services.common.actor import Actor
from tests.conftest import make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.connecting import added, committed_case, graph, officer, unique_digits
from tests.integration.cases.desk import DISTRICT
from tests.integration.cases.file_people import added as entered
from tests.integration.cases.file_people import office, on_team, path_of

OFFICER = officer(DISTRICT)


def shown(case_id: uuid.UUID, actor: Actor) -> list[dict[str, Any]]:
    """Give a case's records as somebody sees them."""
    found: list[dict[str, Any]] = ask(api.list_entities, actor, path={"case_id": case_id})
    return found


def found_by(line: str) -> list[str]:
    """Give the cases that a search finds."""
    reader = make_actor("cases.read", districts=(DISTRICT,))
    return [row["id"] for row in ask(api.search_cases, reader, body={"q": line})["items"]]


def named(name: str = "") -> str:
    """Give a name that no other test uses, or a CNIC."""
    return name or f"Zeb{uuid.uuid4().hex[:6].translate(str.maketrans('0123456789', 'ghijklmnop'))} Rahim"


def test_a_child_that_is_typed_by_hand_shows_to_the_team_alone() -> None:
    """The others see initials, in the list, alone and in the graph; nothing of what was written."""
    case_id, name = committed_case(), named()
    record = added(OFFICER, case_id, "person", "relative", name=name, is_child=True, note="Lives with the aunt")
    member = on_team(case_id)
    (theirs,), (mine,) = shown(case_id, OFFICER), shown(case_id, member)
    assert (theirs["label"], theirs["details"], theirs["note"], theirs["is_child"], theirs["is_withheld"]) == (
        "Z.R.", {}, None, True, True,
    )  # fmt: skip
    assert (mine["label"], mine["details"]["name"], mine["is_withheld"]) == (name, name, False)
    alone = ask(api.read_entity, OFFICER, path={"case_id": case_id, "entity_id": record["id"]})
    assert alone == theirs
    labels = [{node["label"] for node in graph(actor, case_id)["nodes"]} for actor in (OFFICER, member)]
    assert ("Z.R." in labels[0], name in labels[0], name in labels[1]) == (True, False, True)


def test_a_child_is_neither_found_nor_linked_nor_proposed() -> None:
    """Not by name, not by CNIC, and another file with the same person gets no edge; a grown-up of the same kind does."""
    cnic, name = f"42101{unique_digits(7)}1", named()
    first, second = committed_case(), committed_case()
    added(OFFICER, first, "person", name=name, cnic=cnic, is_child=True)
    other = added(OFFICER, second, "person", name=name, cnic=cnic)
    assert str(first) not in {*found_by(name), *found_by(cnic)}
    assert str(second) in {*found_by(name), *found_by(cnic)}
    assert [node["kind"] for node in graph(OFFICER, second)["nodes"] if node["id"] == f"case:{first}"] == []
    assert ask(api.list_duplicates, OFFICER, path={"case_id": second})["proposals"] == []
    assert other["kind"] == "person"


@pytest.mark.parametrize("is_known_first", [True, False])
def test_who_is_a_child_of_the_file_is_one_here_too(is_known_first: bool) -> None:  # noqa: FBT001 - a table's column
    """Whether the person of the file or the record was entered first; and it was linked until then."""
    name, cnic = named(), f"42101{unique_digits(7)}1"
    case_id, other = committed_case(), committed_case()
    added(OFFICER, other, "person", name=name, cnic=cnic)
    if is_known_first:
        entered(case_id, name=name, is_child=True)
    added(OFFICER, case_id, "person", name=name, cnic=cnic)
    if not is_known_first:
        assert f"case:{other}" in {node["id"] for node in graph(OFFICER, case_id)["nodes"]}
        entered(case_id, name=name, is_child=True)
    (row,) = shown(case_id, OFFICER)
    assert (row["is_child"], row["label"]) == (True, "Z.R.")
    assert f"case:{other}" not in {node["id"] for node in graph(OFFICER, case_id)["nodes"]}
    assert str(case_id) not in found_by(cnic)


def test_somebody_who_turns_out_to_be_a_child_leaves_the_links() -> None:
    """Once the file says so, and what was decided about the record is undone."""
    name, cnic = named(), f"42101{unique_digits(7)}1"
    case_id, other = committed_case(), committed_case()
    person = entered(case_id, name=name, cnic=cnic)
    mine, theirs = (added(OFFICER, one, "person", name=name, cnic=cnic) for one in (case_id, other))
    body = {"other_entity_id": theirs["id"], "verdict": "same", "reason": "Same CNIC"}
    where = {"case_id": case_id, "entity_id": mine["id"]}
    ask(api.decide_match, OFFICER, path=where, body=body)
    change = {"is_child": True, "reason": "Age determined by the court"}
    ask(api.change_person, office(), path=path_of(person), body=change, if_match="1")
    (row,) = shown(case_id, OFFICER)
    assert (row["is_child"], row["is_withheld"]) == (True, True)
    assert f"case:{other}" not in {node["id"] for node in graph(OFFICER, case_id)["nodes"]}
    (match,) = ask(api.list_matches, OFFICER, path=where)
    assert match["undone_at"] is not None


def test_only_a_person_is_a_child() -> None:
    """A telephone is none; the field is marked."""
    body = {"kind": "phone", "role": "contacted", "phone": "0300-1234567", "is_child": True}
    refused = refusal(api.add_entity, OFFICER, path={"case_id": committed_case()}, body=body)
    assert (refused.code, list(refused.fields or {})) == ("entity_not_readable", ["is_child"])
