"""Registering FIRs and reading them back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import orjson
import pytest

from services.cases.queries.cases import list_cases, read_case_reference
from services.cases.queries.history import list_history
from services.cases.rules.clocks import add_months
from services.cases.schemas.case import CaseChange, CaseFilter, CaseReference, CaseRow
from services.cases.schemas.common import NewAccused
from services.cases.usecases.registration import add_accused, change_case, register_case
from services.common.actor import Actor
from services.common.audit import pending_entries
from services.common.errors import Problem
from services.common.outbox import pending_events
from tests.conftest import database_of, make_actor
from tests.integration.cases.desk import (
    clerk,
    days_ago,
    desk,
    loaded,
    new_accused,
    new_case,
    received,
    registered,
    sealed,
    view,
)


def shown(session: Any, actor: Actor, **query: str) -> list[dict[str, Any]]:
    """List cases as they are answered, each held against its declared shape."""
    rows: list[dict[str, Any]] = orjson.loads(list_cases(session, actor, CaseFilter().load(query)).body)["items"]
    assert all(CaseRow().validate(row) == {} for row in rows)
    return rows


def test_a_case_is_read_as_it_was_registered() -> None:
    """What the clerk entered comes back, normalised, with its accused, custody and clocks."""
    with desk() as session:
        case_id = registered(
            session, clerk(), police_station=" P.S.  Clifton ", fir_number="٠٤٣٥",
            sections=[{"act": "ppc", "section": "302"}, {"act": "ppc", "section": "34"}],
        )  # fmt: skip
        case = view(session, case_id)
    assert (case["police_station"], case["fir_number"], case["stage"], case["version"]) == (
        "Clifton", "435", "investigation", 1,
    )  # fmt: skip
    assert [one["initials"] for one in case["accused"]] == ["A.B."]
    assert case["accused"][0]["custody"]["state"] == "in_custody"
    assert {clock["rule_id"]: clock["due_on"] for clock in case["clocks"]} == {
        "CHALLAN-14": str(days_ago(2) + dt.timedelta(14)), "INTERIM-17": str(days_ago(2) + dt.timedelta(17)),
        "BAIL-497-2Y": str(add_months(days_ago(2), 24)),
    }  # fmt: skip
    assert case["next_due_on"] == str(days_ago(-12))


def test_a_terrorism_case_runs_on_its_own_law() -> None:
    """Sections of the Anti-Terrorism Act start the clocks of its section 19, not those of the Code, nor bail by delay."""
    with desk() as session:
        case = view(session, registered(session, sections=[{"act": "ata", "section": "7(1)(a)"}]))
    assert case["is_terrorism"]
    assert {clock["rule_id"] for clock in case["clocks"]} == {"ATA-INV-30", "ATA-INTERIM-33"}


def test_registering_tells_and_leaves_a_trace() -> None:
    """One event with ids alone, and one audit entry."""
    with desk() as session:
        case_id = registered(session)
        (event,) = pending_events(session)
        (entry,) = pending_entries(session)
    assert event["type"] == "case_registered"
    assert event["data"]["case_id"] == str(case_id)
    assert event["audience"]["districts"] == ["karachi-south"]
    assert set(event["data"]) == {"case_id", "police_station", "fir_number", "fir_year", "district", "custody"}
    assert (entry["action"], entry["subject"]) == ("case_registered", f"case:{case_id}")


def test_the_same_fir_is_refused_and_its_case_named() -> None:
    """However the station and the number are written, the second entry names the first to those who may see it."""
    with desk() as session:
        case_id = registered(session, police_station="A-Section", fir_number="77")
        with pytest.raises(Problem) as refused:
            registered(session, police_station="PS a section", fir_number="0077")
        assert (refused.value.kind, refused.value.facts) == ("conflict", {"case_id": str(case_id)})


def test_a_sealed_fir_is_refused_without_naming_its_case() -> None:
    """Who may not see the first entry learns only that there is one."""
    with desk() as session:
        sealed(session, registered(session, clerk(), fir_number="78"))
        with pytest.raises(Problem) as refused:
            registered(session, clerk(), fir_number="78")
        assert refused.value.facts == {}


def test_the_same_number_at_another_station_is_another_case() -> None:
    """Stations of the same name in two districts do not share their numbers."""
    with desk() as session:
        first = registered(session, police_station="City", fir_number="9")
        assert registered(session, police_station="City", fir_number="9", district="sukkur") != first


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"fir_number": "435/2022"}, "fir_number"),
        ({"fir_number": "zero"}, "fir_number"),
        ({"district": "atlantis"}, "district"),
        ({"fir_year": 1999}, "fir_year"),
        ({"fir_on": dt.date(2099, 1, 1), "received_on": None}, "fir_on"),
        ({"received_on": "2001-01-01"}, "received_on"),
        ({"police_station": "P.S."}, "police_station"),
        ({"sections": [{"act": "magna-carta", "section": "40"}]}, "sections.0.act"),
        ({"sections": [{"act": "ppc", "section": "three"}]}, "sections.0.section"),
    ],
)
def test_a_fir_that_cannot_be_is_refused_by_field(changes: dict[str, Any], field: str) -> None:
    """Each thing that cannot be right is refused and marked."""
    with desk() as session:
        with pytest.raises(Problem) as refused:
            registered(session, **changes)
        assert refused.value.kind == "invalid"
        assert field in (refused.value.fields or {})


def test_a_clerk_registers_in_their_own_districts_only() -> None:
    """A district that is not in the clerk's charge is refused."""
    with desk() as session:
        with pytest.raises(Problem) as refused:
            register_case(session, clerk("jacobabad"), new_case())
        assert refused.value.code == "district_not_yours"


def test_a_case_elsewhere_does_not_exist() -> None:
    """Another district's case is not found, not forbidden."""
    with desk() as session:
        case_id = registered(session)
        with pytest.raises(Problem) as refused:
            view(session, case_id, clerk("jacobabad"))
        assert refused.value.kind == "not_found"
        assert shown(session, clerk("jacobabad")) == []


def test_lists_filter_and_search() -> None:
    """District, station, stage, due day and number each narrow the list; newest come first."""
    with desk() as session:
        first = registered(session, fir_number="435", police_station="Boat Basin")
        second = registered(session, fir_number="436", police_station="Boat Basin")
        registered(session, fir_number="9436")
        actor = make_actor("cases.read")
        assert [row["id"] for row in shown(session, actor, police_station="PS Boat-Basin")] == [str(second), str(first)]
        assert [row["id"] for row in shown(session, actor, q="436", police_station="boat basin")] == [str(second)]
        assert [
            row["id"] for row in shown(session, actor, q=f"435/{days_ago(2).year}", police_station="boat basin")
        ] == [str(first)]
        assert len(shown(session, actor, q="43", police_station="boat basin", due_before=str(days_ago(-13)))) == 2
        assert shown(session, actor, q="43", police_station="boat basin", due_before=str(days_ago(-12))) == []
        assert shown(session, actor, stage="decided", district="karachi-south", police_station="boat basin") == []
        assert shown(session, actor, prosecutor=actor.id, q="43") == []


def test_pages_continue_where_they_ended() -> None:
    """Walking the pages gives every case once."""
    with desk() as session:
        ids = {str(registered(session, police_station="Paged")) for _ in range(5)}
        query = CaseFilter().load({"limit": "2", "police_station": "paged"})
        seen: list[str] = []
        while True:
            answered = orjson.loads(list_cases(session, make_actor("cases.read"), query).body)
            seen += [row["id"] for row in answered["items"]]
            if answered["next"] is None:
                break
            query = {**query, "after": answered["next"]}
        assert len(seen) == 5
        assert set(seen) == ids


def test_the_reference_holds_what_others_need() -> None:
    """Ids and the FIR, no names."""
    with desk() as session:
        case_id = registered(session)
        found = orjson.loads(read_case_reference(session, Actor(id="service:notifications"), case_id).body)
    assert CaseReference().validate(found) == {}
    assert (found["id"], found["sealed"], found["prosecutor_ids"]) == (str(case_id), False, [])


def test_an_accused_found_later_is_added() -> None:
    """The next number, and the case moves on."""
    with desk() as session:
        case_id = registered(session)
        add_accused(session, clerk(), case_id, loaded(NewAccused, **new_accused(initials="X.Y.", is_juvenile=True)))
        session.flush()
        case = view(session, case_id)
    assert [(one["number"], one["is_juvenile"]) for one in case["accused"]] == [(1, False), (2, True)]
    assert (case["accused_count"], case["version"]) == (2, 2)


def test_a_custody_still_to_come_is_refused() -> None:
    """Nobody is in custody since tomorrow."""
    with desk() as session:
        case_id = registered(session)
        late = new_accused(custody={"state": "on_bail", "since_on": str(days_ago(-1))})
        with pytest.raises(Problem) as refused:
            add_accused(session, clerk(), case_id, loaded(NewAccused, **late))
        assert refused.value.code == "day_impossible"


def test_adding_terrorism_sections_changes_the_clocks() -> None:
    """The Code's clocks stop and those of the Anti-Terrorism Act run from the FIR; taking the sections away turns it back."""
    with desk() as session:
        case_id = registered(session)
        change = loaded(CaseChange, sections=[{"act": "ata", "section": "7"}], reason="added by the investigation")
        change_case(session, clerk(), case_id, change, 1)
        states = {clock["rule_id"]: clock["state"] for clock in view(session, case_id)["clocks"]}
        assert states == {
            "CHALLAN-14": "stopped", "INTERIM-17": "stopped", "BAIL-497-2Y": "stopped", "ATA-INV-30": "running",
            "ATA-INTERIM-33": "running",
        }  # fmt: skip
        back = loaded(
            CaseChange, sections=[{"act": "ppc", "section": "302"}], summary="x", complainant_initials=None, reason="y"
        )
        change_case(session, clerk(), case_id, back, 2)
        session.flush()
        case = view(session, case_id)
    assert (case["is_terrorism"], case["summary"], case["complainant_initials"]) == (False, "x", None)
    assert {clock["rule_id"]: clock["state"] for clock in case["clocks"]} == {
        "CHALLAN-14": "running", "INTERIM-17": "running", "BAIL-497-2Y": "running", "ATA-INV-30": "stopped",
        "ATA-INTERIM-33": "stopped",
    }  # fmt: skip


def test_a_change_of_what_moved_on_is_refused() -> None:
    """The version that was read must still stand, and something must change."""
    with desk() as session:
        case_id = registered(session)
        with pytest.raises(Problem) as refused:
            change_case(session, clerk(), case_id, loaded(CaseChange, summary="x", reason="y"), 7)
        assert refused.value.kind == "moved_on"
        with pytest.raises(Problem) as refused:
            change_case(session, clerk(), case_id, loaded(CaseChange, reason="y"), 1)
        assert refused.value.code == "nothing_to_change"


def test_the_history_tells_the_steps_in_order() -> None:
    """What was audited of the case, oldest first."""
    database = database_of("cases")
    with database.transaction() as session:
        case_id = registered(session)
    with database.transaction() as session:
        change_case(session, clerk(), case_id, loaded(CaseChange, summary="x", reason="typing error"), 1)
    with database.reading() as session:
        query = {"limit": 50, "after": None}
        rows = orjson.loads(list_history(session, clerk(), case_id, query).body)["items"]
    assert [(row["action"], row["reason"]) for row in rows] == [
        ("case_registered", None), ("case_changed", "typing error"),
    ]  # fmt: skip


def test_a_change_of_law_counts_what_was_done_already() -> None:
    """After an interim report the final one still has its time under the other law; the interim step was taken in time."""
    with desk() as session:
        case_id = registered(session, fir_on=days_ago(10))
        received(session, case_id, kind="interim")
        change = loaded(CaseChange, sections=[{"act": "ata", "section": "7"}], reason="added by the investigation")
        change_case(session, clerk(), case_id, change, None)
        states = {clock["rule_id"]: clock["state"] for clock in view(session, case_id)["clocks"]}
    assert states == {
        "CHALLAN-14": "stopped", "INTERIM-17": "met", "SCRUT-3": "running", "ATA-INV-30": "running",
        "ATA-INTERIM-33": "met", "BAIL-497-2Y": "stopped",
    }  # fmt: skip


def test_a_change_within_the_law_leaves_the_clocks_alone() -> None:
    """Another section of the same law, given twice, is kept once; a FIR against nobody known is a case too."""
    with desk() as session:
        case_id = registered(session, accused=[])
        before = view(session, case_id)
        twice = [{"act": "ppc", "section": "324"}, {"act": "ppc", "section": " 324 "}]
        change_case(session, clerk(), case_id, loaded(CaseChange, sections=twice, reason="typing error"), 1)
        after = view(session, case_id)
    assert (before["accused"], after["sections"]) == ([], [{"act": "ppc", "section": "324"}])
    assert (after["clocks"], after["next_due_on"]) == (before["clocks"], before["next_due_on"])
