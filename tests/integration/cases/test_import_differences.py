"""A register that is sent again says, line by line, in which columns it differs from what is registered."""

from __future__ import annotations

import io
import uuid
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from services.cases import api
from services.cases.models import Case
from services.cases.workers import exporter
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT, days_ago, registered
from tests.integration.cases.importing import HEADING, row, sent, sent_bytes, sheet

MAY = ("cases.import", "cases.read")
WIDE = [*HEADING, "prosecutor_name", "objection"]


def sender(*more: str, districts: tuple[str, ...] = (DISTRICT,)) -> Actor:
    """Make somebody who imports."""
    return make_actor(*MAY, *more, districts=districts)


def compared() -> None:
    """Let the worker do what waits."""
    equipment: Any = SimpleNamespace(database=database_of("cases"))
    while exporter.step(equipment):
        pass


def differences(done: dict[str, Any], actor: Actor | None = None) -> list[dict[str, Any]]:
    """Give the lines of an import that differ."""
    compared()
    found: list[dict[str, Any]] = ask(api.list_import_differences, actor or sender(), path={"import_id": done["id"]})
    return found


def again(station: str, *lines: list[str]) -> dict[str, Any]:
    """Send a register of two lines, then another one of the same station."""
    first = sheet(
        row(1, station, prosecutor_name="A. Shah", objection=""), row(2, station, prosecutor_name="B. Rind", objection=""),
        heading=WIDE,
    )  # fmt: skip
    assert sent({"text": first})["state"] == "imported"
    return sent({"text": sheet(*lines, heading=WIDE)})


def test_each_column_that_differs_stands_with_both_texts() -> None:
    """Of the line that differs alone; how it is spaced does not count."""
    station = f"Diff {uuid.uuid4().hex[:8]}"
    done = again(
        station, row(1, station, prosecutor_name="A.  Shah", objection=""),
        row(2, station, prosecutor_name="C. Khoso", objection="Site plan missing"),
    )  # fmt: skip
    assert (done["state"], done["faults"]) == ("refused", [(3, "fir", "fir_already_registered")])
    (line,) = differences(done)
    assert line["columns"] == [
        {"column": "objection", "registered": "", "sent": "Site plan missing"},
        {"column": "prosecutor_name", "registered": "B. Rind", "sent": "C. Khoso"},
    ]  # fmt: skip
    assert (line["row"], line["is_restricted"]) == (3, False)
    with database_of("cases").reading() as session:
        case = session.get_one(Case, uuid.UUID(line["case_id"]))
        assert (case.fir_label, case.police_station) == (line["fir_label"], station)


def test_a_workbook_is_compared_alike() -> None:
    """Row by row, as it was sent."""
    station = f"Diff {uuid.uuid4().hex[:8]}"
    again(station)
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in (WIDE, row(1, station, prosecutor_name="D. Memon", objection="")):
        book.active.append(line)
    book.save(file)
    (found,) = differences(sent_bytes(file.getvalue()))
    assert found["columns"] == [{"column": "prosecutor_name", "registered": "A. Shah", "sent": "D. Memon"}]


def test_of_a_case_that_was_entered_by_hand_its_day_and_sections_are_compared() -> None:
    """Nothing else of it is a register's."""
    station, fir_on = f"Diff {uuid.uuid4().hex[:8]}", days_ago(41)
    with database_of("cases").transaction() as session:
        registered(
            session, police_station=station, fir_number="7", fir_on=fir_on, sections=[{"act": "ppc", "section": "302"}]
        )
    (found,) = differences(sent({"text": sheet(row(7, station))}))
    assert [one["column"] for one in found["columns"]] == ["dated", "under_section"]
    assert found["columns"][0]["registered"] == str(fir_on)
    assert found["columns"][1] == {
        "column": "under_section", "registered": "302 PPC", "sent": "353/324/34 PPC r/w 7 ATA",
    }  # fmt: skip


def test_of_a_sealed_case_nothing_is_told_to_who_may_not_see_it() -> None:
    """That the FIR is registered, which the fault says already; who may see it leaves a trace."""
    station = f"Diff {uuid.uuid4().hex[:8]}"
    done = again(station, row(1, station, prosecutor_name="E. Jatoi", objection=""))
    with database_of("cases").transaction() as session:
        session.execute(sa.update(Case).where(Case.police_station == station).values(is_sealed=True))
    (blind,), seer = differences(done), sender("cases.read_sealed")
    assert (blind["is_restricted"], blind["case_id"], blind["fir_label"], blind["columns"]) == (True, None, None, [])
    (seen,) = differences(done, seer)
    assert [one["column"] for one in seen["columns"]] == ["prosecutor_name"]
    auditor = sender("cases.read_sealed")
    history = ask(api.list_case_history, auditor, path={"case_id": seen["case_id"]}, query={"limit": 200})
    assert [one["action"] for one in history if one["actor_id"] == seer.id] == ["sealed_case_listed"]


@pytest.mark.parametrize("is_good", [True, False])
def test_a_file_without_such_lines_has_none(is_good: bool) -> None:  # noqa: FBT001 - a table's column
    """One that was entered, and one that is faulty otherwise."""
    station = f"Diff {uuid.uuid4().hex[:8]}"
    line = row(1, station)
    assert differences(sent({"text": sheet(line if is_good else [*line[:1], "never", *line[2:]])})) == []


def test_an_import_out_of_sight_is_not_compared_for_one() -> None:
    """Nor for who does not import."""
    done = again(station := f"Diff {uuid.uuid4().hex[:8]}", row(1, station, prosecutor_name="F. Abro", objection=""))
    path = {"import_id": done["id"]}
    assert refusal(api.list_import_differences, sender(districts=("dadu",)), path=path).code == "no_such_import"
    reader = make_actor("cases.read", districts=(DISTRICT,))
    assert refusal(api.list_import_differences, reader, path=path).facts["permission"] == "cases.import"
