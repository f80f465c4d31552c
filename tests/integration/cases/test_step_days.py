"""The day of a step that was entered wrongly is put right: its row, its fact, and every clock that runs from it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.models import Case, CaseFact, CourtNumber, CustodySpell, Report, StageChange
from services.cases.schemas.clocks import StepDayCorrection
from services.cases.schemas.people import CustodyChange, Decision
from services.cases.schemas.scrutiny import ReportReturn
from services.cases.usecases.people import change_custody
from services.cases.usecases.results import decide_case
from services.cases.usecases.scrutiny import return_report
from services.cases.usecases.step_days import correct_step_day
from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import make_actor
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.clocking import RECORDER, accused_of, clocks_of
from tests.integration.cases.desk import (
    DISTRICT,
    clerk,
    days_ago,
    desk,
    filed,
    loaded,
    received,
    registered,
    supervisor,
)
from tests.integration.cases.file_people import kept_case
from tests.integration.cases.test_people_and_results import resulted

OF_THE_DISTRICT = make_actor("cases.read", "cases.record", districts=(DISTRICT,))


def corrected(session: Session, case_id: uuid.UUID, step: str, was_on: dt.date, on: dt.date, **more: Any) -> None:
    """Correct the day of a step."""
    body = {"step": step, "was_on": str(was_on), "happened_on": str(on), "reason": "Typed wrongly", **more}
    correct_step_day(session, RECORDER, case_id, loaded(StepDayCorrection, **body), None)
    session.flush()


def refused(session: Session, case_id: uuid.UUID, step: str, was_on: dt.date, on: dt.date, **more: Any) -> Problem:
    """Give the Problem with which a correction is refused."""
    with pytest.raises(Problem) as problem:
        corrected(session, case_id, step, was_on, on, **more)
    return problem.value


def facts_of(session: Session, case_id: uuid.UUID, kind: str) -> list[tuple[dt.date, str | None]]:
    """Give the days of a case's facts of a kind, each with why it was superseded, as they were entered."""
    found = sa.select(CaseFact.happened_on, CaseFact.superseded_why).where(
        CaseFact.case_id == case_id, CaseFact.kind == kind
    )
    return [(row.happened_on, row.superseded_why) for row in session.execute(found.order_by(CaseFact.id))]


def test_the_firs_day_moves_all_that_the_law_counts_from_it() -> None:
    """The 14 days of the investigation end earlier; the day that was wrong stays, superseded, with its reason."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(2))
        before = clocks_of(session, case_id)["CHALLAN-14"]
        corrected(session, case_id, "fir_recorded", days_ago(2), days_ago(4))
        after = clocks_of(session, case_id)["CHALLAN-14"]
        assert (after["id"], after["started_on"]) == (before["id"], str(days_ago(4)))
        assert dt.date.fromisoformat(before["due_on"]) - dt.date.fromisoformat(after["due_on"]) == dt.timedelta(days=2)
        assert facts_of(session, case_id, "fir_recorded") == [(days_ago(2), "Typed wrongly"), (days_ago(4), None)]
        assert session.get_one(Case, case_id).fir_on == days_ago(4)
        (told,) = [event for event in pending_events(session) if event["type"] == "fact_noted"]
        assert told["data"]["action"] == "step_day_corrected"
        (entry,) = [one for one in pending_entries(session) if one["action"] == "step_day_corrected"]
        assert (entry["reason"], entry["detail"]["was_on"]) == ("Typed wrongly", str(days_ago(2)))


def test_a_reports_day_moves_its_three_days_and_what_it_met() -> None:
    """Its receipt and the end of the investigation are one step: both go, and the round shows its new last day."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(20))
        report_id = received(session, case_id, received_on=str(days_ago(4)))
        corrected(session, case_id, "report_received", days_ago(4), days_ago(8), report_id=str(report_id))
        for kind in ("report_received", "final_report"):
            assert facts_of(session, case_id, kind) == [(days_ago(4), "Typed wrongly"), (days_ago(8), None)]
        report = session.get_one(Report, report_id)
        assert (report.received_on, report.due_on) == (days_ago(8), days_ago(5))
        clocks = clocks_of(session, case_id)
        assert (clocks["SCRUT-3"]["due_on"], clocks["CHALLAN-14"]["ended_on"]) == (str(days_ago(5)), str(days_ago(8)))
        changes = session.scalars(sa.select(StageChange.taken_on).where(StageChange.case_id == case_id)).all()
        assert changes == [days_ago(8)]


def test_a_returned_reports_day_and_time_are_corrected_together() -> None:
    """The police's time runs from the right day to the right one."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(20))
        report_id = received(session, case_id, received_on=str(days_ago(6)))
        body = {
            "returned_on": str(days_ago(3)),
            "comply_by": str(days_ago(-3)),
            "defects": [{"code": "fir-copy-missing"}],
        }
        return_report(session, supervisor(), case_id, report_id, loaded(ReportReturn, **body), None)
        corrected(
            session, case_id, "report_returned", days_ago(3), days_ago(5), report_id=str(report_id), comply_by=str(days_ago(-1))
        )  # fmt: skip
        report = session.get_one(Report, report_id)
        assert (report.settled_on, report.comply_by) == (days_ago(5), days_ago(-1))
        assert clocks_of(session, case_id)["DEFECT-FIX"]["due_on"] == str(days_ago(-1))
        early = refused(session, case_id, "report_returned", days_ago(5), days_ago(7), report_id=str(report_id))
        assert list(early.fields or {}) == ["happened_on"]


def test_the_day_of_filing_is_the_cases_and_its_numbers_too() -> None:
    """A court's statement and the case agree."""
    with desk() as session:
        case_id = filed(session, age=3, fir_on=days_ago(10))
        report_id = session.scalars(sa.select(Report.id).where(Report.case_id == case_id)).one()
        corrected(session, case_id, "report_received", days_ago(3), days_ago(6), report_id=str(report_id))
        corrected(session, case_id, "report_filed", days_ago(3), days_ago(4), report_id=str(report_id))
        number = session.scalars(sa.select(CourtNumber.since_on).where(CourtNumber.case_id == case_id)).one()
        assert (session.get_one(Case, case_id).filed_on, number) == (days_ago(4), days_ago(4))
        assert facts_of(session, case_id, "report_filed")[-1] == (days_ago(4), None)


def test_a_custodys_day_ends_the_one_before_on_the_same_day() -> None:
    """No gap arises; a day before the former custody, or after the next, is refused."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(20))
        accused_id = uuid.UUID(accused_of(session, case_id))
        body = loaded(CustodyChange, state="on_bail", since_on=str(days_ago(5)), order_reference="Cr. Bail 1/2026")
        change_custody(session, clerk(), case_id, accused_id, body, None)
        corrected(session, case_id, "released_on_bail", days_ago(5), days_ago(7), accused_id=str(accused_id))
        spells = sa.select(CustodySpell.state, CustodySpell.since_on, CustodySpell.until_on).where(
            CustodySpell.accused_id == accused_id
        )
        assert session.execute(spells.order_by(CustodySpell.since_on)).all() == [
            ("in_custody", days_ago(20), days_ago(7)), ("on_bail", days_ago(7), None),
        ]  # fmt: skip
        for step, was_on, on in (
            ("released_on_bail", days_ago(7), days_ago(21)), ("detained", days_ago(20), days_ago(6)),
        ):  # fmt: skip
            problem = refused(session, case_id, step, was_on, on, accused_id=str(accused_id))
            assert (problem.code, list(problem.fields or {})) == ("day_impossible", ["happened_on"])


def test_a_decisions_day_is_corrected_and_the_outcome_stays() -> None:
    """Not before the last result."""
    with desk() as session:
        case_id = filed(session, age=9, fir_on=days_ago(20))
        resulted(session, case_id, decided_on=str(days_ago(5)))
        decide_case(session, clerk(), case_id, loaded(Decision, decided_on=str(days_ago(1))), if_match=None)
        corrected(session, case_id, "case_decided", days_ago(1), days_ago(4))
        case = session.get_one(Case, case_id)
        assert (case.decided_on, case.outcome, case.stage) == (days_ago(4), "acquitted", "decided")
        problem = refused(session, case_id, "case_decided", days_ago(4), days_ago(6))
        assert list(problem.fields or {}) == ["happened_on"]


def test_a_case_from_a_register_is_corrected_as_any_other() -> None:
    """Its facts are read off its record first."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(9))
        session.execute(sa.delete(CaseFact).where(CaseFact.case_id == case_id))
        corrected(session, case_id, "fir_recorded", days_ago(9), days_ago(10))
        assert facts_of(session, case_id, "fir_recorded")[-1] == (days_ago(10), None)


@pytest.mark.parametrize(
    ("step", "was", "on", "code"),
    [
        ("fir_recorded", 9, 9, "nothing_to_change"),
        ("fir_recorded", 8, 7, "step_not_of_that_day"),
        ("fir_recorded", 9, -1, "day_impossible"),
        ("fir_recorded", 9, 2, "day_impossible"),
        ("fir_recorded", 9, 900, "day_impossible"),
        ("case_decided", 3, 2, "step_not_of_that_day"),
        ("report_received", 3, 2, "step_about_unclear"),
        ("detained", 9, 8, "step_about_unclear"),
        ("proclamation_published", 9, 8, "step_about_unclear"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(step: str, was: int, on: int, code: str) -> None:
    """The same day, another day's step, days to come, after the next step, of another year, of nobody."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(9), received_on=str(days_ago(3)))
        assert refused(session, case_id, step, days_ago(was), days_ago(on)).code == code
        assert facts_of(session, case_id, "fir_recorded") == [(days_ago(9), None)]
        assert session.get_one(Case, case_id).fir_on == days_ago(9)


def test_reports_and_accused_of_another_case_are_not_corrected() -> None:
    """Each names its own."""
    with desk() as session:
        case_id, other = (registered(session, fir_on=days_ago(9)) for _ in range(2))
        report_id = received(session, other)
        about = {"report_id": str(report_id)}
        assert (
            refused(session, case_id, "report_received", days_ago(1), days_ago(2), **about).code
            == "step_not_of_that_day"
        )
        stranger = accused_of(session, other)
        problem = refused(session, case_id, "detained", days_ago(9), days_ago(8), accused_id=stranger)
        assert problem.code == "no_such_accused"


def test_correcting_a_step_takes_the_version_and_the_permission() -> None:
    """And the case in sight; what comes back are the clocks as they are now."""
    case_id = kept_case(fir_on=days_ago(5))
    where = {"case_id": case_id}
    body = {"step": "fir_recorded", "was_on": str(days_ago(5)), "happened_on": str(days_ago(6)), "reason": "x"}
    may = ("cases.read", "cases.record")
    reader, elsewhere = make_actor("cases.read", districts=(DISTRICT,)), make_actor(*may, districts=("badin",))
    assert (
        refusal(api.correct_step_day, reader, path=where, body=body, if_match="1").facts["permission"] == "cases.record"
    )
    assert refusal(api.correct_step_day, elsewhere, path=where, body=body, if_match="1").code == "no_such_case"
    me = make_actor(*may, districts=(DISTRICT,))
    assert refusal(api.correct_step_day, me, path=where, body=body, if_match="9").code == "changed_meanwhile"
    for wrong in ({"step": "convicted"}, {"reason": ""}, {"happened_on": "yesterday"}):
        assert (
            refusal(api.correct_step_day, me, path=where, body={**body, **wrong}, if_match="1").code == "input_invalid"
        )
    found = ask(api.correct_step_day, me, path=where, body=body, if_match=give(api.read_case, me, path=where).etag)
    assert {clock["started_on"] for clock in found["clocks"] if clock["rule_id"] == "CHALLAN-14"} == {str(days_ago(6))}
