"""Who answers for the vault reads who opened it, when, why and by whose approval; nobody else does."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from services.cases import api
from services.common.actor import Actor
from tests.conftest import make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT
from tests.integration.cases.file_people import elsewhere, kept_case, office
from tests.integration.cases.test_vault import REASON, asked, decided, identity, witness_of


def test_each_look_is_shown_with_the_request_that_allowed_it() -> None:
    """Newest first, one row a look; a request that nobody used shows none."""
    opener, second = office(), office()
    person = witness_of(opener)
    where = {"case_id": person["case_id"]}
    opening = decided(asked(person, opener), second)
    assert ask(api.list_looks, second, path=where) == []
    before = dt.datetime.now(dt.UTC)
    for _ in range(2):
        identity(person, opener)

    found = ask(api.list_looks, second, path=where)

    assert len(found) == 2
    assert before < dt.datetime.fromisoformat(found[1]["opened_at"]) < dt.datetime.fromisoformat(found[0]["opened_at"])
    assert {name: value for name, value in found[0].items() if not name.endswith("_at")} == {
        "person_id": person["id"], "pseudonym": "PW-A", "opened_by": opener.id, "reason": REASON,
        "is_break_glass": False, "opening_id": opening["id"], "approved_by": second.id,
    }  # fmt: skip


def test_looks_are_read_of_one_person_too() -> None:
    """Of the named person alone; and a case without looks has none."""
    opener = office()
    person = witness_of(opener)
    decided(asked(person, opener), office())
    identity(person, opener)
    where = {"case_id": person["case_id"]}
    of_one, of_nobody = ({"person_id": one} for one in (person["id"], str(uuid.uuid4())))
    assert len(ask(api.list_looks, office(), path=where, query=of_one)) == 1
    assert ask(api.list_looks, office(), path=where, query=of_nobody) == []
    assert ask(api.list_looks, office(), path={"case_id": kept_case()}) == []


def test_a_broken_glass_shows_as_such() -> None:
    """Who was not named, and looked all the same."""
    stranger = office()
    person = witness_of()
    decided(asked(person, stranger, is_break_glass=True), office())
    identity(person, stranger)
    [look] = ask(api.list_looks, office(), path={"case_id": person["case_id"]})
    assert (look["opened_by"], look["is_break_glass"]) == (stranger.id, True)


def recused_supervisor(case_id: str) -> Actor:
    """Give somebody who may decide on requests, and is recused from the case."""
    me = office()
    body = {"prosecutor_id": me.id, "ground": "relative"}
    ask(api.recuse_prosecutor, office(), path={"case_id": case_id}, body=body)
    return me


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (lambda _: make_actor("cases.read", "cases.vault", districts=(DISTRICT,)), "permission_missing"),
        (lambda _: elsewhere(), "no_such_case"),
        (recused_supervisor, "no_such_case"),
    ],
    ids=["who may only ask", "who is of another district", "who is recused"],
)
def test_others_do_not_see_who_looked(who: object, code: str) -> None:
    """Neither who may only ask to look, nor another district's supervisor, nor one who is recused from the case."""
    opener = office()
    person = witness_of(opener)
    decided(asked(person, opener), office())
    identity(person, opener)
    actor = who(person["case_id"])  # type: ignore[operator]
    assert refusal(api.list_looks, actor, path={"case_id": person["case_id"]}).code == code


def test_of_a_sealed_case_only_who_may_read_it_sees_who_looked() -> None:
    """A supervisor who may not read sealed cases does not know of it."""
    opener = office()
    person = witness_of(opener, is_sealed=True)
    decided(asked(person, opener), office())
    identity(person, opener)
    where = {"case_id": person["case_id"]}
    assert refusal(api.list_looks, office("cases.read_sealed"), path=where).code == "no_such_case"
    assert len(ask(api.list_looks, office(), path=where)) == 1
