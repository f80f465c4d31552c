"""Importing a police station's register: whole or not at all."""

from __future__ import annotations

import base64
import csv
import io
import time
import uuid
from types import SimpleNamespace
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from services.cases.models import Case, RegisterImport
from services.cases.queries.imports import list_faults, list_imports, read_import
from services.cases.schemas.register import FaultRow, ImportFilter, ImportView, NewImport
from services.cases.usecases.importing import (
    MOST_ATTEMPTS,
    check_register,
    claim_import,
    enter_register,
    take_in_register,
)
from services.cases.workers import importer
from services.common.database import Database
from services.common.errors import Problem
from services.common.tables import outbox
from tests.conftest import database_of
from tests.integration.cases.desk import clerk, days_ago, loaded, view

HEADING = ["fir", "dated", "under_section", "police_station"]


def sheet(*rows: list[str], heading: list[str] = HEADING) -> str:
    """Write a register as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return text.getvalue()


def row(number: int, station: str, **more: str) -> list[str]:
    """Give a good line."""
    day = days_ago(40)
    return [f"{number}/{day.year}", day.strftime("%d-%m-%Y"), "353/324/34 PPC r/w 7 ATA", station, *more.values()]


def sent(body: dict[str, Any]) -> dict[str, Any]:
    """Send a register in, let the importer work, and read where the import stands."""
    database = database_of("cases")
    with database.transaction() as session:
        new = loaded(NewImport, **{"district": "karachi-south", "file_name": "register.csv", **body})
        import_id = take_in_register(session, clerk(), new)
    equipment: Any = SimpleNamespace(database=database)
    assert importer.step(equipment)
    return stands(database, import_id)


def stands(database: Database, import_id: uuid.UUID) -> dict[str, Any]:
    """Read where an import stands, with its faults."""
    with database.reading() as session:
        found: dict[str, Any] = orjson.loads(read_import(session, clerk(), import_id).body)
        assert ImportView().validate(found) == {}
        faults = orjson.loads(list_faults(session, clerk(), import_id, {"limit": 50, "after": None}).body)["items"]
    assert all(FaultRow().validate(fault) == {} for fault in faults)
    return {**found, "faults": [(fault["row"], fault["column"], fault["code"]) for fault in faults]}


def cases_of(import_id: str) -> list[Case]:
    """Give the cases an import entered."""
    with database_of("cases").reading() as session:
        found = sa.select(Case).where(Case.import_id == uuid.UUID(import_id)).order_by(Case.id)
        return list(session.scalars(found))


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


def test_one_bad_line_refuses_the_file_and_each_fault_is_listed() -> None:
    """Nothing is entered; row, column and code of every fault are there."""
    bad = ["x", "31-02-2022", "nothing", " "]
    found = sent({"text": sheet(row(1, "Mixed"), bad, row(1, "PS mixed"), ["too", "short"])})
    assert (found["state"], found["case_count"], found["fault_count"]) == ("refused", 0, 6)
    assert set(found["faults"]) == {
        (3, "dated", "day_unreadable"), (3, "fir", "fir_unreadable"), (3, "police_station", "station_unreadable"),
        (3, "under_section", "section_unreadable"), (4, "fir", "fir_twice"), (5, None, "cells_do_not_match"),
    }  # fmt: skip
    assert cases_of(found["id"]) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (sheet(row(1, "Saddar")).encode("utf-16"), (1, None, "encoding_not_utf8")),
        ((sheet(row(1, "Saddar")) + "2/2022,\xe9,x,y\n").encode("latin-1"), (3, None, "encoding_not_utf8")),
        (b"\xef\xbb\xbf", (0, None, "file_empty")),
        (b"\n", (0, None, "file_empty")),
        (b"fir,dated,police_station\n1,2,3\n", (1, "under_section", "column_missing")),
        (b"fir,dated,under_section,police_station,colour\n", (1, "colour", "column_unknown")),
        (b"fir,dated,under_section,police_station,fir\n", (1, "fir", "column_twice")),
        (sheet(row(1, "Saddar")).encode() + b'2/2022,"open\n', (3, None, "quoting_malformed")),
        (sheet(row(1, "Saddar")).encode() + b'2/2022,"a"b,c,d\n', (3, None, "quoting_malformed")),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(content: bytes, fault: tuple[int, str | None, str]) -> None:
    """Encoding, emptiness, columns, quoting: each has its code and its row."""
    found = sent({"content_base64": base64.b64encode(content).decode()})
    assert (found["state"], found["faults"]) == ("refused", [fault])


def test_a_fir_that_is_registered_already_refuses_the_file() -> None:
    """The same register sent twice enters nothing the second time."""
    text = sheet(row(1, "Twice"), row(2, "Twice"))
    assert sent({"text": text})["state"] == "imported"
    again = sent({"text": text})
    assert (again["state"], again["faults"]) == (
        "refused", [(2, "fir", "fir_already_registered"), (3, "fir", "fir_already_registered")],
    )  # fmt: skip


def test_a_dry_run_checks_and_enters_nothing() -> None:
    """A good file is `checked`; sent in earnest afterwards it is entered."""
    text = sheet(row(1, "Dry"))
    found = sent({"text": text, "is_dry_run": True})
    assert (found["state"], cases_of(found["id"])) == ("checked", [])
    assert sent({"text": text})["state"] == "imported"


def test_days_out_of_order_or_to_come_are_faults() -> None:
    """A challan before its FIR, and a FIR of tomorrow."""
    heading = [*HEADING, "challan_receive_in_branch", "nature_of_challan", "decision"]
    early = [*row(1, "Order"), str(days_ago(50)), "sideways", "acquitted"]
    late = [f"2/{days_ago(-1).year}", str(days_ago(-1)), "302 PPC", "Order", "", "", ""]
    found = sent({"text": sheet(early, late, heading=heading)})
    assert set(found["faults"]) == {
        (2, "challan_receive_in_branch", "days_out_of_order"), (2, "nature_of_challan", "nature_unknown"),
        (2, "decision", "decision_unknown"), (3, "dated", "day_impossible"),
    }  # fmt: skip


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
        wrong = loaded(NewImport, district="karachi-south", file_name="x", content_base64="%%%")
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
    assert stands(database, import_id)["state"] == "failed"


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


def test_three_thousand_lines_take_seconds() -> None:
    """The time a file takes grows with its rows, not with their square."""
    started = time.monotonic()
    found = sent({"text": sheet(*(row(number, "Large") for number in range(1, 3001)))})
    assert (found["state"], found["case_count"]) == ("imported", 3000)
    assert time.monotonic() - started < 30
