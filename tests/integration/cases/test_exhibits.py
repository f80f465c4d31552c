"""Exhibits: entered, corrected with what was before, marked by the court; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from services.cases import api
from services.common.actor import Actor
from tests.conftest import database_of
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import days_ago, sealed, view
from tests.integration.cases.exhibiting import File, keeper, nothing, on

HASH = "ab" * 32


def test_an_exhibit_is_entered_with_its_custody_so_far() -> None:
    """What was entered is answered, with its place, and it is in the general index with its last step."""
    file = File()
    made = file.enter(custody=file.whole())
    assert [step["step"] for step in made["custody"]] == [step["step"] for step in file.whole()]
    assert (made["position"], made["quantity"], made["label"], made["version"]) == (1, "6", None, 1)
    (row,) = ask(api.list_exhibits, file.me, path=file.path)
    assert (row["recovered_on"], row["last_step"], row["last_step_on"]) == (on(0), "returned_to_malkhana", on(10))
    assert {"malkhana_out", "destroyed"} < set(row["next_steps"])
    assert not {"seized", "malkhana_in", "laboratory_received"} & set(row["next_steps"])
    assert ask(api.read_exhibit, file.me, path=file.where(made)) == made
    assert ask(api.list_exhibits, file.me, path=file.path, query={"series": "defence"}) == []


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"custody": []}, "recovery_missing", "custody"),
        ({"unit": None}, "exhibit_incomplete", "unit"),
        ({"quantity": "0"}, "input_invalid", "quantity"),
        ({"quantity": "six"}, "input_invalid", "quantity"),
        ({"nature": "electronic"}, "exhibit_incomplete", "sha256"),
        ({"sha256": "xyz"}, "input_invalid", "sha256"),
        ({"nature": "gun"}, "input_invalid", "nature"),
        ({"description": " "}, "input_invalid", "description"),
        ({"price": "1"}, "input_invalid", "price"),
        ({"custody": [{"step": "seized", "happened_on": str(days_ago(-1))}]}, "custody_unreadable", "custody.0.happened_on"),
        ({"custody": [{"step": "stolen", "happened_on": str(days_ago(1))}]}, "input_invalid", "custody"),
        (
            {"custody": [{"step": "seized", "happened_on": str(days_ago(1)), "person_id": str(nothing())}]},
            "custody_unreadable", "custody.0.person_id",
        ),
    ],
)  # fmt: skip
def test_an_exhibit_that_cannot_be_is_refused_by_its_field(changes: dict[str, Any], code: str, field: str) -> None:
    """No recovery, a count without unit, no hash, a day to come, a person of no file."""
    refused = File().refuse(**changes)
    assert (refused.code, list(refused.fields or {})[:1]) == (code, [field])


def test_nothing_of_a_refused_exhibit_is_written() -> None:
    """One wrong step among good ones leaves neither exhibit nor steps."""
    file = File()
    wrong = [*file.whole(), file.step("malkhana_out", 11, carrier_id=str(nothing()))]
    assert file.refuse(custody=wrong).code == "custody_unreadable"
    assert ask(api.list_exhibits, file.me, path=file.path) == []


def test_a_person_of_another_file_is_as_unknown_as_nobody() -> None:
    """The refusal does not tell that there is such a person elsewhere."""
    file, other = File(), File()
    mine = file.refuse(custody=[file.step("seized", 0, person_id=other.officer)])
    nobody = file.refuse(custody=[file.step("seized", 0, person_id=str(nothing()))])
    assert mine.to_wire() == nobody.to_wire()


def test_an_accused_of_another_case_is_refused() -> None:
    """What was recovered from somebody names one of this case's accused."""
    file, other = File(), File()
    with database_of("cases").reading() as session:
        mine, theirs = (view(session, one.case_id)["accused"][0]["id"] for one in (file, other))
    assert file.refuse(recovered_from_id=theirs).code == "no_such_accused"
    assert file.enter(recovered_from_id=mine)["recovered_from_id"] == mine


def test_papers_and_the_defences_exhibits_need_no_recovery() -> None:
    """A paper of the prosecution, a thing of the defence."""
    file = File()
    paper = file.enter(series="prosecution", nature="document", custody=[], quantity=None, unit=None)
    assert paper["custody"] == []
    assert file.enter(series="defence", nature="other", custody=[])["position"] == 2


def test_electronic_evidence_keeps_its_hash() -> None:
    """The SHA-256 at receipt is kept in lower case with its source, and no correction can change it."""
    file = File()
    made = file.enter(
        nature="electronic", sha256=HASH.upper(), source_device="DVR of the shop", quantity=None, unit=None
    )
    assert (made["sha256"], made["source_device"]) == (HASH, "DVR of the shop")
    body = {"sha256": "cd" * 32, "reason": "typing"}
    refused = refusal(api.change_exhibit, file.me, path=file.where(made), body=body, if_match="1")
    assert list(refused.fields or {}) == ["sha256"]


def test_a_correction_keeps_what_was_before() -> None:
    """The description and the count change; the former ones stay with the reason; saying the same again is refused."""
    file = File()
    made = file.enter()
    body = {"description": "Five crime empties", "quantity": "5", "reason": "Counted again at scrutiny"}
    where = file.where(made)
    changed = ask(api.change_exhibit, file.me, path=where, body=body, if_match="1")
    assert (changed["description"], changed["quantity"], changed["version"]) == ("Five crime empties", "5", 2)
    (revision,) = changed["revisions"]
    assert revision["before"] == {"description": "Six crime empties of 9 mm", "quantity": "6"}
    assert (revision["reason"], revision["changed_by"]) == ("Counted again at scrutiny", file.me.id)
    again = refusal(api.change_exhibit, file.me, path=where, body={"quantity": "5", "reason": "x"}, if_match="2")
    assert again.code == "nothing_to_change"
    bare = {"unit": None, "reason": "x"}
    assert refusal(api.change_exhibit, file.me, path=where, body=bare, if_match="2").code == "exhibit_incomplete"
    assert refusal(api.change_exhibit, file.me, path=where, body=body, if_match="1").code == "changed_meanwhile"
    second = {"parcel_number": "2-A", "reason": "relabelled"}
    assert len(ask(api.change_exhibit, file.me, path=where, body=second, if_match="2")["revisions"]) == 2


def ruled(file: File, exhibit: dict[str, Any], **body: Any) -> Any:
    """Record the court's word on an exhibit."""
    given = {"ruling": "exhibited", "ruled_on": str(days_ago(0)), **body}
    return ask(api.rule_on_exhibit, file.me, path=file.where(exhibit), body=given, if_match=str(exhibit["version"]))


def test_the_court_marks_exhibits_by_their_series() -> None:
    """Ex. P-1, Exb-1, Exb-2 and Exb-2/A; the next free number comes by itself and none is given twice."""
    file = File()
    paper = file.enter(series="prosecution", nature="document", custody=[])
    things = [file.enter() for _ in range(4)]
    assert ruled(file, paper)["label"] == "Ex. P-1"
    assert ruled(file, things[0])["label"] == "Exb-1"
    assert ruled(file, things[1])["label"] == "Exb-2"
    assert ruled(file, things[2], number=2, suffix="A")["label"] == "Exb-2/A"
    where, body = file.where(things[3]), {"ruling": "exhibited", "number": 2}
    taken = refusal(api.rule_on_exhibit, file.me, path=where, body=body, if_match="1")
    assert (taken.code, taken.facts["exhibit_id"]) == ("mark_taken", things[1]["id"])


def test_a_rejected_exhibit_is_noted_without_a_number() -> None:
    """The index keeps it; the court's word is recorded once."""
    file = File()
    made = file.enter()
    where = file.where(made)
    numbered = {"ruling": "rejected", "number": 1}
    assert refusal(api.rule_on_exhibit, file.me, path=where, body=numbered, if_match="1").code == (
        "rejected_without_number"
    )
    assert ruled(file, made, ruling="rejected")["label"] is None
    again = {"ruling": "exhibited"}
    assert refusal(api.rule_on_exhibit, file.me, path=where, body=again, if_match="2").code == "already_ruled"
    early = {"ruling": "exhibited", "ruled_on": str(days_ago(400))}
    other = file.where(file.enter())
    assert refusal(api.rule_on_exhibit, file.me, path=other, body=early, if_match="1").code == "day_impossible"


@pytest.mark.parametrize("reader", [keeper(districts=("badin",)), keeper("cases.read_sealed")])
def test_a_sealed_cases_exhibits_do_not_exist_for_others(reader: Actor) -> None:
    """Nobody out of sight reads or changes them, and the refusal is that of a case that is not there."""
    file = File()
    made = file.enter()
    with database_of("cases").transaction() as session:
        sealed(session, file.case_id)
    refusals = [
        refusal(operation, reader, path=file.where(made), body=body, if_match="1").code
        for operation, body in (
            (api.read_exhibit, None), (api.list_exhibits, None), (api.read_exhibit_gaps, None),
            (api.read_custody_sheet, None), (api.list_laboratory_requests, None), (api.enter_exhibit, file.body()),
            (api.record_custody, file.step("malkhana_in", 0)), (api.rule_on_exhibit, {"ruling": "rejected"}),
        )
    ]  # fmt: skip
    assert set(refusals) == {"no_such_case"}


def test_an_exhibit_is_found_in_its_own_case_alone() -> None:
    """By another case's path it is not there."""
    file, other = File(), File()
    made = file.enter()
    where = {**other.path, "exhibit_id": made["id"]}
    assert refusal(api.read_exhibit, file.me, path=where).code == "no_such_exhibit"
    assert refusal(api.record_custody, file.me, path=where, body=file.step("sealed", 0), if_match="1").code == (
        "no_such_exhibit"
    )


def test_reading_a_sealed_cases_exhibits_leaves_a_trace() -> None:
    """The history of the case says that it was read, and by whom."""
    file = File()
    made = file.enter()
    with database_of("cases").transaction() as session:
        sealed(session, file.case_id)
    give(api.read_exhibit, file.me, path=file.where(made))
    give(api.list_exhibits, file.me, path=file.path)
    actions = [(row["action"], row["actor_id"]) for row in ask(api.list_case_history, keeper(), path=file.path)]
    assert actions.count(("sealed_case_read", file.me.id)) == 2
