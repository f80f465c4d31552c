"""Files that leave the system: what is in them, who fetches them, how long they are kept."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import hashlib
import io
import uuid
from types import SimpleNamespace
from typing import Any

import openpyxl
import orjson
import pypdf
import pytest
import sqlalchemy as sa

from services.cases import api
from services.cases.models import Case, Export
from services.cases.service.exports import CHAPTERS, DETAILS
from services.cases.usecases import exporting
from services.cases.usecases.exporting import MOST_ATTEMPTS, claim_export, forget_exports
from services.cases.workers import exporter
from services.common.actor import Actor
from services.common.api import Operation
from services.common.tables import audit_entries
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.desk import DISTRICT, assigned, registered
from tests.integration.cases.working import in_days, tasked

# Reads of a case that are no part of its file, and why.
NOT_EXPORTED = {
    "read_openers": "who may ask to open an identity is for who protects it alone",
    "read_case": "stands at its head", "read_case_reference": "is in the case", "list_duplicates": "is work, no fact",
    "read_case_graph": "is drawn from the entities", "read_exhibit_gaps": "is found from the custody sheets",
    "list_openings": "is the vault's", "list_looks": "is the vault's", "list_liftings": "is the vault's", "read_identity": "is the vault's", "read_exhibit": "is in the custody sheet",
    "list_matches": "is work, no fact", "read_memo": "is made of the scrutiny", "read_task": "is in the history",
    "read_entity": "is in the list of entities", "list_proscribed_matches": "is work, no fact",
}  # fmt: skip
URDU = "ملزم نے کلفٹن میں فائرنگ کی"


def reader(*more: str, districts: tuple[str, ...] = (DISTRICT,)) -> Actor:
    """Make somebody who exports."""
    return make_actor("cases.read", "cases.work", "cases.export", *more, districts=districts)


def case_in(station: str, **changes: Any) -> uuid.UUID:
    """Register a case and commit it."""
    with database_of("cases").transaction() as session:
        return registered(session, police_station=station, **changes)


def worked() -> None:
    """Let the exporter make what waits."""
    equipment: Any = SimpleNamespace(database=database_of("cases"))
    while exporter.step(equipment):
        pass


def fetched(actor: Actor, export: dict[str, Any]) -> bytes:
    """Let a file be made, and fetch it."""
    worked()
    view = ask(api.read_export, actor, path={"export_id": export["id"]})
    given = ask(api.fetch_export, actor, path={"export_id": export["id"]})
    content = base64.b64decode(given["content_base64"])
    assert view["state"] == "made"
    assert view["sha256"] == given["sha256"] == hashlib.sha256(content).hexdigest()
    return content


def asked_case(actor: Actor, case_id: uuid.UUID, form: str) -> dict[str, Any]:
    """Ask for a case."""
    body = {"form": form, "purpose": "For the Advocate General"}
    found: dict[str, Any] = ask(api.export_case, actor, path={"case_id": case_id}, body=body)
    return found


def asked_list(actor: Actor, form: str, **wanted: Any) -> dict[str, Any]:
    """Ask for a list of cases."""
    body = {"form": form, "purpose": "Monthly meeting", "wanted": wanted}
    found: dict[str, Any] = ask(api.export_cases, actor, body=body)
    return found


def audited(subject: str) -> list[str]:
    """Give what the audit trail says of a thing."""
    with database_of("cases").reading() as session:
        found = sa.select(audit_entries.c.action).where(audit_entries.c.subject == subject)
        return list(session.scalars(found))


def test_every_chapter_of_a_case_is_in_its_file() -> None:
    """Each read of a case is a chapter or named as none; a chapter that is added later is not forgotten."""
    asked = {operation.name for operation in api.api.operations.values() if is_of_a_case(operation)}
    exported = {*CHAPTERS.values(), *(name for name, *_ in DETAILS.values())}
    assert asked == exported | set(NOT_EXPORTED)


def is_of_a_case(operation: Operation) -> bool:
    """Tell whether an operation reads something of a case."""
    return operation.method == "GET" and "case_id" in operation.parameters


def test_a_case_as_json_holds_what_its_reader_sees() -> None:
    """The versioned format: the case, its chapters in full, what was left out; made at once."""
    me, case_id = reader(), case_in("Exported", summary=URDU)
    with database_of("cases").transaction() as session:
        made = {str(tasked(session, me, case_id, due_on=in_days(number))) for number in range(1, 61)}
    export = asked_case(me, case_id, "json")
    assert (export["state"], export["kind"], export["row_count"]) == ("made", "case_json", 1)
    package = orjson.loads(fetched(me, export))
    assert (package["format"], package["version"], package["left_out"]) == ("cmms.case", 1, [])
    assert package["case"] == ask(api.read_case, me, path={"case_id": case_id})
    assert set(package["chapters"]) == {*CHAPTERS, *DETAILS}
    assert {task["id"] for task in package["chapters"]["tasks"]} == made
    assert "case_registered" in {step["action"] for step in package["chapters"]["history"]}
    assert audited(f"case:{case_id}").count("case_exported") == 1
    assert audited(f"export:{export['id']}") == ["export_fetched"]


def test_a_case_as_pdf_can_be_read_and_searched() -> None:
    """Urdu is found by its letters, in their order; what nobody entered is said to be missing."""
    me, case_id = reader(), case_in("PDF Station", summary=URDU)
    content = fetched(me, asked_case(me, case_id, "pdf"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert "PDF Station" in text
    for word in URDU.split():
        assert word in text
    assert "Nothing is entered." in text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_is_the_one_that_the_filter_shows(form: str) -> None:
    """One row for each case in the reader's sight, newest first; days are days; no cell is a formula."""
    me, station = reader(), f"List {form}"
    first, second = case_in(station), case_in(station, summary="x")
    with database_of("cases").transaction() as session:
        session.execute(sa.update(Case).where(Case.id == first).values(court_case_number="=HYPERLINK(1)"))
    case_in(station, district="larkana")
    export = asked_list(me, form, police_station=station)
    rows = read_sheet(form, fetched(me, export))
    assert [row["Case id"] for row in rows] == [str(second), str(first)]
    assert rows[1]["Court case number"] == "'=HYPERLINK(1)"
    assert rows[1]["Sections"] == "302 PPC"
    view = ask(api.read_export, me, path={"export_id": export["id"]})
    assert (view["row_count"], view["file_name"].rpartition(".")[2]) == (2, form)


def read_sheet(form: str, content: bytes) -> list[dict[str, Any]]:
    """Read a list as a spreadsheet program does."""
    if form == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    heading, *rows = (list(row) for row in sheet.iter_rows())
    assert all(cell.data_type != "f" for row in rows for cell in row)
    assert all(isinstance(row[3].value, dt.datetime) for row in rows)
    return [{name.value: cell.value for name, cell in zip(heading, row, strict=True)} for row in rows]


def test_each_filter_of_a_list_holds() -> None:
    """Court, prosecutor, stage, district and the day due narrow the list; none of them fails in the worker."""
    me, case_id = reader(districts=("*",)), case_in("Filters")
    lead = str(uuid.uuid4())
    with database_of("cases").transaction() as session:
        assigned(session, case_id, lead)
    wanted: dict[str, Any] = {
        "police_station": "Filters", "prosecutor": lead, "stage": "investigation", "district": DISTRICT,
        "due_before": in_days(400),
    }  # fmt: skip
    assert len(read_sheet("csv", fetched(me, asked_list(me, "csv", **wanted)))) == 1
    for other in (
        {"court": str(uuid.uuid4())},
        {"stage": "decided"},
        {"prosecutor": str(uuid.uuid4())},
        {"district": "sukkur"},
    ):
        assert read_sheet("csv", fetched(me, asked_list(me, "csv", **{**wanted, **other}))) == []


def test_what_one_may_not_see_is_in_no_file() -> None:
    """A sealed case is in nobody's list but those who may see it; there it is marked, and that it was listed is audited."""
    me, trusted, station = reader(), reader("cases.read_sealed"), "Sealed list"
    case_id = case_in(station)
    with database_of("cases").transaction() as session:
        session.execute(sa.update(Case).where(Case.id == case_id).values(is_sealed=True))
    assert read_sheet("csv", fetched(me, asked_list(me, "csv", police_station=station))) == []
    assert "sealed_case_listed" not in audited(f"case:{case_id}")
    assert [
        row["Sealed"] for row in read_sheet("csv", fetched(trusted, asked_list(trusted, "csv", police_station=station)))
    ] == ["yes"]
    assert "sealed_case_listed" in audited(f"case:{case_id}")
    body = {"form": "json", "purpose": "x"}
    assert refusal(api.export_case, me, path={"case_id": case_id}, body=body).code == "no_such_case"


def test_a_file_is_its_askers_alone() -> None:
    """Nobody else finds, lists or fetches it; nor its asker, once the case is out of their sight."""
    me, other, case_id = reader(), reader(), case_in("Mine")
    export = asked_case(me, case_id, "json")
    path = {"export_id": export["id"]}
    for operation in (api.read_export, api.fetch_export):
        assert refusal(operation, other, path=path).code == "no_such_export"
    assert [row["id"] for row in ask(api.list_exports, me)] == [export["id"]]
    assert ask(api.list_exports, other) == []
    with database_of("cases").transaction() as session:
        session.execute(sa.update(Case).where(Case.id == case_id).values(is_sealed=True))
    assert refusal(api.fetch_export, me, path=path).code == "no_such_export"


def test_a_chapter_that_the_reader_may_not_read_is_named() -> None:
    """It is left out, and the file says so."""
    me, case_id = make_actor("cases.export", districts=(DISTRICT,)), case_in("Left out")
    package = orjson.loads(fetched(me, asked_case(me, case_id, "json")))
    assert "history" in package["left_out"]
    assert "history" not in package["chapters"]


def test_a_file_is_fetched_once_it_is_made_and_until_it_expires() -> None:
    """Before: look again. After its time: gone, and its content with it."""
    me = reader()
    export = asked_list(me, "csv", police_station="Nowhere")
    path = {"export_id": export["id"]}
    assert refusal(api.fetch_export, me, path=path).code == "export_not_made"
    worked()
    with database_of("cases").transaction() as session:
        past = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
        session.execute(sa.update(Export).where(Export.id == uuid.UUID(export["id"])).values(expires_at=past))
    assert refusal(api.read_export, me, path=path).code == "no_such_export"
    assert refusal(api.fetch_export, me, path=path).code == "no_such_export"
    with database_of("cases").transaction() as session:
        forget_exports(session)
    with database_of("cases").reading() as session:
        assert session.get(Export, uuid.UUID(export["id"])) is None


def test_a_file_that_kills_its_exporter_is_given_up() -> None:
    """After a few attempts it is `failed`, and what it was to be made of is forgotten; a lease that lasts is respected."""
    me = reader()
    export = asked_list(me, "csv", police_station="Killer")
    database = database_of("cases")
    for _ in range(MOST_ATTEMPTS):
        with database.transaction() as session:
            assert claim_export(session, -1) is not None
    with database.transaction() as session:
        assert claim_export(session, 60) is None
    assert ask(api.read_export, me, path={"export_id": export["id"]})["state"] == "failed"
    kept = asked_list(me, "csv", police_station="Claimed")
    with database.transaction() as session:
        assert claim_export(session, 60) is not None
    worked()
    assert ask(api.read_export, me, path={"export_id": kept["id"]})["state"] == "running"


def test_a_file_too_large_to_fetch_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is `failed` instead of never arriving."""
    monkeypatch.setattr(exporting, "MOST_BYTES", 10)
    me = reader()
    export = asked_list(me, "csv", police_station="Too large")
    worked()
    assert ask(api.read_export, me, path={"export_id": export["id"]})["state"] == "failed"


def test_nobody_floods_the_exporter() -> None:
    """Ten files of one person wait at most."""
    me = reader()
    for _ in range(10):
        asked_list(me, "csv", police_station="Flood")
    body = {"form": "csv", "purpose": "x"}
    assert refusal(api.export_cases, me, body=body).code == "exports_waiting"
    worked()
    assert asked_list(me, "csv", police_station="Flood")["state"] == "queued"
    worked()
