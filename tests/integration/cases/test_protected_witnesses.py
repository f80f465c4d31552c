"""A protected witness shows by a pseudonym, and who they are stands nowhere but in the vault (ATA s.21AA; SWPA 2013)."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from services.cases import api
from services.common.tables import idempotency_keys
from tests.conftest import database_of
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import days_ago
from tests.integration.cases.file_people import (
    added,
    elsewhere,
    kept_case,
    new_order,
    office,
    path_of,
    read,
)


def protected(person: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Protect somebody and give what is answered."""
    found: dict[str, Any] = ask(
        api.protect_witness, office(), path=path_of(person), body=new_order(**changes), if_match=str(person["version"])
    )
    return found


def entered(case_id: uuid.UUID, **changes: Any) -> dict[str, Any]:
    """Enter somebody who is protected from the first moment."""
    body = {"name": "Sassui Khaskheli", **new_order(), **changes}
    found: dict[str, Any] = ask(api.add_protected_witness, office(), path={"case_id": case_id}, body=body)
    return found


def test_a_protected_witness_shows_by_the_pseudonym_alone() -> None:
    """In the list and on their own, to everybody; that there is an order, and its measures, shows."""
    person = added(kept_case(), cnic="4210112345672", phone="03001234567", gender="female", address="Lyari")
    done = protected(person, measures=["screen", "live_link", "screen"])
    assert (done["pseudonym"], done["is_protected"], done["version"], done["still_named_in"]) == ("PW-A", True, 2, [])
    shown = read(person)
    assert (shown["label"], shown["gender"], shown["is_withheld"]) == ("PW-A", "unknown", True)
    assert {shown[name] for name in ("name", "father_name", "cnic", "cnic_as_written", "phone", "address")} == {None}
    assert shown["protection"]["measures"] == ["live_link", "screen"]
    (row,) = ask(api.list_persons, office(), path={"case_id": person["case_id"]})
    assert row["label"] == "PW-A"


def test_pseudonyms_are_a_cases_own_and_never_twice() -> None:
    """The next free one, or the one that the court ordered."""
    case_id = kept_case()
    assert entered(case_id, pseudonym="PW-B")["pseudonym"] == "PW-B"
    assert [entered(case_id)["pseudonym"] for _ in range(2)] == ["PW-A", "PW-C"]
    body = {"name": "Sassui", **new_order(pseudonym="PW-B")}
    refused = refusal(api.add_protected_witness, office(), path={"case_id": case_id}, body=body)
    assert refused.code == "pseudonym_taken"
    assert entered(kept_case())["pseudonym"] == "PW-A"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"order_reference": "Order on Gul BANO of 3 March"}, "order_reference"),
        ({"order_reference": "Order on 42101-1234567-2"}, "order_reference"),
        ({"order_reference": "the witness at 0300-1234567"}, "order_reference"),
        ({"pseudonym": "Witness bano"}, "pseudonym"),
    ],
)
def test_an_order_that_names_the_witness_is_refused(changes: dict[str, Any], field: str) -> None:
    """Everybody who sees the case would read it; nothing is changed."""
    person = added(kept_case(), cnic="4210112345672", phone="03001234567")
    refused = refusal(api.protect_witness, office(), path=path_of(person), body=new_order(**changes), if_match="1")
    assert (refused.code, list(refused.fields or {})) == ("identity_in_text", [field])
    assert read(person)["name"] == "Gul Bano"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"law": "custom"}, "input_invalid"),
        ({"measures": ["magic"]}, "input_invalid"),
        ({"opener_ids": []}, "input_invalid"),
        ({"opener_ids": [str(uuid.uuid4()) for _ in range(7)]}, "input_invalid"),
        ({"ordered_on": "2090-01-01"}, "day_impossible"),
        ({"ordered_on": str(days_ago(9000))}, "day_impossible"),
    ],
)
def test_an_order_that_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    """An unknown law or measure, nobody or a crowd to open it, a day that cannot be."""
    person = added(kept_case())
    refused = refusal(api.protect_witness, office(), path=path_of(person), body=new_order(**changes), if_match="1")
    assert refused.code == code
    assert read(person)["is_protected"] is False


def test_nobody_is_protected_twice_and_no_accused_as_a_witness() -> None:
    """A second order is refused with the pseudonym; an accused has other rights."""
    person = added(kept_case())
    protected(person)
    again = refusal(api.protect_witness, office(), path=path_of(person), body=new_order(), if_match="2")
    assert (again.code, again.facts["pseudonym"]) == ("already_protected", "PW-A")
    case_id = kept_case()
    accused_id = ask(api.read_case, office(), path={"case_id": case_id})["accused"][0]["id"]
    accused = added(case_id, kind="accused", witness_kind=None, accused_id=accused_id)
    refused = refusal(api.protect_witness, office(), path=path_of(accused), body=new_order(), if_match="1")
    assert refused.code == "not_a_witness"


def test_who_a_protected_witness_is_is_not_corrected_in_the_file() -> None:
    """What does not tell it is: that they need an interpreter, that they were given up."""
    person = added(kept_case())
    protected(person)
    for body in ({"name": "Gul Bano"}, {"phone": "03001234567"}, {"gender": "female"}, {"rank": "sp"}):
        change = {**body, "reason": "x"}
        refused = refusal(api.change_person, office(), path=path_of(person), body=change, if_match="2")
        assert (refused.code, refused.facts["protected"]) == ("person_protected", list(body))
    harmless = {"needs_interpreter": True, "reason": "Speaks Brahui"}
    ask(api.change_person, office(), path=path_of(person), body=harmless, if_match="2")
    assert read(person)["needs_interpreter"] is True


def test_what_still_names_the_witness_is_listed() -> None:
    """The summary, another row of the same person, a reason in the history: each by its place, and never by its words."""
    case_id = kept_case(summary="Gul Bano saw it from 0300-1234567.", complainant_initials="G.B.")
    person = added(case_id, kind="complainant", witness_kind="fact", cnic="4210112345672", phone="03001234567")
    other = added(case_id, kind="victim", witness_kind=None, cnic="42101 1234567 2")
    change = {"needs_interpreter": True, "reason": "says 42101-1234567-2"}
    ask(api.change_person, office(), path=path_of(other), body=change, if_match="1")
    done = protected(person)
    assert done["still_named_in"] == [
        "cases.summary", "case_persons.name", "case_persons.cnic", "audit_entries.entry",
    ]  # fmt: skip
    case = ask(api.read_case, office(), path={"case_id": case_id})
    assert case["complainant_initials"] is None


def test_the_search_for_a_name_reaches_rows_that_refer_to_the_case_by_another() -> None:
    """A note under a returned report holds it too; another case's does not count."""
    case_id, _ = kept_case(), kept_case(summary="Gul Bano")
    with database_of("cases").transaction() as session:
        session.execute(
            sa.text(
                "INSERT INTO reports (id, case_id, round, kind, received_on, due_on, state) "
                "VALUES (:id, :case_id, 1, 'final', current_date - 1, current_date, 'under_scrutiny')"
            ),
            {"id": case_id, "case_id": case_id},
        )
        session.execute(
            sa.text(
                "INSERT INTO report_defects (id, report_id, number, code, note) "
                "VALUES (:id, :id, 1, 'fir-copy-missing', 'asked gul bano')"
            ),
            {"id": case_id},
        )
    assert protected(added(case_id))["still_named_in"] == ["report_defects.note"]


def test_kept_answers_that_hold_the_name_are_forgotten() -> None:
    """The answer to a correction that named the witness is blanked; its key goes on standing for its request."""
    case_id, clerk = kept_case(), office()
    change = {"summary": "Sorath Jalbani saw it.", "reason": "completed"}
    key = str(uuid.uuid4())
    asked: dict[str, Any] = {"path": {"case_id": case_id}, "body": change, "if_match": "1", "key": key}
    assert b"Sorath" in give(api.change_case, clerk, **asked).body
    ask(api.change_case, clerk, path={"case_id": case_id}, body={"summary": None, "reason": "x"}, if_match="2")
    protected(added(case_id, name="Sorath Jalbani"))
    with database_of("cases").reading() as session:
        found = sa.select(idempotency_keys.c.answer).where(idempotency_keys.c.actor_id == clerk.id)
        found = found.order_by(idempotency_keys.c.created_at).limit(1)
        assert bytes(session.scalar(found) or b"") == b"null"
    assert orjson.loads(give(api.change_case, clerk, **asked).body) is None


def test_a_witness_protected_from_the_first_moment_never_stands_in_the_file() -> None:
    """Nobody reads a name; the CNIC is looked at all the same."""
    done = entered(kept_case(), cnic="4210112345672", kind="victim", is_child=True, gender="female")
    assert (done["kind"], done["number"], done["is_protected"]) == ("victim", 1, True)
    assert (read(done)["name"], read(done)["is_child"], read(done)["gender"]) == (None, True, "unknown")
    body = {"name": "Sassui", "cnic": "42", **new_order()}
    refused = refusal(api.add_protected_witness, office(), path={"case_id": kept_case()}, body=body)
    assert (refused.code, list(refused.fields or {})) == ("person_not_readable", ["cnic"])


def test_the_same_cnic_tells_nothing_of_a_protected_witness() -> None:
    """Whoever enters it again, to find out whether it is theirs, is not refused."""
    case_id = kept_case()
    entered(case_id, cnic="4210112345672")
    assert added(case_id, cnic="4210112345672")["number"] == 2


def test_openers_are_named_anew_by_who_protects() -> None:
    """The whole list at a time, on the version that was read; of somebody unprotected there is none."""
    person = entered(kept_case())
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    for openers, version in (([first, second], "1"), ([second, second], "2")):
        body = {"opener_ids": openers, "reason": "Transferred"}
        named = ask(api.name_openers, office(), path=path_of(person), body=body, if_match=version)
        assert sorted(named["opener_ids"]) == sorted(set(openers))
        assert ask(api.read_openers, office(), path=path_of(person)) == named
    assert refusal(api.read_openers, elsewhere(), path=path_of(person)).code == "no_such_case"
    stale = refusal(api.name_openers, office(), path=path_of(person), body=body, if_match="1")
    assert stale.code == "changed_meanwhile"
    open_person = added(kept_case())
    refused = refusal(api.name_openers, office(), path=path_of(open_person), body=body, if_match="1")
    assert refused.code == "no_such_person"
    assert refusal(api.read_openers, office(), path=path_of(open_person)).code == "no_such_person"


def test_who_may_not_see_the_case_protects_nobody_in_it() -> None:
    """It does not exist for them."""
    person, where = added(kept_case()), {"case_id": kept_case()}
    names = {"opener_ids": [str(uuid.uuid4())], "reason": "x"}
    codes = {
        refusal(api.protect_witness, elsewhere(), path=path_of(person), body=new_order(), if_match="1").code,
        refusal(api.name_openers, elsewhere(), path=path_of(person), body=names, if_match="1").code,
        refusal(api.add_protected_witness, elsewhere(), path=where, body={"name": "X Y", **new_order()}).code,
    }
    assert codes == {"no_such_case"}


def test_a_court_varies_its_measures() -> None:
    """The whole set at a time, on the version that was read; the same again, an unknown one and an open person are refused."""
    person = entered(kept_case(), measures=["screen"])
    body = {"measures": ["live_link", "screen", "live_link"], "reason": "ATC-II, order of today"}
    assert ask(api.set_measures, office(), path=path_of(person), body=body, if_match="1")["version"] == 2
    assert read(person)["protection"]["measures"] == ["live_link", "screen"]
    for measures, version, code in (
        (["screen", "live_link"], "2", "measures_unchanged"), ([], "1", "changed_meanwhile"), (["magic"], "2", "input_invalid"),
    ):  # fmt: skip
        change = {"measures": measures, "reason": "x"}
        assert refusal(api.set_measures, office(), path=path_of(person), body=change, if_match=version).code == code
    open_person = added(kept_case())
    refused = refusal(api.set_measures, office(), path=path_of(open_person), body=body, if_match="1")
    assert refused.code == "no_such_person"
    assert refusal(api.set_measures, elsewhere(), path=path_of(person), body=body, if_match="2").code == "no_such_case"
