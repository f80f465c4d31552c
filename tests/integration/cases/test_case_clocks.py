"""A case's clocks follow its facts: entered, corrected, taken back, read off an imported record; each explained."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import CaseFact, Clock
from services.cases.rules.clocks import add_months
from services.cases.rules.explaining import day_in_words
from services.cases.schemas.case import CaseChange
from services.cases.schemas.people import CustodyChange, NewResult
from services.cases.usecases.people import change_custody
from services.cases.usecases.registration import change_case
from services.cases.usecases.results import record_result
from services.cases.usecases.timing import recompute_clocks
from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.integration.cases.clocking import (
    RECORDER,
    accused_of,
    case_of,
    clocks_of,
    corrected,
    hours_ago,
    noted,
    retracted,
    states_of,
    without_facts,
)
from tests.integration.cases.desk import clerk, days_ago, desk, filed, loaded, received, registered, view

PPC = [{"act": "ppc", "section": "324"}]


def test_an_arrest_runs_its_hours_until_production() -> None:
    """By the hour, per accused, without the journey; the explanation says it all, and production meets it."""
    with desk() as session:
        case_id = registered(session)
        accused_id = accused_of(session, case_id)
        noted(session, case_id, "arrested", happened_at=hours_ago(20), accused_id=accused_id)
        clock = clocks_of(session, case_id)["ARREST-24H"]
        assert (clock["accused_id"], clock["state"]) == (accused_id, "running")
        assert dt.datetime.fromisoformat(clock["due_at"]) - dt.datetime.fromisoformat(hours_ago(-4)) < dt.timedelta(
            minutes=5
        )
        assert "+ 24 hours = " in clock["explanation"]
        assert clock["explanation"].endswith("CrPC ss.61, 167(1)")
        assert "گھنٹے" in clock["explanation_ur"]
        noted(session, case_id, "produced_before_court", happened_at=hours_ago(1), accused_id=accused_id)
        assert clocks_of(session, case_id)["ARREST-24H"]["state"] == "met"


def test_delay_by_the_accused_moves_the_right_to_bail_and_a_correction_moves_it_again() -> None:
    """Paused it has no day; afterwards the lost days are added; each day that was computed stays in its history."""
    with desk() as session:
        case_id = registered(session, sections=PPC, fir_on=days_ago(100))
        accused_id = accused_of(session, case_id)
        due_on = add_months(days_ago(100), 12)
        noted(session, case_id, "delay_by_accused_began", days_ago(50), accused_id=accused_id)
        paused = clocks_of(session, case_id)["BAIL-497-1Y"]
        assert (paused["state"], paused["due_on"]) == ("paused", None)
        ended = noted(session, case_id, "delay_by_accused_ended", days_ago(40), accused_id=accused_id)
        assert clocks_of(session, case_id)["BAIL-497-1Y"]["due_on"] == str(due_on + dt.timedelta(10))
        corrected(session, case_id, ended, happened_on=str(days_ago(30)))
        clock = clocks_of(session, case_id)["BAIL-497-1Y"]
    assert clock["due_on"] == str(due_on + dt.timedelta(20))
    assert f"paused {day_in_words(days_ago(50))} to {day_in_words(days_ago(30))}" in clock["explanation"]
    assert [(due["due_on"], due["why"]) for due in clock["dues"]] == [
        (str(due_on), "started"), (None, "facts"), (str(due_on + dt.timedelta(10)), "facts"),
        (str(due_on + dt.timedelta(20)), "facts"),
    ]  # fmt: skip


def test_an_exception_takes_the_right_away_and_its_retraction_gives_it_back() -> None:
    """A previous conviction stops the clock; taken back, the same clock runs on."""
    with desk() as session:
        case_id = registered(session, sections=PPC)
        before = clocks_of(session, case_id)["BAIL-497-1Y"]
        found = noted(session, case_id, "previous_conviction_found", accused_id=accused_of(session, case_id))
        assert states_of(session, case_id)["BAIL-497-1Y"] == "stopped"
        assert clocks_of(session, case_id)["BAIL-497-1Y"]["explanation"].startswith("Not counted any more")
        retracted(session, case_id, found)
        after = clocks_of(session, case_id)["BAIL-497-1Y"]
        kept = session.get_one(CaseFact, found)
    assert (after["id"], after["state"], after["due_on"]) == (before["id"], "running", before["due_on"])
    assert kept.superseded_why == "It did not happen"


def test_bail_ends_the_custody_clock_and_a_new_arrest_begins_another() -> None:
    """Per spell of custody: the right is counted from the new detention."""
    with desk() as session:
        case_id = registered(session, sections=PPC, fir_on=days_ago(20))
        accused_id = uuid.UUID(accused_of(session, case_id))
        for state, on in (("on_bail", days_ago(10)), ("in_custody", days_ago(5))):
            body = loaded(CustodyChange, state=state, since_on=str(on))
            change_custody(session, clerk(), case_id, accused_id, body, None)
        rows = session.execute(
            sa.select(Clock.started_on, Clock.state)
            .where(Clock.case_id == case_id, Clock.rule_id == "BAIL-497-1Y")
            .order_by(Clock.started_on)
        )
        assert [tuple(row) for row in rows] == [(days_ago(20), "stopped"), (days_ago(5), "running")]


def test_a_corrected_verdict_changes_whose_appeal_runs() -> None:
    """Acquitted: the State's six months and the report; corrected to convicted: the convict's sixty days, the others stop."""
    with desk() as session:
        case_id = filed(session, sections=PPC)
        accused_id = uuid.UUID(accused_of(session, case_id))
        record_result(
            session, clerk(), case_id, accused_id,
            loaded(NewResult, verdict="acquitted", decided_on=str(days_ago(0))), None,
        )  # fmt: skip
        states = states_of(session, case_id)
        assert (states["APP-157"], states["ACQ-REPORT"], states["APP-417-2A"]) == ("running", "running", "running")
        body = loaded(NewResult, verdict="convicted", decided_on=str(days_ago(0)), reason="The wrong line was marked")
        record_result(session, clerk(), case_id, accused_id, body, None)
        states = states_of(session, case_id)
    assert (states["APP-157"], states["ACQ-REPORT"], states["APP-155"]) == ("stopped", "stopped", "running")


def test_computing_again_changes_nothing() -> None:
    """After a number of steps, the clocks that stand are those that the facts give."""
    with desk() as session:
        case_id = filed(session, sections=[{"act": "ata", "section": "7(1)(A)"}, {"act": "explosives", "section": "3"}])
        noted(session, case_id, "trial_fixed", days_ago(0), given_on=str(days_ago(-30)))
        noted(session, case_id, "arrested", happened_at=hours_ago(50), accused_id=accused_of(session, case_id))
        before = clocks_of(session, case_id)
        assert recompute_clocks(session, case_of(session, case_id)) == []
        assert clocks_of(session, case_id) == before
    assert {"SANCTION-30", "PRETRIAL", "COPIES-7", "ARREST-24H-ATA", "SCRUT-3"} <= before.keys()


def test_a_record_without_facts_gives_them_when_they_are_first_needed() -> None:
    """A case from an import goes on as one that was entered step by step: the same clocks, tied to what began them."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(10))
        received(session, case_id, kind="interim", received_on=str(days_ago(3)))
        before = clocks_of(session, case_id)
        without_facts(session, case_id)
        assert {rule_id: clock["explanation"] for rule_id, clock in clocks_of(session, case_id).items()} == {
            rule_id: clock["explanation"] for rule_id, clock in before.items()
        }
        found = noted(session, case_id, "formalities_complete")
        after = clocks_of(session, case_id)
        retracted(session, case_id, found)
    assert {rule_id: (clock["id"], clock["state"], clock["due_on"]) for rule_id, clock in after.items()} == {
        rule_id: (clock["id"], clock["state"], clock["due_on"]) for rule_id, clock in before.items()
    }


def test_a_change_of_sections_is_in_the_clocks_history() -> None:
    """The law that applies moved, not a fact."""
    with desk() as session:
        case_id = registered(session, sections=PPC)
        change = loaded(CaseChange, sections=[{"act": "ppc", "section": "302"}], reason="The injured man died")
        change_case(session, clerk(), case_id, change, None)
        clocks = clocks_of(session, case_id)
    assert (clocks["BAIL-497-1Y"]["state"], clocks["BAIL-497-2Y"]["state"]) == ("stopped", "running")


def test_facts_are_audited_and_told_without_names() -> None:
    """Each step of a fact leaves its entry and its event: ids, kind and day."""
    with desk() as session:
        case_id = registered(session)
        session.info.clear()
        fact = noted(session, case_id, "cognizance_taken", days_ago(1))
        again = corrected(session, case_id, fact, happened_on=str(days_ago(2)))
        retracted(session, case_id, again)
        entries = [entry["action"] for entry in pending_entries(session)]
        events = [event["data"] for event in pending_events(session) if event["type"] == "fact_noted"]
    assert entries == ["fact_noted", "fact_corrected", "fact_retracted"]
    assert [event["action"] for event in events] == entries
    assert set(events[0]) == {"case_id", "fact_id", "fact", "happened_on", "action"}


def refused(session: Session, case_id: uuid.UUID, **body: Any) -> Problem:
    """Give what entering a fact is refused with."""
    with pytest.raises(Problem) as problem:
        noted(session, case_id, **body)
    return problem.value


def test_facts_that_cannot_be_are_refused_by_their_field() -> None:
    """About nobody, about a stranger, about somebody where it concerns the case, still to come, without the day it sets."""
    with desk() as session:
        case_id, other = registered(session), registered(session)
        accused_id, stranger = accused_of(session, case_id), accused_of(session, other)
        order = str(uuid.uuid4())
        noted(session, other, "property_frozen", order_id=order)
        for body, field in (
            ({"kind": "arrested"}, "accused_id"),
            ({"kind": "arrested", "accused_id": stranger}, "accused_id"),
            ({"kind": "cognizance_taken", "accused_id": accused_id}, "accused_id"),
            ({"kind": "freeze_reported"}, "order_id"),
            ({"kind": "freeze_reported", "order_id": order}, "order_id"),
            ({"kind": "cognizance_taken", "on": days_ago(-1)}, "happened_on"),
            ({"kind": "arrested", "accused_id": accused_id, "happened_at": hours_ago(-1)}, "happened_at"),
            (
                {"kind": "arrested", "accused_id": accused_id, "happened_at": hours_ago(60), "on": days_ago(0)},
                "happened_on",
            ),
            ({"kind": "trial_fixed"}, "given_on"),
            ({"kind": "trial_fixed", "given_on": str(days_ago(3))}, "given_on"),
        ):
            problem = refused(session, case_id, **body)
            assert problem.kind == "invalid"
            assert list(problem.fields or {}) == [field]


def test_what_cannot_be_corrected_is_refused() -> None:
    """What another step says, what was corrected already, another case's fact, and a correction of nothing."""
    with desk() as session:
        case_id, other = registered(session), registered(session)
        fact = noted(session, case_id, "cognizance_taken", days_ago(1))
        step = session.scalars(sa.select(CaseFact.id).where(CaseFact.case_id == case_id, CaseFact.kind == "fir_recorded")).one()  # fmt: skip
        later = corrected(session, case_id, fact, happened_on=str(days_ago(2)))
        for where, which, code in (
            (case_id, step, "fact_of_a_step"),
            (case_id, fact, "fact_superseded"),
            (other, later, "no_such_fact"),
            (case_id, uuid.uuid4(), "no_such_fact"),
        ):
            with pytest.raises(Problem) as problem:
                corrected(session, where, which, happened_on=str(days_ago(0)))
            assert problem.value.code == code
            with pytest.raises(Problem) as problem:
                retracted(session, where, which)
            assert problem.value.code == code
        with pytest.raises(Problem) as problem:
            corrected(session, case_id, later)
        assert problem.value.code == "nothing_to_change"


def test_an_order_ties_what_belongs_to_it() -> None:
    """Two freezes in a case: each has its own 48 hours, and a report meets its own alone."""
    with desk() as session:
        case_id = registered(session)
        first = session.get_one(CaseFact, noted(session, case_id, "property_frozen", happened_at=hours_ago(5))).order_id
        second = session.get_one(
            CaseFact, noted(session, case_id, "property_frozen", happened_at=hours_ago(4))
        ).order_id
        noted(session, case_id, "freeze_reported", order_id=str(first))
        found = sa.select(Clock.order_id, Clock.state).where(Clock.case_id == case_id, Clock.rule_id == "FREEZE-48H")
        states = dict(session.execute(found).tuples().all())
    assert states == {first: "met", second: "running"}


def test_the_case_shows_its_next_duty_alone() -> None:
    """Neither the right to bail nor somebody else's appeal is what the prosecutor has to do next."""
    with desk() as session:
        case_id = registered(session, sections=PPC, fir_on=days_ago(360))
        assert view(session, case_id)["next_due_on"] == str(days_ago(346))
        noted(session, case_id, "trial_fixed", days_ago(0), given_on=str(days_ago(-8)))
        case = view(session, case_id)
    assert case["next_due_on"] == str(days_ago(346))
    assert RECORDER.id not in str(case)
