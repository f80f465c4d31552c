"""The trial step by step: stages by the table, charges with pleas and verdicts, the accused's result that follows."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import CaseFact
from services.cases.schemas.procedure import NewStep
from services.cases.usecases.procedure import take_step
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import make_actor
from tests.integration.cases.bench import CLERK, accused_of, charged, decided, judged, pleads, reads, steps
from tests.integration.cases.desk import days_ago, desk, filed, loaded, new_accused, received, registered, view

TWO = [new_accused(initials="A.B."), new_accused(initials="C.D.")]


def test_a_trial_goes_from_cognizance_to_the_decision() -> None:
    """Each step leads where the table says; the case shows that it is in court, then decided."""
    with desk() as session:
        case_id = filed(session)
        waiting = reads(session, case_id)
        assert waiting["stage"] == "awaiting_cognizance"
        entered_by = {one["step"]: one["operation"] for one in waiting["next_steps"]}
        assert (entered_by["take_cognizance"], entered_by["frame_charge"]) == ("take_step", "set_charges")
        assert steps(session, case_id, "take_cognizance", "supply_copies") == "copies_supplied"
        charged(session, case_id, "302")
        assert reads(session, case_id)["stage"] == "charged"
        pleads(session, case_id, accused_of(session, case_id)[0], "claims_trial", "302")
        assert reads(session, case_id)["stage"] == "prosecution_evidence"
        assert steps(session, case_id, "close_prosecution_evidence", "take_statements") == "defence_evidence"
        assert steps(session, case_id, "close_defence_evidence", "close_arguments") == "judgment"
        assert view(session, case_id)["stage"] == "in_court"
        decided(session, case_id, "convicted")
        trial = reads(session, case_id)
        events = [one["data"] for one in pending_events(session) if one["type"] == "stage_changed"]
    assert trial["stage"] == "judgment_given"
    assert [one["to_stage"] for one in trial["stages"]] == [
        "scrutiny", "awaiting_cognizance", "cognizance_taken", "copies_supplied", "charged", "prosecution_evidence",
        "statement_of_accused", "defence_evidence", "final_arguments", "judgment", "judgment_given",
    ]  # fmt: skip
    assert [one["stage"] for one in events] == [one["to_stage"] for one in trial["stages"]]


def test_a_step_that_cannot_follow_is_refused_with_those_that_can() -> None:
    """A case whose report is not filed has no cognizance; the refusal says what can be done."""
    with desk() as session:
        case_id = registered(session)
        with pytest.raises(Problem) as refused:
            steps(session, case_id, "take_cognizance")
    assert (refused.value.code, refused.value.kind) == ("step_not_allowed", "conflict")
    assert (refused.value.facts["stage"], refused.value.facts["steps"]) == ("investigation", ["receive_report"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"step": "receive_report"}, "step_has_own_operation"),
        ({"step": "file_appeal"}, "step_has_own_operation"),
        ({"step": "no_such_step"}, "step_not_allowed"),
        ({"step": "take_cognizance", "taken_on": str(days_ago(-1))}, "day_impossible"),
        ({"step": "take_cognizance", "taken_on": str(days_ago(2))}, "day_impossible"),
    ],
)
def test_a_step_that_cannot_be_is_refused(body: dict[str, Any], code: str) -> None:
    """Not yet, before the step it follows, unknown, or with an operation of its own."""
    with desk() as session:
        case_id = filed(session)
        with pytest.raises(Problem) as refused:
            take_step(session, CLERK, case_id, loaded(NewStep, **body), if_match=None)
    assert refused.value.code == code


def test_the_table_says_who_takes_a_step() -> None:
    """Whoever lacks the step's permission is told which it is, whatever else they may do."""
    with desk() as session:
        case_id = filed(session)
        body = loaded(NewStep, step="take_cognizance")
        with pytest.raises(Problem) as refused:
            take_step(session, make_actor("cases.read"), case_id, body, if_match=None)
    assert (refused.value.code, refused.value.facts["permission"]) == ("step_not_yours", "cases.record")


def test_a_case_resumes_where_it_was_also_after_two_rests() -> None:
    """Stopped, made dormant, revived, resumed: it stands where it was stopped, and the evidence goes on."""
    with desk() as session:
        case_id = filed(session)
        charged(session, case_id, "302")
        pleads(session, case_id, accused_of(session, case_id)[0], "claims_trial", "302")
        assert steps(session, case_id, "stop_proceedings", "send_to_dormant") == "dormant"
        assert steps(session, case_id, "revive_file") == "proceedings_stopped"
        assert steps(session, case_id, "resume_proceedings") == "prosecution_evidence"
        assert steps(session, case_id, "close_prosecution_evidence") == "statement_of_accused"


def test_a_further_report_leaves_the_trial_where_it_stands() -> None:
    """It is scrutinised while the evidence goes on."""
    with desk() as session:
        case_id = filed(session)
        steps(session, case_id, "take_cognizance")
        received(session, case_id, kind="supplementary", received_on=str(days_ago(0)))
        assert reads(session, case_id)["stage"] == "cognizance_taken"
        assert view(session, case_id)["stage"] == "in_court"


def test_the_evidence_begins_when_everybody_has_pleaded() -> None:
    """One plea is not enough; where all admit, the judgment is next (CrPC 265-E)."""
    with desk() as session:
        case_id = filed(session, accused=TWO)
        charged(session, case_id, "324", "353")
        first, second = accused_of(session, case_id)
        pleads(session, case_id, first, "admitted", "324", "353")
        assert reads(session, case_id)["stage"] == "charged"
        pleads(session, case_id, second, "admitted", "324", "353")
        trial = reads(session, case_id)
    assert trial["stage"] == "judgment"
    assert [one["plea"] for person in trial["accused"] for one in person["charges"]] == ["admitted"] * 4


def test_a_plea_is_to_charges_that_are_there() -> None:
    """An accused without a charge cannot plead; nor to a section that is not charged, nor twice to one."""
    with desk() as session:
        case_id = filed(session)
        accused_id = accused_of(session, case_id)[0]
        with pytest.raises(Problem) as refused:
            pleads(session, case_id, accused_id, "admitted", "302")
        assert refused.value.code == "not_charged"
        charged(session, case_id, "302")
        for sections in (("324",), ("302", "302"), ("nonsense",)):
            with pytest.raises(Problem) as refused:
                pleads(session, case_id, accused_id, "admitted", *sections)
            assert refused.value.code == "charge_unknown"


def test_verdicts_are_per_charge_and_the_result_follows() -> None:
    """Convicted of one charge is convicted; the term is the longest, the fines add up."""
    convicted = {"act": "ppc", "section": "324", "verdict": "convicted", "imprisonment_months": 60, "fine": "20000"}
    also = {"act": "ppc", "section": "353", "verdict": "convicted", "imprisonment_months": 12, "fine": "5000"}
    with desk() as session:
        case_id = filed(session)
        charged(session, case_id, "302", "324", "353")
        accused_id = accused_of(session, case_id)[0]
        with pytest.raises(Problem) as refused:
            judged(session, case_id, accused_id, convicted)
        assert refused.value.code == "verdicts_missing"
        assert [one["section"] for one in refused.value.facts["charges"]] == ["302", "353"]
        judged(session, case_id, accused_id, {"act": "ppc", "section": "302", "verdict": "acquitted"}, convicted, also)
        result = view(session, case_id)["accused"][0]["result"]
        charges = {one["section"]: one for one in reads(session, case_id)["accused"][0]["charges"]}
    assert (result["verdict"], result["imprisonment_months"], result["fine"]) == ("convicted", 60, "25000.00")
    assert {name: one["verdict"] for name, one in charges.items()} == {
        "302": "acquitted", "324": "convicted", "353": "convicted",
    }  # fmt: skip
    assert charges["324"]["fine"] == "20000.00"


def test_verdicts_are_corrected_with_a_reason() -> None:
    """Without one the second is refused, and nothing of it stays."""
    acquitted = {"act": "ppc", "section": "302", "verdict": "acquitted"}
    with desk() as session:
        case_id = filed(session)
        charged(session, case_id, "302")
        accused_id = accused_of(session, case_id)[0]
        judged(session, case_id, accused_id, acquitted)
        with pytest.raises(Problem) as refused, session.begin_nested():
            judged(session, case_id, accused_id, {**acquitted, "verdict": "convicted"})
        assert refused.value.code == "result_already_recorded"
        judged(session, case_id, accused_id, {**acquitted, "verdict": "convicted", "is_life": True}, reason="misread")
        charge = reads(session, case_id)["accused"][0]["charges"][0]
        assert (charge["verdict"], charge["is_life"]) == ("convicted", True)
        assert noted(session, case_id) >= {"convicted", "sentenced_for_life"}
        judged(session, case_id, accused_id, {**acquitted, "verdict": "convicted", "is_death": True}, reason="misread")
        assert "sentenced_to_death" in noted(session, case_id)
        assert "sentenced_for_life" not in noted(session, case_id)


def noted(session: Session, case_id: uuid.UUID) -> set[str]:
    """Give the facts that stand, by which the clocks run."""
    live = sa.select(CaseFact.kind).where(CaseFact.case_id == case_id, CaseFact.superseded_at.is_(None))
    return set(session.scalars(live))


def test_a_sentence_needs_a_conviction() -> None:
    """On each charge by itself, with the field that is wrong."""
    with desk() as session:
        case_id = filed(session)
        charged(session, case_id, "302")
        verdict = {"act": "ppc", "section": "302", "verdict": "acquitted", "is_death": True}
        accused_id = accused_of(session, case_id)[0]
        with pytest.raises(Problem) as refused:
            judged(session, case_id, accused_id, verdict)
    assert refused.value.code == "sentence_without_conviction"
    assert set(refused.value.fields or ()) == {"verdicts.0.is_death"}
