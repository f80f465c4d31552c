"""What the timer does with clocks: it marks, lets elapse, reminds and escalates, each once; and the lists that show it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases import api
from services.cases.models import CaseFact, Clock
from services.cases.queries.clocks import list_due_clocks
from services.cases.queries.law import read_clock_rule
from services.cases.schemas.clocks import DueClockFilter, DueClockRow
from services.cases.schemas.scrutiny import ClockRuleRow
from services.cases.service import CasesService
from services.cases.usecases.holidays import keep_holidays
from services.common.actor import Actor
from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.clocking import (
    accused_of,
    clocks_of,
    corrected,
    hours_ago,
    noted,
    quiet,
    states_of,
)
from tests.integration.cases.desk import DISTRICT, assigned, days_ago, desk, filed, registered, sealed, supervisor

_service = CasesService()


def told(session: Session, *kinds: str) -> list[dict[str, Any]]:
    """Let the timer tell the steps that are due, twice; give the events of these kinds."""
    session.info.clear()
    _service.tell_clock_steps(session)
    _service.tell_clock_steps(session)
    return [event for event in pending_events(session) if event["type"] in kinds]


def steps(events: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Give of events which rule's step they tell, and whom."""
    return [(event["data"]["rule_id"], event["data"]["step"], event["data"]["told_to"]) for event in events]


def test_a_reminder_is_told_once_and_again_when_the_day_moves() -> None:
    """Two days before the last the lead is reminded; when a correction moves the day, its own reminder follows."""
    with desk() as session:
        quiet(session)
        case_id = registered(session)
        member = str(uuid.uuid4())
        assigned(session, case_id, member)
        called = noted(session, case_id, "report_called", days_ago(2), given_on=str(days_ago(-1)))
        (event,) = told(session, "clock_reminded")
        assert steps([event]) == [("CALL-REPORT", "reminder", "lead")]
        assert event["audience"] == {"users": [member], "districts": [DISTRICT]}
        assert set(event["data"]) == {
            "case_id", "clock_id", "rule_id", "law", "due_on", "step", "told_to", "offset", "account_ids", "district",
        }  # fmt: skip
        assert event["data"]["account_ids"] == [member]
        corrected(session, case_id, called, given_on=str(days_ago(-9)))
        assert told(session, "clock_reminded") == []
        assert clocks_of(session, case_id)["CALL-REPORT"]["ladder_reached"] is None


def test_of_steps_that_passed_unseen_the_last_alone_is_told() -> None:
    """Entered late, a long missed scrutiny goes up at once: neither the reminder nor the first escalation is repeated."""
    with desk() as session:
        quiet(session)
        case_id = registered(session, fir_on=days_ago(3))
        noted(session, case_id, "report_called", days_ago(30), given_on=str(days_ago(10)))
        events = told(session, "clock_reminded", "clock_escalated")
        assert steps(events) == [("CALL-REPORT", "escalation", "prosecutor_general")]
        assert clocks_of(session, case_id)["CALL-REPORT"]["ladder_reached"] == "escalation"
        assert "clock_escalated" in [entry["action"] for entry in pending_entries(session)]


def test_what_was_done_is_told_no_more() -> None:
    """A met clock has no next step; nor has a paused one."""
    with desk() as session:
        quiet(session)
        case_id = registered(session)
        called = noted(session, case_id, "report_called", days_ago(2), given_on=str(days_ago(1)))
        order = session.get_one(CaseFact, called).order_id
        noted(session, case_id, "called_report_received", days_ago(1), order_id=str(order))
        assert told(session, "clock_reminded", "clock_escalated") == []


def test_a_duty_in_hours_is_missed_by_the_hour() -> None:
    """Twenty-four hours and a minute after the arrest, on whatever day; before it is not."""
    with desk() as session:
        quiet(session)
        late, timely = registered(session), registered(session)
        noted(session, late, "arrested", happened_at=hours_ago(24.1), accused_id=accused_of(session, late))
        noted(session, timely, "arrested", happened_at=hours_ago(23.9), accused_id=accused_of(session, timely))
        session.info.clear()
        _service.miss_clocks(session)
        (event,) = pending_events(session)
        assert (event["data"]["case_id"], event["data"]["rule_id"]) == (str(late), "ARREST-24H")
        assert (states_of(session, late)["ARREST-24H"], states_of(session, timely)["ARREST-24H"]) == (
            "missed",
            "running",
        )


def test_a_missed_clock_that_a_correction_puts_off_runs_again() -> None:
    """The hour of the arrest was wrong: it was not missed after all; computed anew while overdue it stays missed."""
    with desk() as session:
        quiet(session)
        case_id = registered(session)
        arrest = noted(session, case_id, "arrested", happened_at=hours_ago(30), accused_id=accused_of(session, case_id))
        _service.miss_clocks(session)
        arrest = corrected(session, case_id, arrest, happened_at=hours_ago(26))
        assert states_of(session, case_id)["ARREST-24H"] == "missed"
        corrected(session, case_id, arrest, happened_at=hours_ago(3))
        assert states_of(session, case_id)["ARREST-24H"] == "running"


def test_a_sanction_that_does_not_come_is_deemed_given() -> None:
    """When its thirty days have passed the clock elapses, and what the law says of it is a fact; a duty would be missed."""
    with desk() as session:
        quiet(session)
        case_id = filed(session, sections=[{"act": "ata", "section": "7(1)(A)"}, {"act": "explosives", "section": "3"}])
        began = session.scalars(
            sa.select(CaseFact).where(CaseFact.case_id == case_id, CaseFact.kind == "report_filed")
        ).one()  # fmt: skip
        began.happened_on = days_ago(31)
        session.execute(
            sa.update(Clock).where(Clock.case_id == case_id, Clock.rule_id == "SANCTION-30").values(due_on=days_ago(1))
        )
        session.info.clear()
        _service.elapse_clocks(session)
        _service.elapse_clocks(session)
        clock = clocks_of(session, case_id)["SANCTION-30"]
        deemed = session.scalars(
            sa.select(CaseFact).where(CaseFact.case_id == case_id, CaseFact.kind == "sanction_deemed_given")
        ).one()
        assert (clock["state"], clock["ended_on"], deemed.happened_on) == ("elapsed", str(days_ago(1)), days_ago(1))
        assert deemed.noted_by == "service:cases"
        assert [event["type"] for event in pending_events(session)] == []


def test_holidays_move_clocks_of_those_who_keep_them() -> None:
    """A district's holiday counts for its offices, the province's for the High Court too, a single court's for neither."""
    with desk() as session:
        case_id = filed(session, sections=[{"act": "ata", "section": "7(1)(A)"}], fir_on=days_ago(3))
        noted(session, case_id, "appeal_admitted", days_ago(0), accused_id=accused_of(session, case_id))
        noted(session, case_id, "suspicion_formed", days_ago(0))
        before = clocks_of(session, case_id)
        first, second = [day for day in map(days_ago, (-1, -2, -3)) if day.weekday() != 6][:2]
        keep_holidays(session, [first], f"district:{DISTRICT}")
        local = clocks_of(session, case_id)
        assert local["APP-ATA-HC"] == before["APP-ATA-HC"]
        assert local["AML-STR-7"]["due_on"] > before["AML-STR-7"]["due_on"]
        keep_holidays(session, [second], "province")
        everywhere = clocks_of(session, case_id)
        assert everywhere["APP-ATA-HC"]["due_on"] > before["APP-ATA-HC"]["due_on"]
        assert everywhere["AML-STR-7"]["due_on"] > local["AML-STR-7"]["due_on"]
        assert [due["why"] for due in everywhere["AML-STR-7"]["dues"]] == ["started", "holidays", "holidays"]
        session.info.clear()
        keep_holidays(session, [days_ago(-4)], f"court:{uuid.uuid4()}")
        assert pending_entries(session) == []


def due(session: Session, actor: Actor, **query: Any) -> list[dict[str, Any]]:
    """List open clocks as they are answered, held against their shape."""
    session.flush()
    found: list[dict[str, Any]] = orjson.loads(list_due_clocks(session, actor, DueClockFilter().load(query)).body)[
        "items"
    ]
    assert DueClockRow(many=True).validate(found) == {}
    return found


def test_what_is_due_is_listed_over_what_one_sees() -> None:
    """Those due first; by state, step, rule, nature, prosecutor; no other district's, and no sealed case's."""
    with desk() as session:
        quiet(session)
        me = make_actor("cases.read", districts=("thatta",))
        mine = registered(session, district="thatta", fir_on=days_ago(16))
        registered(session, district="sukkur", fir_on=days_ago(16))
        member = str(uuid.uuid4())
        assigned(session, mine, member)
        _service.miss_clocks(session)
        _service.tell_clock_steps(session)
        rows = due(session, me)
        assert [(row["case_id"], row["rule_id"], row["state"]) for row in rows] == [
            (str(mine), "CHALLAN-14", "missed"), (str(mine), "INTERIM-17", "running"),
            (str(mine), "BAIL-497-2Y", "running"),
        ]  # fmt: skip
        for query, rules in (
            ({"state": "missed"}, ["CHALLAN-14"]),
            ({"step": "escalation"}, ["CHALLAN-14"]),
            ({"step": "reminder"}, ["INTERIM-17"]),
            ({"nature": "right"}, ["BAIL-497-2Y"]),
            ({"rule_id": "INTERIM-17"}, ["INTERIM-17"]),
            ({"due_before": str(days_ago(0)), "prosecutor": member}, ["CHALLAN-14"]),
            ({"district": "sukkur"}, []),
            ({"prosecutor": str(uuid.uuid4())}, []),
        ):
            assert [row["rule_id"] for row in due(session, me, **query)] == rules
        sealed(session, mine)
        assert due(session, me) == []
        assert len(due(session, supervisor("thatta"))) == 3


def test_what_is_due_comes_in_pages() -> None:
    """A cursor goes on where the page ended."""
    with desk() as session:
        quiet(session)
        registered(session, district="badin")
        me = make_actor("cases.read", districts=("badin",))
        first = list_due_clocks(session, me, DueClockFilter().load({"limit": "2"}))
        assert len(orjson.loads(first.body)["items"]) == 2
        rest = due(session, me, after=first.next)
    assert [row["rule_id"] for row in rest] == ["BAIL-497-2Y"]


def test_a_case_out_of_sight_shows_no_clocks_and_a_sealed_one_leaves_its_trace() -> None:
    """Neither clocks nor facts; who may read the sealed case is written down first."""
    body = {
        "district": DISTRICT, "police_station": "Clocks", "fir_number": "1", "fir_year": days_ago(2).year,
        "fir_on": str(days_ago(2)), "received_on": str(days_ago(2)), "sections": [{"act": "ppc", "section": "302"}],
        "accused": [],
    }  # fmt: skip
    office = make_actor(
        "cases.read", "cases.register", "cases.record", "cases.seal", "cases.read_sealed", districts=(DISTRICT,)
    )
    case_id = ask(api.register_case, office, body=body)["id"]
    path = {"case_id": case_id}
    fact = ask(api.add_fact, office, path=path, body={"kind": "cognizance_taken"})
    wrong = ask(
        api.correct_fact, office, path={**path, "fact_id": fact["id"]}, if_match="2",
        body={"happened_on": str(days_ago(1)), "reason": "The day was wrong"},
    )  # fmt: skip
    ask(
        api.retract_fact,
        office,
        path={**path, "fact_id": wrong["id"]},
        if_match="3",
        body={"reason": "It was another case"},
    )
    assert [row["superseded_why"] for row in ask(api.list_facts, office, path=path)][1:] == [
        "It was another case", "The day was wrong",
    ]  # fmt: skip
    ask(api.seal_case, office, path=path, if_match="4", body={"is_sealed": True, "reason": "Protected witness"})
    stranger = make_actor("cases.read", "cases.record", districts=(DISTRICT,))
    for operation, more in (
        (api.list_case_clocks, {}), (api.list_facts, {}), (api.add_fact, {"body": {"kind": "cognizance_taken"}}),
    ):  # fmt: skip
        assert refusal(operation, stranger, path=path, **more).code == "no_such_case"
    assert case_id not in [row["case_id"] for row in ask(api.list_due_clocks, stranger, query={"limit": 200})]
    ask(api.list_case_clocks, office, path=path)
    ask(api.list_facts, office, path=path)
    actions = [row["action"] for row in ask(api.list_case_history, office, path=path)]
    assert actions.count("sealed_case_read") == 3
    assert orjson.loads(give(api.read_case, office, path=path).body)["version"] == 5


def test_a_rule_is_read_as_the_law_stood() -> None:
    """Seven days for an appeal against death until 2022, thirty since; before the law, and of no rule, nothing."""
    with database_of("cases").reading() as session:
        lengths = [
            orjson.loads(read_clock_rule(session, "APP-150", day).body)["length"]
            for day in (dt.date(2022, 12, 31), dt.date(2023, 1, 1), None)
        ]
        shown = orjson.loads(read_clock_rule(session, "ATA-INV-30", None).body)
        assert ClockRuleRow().validate(shown) == {}
        for rule_id, day in (("ATA-INV-30", dt.date(2013, 12, 31)), ("NO-SUCH", None)):
            with pytest.raises(Problem) as problem:
                read_clock_rule(session, rule_id, day)
            assert problem.value.code == "no_such_clock_rule"
    assert lengths == [7, 30, 30]


def test_the_kinds_of_facts_are_answered() -> None:
    """Each with its words; a clerk may enter those that are by hand."""
    kinds = ask(api.list_fact_kinds, make_actor(districts=()))["items"]
    assert {
        "kind": "arrested",
        "about": "accused",
        "is_by_hand": True,
        "says": "arrested",
        "says_ur": "گرفتار ہوا",
        "says_sd": "گرفتار ٿيو",
    } in kinds
