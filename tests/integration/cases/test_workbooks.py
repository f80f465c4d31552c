"""Importing a register as a workbook, and how far an import is."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from types import SimpleNamespace
from typing import Any

import openpyxl
import orjson
import pytest
import sqlalchemy as sa

from services.cases.models import RegisterImport
from services.cases.queries.imports import list_faults
from services.cases.usecases.importing import Progress, check_register, claim_import, hand_back_import, keep_progress
from services.cases.workers import importer
from tests.conftest import database_of
from tests.integration.cases.desk import clerk, days_ago
from tests.integration.cases.importing import HEADING, cases_of, row, sent_bytes, sheet, stands, taken_in


def workbook(*rows: list[Any], heading: list[str] = HEADING) -> bytes:
    """Write a workbook as a spreadsheet program does."""
    book = openpyxl.Workbook()
    for one in (heading, *rows):
        book.active.append(one)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_is_entered_like_csv() -> None:
    """A day that is a day to the spreadsheet is that day; sent again, as CSV too, it enters nothing more."""
    number, _, sections, station = row(1, "Workbook")
    day = dt.datetime.combine(days_ago(40), dt.time())
    found = sent_bytes(workbook([number, day, sections, station], row(2, "Workbook")))
    assert (found["state"], found["case_count"], found["faults"]) == ("imported", 2, [])
    assert [case.fir_on for case in cases_of(found["id"])] == [days_ago(40)] * 2
    again = sent_bytes(sheet([number, str(days_ago(40)), sections, station], row(2, "Workbook")).encode())
    assert (again["state"], again["known_count"], again["case_count"]) == ("imported", 2, 0)


def test_faults_name_the_cell_as_the_spreadsheet_shows_it() -> None:
    """Row and letter, in a workbook as in CSV; a fault of the file as a whole has neither."""
    bad = [f"7/{days_ago(40).year}", "never", "302 PPC", "Cells"]
    for content in (workbook(row(1, "Cells"), bad), sheet(row(1, "Cells"), bad).encode()):
        found = sent_bytes(content)
        with database_of("cases").reading() as session:
            page = list_faults(session, clerk(), found["id"], {"limit": 50, "after": None})
        (fault,) = orjson.loads(page.body)["items"]
        assert (fault["row"], fault["letter"], fault["column"], fault["code"]) == (3, "B", "dated", "day_unreadable")
    assert sent_bytes(b"PK\x03\x04 no workbook")["faults"] == [(0, None, "workbook_unreadable")]


def test_progress_is_shown_while_it_runs_and_not_after() -> None:
    """How many rows are checked, then how many of all are entered."""
    database = database_of("cases")
    import_id = taken_in(database, text=sheet(row(1, "Progress")))
    with database.transaction() as session:
        assert claim_import(session, 600) is not None
    for phase, done, of in (("checking", 1000, None), ("entering", 2000, 5000)):
        with database.transaction() as session:
            keep_progress(session, import_id, (phase, done, of), 600)
        found = stands(database, import_id)
        assert (found["state"], found["phase"], found["rows_done"], found["row_total"]) == ("running", phase, done, of)
    with database.transaction() as session:
        hand_back_import(session, import_id)
    equipment: Any = SimpleNamespace(database=database)
    assert importer.step(equipment)
    found = stands(database, import_id)
    assert (found["state"], found["phase"], found["rows_done"], found["row_total"]) == ("imported", None, None, None)


def test_an_import_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """After each batch, in checking and in entering; what is told is seen by others while the import is under way."""
    monkeypatch.setattr("services.cases.usecases.importing.BATCH", 2)
    database = database_of("cases")
    seen: list[tuple[str, int, int | None]] = []
    kept = importer._tell

    def told(equipment: Any, import_id: Any, progress: Progress) -> None:
        kept(equipment, import_id, progress)
        found = stands(database, import_id)
        seen.append((found["phase"], found["rows_done"], found["row_total"]))

    monkeypatch.setattr(importer, "_tell", told)
    sent_bytes(sheet(*(row(number, "Told") for number in range(1, 6))).encode())
    assert seen == [("checking", 2, None), ("checking", 4, None), ("entering", 2, 5), ("entering", 4, 5)]


def test_checking_alone_tells_nobody() -> None:
    """Without a listener nothing is kept."""
    assert check_register(sheet(row(1, "Alone")).encode()).row_count == 1


def test_whoever_checks_a_long_file_goes_on_holding_it() -> None:
    """Each word of progress in checking renews the lease; one of entering leaves it, and none revives a file that is done."""
    database = database_of("cases")
    import_id = taken_in(database, text=sheet(row(1, "Long")))
    with database.transaction() as session:
        assert claim_import(session, -1) is not None
    with database.transaction() as session:
        keep_progress(session, import_id, ("entering", 1, 2), 600)
    assert lease_of(import_id) < dt.datetime.now(dt.UTC)
    with database.transaction() as session:
        keep_progress(session, import_id, ("checking", 1000, None), 600)
    assert lease_of(import_id) > dt.datetime.now(dt.UTC)
    equipment: Any = SimpleNamespace(database=database)
    assert not importer.step(equipment)
    with database.transaction() as session:
        hand_back_import(session, import_id)
    assert importer.step(equipment)
    with database.transaction() as session:
        keep_progress(session, import_id, ("checking", 1000, None), 600)
    assert lease_of(import_id) is None


def lease_of(import_id: uuid.UUID) -> Any:
    """Give until when an import is claimed."""
    with database_of("cases").reading() as session:
        return session.scalar(sa.select(RegisterImport.claimed_until).where(RegisterImport.id == import_id))
