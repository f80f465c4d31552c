"""Police reports: received, returned with defects, received again, opined on, filed."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy.orm import Session

from services.cases.schemas.people import Filing
from services.cases.schemas.scrutinising import NewDelayJudgment
from services.cases.schemas.scrutiny import NewOpinion, NewReport, ReportReturn
from services.cases.usecases.filing import file_case
from services.cases.usecases.scrutinising import judge_delay
from services.cases.usecases.scrutiny import give_opinion, receive_report, return_report
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import make_actor
from tests.integration.cases.desk import (
    assigned,
    clerk,
    days_ago,
    desk,
    loaded,
    opined,
    prosecutor,
    received,
    registered,
    supervisor,
    view,
)

COURT = uuid.UUID("00000000-0000-7000-8000-00000000c0de")
DEFECTS = [{"code": "fir-copy-missing"}, {"code": "lab-report-missing", "note": "The swabs were sent."}]


def filing(**changes: Any) -> dict[str, Any]:
    """Give a valid filing."""
    return loaded(Filing, **{"court_id": str(COURT), "court_case_number": "Special Case 420/2026", **changes})


def returned(session: Session, case_id: uuid.UUID, report_id: uuid.UUID, **changes: Any) -> None:
    """Return a report."""
    body = {"defects": DEFECTS, "comply_by": str(days_ago(-5)), **changes}
    return_report(session, supervisor(), case_id, report_id, loaded(ReportReturn, **body), None)


def clocks(case: dict[str, Any]) -> dict[str, str]:
    """Give the states of a case's clocks."""
    return {clock["rule_id"]: clock["state"] for clock in case["clocks"]}


def test_receiving_a_report_starts_its_three_days() -> None:
    """SCRUT-3 runs from the day of receipt, the investigation's clocks are met, the event says when it is due."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        case = view(session, case_id)
        event = pending_events(session)[-1]
    assert clocks(case) == {
        "CHALLAN-14": "met", "INTERIM-17": "met", "SCRUT-3": "running", "BAIL-497-2Y": "running",
    }  # fmt: skip
    assert (case["stage"], case["version"]) == ("scrutiny", 2)
    due_on = str(days_ago(1) + dt.timedelta(3))
    assert (case["next_due_on"], case["reports"][0]["due_on"]) == (due_on, due_on)
    assert event["data"] == {
        "case_id": str(case_id), "report_id": str(report_id), "round": 1, "kind": "final",
        "received_on": str(days_ago(1)), "due_on": due_on,
    }  # fmt: skip


def test_an_interim_report_meets_the_interim_clock_alone() -> None:
    """The investigation itself goes on."""
    with desk() as session:
        case_id = registered(session)
        received(session, case_id, kind="interim")
        states = clocks(view(session, case_id))
    assert (states["CHALLAN-14"], states["INTERIM-17"], states["SCRUT-3"]) == ("running", "met", "running")


def test_a_returned_report_comes_again_as_the_next_round() -> None:
    """Returned with its defects and a time to comply; the second round meets that time."""
    with desk() as session:
        case_id = registered(session)
        first = received(session, case_id)
        returned(session, case_id, first, returned_on=str(days_ago(1)))
        case = view(session, case_id)
        assert (case["stage"], case["next_due_on"]) == ("returned", str(days_ago(-5)))
        assert clocks(case)["SCRUT-3"] == "met"
        assert clocks(case)["DEFECT-FIX"] == "running"
        assert [defect["code"] for defect in case["reports"][0]["defects"]] == [
            "fir-copy-missing",
            "lab-report-missing",
        ]
        received(session, case_id, received_on=str(days_ago(0)))
        case = view(session, case_id)
    assert [(report["round"], report["state"]) for report in case["reports"]] == [
        (1, "returned"),
        (2, "under_scrutiny"),
    ]
    assert clocks(case)["DEFECT-FIX"] == "met"
    assert case["stage"] == "scrutiny"


def test_a_late_return_misses_its_clock() -> None:
    """Returned on the fourth day is not within three days."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(10))
        report_id = received(session, case_id, received_on=str(days_ago(4)))
        returned(session, case_id, report_id, returned_on=str(days_ago(0)))
        assert clocks(view(session, case_id))["SCRUT-3"] == "missed"


def test_the_whole_way_to_court() -> None:
    """Received, opined on each accused, filed: the case is in court and its scrutiny clock met."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        opined(session, case_id, report_id)
        file_case(session, clerk(), case_id, filing(), if_match=3)
        case = view(session, case_id)
        event = pending_events(session)[-1]
    assert (case["stage"], case["court_id"], case["filed_on"]) == ("in_court", str(COURT), str(days_ago(0)))
    assert case["reports"][0]["state"] == "filed"
    assert case["accused"][0]["opinion"]["opinion"] == "fit_for_trial"
    assert clocks(case)["SCRUT-3"] == "met"
    assert case["next_due_on"] is None
    assert event["type"] == "case_filed"


def test_filing_needs_an_opinion_on_each_accused() -> None:
    """A final report is not filed before; the refusal names the accused."""
    with desk() as session:
        case_id = registered(session)
        received(session, case_id)
        with pytest.raises(Problem) as refused:
            file_case(session, clerk(), case_id, filing(), if_match=2)
        assert refused.value.code == "opinions_missing"
        assert refused.value.facts["accused_ids"] == [view(session, case_id)["accused"][0]["id"]]


def test_an_interim_report_is_filed_without_opinions_and_the_final_one_follows() -> None:
    """Trial may begin on the interim report once its delay is weighed; the final one is received and filed in the same court."""
    with desk() as session:
        case_id = registered(session)
        interim_id = received(session, case_id, kind="interim")
        with pytest.raises(Problem) as refused:
            file_case(session, clerk(), case_id, filing(filed_on=str(days_ago(1))), if_match=None)
        assert (refused.value.code, refused.value.facts["report_id"]) == ("delay_not_judged", str(interim_id))
        delay = loaded(NewDelayJudgment, is_compelling=False, asks_for="commencement", reasons="Nothing is awaited.")
        judge_delay(session, supervisor(), case_id, interim_id, delay, None)
        file_case(session, clerk(), case_id, filing(filed_on=str(days_ago(1))), if_match=None)
        report_id = received(session, case_id, received_on=str(days_ago(0)))
        opined(session, case_id, report_id)
        elsewhere = filing(court_id=str(uuid.uuid4()))
        with pytest.raises(Problem) as refused:
            file_case(session, clerk(), case_id, elsewhere, if_match=None)
        assert refused.value.code == "filed_elsewhere"
        returned(session, case_id, report_id)
        assert view(session, case_id)["stage"] == "in_court"


def test_a_second_report_waits_until_the_first_is_settled() -> None:
    """One report at a time is under scrutiny."""
    with desk() as session:
        case_id = registered(session)
        first = received(session, case_id)
        with pytest.raises(Problem) as refused:
            received(session, case_id)
        assert (refused.value.code, refused.value.facts["report_id"]) == ("report_under_scrutiny", str(first))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "supplementary"}, "report_not_expected"),
        ({"received_on": str(days_ago(-1))}, "day_impossible"),
        ({"received_on": str(days_ago(400))}, "day_impossible"),
    ],
)
def test_a_report_that_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    """A supplementary report before any other, a day to come, a day before the FIR."""
    with desk() as session:
        case_id = registered(session)
        with pytest.raises(Problem) as refused:
            received(session, case_id, **changes)
        assert refused.value.code == code


def test_a_report_before_the_service_began_is_refused() -> None:
    """No rule on scrutiny was in force then."""
    with desk() as session:
        case_id = registered(session, fir_on=dt.date(2005, 1, 5))
        with pytest.raises(Problem) as refused:
            received(session, case_id, received_on="2005-01-20")
        assert refused.value.code == "day_impossible"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"defects": [{"code": "handwriting-ugly"}]}, "defect_unknown"),
        ({"comply_by": str(days_ago(30))}, "day_impossible"),
        ({"returned_on": str(days_ago(30))}, "day_impossible"),
    ],
)
def test_a_return_that_cannot_be_is_refused(changes: dict[str, Any], code: str) -> None:
    """Unknown defects, a time to comply that has passed, a day before receipt."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        with pytest.raises(Problem) as refused:
            returned(session, case_id, report_id, **changes)
        assert refused.value.code == code


def test_a_report_is_returned_once() -> None:
    """The second return is refused, and another case's report is not found."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        returned(session, case_id, report_id)
        with pytest.raises(Problem) as refused:
            returned(session, case_id, report_id)
        assert refused.value.code == "report_already_returned"
        with pytest.raises(Problem) as refused:
            returned(session, registered(session), report_id)
        assert refused.value.code == "no_such_report"


def test_filing_needs_a_report() -> None:
    """Nothing is filed before the police sent something."""
    with desk() as session:
        with pytest.raises(Problem) as refused:
            file_case(session, clerk(), registered(session), filing(), if_match=1)
        assert refused.value.code == "no_report_to_file"


def test_scrutiny_is_the_teams() -> None:
    """A prosecutor who is not on the case may not return its report; once assigned, they may, wherever posted."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        mine = prosecutor("karachi-south")
        body = loaded(ReportReturn, defects=DEFECTS, comply_by=str(days_ago(-5)))
        with pytest.raises(Problem) as refused:
            return_report(session, mine, case_id, report_id, body, None)
        assert refused.value.code == "not_on_team"
        visiting = prosecutor()
        assigned(session, case_id, visiting.id)
        return_report(session, visiting, case_id, report_id, body, None)
        assert view(session, case_id, visiting)["stage"] == "returned"


def test_an_opinion_must_agree_with_its_tests() -> None:
    """Unfit evidence and fit for trial contradict one another."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        with pytest.raises(Problem) as refused:
            opined(session, case_id, report_id, evidential_test="not_met", public_interest_test=None)
        assert refused.value.code == "opinion_contradicts_tests"


def test_a_later_opinion_supersedes() -> None:
    """The new one shows; the old one is kept in the database."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        opined(session, case_id, report_id)
        opined(
            session, case_id, report_id, opinion="discharge", evidential_test="not_met", public_interest_test=None
        )  # fmt: skip
        assert view(session, case_id)["accused"][0]["opinion"]["opinion"] == "discharge"


def test_an_opinion_on_a_stranger_is_refused() -> None:
    """The accused must be of this case."""
    with desk() as session:
        case_id = registered(session)
        report_id = received(session, case_id)
        body = loaded(
            NewOpinion, accused_id=str(uuid.uuid4()), opinion="fit_for_trial", evidential_test="met",
            public_interest_test="met", reasons="Seen.",
        )  # fmt: skip
        with pytest.raises(Problem) as refused:
            give_opinion(session, supervisor(), case_id, report_id, body)
        assert refused.value.code == "no_such_accused"


def test_who_may_not_see_a_case_may_not_touch_it() -> None:
    """A clerk of another district finds no case to receive a report in."""
    with desk() as session:
        case_id = registered(session)
        with pytest.raises(Problem) as refused:
            receive_report(session, make_actor(districts=("sukkur",)), case_id, loaded(NewReport, kind="final"))
        assert refused.value.kind == "not_found"
