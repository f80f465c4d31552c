"""Who may not prosecute a case is not assigned to it (CrPC s.495(4))."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.cases import api
from services.cases.queries.cases import read_cases
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
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
    body = {"prosecutor_id": str(uuid.uuid4()), "ground": "relative"}
    assert refusal(api.recuse_prosecutor, me, path={"case_id": case_id}, body=body).code == "recusal_not_yours"
    assert recused(case_id, me, me.id, ground="relative")["declared_by"] == me.id


def test_nobody_takes_back_their_own() -> None:
    """Not even who manages teams; and once it is taken back it cannot be again."""
    case_id, me = kept_case(), office()
    ask(api.assign_prosecutor, office(), **assign(case_id, me.id))
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


def test_who_is_recused_reads_the_case_no_more_by_way_of_the_district() -> None:
    """Neither alone nor in a list nor by search, whatever else they may; others do, and who recused themselves is told so."""
    station = f"Recusal {uuid.uuid4().hex[:12]}"
    case_id, other_id, me = kept_case(police_station=station), kept_case(police_station=station), office()
    recused(case_id, me, me.id)
    where, query = {"case_id": case_id}, {"police_station": station}
    for operation in (api.read_case, api.list_persons, api.list_case_clocks, api.list_recusals):
        assert refusal(operation, me, path=where).code == "no_such_case"
    body = {"prosecutor_id": str(uuid.uuid4()), "ground": "other"}
    assert refusal(api.recuse_prosecutor, me, path=where, body=body).code == "no_such_case"
    assert [row["id"] for row in ask(api.list_cases, me, query=query)] == [str(other_id)]
    assert {row["id"] for row in ask(api.list_cases, office(), query=query)} == {str(case_id), str(other_id)}


def test_one_is_told_the_cases_that_one_is_recused_from() -> None:
    """One's own and nobody else's, until they are taken back: who keeps their events back has to know them."""
    case_id, me = kept_case(), office()
    recusal = recused(case_id, office(), me.id)
    recused(case_id, office(), str(uuid.uuid4()))
    assert ask(api.list_own_recusals, me) == {"case_ids": [str(case_id)]}
    where = {"case_id": case_id, "recusal_id": recusal["id"]}
    ask(api.withdraw_recusal, office(), path=where, body={"reason": "Another officer of the same name"})
    assert ask(api.list_own_recusals, me) == {"case_ids": []}


def test_a_recusal_that_is_taken_back_gives_the_sight_back() -> None:
    """From then on as before; the event names whom it concerns."""
    case_id, me = kept_case(), office()
    recusal = recused(case_id, me, me.id)
    ask(
        api.withdraw_recusal, office(), path={"case_id": case_id, "recusal_id": recusal["id"]}, body={"reason": "Mistaken"}
    )  # fmt: skip
    assert ask(api.read_case, me, path={"case_id": case_id})["id"] == str(case_id)


def test_who_stands_on_the_team_sees_the_case_until_released() -> None:
    """So that the file is handed over by somebody who knows it; released, the district shows it no more."""
    case_id = kept_case()
    member = on_team(case_id)
    recused(case_id, office(), member.id)
    case = ask(api.read_case, member, path={"case_id": case_id})
    assignment = {"case_id": case_id, "assignment_id": case["team"][0]["id"]}
    ask(api.release_prosecutor, office(), path=assignment, body={"reason": "Recused"}, if_match=str(case["version"]))
    assert refusal(api.read_case, member, path={"case_id": case_id}).code == "no_such_case"


def test_cases_read_together_are_held_against_each_readers_recusals() -> None:
    """Two readers of one district ask in one statement: the recused one is answered nothing."""
    case_id, me = kept_case(), office()
    recused(case_id, me, me.id)
    with database_of("cases").reading() as session:
        mine, theirs = read_cases(session, [(me, case_id), (office(), case_id)])
    assert (mine, theirs is not None) == (None, True)
