"""Importing a police station's register: whole or not at all."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.cases.models import RegisterImport
from services.cases.queries.imports import list_faults, list_imports, read_import
from services.cases.rules.register import Fir, Known
from services.cases.schemas.register import ImportFilter, NewImport
from services.cases.usecases.entering import find_registered
from services.cases.usecases.importing import (
    MOST_ATTEMPTS,
    check_register,
    claim_import,
    enter_register,
    take_in_register,
)
from services.cases.workers import importer
from services.common.errors import Problem
from services.common.tables import outbox
from tests.conftest import database_of
from tests.integration.cases.desk import clerk, days_ago, loaded, registered, view
from tests.integration.cases.importing import HEADING, cases_of, row, sent, sheet, stands, taken_in


def test_a_register_is_entered_whole() -> None:
    """Each line becomes a case with its clocks, its line kept, one event each; a byte order mark does no harm."""
    content = ("\ufeff" + sheet(row(1, "Whole"), row(2, "Whole"))).encode()
    found = sent({"content_base64": base64.b64encode(content).decode()})
    assert (found["state"], found["row_count"], found["case_count"], found["faults"]) == ("imported", 2, 2, [])
    first, _ = cases_of(found["id"])
    assert (first.fir_label, first.is_terrorism, first.stage) == (f"1/{days_ago(40).year}", True, "investigation")
    with database_of("cases").reading() as session:
        case = view(session, first.id)
        told = session.scalars(sa.select(outbox.c.event_type).where(outbox.c.aggregate_id == str(first.id))).all()
    assert {clock["rule_id"] for clock in case["clocks"]} == {"ATA-INV-30", "ATA-INTERIM-33"}
    assert list(told) == ["case_registered"]


def test_a_line_tells_the_course_of_its_case() -> None:
    """Received, returned, received again, passed, in court, decided: reports, clocks and stage follow."""
    columns = {
        "offence": "Murder,\nas written over two lines",
        "nature_of_challan": "Final",
        "challan_receive_in_branch": str(days_ago(30)),
        "objection_date": str(days_ago(28)),
        "challan_resubmitted_after_defect_removals": str(days_ago(20)),
        "challan_passed_date": str(days_ago(15)),
        "date_of_receiving_challan_in_court": str(days_ago(14)),
        "date_of_decision": str(days_ago(2)),
        "decision": "Acquitted",
    }
    line = [f"7/{days_ago(40).year}", str(days_ago(40)), "302,34 PPC", "Course"]
    found = sent({"text": sheet([*line, *columns.values()], heading=[*HEADING, *columns])})
    (case,) = cases_of(found["id"])
    with database_of("cases").reading() as session:
        shown = view(session, case.id)
    assert (shown["stage"], shown["outcome"], shown["decided_on"]) == ("decided", "acquitted", str(days_ago(2)))
    assert [(report["state"], report["round"]) for report in shown["reports"]] == [("returned", 1), ("filed", 2)]
    assert {clock["rule_id"]: clock["state"] for clock in shown["clocks"] if clock["report_id"] is None} == {
        "CHALLAN-14": "met", "INTERIM-17": "met",
    }  # fmt: skip
    assert [clock["state"] for clock in shown["clocks"] if clock["rule_id"] == "SCRUT-3"] == ["met", "missed"]
    assert (case.register_line or {})["decision"] == "Acquitted"


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5])
def test_a_register_longer_than_a_batch_is_entered_in_the_order_of_its_rows(
    monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """No row is lost or doubled where one batch ends and the next begins; each has its event."""
    monkeypatch.setattr("services.cases.usecases.importing.BATCH", 2)
    found = sent({"text": sheet(*(row(number, f"Batch {rows}") for number in range(1, rows + 1)))})
    cases = cases_of(found["id"])
    assert [case.fir_number for case in cases] == [str(number) for number in range(1, rows + 1)]
    with database_of("cases").reading() as session:
        subjects = [str(case.id) for case in cases]
        told = session.scalars(sa.select(outbox.c.aggregate_id).where(outbox.c.aggregate_id.in_(subjects)))
        assert sorted(told) == sorted(subjects)


def test_a_decided_line_without_a_report_stops_its_clocks() -> None:
    """What the register does not tell was neither met nor missed."""
    heading = [*HEADING, "date_of_decision", "decision"]
    found = sent({"text": sheet([*row(1, "Stopped"), str(days_ago(3)), "abated"], heading=heading)})
    (case,) = cases_of(found["id"])
    with database_of("cases").reading() as session:
        clocks = view(session, case.id)["clocks"]
    assert {(clock["state"], clock["ended_on"]) for clock in clocks} == {("stopped", str(days_ago(3)))}
    assert case.next_due_on is None


def test_a_register_sent_again_enters_what_is_new_in_it() -> None:
    """Lines that are there already, saying the same, are passed over; the others are entered; nothing is doubled."""
    assert sent({"text": sheet(row(1, "Twice"), row(2, "Twice"))})["state"] == "imported"
    again = sent({"text": sheet(row(2, " PS twice "), row(3, "Twice"))})
    assert (again["state"], again["faults"]) == ("refused", [(2, "fir", "fir_already_registered")])
    again = sent({"text": sheet(row(1, "Twice"), row(2, " Twice"), row(3, "Twice"))})
    assert (again["state"], again["row_count"], again["known_count"], again["case_count"]) == ("imported", 3, 2, 1)
    assert [case.fir_number for case in cases_of(again["id"])] == ["3"]
    again = sent({"text": sheet(row(1, "Twice"), row(2, "Twice"), row(3, "Twice"))})
    assert (again["state"], again["known_count"], again["case_count"]) == ("imported", 3, 0)


def test_a_fir_that_is_registered_with_other_facts_refuses_the_file() -> None:
    """The register and the system say different things of it: a person has to see which is right."""
    assert sent({"text": sheet(row(1, "Otherwise"), row(2, "Otherwise"))})["state"] == "imported"
    number, day, _, station = row(2, "Otherwise")
    again = sent({"text": sheet(row(1, "Otherwise"), [number, day, "302 PPC", station])})
    assert (again["state"], again["known_count"], again["faults"]) == (
        "refused", 1, [(3, "fir", "fir_already_registered")],
    )  # fmt: skip


def test_a_fault_makes_no_known_line_faulty() -> None:
    """The faulty row alone is named; what is there already, saying the same, still counts as known."""
    assert sent({"text": sheet(row(1, "Beside"), row(2, "Beside"))})["state"] == "imported"
    faulty = ["3", "never", "302 PPC", "Beside"]
    again = sent({"text": sheet(row(1, "Beside"), faulty, row(2, "Beside"))})
    assert (again["state"], again["known_count"], again["faults"]) == ("refused", 2, [(3, "dated", "day_unreadable")])


def test_a_case_that_was_entered_by_hand_is_held_against_its_fir() -> None:
    """Its day and sections tell whether the line says the same; what else the line says is not held against it."""
    day = days_ago(40)
    sections = [{"act": "ppc", "section": one} for one in ("34", "324", "353")] + [{"act": "ata", "section": "7"}]
    with database_of("cases").transaction() as session:
        registered(session, police_station="By Hand", fir_number="1", fir_on=str(day), sections=sections)
        registered(session, police_station="By Hand", fir_number="2", fir_on=str(day))
    same = sent({"text": sheet(row(1, "By Hand"))})
    assert (same["state"], same["known_count"]) == ("imported", 1)
    assert sent({"text": sheet(row(2, "By Hand"))})["faults"] == [(2, "fir", "fir_already_registered")]


def test_a_dry_run_checks_and_enters_nothing() -> None:
    """A good file is `checked`; sent in earnest afterwards it is entered."""
    text = sheet(row(1, "Dry"))
    found = sent({"text": text, "is_dry_run": True})
    assert (found["state"], cases_of(found["id"])) == ("checked", [])
    assert sent({"text": text})["state"] == "imported"


def test_a_file_of_another_district_is_refused_and_hidden() -> None:
    """One sends and sees the registers of one's own districts."""
    database = database_of("cases")
    new = loaded(NewImport, district="karachi-south", file_name="x.csv", text=sheet(row(1, "Hidden")))
    with database.transaction() as session, pytest.raises(Problem) as refused:
        take_in_register(session, clerk("sukkur"), new)
    assert refused.value.code == "district_not_yours"
    found = sent({"text": sheet(row(1, "Hidden"))})
    with database.reading() as session:
        with pytest.raises(Problem) as refused:
            read_import(session, clerk("sukkur"), uuid.UUID(found["id"]))
        assert refused.value.kind == "not_found"
        with pytest.raises(Problem) as refused:
            list_faults(session, clerk("sukkur"), uuid.UUID(found["id"]), {"limit": 5, "after": None})
        assert refused.value.kind == "not_found"
        mine = orjson.loads(list_imports(session, clerk(), ImportFilter().load({"district": "karachi-south"})).body)
        theirs = orjson.loads(list_imports(session, clerk("sukkur"), ImportFilter().load({})).body)
    assert found["id"] in [one["id"] for one in mine["items"]]
    assert theirs["items"] == []


@pytest.mark.parametrize(
    "body",
    [{}, {"text": "a", "content_base64": "YQ=="}],
)
def test_a_register_comes_in_one_form(body: dict[str, str]) -> None:
    """Neither none nor two contents."""
    assert "content_base64" in NewImport().validate({"district": "sukkur", "file_name": "x", **body})


def test_what_is_no_base64_and_an_unknown_district_are_refused() -> None:
    """Both are said of their field."""
    with database_of("cases").transaction() as session:
        for content in ("%%%", "§"):
            wrong = loaded(NewImport, district="karachi-south", file_name="x", content_base64=content)
            with pytest.raises(Problem) as refused:
                take_in_register(session, clerk(), wrong)
            assert refused.value.code == "content_unreadable"
        nowhere = loaded(NewImport, district="atlantis", file_name="x", text="y")
        with pytest.raises(Problem) as refused:
            take_in_register(session, clerk("atlantis"), nowhere)
        assert refused.value.code == "district_unknown"


def test_an_importer_that_died_is_followed_and_at_last_given_up() -> None:
    """A claim whose lease ran out is taken again, three times; then the import has failed. A late importer changes nothing."""
    database = database_of("cases")
    with database.transaction() as session:
        new = loaded(NewImport, district="karachi-south", file_name="x", text=sheet(row(1, "Died")))
        import_id = take_in_register(session, clerk(), new)
    for _ in range(MOST_ATTEMPTS):
        with database.transaction() as session:
            claimed = claim_import(session, -1)
            assert claimed is not None
            assert claimed.id == import_id
    with database.transaction() as session:
        assert claim_import(session, 60) is None
    with database.transaction() as session:
        checked = check_register(b"")
        assert enter_register(session, import_id, checked) == "failed"
    found = stands(database, import_id)
    assert (found["state"], found["faults"]) == ("failed", [(0, None, "import_failed")])


def test_a_failed_attempt_frees_the_file_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A FIR that a clerk registers between check and entering refuses the attempt; the next one names it, without a wait."""
    database = database_of("cases")
    import_id = taken_in(database, text=sheet(row(1, "Race"), row(2, "Race")))

    def beaten(session: Session, district: str, firs: Collection[Fir]) -> dict[Fir, Known]:
        """Look, and let a clerk be quicker with what was not there yet."""
        found = find_registered(session, district, firs)
        with database.transaction() as other:
            day = days_ago(40)
            registered(other, police_station="Race", fir_number="2", fir_year=day.year, fir_on=day)
        monkeypatch.undo()
        return found

    monkeypatch.setattr("services.cases.usecases.importing.find_registered", beaten)
    equipment: Any = SimpleNamespace(database=database)
    with pytest.raises(IntegrityError):
        importer.step(equipment)
    assert (stands(database, import_id)["state"], cases_of(import_id)) == ("running", [])
    assert importer.step(equipment)
    assert stands(database, import_id)["faults"] == [(3, "fir", "fir_already_registered")]


def test_a_claimed_file_is_left_alone() -> None:
    """While one importer's lease lasts, another finds nothing."""
    database = database_of("cases")
    with database.transaction() as session:
        new = loaded(NewImport, district="karachi-south", file_name="x", text=sheet(row(1, "Claimed")))
        import_id = take_in_register(session, clerk(), new)
    with database.transaction() as session:
        assert claim_import(session, 60) is not None
    equipment: Any = SimpleNamespace(database=database)
    assert not importer.step(equipment)
    with database.transaction() as session:
        session.execute(sa.update(RegisterImport).where(RegisterImport.id == import_id).values(state="failed"))
