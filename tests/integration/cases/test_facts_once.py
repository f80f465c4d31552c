"""What somebody typed and what a step of the case says too is one fact, counted once."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.cases import api
from services.cases.models import CaseFact
from services.common.errors import Problem
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.clocking import noted, retracted
from tests.integration.cases.desk import days_ago, desk, filed
from tests.integration.cases.test_absconding import absconding_case, taken, version_of
from tests.integration.cases.test_step_days import OF_THE_DISTRICT


def proclaimed_since(where: dict[str, Any]) -> list[str]:
    """Give the days from which the time to appear runs or ran, of clocks that are not stopped."""
    clocks = ask(api.list_case_clocks, OF_THE_DISTRICT, path={"case_id": where["case_id"]})["clocks"]
    return [one["started_on"] for one in clocks if one["rule_id"] == "ABSC-7" and one["state"] != "stopped"]


def test_a_proclamation_entered_by_hand_and_by_a_step_counts_once() -> None:
    """The step stands over what was typed of this absconding, whatever its day; the clock goes on under its name."""
    where = absconding_case(sections=[{"act": "ata", "section": "7"}])
    body = {"kind": "proclamation_published", "happened_on": str(days_ago(6)), "accused_id": where["accused_id"]}
    fact = ask(api.add_fact, OF_THE_DISTRICT, path={"case_id": where["case_id"]}, body=body)
    assert fact["is_by_hand"] is True
    taken(where, "warrant_issued", 30)
    taken(where, "proclamation_published", 4)
    assert proclaimed_since(where) == [str(days_ago(4))]
    facts = ask(api.list_facts, OF_THE_DISTRICT, path={"case_id": where["case_id"]}, query={"limit": 200})
    kept = [one for one in facts if one["kind"] == "proclamation_published"]
    assert [(one["happened_on"], one["is_by_hand"], one["superseded_why"]) for one in kept] == [
        (str(days_ago(6)), True, "A step of the case says it"), (str(days_ago(4)), False, None),
    ]  # fmt: skip
    assert {one["first_id"] for one in kept} == {fact["first_id"]}


def test_a_proclamation_that_a_step_says_is_not_entered_by_hand_again() -> None:
    """The refusal names the fact; its day is corrected as the step's, and the declaration is weighed anew."""
    where = absconding_case(sections=[{"act": "ata", "section": "7"}])
    for step, ago in (("warrant_issued", 30), ("proclamation_published", 20), ("declared_absconder", 15)):
        found = taken(where, step, ago)
    assert found["steps"][-1]["is_early"] is True
    path, about = {"case_id": where["case_id"]}, {"accused_id": where["accused_id"]}
    body = {"kind": "proclamation_published", "happened_on": str(days_ago(19)), **about}
    again = refusal(api.add_fact, OF_THE_DISTRICT, path=path, body=body)
    assert (again.code, again.facts["happened_on"]) == ("fact_there_already", str(days_ago(20)))
    fix = {
        "step": "proclamation_published",
        "was_on": str(days_ago(20)),
        "happened_on": str(days_ago(25)),
        "reason": "x",
        **about,
    }
    ask(api.correct_step_day, OF_THE_DISTRICT, path=path, body=fix, if_match=version_of(where))
    assert proclaimed_since(where) == [str(days_ago(25))]
    (absconder,) = ask(api.list_absconders, OF_THE_DISTRICT, path=path)
    assert [(one["step"], one["is_early"]) for one in absconder["steps"]][1:] == [
        ("proclamation_published", False), ("declared_absconder", False),
    ]  # fmt: skip
    for on in (31, 10):
        wrong = {**fix, "was_on": str(days_ago(25)), "happened_on": str(days_ago(on))}
        problem = refusal(api.correct_step_day, OF_THE_DISTRICT, path=path, body=wrong, if_match=version_of(where))
        assert problem.code == "day_impossible"


def test_what_a_step_says_of_a_day_is_not_counted_by_hand_too() -> None:
    """A charge that was framed; another day's is another's, and what was typed may be taken back."""
    with desk() as session:
        case_id = filed(session, age=9, fir_on=days_ago(20))
        typed = noted(session, case_id, "charge_framed", days_ago(4))
        retracted(session, case_id, typed)
        session.add(
            CaseFact(id=uuid.uuid4(), first_id=uuid.uuid4(), case_id=case_id, kind="charge_framed", happened_on=days_ago(3), noted_by="x")
        )  # fmt: skip
        session.flush()
        with pytest.raises(Problem) as problem:
            noted(session, case_id, "charge_framed", days_ago(3))
        assert problem.value.code == "fact_there_already"
        noted(session, case_id, "charge_framed", days_ago(2))
