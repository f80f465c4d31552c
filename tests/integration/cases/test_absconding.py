"""What was done against an absconder is kept with the time of absconding that it belongs to (CrPC s.512)."""

from __future__ import annotations

from typing import Any

import pytest

from services.cases import api
from services.common.actor import Actor
from tests.conftest import make_actor
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import DISTRICT, days_ago, new_accused
from tests.integration.cases.file_people import elsewhere, kept_case, office

RECORDER = make_actor("cases.read", "cases.record", districts=(DISTRICT,))


def absconding_case(**changes: Any) -> dict[str, Any]:
    """Register a case, 60 days old, whose accused absconds since; give the path of the accused."""
    accused = new_accused(custody={"state": "absconding", "since_on": str(days_ago(60))})
    case_id = kept_case(fir_on=days_ago(60), accused=[accused], **changes)
    accused_id = ask(api.read_case, RECORDER, path={"case_id": case_id})["accused"][0]["id"]
    return {"case_id": case_id, "accused_id": accused_id}


def version_of(where: dict[str, Any]) -> str:
    """Give the version of a case."""
    return give(api.read_case, RECORDER, path={"case_id": where["case_id"]}).etag or ""


def taken(where: dict[str, Any], step: str, ago: int, **changes: Any) -> dict[str, Any]:
    """Record a step."""
    body = {"step": step, "taken_on": str(days_ago(ago)), **changes}
    version = version_of(where)
    found: dict[str, Any] = ask(api.record_absconder_step, RECORDER, path=where, body=body, if_match=version)
    return found


def refused(where: dict[str, Any], actor: Actor = RECORDER, **body: Any) -> tuple[str, dict[str, Any]]:
    """Give the code and the facts with which a step is refused."""
    version = version_of(where)
    problem = refusal(api.record_absconder_step, actor, path=where, body=body, if_match=version)
    return problem.code, problem.facts


def test_an_absconder_is_proceeded_against_step_by_step() -> None:
    """From the warrant to evidence in absence, which may be recorded on several days; each step shows."""
    where = absconding_case()
    for step, ago in (
        ("warrant_issued", 50), ("proclamation_published", 45), ("property_attached", 40), ("declared_absconder", 10),
        ("evidence_recorded", 5), ("evidence_recorded", 2), ("perpetual_warrant_issued", 1),
    ):  # fmt: skip
        found = taken(where, step, ago, order_reference="ASJ-III")
    assert (found["is_declared"], len(found["steps"])) == (True, 7)
    assert [step["is_early"] for step in found["steps"]] == [False] * 7
    assert ask(api.list_absconders, RECORDER, path={"case_id": where["case_id"]}) == [found]


def test_a_declaration_that_came_too_early_is_kept_and_shows() -> None:
    """Thirty days have not passed since the proclamation; in a terrorism case seven are enough."""
    for sections, early in (({}, True), ({"sections": [{"act": "ata", "section": "7"}]}, False)):
        where = absconding_case(**sections)
        for step, ago in (("warrant_issued", 30), ("proclamation_published", 20)):
            taken(where, step, ago)
        assert taken(where, "declared_absconder", 5)["steps"][-1]["is_early"] is early


def test_a_proclamation_starts_the_time_to_appear() -> None:
    """In a terrorism case its clock runs from that day (ATA s.19(10))."""
    where = absconding_case(sections=[{"act": "ata", "section": "7"}])
    taken(where, "warrant_issued", 30)
    taken(where, "proclamation_published", 3)
    clocks = ask(api.read_case, RECORDER, path={"case_id": where["case_id"]})["clocks"]
    assert [clock["started_on"] for clock in clocks if clock["rule_id"] == "ABSC-7"] == [str(days_ago(3))]


def test_steps_out_of_their_order_are_refused_with_what_is_missing() -> None:
    """And nothing twice but evidence."""
    where = absconding_case()
    code, facts = refused(where, step="declared_absconder")
    assert (code, facts["missing"]) == ("step_out_of_order", "proclamation_published")
    taken(where, "warrant_issued", 30)
    early = refused(where, step="proclamation_published", taken_on=str(days_ago(31)))
    assert early[0] == "step_out_of_order"
    code, facts = refused(where, step="warrant_issued")
    assert (code, facts["on"]) == ("step_taken_already", str(days_ago(30)))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"step": "prayed"}, "input_invalid"),
        ({}, "input_invalid"),
        ({"step": "warrant_issued", "taken_on": "2090-01-01"}, "day_impossible"),
        ({"step": "warrant_issued", "taken_on": str(days_ago(61))}, "day_impossible"),
    ],
)
def test_what_cannot_be_is_refused(body: dict[str, Any], code: str) -> None:
    """An unknown step, none, days to come or before the accused absconded; nothing is recorded."""
    where = absconding_case()
    assert refused(where, **body)[0] == code
    (row,) = ask(api.list_absconders, RECORDER, path={"case_id": where["case_id"]})
    assert (row["steps"], row["is_declared"]) == ([], False)


def test_who_appears_is_no_absconder_any_more() -> None:
    """Absconding anew begins anew; the steps of the first time stay with it."""
    where = absconding_case()
    taken(where, "warrant_issued", 30)
    for state, ago in (("in_custody", 20), ("absconding", 10)):
        body = {"state": state, "since_on": str(days_ago(ago))}
        ask(api.change_custody, RECORDER, path=where, body=body, if_match=version_of(where))
        found = ask(api.list_absconders, RECORDER, path={"case_id": where["case_id"]})
        assert [row["steps"] for row in found] == ([] if state == "in_custody" else [[]])
    assert taken(where, "warrant_issued", 5)["since_on"] == str(days_ago(10))


def test_only_who_absconds_is_proceeded_against() -> None:
    """Somebody in custody is not, nor somebody of another case."""
    case_id = kept_case()
    accused_id = ask(api.read_case, RECORDER, path={"case_id": case_id})["accused"][0]["id"]
    code, facts = refused({"case_id": case_id, "accused_id": accused_id}, step="warrant_issued")
    assert (code, facts["state"]) == ("not_absconding", "in_custody")
    assert refused({**absconding_case(), "accused_id": accused_id}, step="warrant_issued")[0] == "no_such_accused"
    assert ask(api.list_absconders, RECORDER, path={"case_id": case_id}) == []


def test_out_of_sight_there_are_no_absconders() -> None:
    """Neither to read nor to record."""
    where = absconding_case()
    outsider = make_actor("cases.read", "cases.record", districts=("badin",))
    assert refused(where, outsider, step="warrant_issued")[0] == "no_such_case"
    assert refusal(api.list_absconders, elsewhere(), path={"case_id": where["case_id"]}).code == "no_such_case"


def test_a_step_counts_as_a_change_of_the_case() -> None:
    """Who saw an earlier state of it is told."""
    where, stale = absconding_case(), "1"
    taken(where, "warrant_issued", 30)
    body = {"step": "proclamation_published"}
    problem = refusal(api.record_absconder_step, RECORDER, path=where, body=body, if_match=stale)
    assert problem.code == "changed_meanwhile"
    rows = ask(api.list_case_history, office(), path={"case_id": where["case_id"]}, query={"limit": 200})
    assert "absconder_step_recorded" in {row["action"] for row in rows}
