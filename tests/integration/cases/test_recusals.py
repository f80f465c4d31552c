"""Who may not prosecute a case is not assigned to it (CrPC s.495(4))."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.cases import api
from services.common.actor import Actor
from tests.conftest import make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT
from tests.integration.cases.file_people import elsewhere, kept_case, office, on_team


def recused(case_id: uuid.UUID, actor: Actor, prosecutor_id: str, **changes: Any) -> dict[str, Any]:
    """Declare a recusal."""
    body = {"prosecutor_id": prosecutor_id, "ground": "investigated", **changes}
    found: dict[str, Any] = ask(api.recuse_prosecutor, actor, path={"case_id": case_id}, body=body)
    return found


def assign(case_id: uuid.UUID, prosecutor_id: str) -> dict[str, Any]:
    """Give what assigning takes."""
    return {"path": {"case_id": case_id}, "body": {"prosecutor_id": prosecutor_id, "role": "lead"}}


def test_a_recused_prosecutor_cannot_be_assigned_until_it_is_taken_back() -> None:
    """The refusal names the ground; in another case it stands in nobody's way."""
    case_id, other_id, mine = kept_case(), kept_case(), str(uuid.uuid4())
    recusal = recused(case_id, office(), mine, reason="Was the SHO")
    refused = refusal(api.assign_prosecutor, office(), **assign(case_id, mine))
    assert (refused.kind, refused.code, refused.facts["ground"]) == ("conflict", "conflict_of_interest", "investigated")
    ask(api.assign_prosecutor, office(), **assign(other_id, mine))
    where = {"case_id": case_id, "recusal_id": recusal["id"]}
    ask(api.withdraw_recusal, office(), path=where, body={"reason": "Another officer of the same name"})
    assert ask(api.list_recusals, office(), path={"case_id": case_id}) == []
    ask(api.assign_prosecutor, office(), **assign(case_id, mine))


def test_a_prosecutor_declares_it_of_themselves_alone() -> None:
    """Of others it is declared by who manages teams."""
    case_id, me = kept_case(), make_actor("cases.read", "cases.recuse", districts=(DISTRICT,))
    assert recused(case_id, me, me.id, ground="relative")["declared_by"] == me.id
    body = {"prosecutor_id": str(uuid.uuid4()), "ground": "relative"}
    assert refusal(api.recuse_prosecutor, me, path={"case_id": case_id}, body=body).code == "recusal_not_yours"


def test_nobody_takes_back_their_own() -> None:
    """Not even who manages teams; and once it is taken back it cannot be again."""
    case_id, me = kept_case(), office()
    where = {"case_id": case_id, "recusal_id": recused(case_id, me, me.id)["id"]}
    assert refusal(api.withdraw_recusal, me, path=where, body={"reason": "x"}).code == "recusal_is_own"
    ask(api.withdraw_recusal, office(), path=where, body={"reason": "x"})
    assert refusal(api.withdraw_recusal, office(), path=where, body={"reason": "x"}).code == "already_withdrawn"
    other = {**where, "case_id": kept_case()}
    assert refusal(api.withdraw_recusal, office(), path=other, body={"reason": "x"}).code == "no_such_recusal"


def test_who_stands_on_the_team_already_has_to_be_released() -> None:
    """The recusal is kept all the same, and says so."""
    case_id = kept_case()
    member = on_team(case_id)
    assert recused(case_id, office(), member.id)["is_on_team"] is True
    assert recused(case_id, office(), str(uuid.uuid4()))["is_on_team"] is False


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ground": "tired"}, "input_invalid"),
        ({"declared_on": "2090-01-01"}, "day_impossible"),
        ({"declared_on": "1990-01-01"}, "day_impossible"),
        ({}, "already_recused"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    """An unknown ground, days that cannot be, the same twice."""
    case_id, prosecutor_id = kept_case(), str(uuid.uuid4())
    recused(case_id, office(), prosecutor_id)
    body = {"prosecutor_id": prosecutor_id if not changes else str(uuid.uuid4()), "ground": "other", **changes}
    assert refusal(api.recuse_prosecutor, office(), path={"case_id": case_id}, body=body).code == code


def test_a_case_out_of_sight_has_no_recusals() -> None:
    """Neither to declare nor to take back."""
    where, body = {"case_id": kept_case()}, {"prosecutor_id": str(uuid.uuid4()), "ground": "other"}
    assert refusal(api.recuse_prosecutor, elsewhere(), path=where, body=body).code == "no_such_case"
