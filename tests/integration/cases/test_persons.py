"""The people of a file: entering, reading and correcting them, and who sees what of a child."""

from __future__ import annotations

from typing import Any

import pytest

from services.cases import api
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import DISTRICT, days_ago, new_accused, view
from tests.integration.cases.file_people import (
    added,
    elsewhere,
    kept_case,
    new_person,
    office,
    on_team,
    path_of,
    read,
)


def listed(case_id: Any, actor: Any = None, **query: Any) -> list[dict[str, Any]]:
    """List the people of a file."""
    found: list[dict[str, Any]] = ask(api.list_persons, actor or office(), path={"case_id": case_id}, query=query)
    return found


def accused_of(case_id: Any) -> str:
    """Give the first accused of a case."""
    with database_of("cases").reading() as session:
        return str(view(session, case_id)["accused"][0]["id"])


def test_a_person_is_kept_as_written_and_as_compared() -> None:
    """CNIC and telephone are normalised, the CNIC's printed form stays, and the answer to the change holds none of it."""
    case_id = kept_case()
    body = new_person(cnic="42101-1234567-2", phone="0300-1234567", gender="female", father_name="Bux", address="Lyari")
    given = give(api.add_person, office(), path={"case_id": case_id}, body=body)
    assert not any(word in given.body.decode() for word in ("Gul", "42101", "3001234567", "Bux", "Lyari"))
    (row,) = listed(case_id)
    person = read({"case_id": case_id, "id": row["id"]})
    assert (person["cnic"], person["cnic_as_written"], person["phone"]) == (
        "4210112345672", "42101-1234567-2", "+923001234567",
    )  # fmt: skip
    assert (row["number"], row["label"], row["is_withheld"], person["name"]) == (1, "Gul Bano", False, "Gul Bano")
    assert "cnic" not in row


def test_a_cnic_that_disagrees_is_kept_with_a_warning() -> None:
    """The last digit tells a man's card from a woman's as a rule, and rules have exceptions."""
    assert added(kept_case(), cnic="4210112345671", gender="female")["warnings"] == ["cnic_gender_disagrees"]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"cnic": "4210112345"}, "person_not_readable", "cnic"),
        ({"phone": "12"}, "person_not_readable", "phone"),
        ({"name": "1234"}, "person_not_readable", "name"),
        ({"witness_kind": None}, "person_not_readable", "witness_kind"),
        ({"kind": "jit_member"}, "person_not_readable", "rank"),
        ({"kind": "accused"}, "person_not_readable", "accused_id"),
        ({"accused_id": "0190b0c0-0000-7000-8000-000000000000"}, "person_not_readable", "accused_id"),
        ({"kind": "juror"}, "input_invalid", "kind"),
        ({"name": ""}, "input_invalid", "name"),
        ({"since_on": "2090-01-01"}, "day_impossible", "since_on"),
        ({"since_on": str(days_ago(1)), "until_on": str(days_ago(2))}, "person_not_readable", "until_on"),
        ({"given_up_on": "2020-01-01"}, "input_invalid", "given_up_on"),
        ({"unknown": 1}, "input_invalid", "unknown"),
    ],
)
def test_what_cannot_be_is_refused_by_field(changes: dict[str, Any], code: str, field: str) -> None:
    """Each with the field that has to be mended, and nothing is entered."""
    case_id = kept_case()
    refused = refusal(api.add_person, office(), path={"case_id": case_id}, body=new_person(**changes))
    assert (refused.code, list(refused.fields or {})) == (code, [field])
    assert listed(case_id) == []


def test_the_same_person_is_not_entered_in_one_role_twice() -> None:
    """The CNIC tells, however it is written; another role of the same person is another row."""
    case_id = kept_case()
    first = added(case_id, cnic="42101-1234567-2")
    body = new_person(cnic="42101 1234567 2", name="Gul Banu")
    refused = refusal(api.add_person, office(), path={"case_id": case_id}, body=body)
    assert (refused.code, refused.facts["person_id"]) == ("person_already_in_file", first["id"])
    added(case_id, cnic="42101-1234567-2", kind="complainant")
    added(kept_case(), cnic="42101-1234567-2")
    assert [row["number"] for row in listed(case_id)] == [1, 2]


def test_a_list_shows_the_witnesses_who_are_still_called() -> None:
    """A complainant who testifies is a witness; who was given up is none any more."""
    case_id = kept_case()
    complainant = added(case_id, kind="complainant", witness_kind="fact")
    added(case_id, kind="surety", witness_kind=None)
    dropped = added(case_id)
    assert [row["number"] for row in listed(case_id, is_witness=True)] == [1, 3]
    body = {"given_up_on": str(days_ago(0)), "reason": "Repeats the complainant"}
    ask(api.change_person, office(), path=path_of(dropped), body=body, if_match="1")
    assert [row["id"] for row in listed(case_id, is_witness=True)] == [complainant["id"]]
    assert [row["number"] for row in listed(case_id, kind="surety")] == [2]


def test_a_correction_needs_what_was_read_and_tells_no_name() -> None:
    """The version guards it; the history says which fields changed, and neither old nor new words."""
    person = added(kept_case(), phone="03001234567")
    body = {"name": "Gul Banoo", "phone": None, "reason": "As on the card"}
    assert (
        refusal(api.change_person, office(), path=path_of(person), body=body, if_match="7").code == "changed_meanwhile"
    )
    done = ask(api.change_person, office(), path=path_of(person), body=body, if_match="1")
    assert (done["version"], read(person)["name"], read(person)["phone"]) == (2, "Gul Banoo", None)
    history = give(api.list_case_history, office(), path={"case_id": person["case_id"]}).body.decode()
    assert "person_changed" in history
    assert "Gul" not in history


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "nothing_to_change"),
        ({"witness_kind": None}, "person_not_readable"),
        ({"cnic": "1"}, "person_not_readable"),
        ({"name": None}, "input_invalid"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(body: dict[str, Any], code: str) -> None:
    """Nothing to change, a witness of no kind, a CNIC that is none, no name."""
    person = added(kept_case())
    refused = refusal(api.change_person, office(), path=path_of(person), body={**body, "reason": "x"}, if_match="1")
    assert refused.code == code
    assert read(person)["version"] == 1


def test_a_correction_cannot_make_two_of_one() -> None:
    """A CNIC that another person of the same role has is refused, and one's own is not."""
    case_id = kept_case()
    added(case_id, cnic="42101-1234567-2")
    other = added(case_id, cnic="42101-1234567-4")
    change = {"cnic": "4210112345672", "reason": "x"}
    assert refusal(api.change_person, office(), path=path_of(other), body=change, if_match="1").code == (
        "person_already_in_file"
    )
    ask(api.change_person, office(), path=path_of(other), body={"cnic": "4210112345674", "reason": "x"}, if_match="1")


def test_a_child_shows_by_initials_to_who_is_not_on_the_team() -> None:
    """JJSA s.13: neither the office nor the supervisor reads the name; the prosecutors on the case do."""
    case_id = kept_case()
    child = added(case_id, is_child=True, cnic="4210112345671", phone="03001234567", father_name="Bux", address="Lyari")
    withheld = give(api.read_person, office(), path=path_of(child)).body.decode()
    assert not any(word in withheld for word in ("Gul", "Bano", "42101", "300123", "Bux", "Lyari"))
    assert [(row["label"], row["is_withheld"]) for row in listed(case_id)] == [("G.B.", True)]
    member = on_team(case_id)
    assert [(row["label"], row["is_withheld"]) for row in listed(case_id, member)] == [("Gul Bano", False)]
    assert read(child, member)["father_name"] == "Bux"


def test_the_name_of_a_juvenile_accused_is_a_childs() -> None:
    """Whoever enters it need not think of it; an accused is named once."""
    case_id = kept_case(accused=[new_accused(is_juvenile=True)])
    body = {"kind": "accused", "witness_kind": None, "accused_id": accused_of(case_id)}
    added(case_id, **body)
    assert [(row["label"], row["is_child"]) for row in listed(case_id)] == [("G.B.", True)]
    refused = refusal(api.add_person, office(), path={"case_id": case_id}, body=new_person(**body))
    assert refused.code == "accused_already_named"
    other = {**body, "accused_id": accused_of(kept_case())}
    assert (
        refusal(api.add_person, office(), path={"case_id": case_id}, body=new_person(**other)).code == "no_such_accused"
    )


def test_who_may_not_see_the_case_sees_none_of_its_people() -> None:
    """In another district, and in a sealed case, they do not exist."""
    for person, actor in (
        (added(kept_case()), elsewhere()),
        (added(kept_case(is_sealed=True)), office("cases.read_sealed")),
    ):
        where = {"case_id": person["case_id"]}
        codes = {
            refusal(api.list_persons, actor, path=where).code,
            refusal(api.read_person, actor, path=path_of(person)).code,
            refusal(api.read_investigation, actor, path=where).code,
            refusal(api.list_recusals, actor, path=where).code,
            refusal(api.add_person, actor, path=where, body=new_person()).code,
            refusal(api.change_person, actor, path=path_of(person), body={"reason": "x"}, if_match="1").code,
        }
        assert codes == {"no_such_case"}


def test_a_person_is_found_in_their_own_case_alone() -> None:
    """Another case's address does not lead to them."""
    person, other = added(kept_case()), kept_case()
    assert (
        refusal(api.read_person, office(), path={"case_id": other, "person_id": person["id"]}).code == "no_such_person"
    )


def test_reading_the_people_of_a_sealed_case_leaves_a_trace() -> None:
    """The list, a person and the investigation, each time; an open case leaves none."""
    for is_sealed, traces in ((True, 3), (False, 0)):
        person, reader = added(kept_case(is_sealed=is_sealed)), office()
        where = {"case_id": person["case_id"]}
        listed(person["case_id"], reader)
        read(person, reader)
        ask(api.read_investigation, reader, path=where)
        rows = ask(api.list_case_history, office(), path=where, query={"limit": 200})
        assert [(row["action"], row["actor_id"]) for row in rows].count(("sealed_case_read", reader.id)) == traces


def test_an_investigation_passes_from_officer_to_officer() -> None:
    """The new officer's first day ends the former's time; what the law finds missing is named."""
    case_id = kept_case(sections=[{"act": "ata", "section": "7"}], fir_on=days_ago(20))
    where = {"case_id": case_id}
    assert ask(api.read_investigation, office(), path=where)["warnings"] == ["officer_missing"]
    officer = {"kind": "investigating_officer", "witness_kind": "official"}
    first = added(case_id, **officer, rank="si", since_on=str(days_ago(18)))
    assert first["warnings"] == ["officer_below_inspector"]
    added(case_id, **officer, rank="inspector", name="Second", since_on=str(days_ago(9)))
    added(case_id, kind="jit_member", witness_kind=None, rank="dsp", agency="CTD", name="Third")
    found = ask(api.read_investigation, office(), path=where)
    assert [(one["label"], one["until_on"]) for one in found["officers"]] == [
        ("Gul Bano", str(days_ago(9))), ("Second", None),
    ]  # fmt: skip
    assert found["warnings"] == ["team_without_head", "team_below_quorum"]
    early = new_person(**officer, rank="dsp", since_on=str(days_ago(15)))
    assert refusal(api.add_person, office(), path=where, body=early).code == "day_impossible"


def test_the_printed_form_of_a_fir_is_kept_beside_its_key() -> None:
    """As the paper has it, and null where nobody wrote it."""
    printed = "Crime No. 43/2017 of PS Karim Bux"
    for case_id, kept in ((kept_case(fir_as_written=printed), printed), (kept_case(), None)):
        assert (
            ask(api.read_case, make_actor("cases.read", districts=(DISTRICT,)), path={"case_id": case_id})[
                "fir_as_written"
            ]
            == kept
        )
