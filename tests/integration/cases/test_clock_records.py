"""Clocks and the record: facts read off a whole case, an order that is taken back, what an import sets going."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Clock
from services.cases.rules.days import day_in_karachi
from services.cases.schemas.people import ChargeSet, CustodyChange, Decision, Filing, NewResult
from services.cases.schemas.scrutiny import ReportReturn
from services.cases.schemas.trial import NewRemand
from services.cases.service import CasesService
from services.cases.usecases.filing import file_case
from services.cases.usecases.people import change_custody, set_charges
from services.cases.usecases.remand import order_remand, withdraw_remand
from services.cases.usecases.results import decide_case, record_result
from services.cases.usecases.scrutiny import return_report
from services.common.events import Event, Heard
from services.scheduling.events import HearingAdjourned, HearingHeld
from tests.conftest import database_of, make_actor
from tests.integration.cases.clocking import RECORDER, accused_of, clocks_of, noted, states_of, without_facts
from tests.integration.cases.desk import clerk, days_ago, desk, filed, loaded, opined, received, registered, supervisor
from tests.integration.cases.importing import cases_of, row, sent, sheet

PPC = [{"act": "ppc", "section": "324"}]


def test_a_whole_record_gives_its_facts() -> None:
    """Returned, received again, opined, filed, charged, in custody and on bail, convicted, decided: all of it is read off."""
    with desk() as session:
        case_id = registered(session, sections=PPC, fir_on=days_ago(9))
        first = received(session, case_id, received_on=str(days_ago(8)))
        back = loaded(
            ReportReturn,
            defects=[{"code": "fir-copy-missing"}],
            comply_by=str(days_ago(5)),
            returned_on=str(days_ago(7)),
        )
        return_report(session, supervisor(), case_id, first, back, None)
        opined(session, case_id, received(session, case_id, received_on=str(days_ago(6))))
        filing = loaded(Filing, court_id=str(uuid.uuid4()), court_case_number="SC 1/2026", filed_on=str(days_ago(4)))
        file_case(session, make_actor(), case_id, filing, if_match=None)
        accused_id = uuid.UUID(accused_of(session, case_id))
        charge = loaded(ChargeSet, charges=[{"act": "ppc", "section": "302"}], framed_on=str(days_ago(0)))
        set_charges(session, clerk(), case_id, accused_id, charge, None)
        bail = loaded(CustodyChange, state="on_bail", since_on=str(days_ago(2)))
        change_custody(session, clerk(), case_id, accused_id, bail, None)
        result = loaded(NewResult, verdict="convicted", imprisonment_months=36, decided_on=str(days_ago(0)))
        record_result(session, clerk(), case_id, accused_id, result, None)
        decide_case(session, clerk(), case_id, loaded(Decision, decided_on=str(days_ago(0))), if_match=None)
        before = clocks_of(session, case_id)
        without_facts(session, case_id)
        noted(session, case_id, "tried_by_magistrate")
        after = clocks_of(session, case_id)
    kept = before.keys() - {"APP-155"}
    assert {rule_id: after[rule_id]["explanation"] for rule_id in kept} == {
        rule_id: before[rule_id]["explanation"] for rule_id in kept
    }
    assert (after["APP-155"]["state"], after["APP-154"]["state"]) == ("stopped", "running")
    assert {"CHALLAN-14", "SCRUT-3", "DEFECT-FIX", "BAIL-497-2Y"} <= kept


def test_a_withdrawn_remand_leaves_the_clock_it_started() -> None:
    """The order that was entered wrongly no longer counts."""
    with desk() as session:
        case_id = registered(session, sections=PPC, fir_on=days_ago(5))
        accused_id = uuid.UUID(accused_of(session, case_id))
        order = loaded(
            NewRemand,
            kind="police",
            ordered_on=str(days_ago(5)),
            from_on=str(days_ago(5)),
            until_on=str(days_ago(1)),
            reasons="Recovery of the weapon",
        )
        remand_id = order_remand(session, RECORDER, case_id, accused_id, order, None)
        assert states_of(session, case_id)["REMAND-15"] == "running"
        withdraw_remand(session, RECORDER, case_id, remand_id, {"reason": "Another accused"}, None)
        assert states_of(session, case_id)["REMAND-15"] == "stopped"


def test_a_clock_from_an_import_begins_its_ladder_unless_it_is_overdue_already() -> None:
    """What is still to come is reminded of; of what was missed long ago nobody is told anew."""
    fresh, old = row(1, "Ladders"), row(2, "Ladders")
    fresh[0], fresh[1] = f"1/{days_ago(5).year}", days_ago(5).strftime("%d-%m-%Y")
    found = sent({"text": sheet(fresh, old)})
    assert (found["state"], found["faults"]) == ("imported", [])
    recent, long_ago = cases_of(found["id"])
    with database_of("cases").reading() as session:
        steps = sa.select(Clock.next_step_at).where(Clock.rule_id == "ATA-INTERIM-33")
        first = session.scalar(steps.where(Clock.case_id == recent.id))
        assert session.scalar(steps.where(Clock.case_id == long_ago.id)) is None
    # Five days of the thirty-three have passed; the lead is reminded three days before the last.
    assert first is not None
    assert day_in_karachi(first) == days_ago(-25)


def outcome_told(session: Session, case_id: uuid.UUID, hearing_id: uuid.UUID, minute: int, *, held: bool) -> None:
    """Let cases hear how a hearing went, as of a minute."""
    court = uuid.uuid4()
    event: Event = HearingAdjourned(
        hearing_id=hearing_id,
        case_id=case_id,
        court_id=court,
        cause="witness",
        asked_by="defence",
        heard_on=days_ago(0),
    )
    if held:
        event = HearingHeld(hearing_id=hearing_id, case_id=case_id, court_id=court, heard_on=days_ago(0))
    at = dt.datetime(2026, 1, 1, 0, minute, tzinfo=dt.UTC)
    heard: Any = Heard(id=uuid.uuid4(), event=event, occurred_at=at, correlation_id="", actor_id="")
    getattr(CasesService(), f"when_{event.wire_name}")(session, heard)
    session.flush()


def test_adjournments_that_scheduling_tells_count_against_the_laws_limit() -> None:
    """Two are allowed in a terrorism trial, the third is one too many; told twice it counts once, held after all not at all."""
    with desk() as session:
        case_id = filed(session, sections=[{"act": "ata", "section": "7(1)(A)"}])
        noted(session, case_id, "charge_framed", days_ago(0))
        hearings = [uuid.uuid4() for _ in range(3)]
        for minute, hearing in enumerate([*hearings[:2], hearings[1]]):
            outcome_told(session, case_id, hearing, minute, held=False)
        assert clocks_of(session, case_id)["ATA-ADJ-2"]["due_on"] is None
        outcome_told(session, case_id, hearings[2], 5, held=False)
        assert clocks_of(session, case_id)["ATA-ADJ-2"]["due_on"] == str(days_ago(0))
        outcome_told(session, case_id, hearings[2], 6, held=True)
        assert clocks_of(session, case_id)["ATA-ADJ-2"]["due_on"] is None
        outcome_told(session, case_id, hearings[2], 7, held=False)
        assert clocks_of(session, case_id)["ATA-ADJ-2"]["due_on"] == str(days_ago(0))


def test_an_adjournment_before_a_case_is_in_court_counts_for_nothing() -> None:
    """Such as of a remand hearing; nor does one of a case that is not known."""
    with desk() as session:
        case_id = registered(session)
        before = clocks_of(session, case_id)
        outcome_told(session, case_id, uuid.uuid4(), 1, held=False)
        outcome_told(session, uuid.uuid4(), uuid.uuid4(), 1, held=False)
        assert clocks_of(session, case_id) == before
