"""Reports as files: asked for, counted and set by the reporter, fetched by whoever asked, held against a later count."""

from __future__ import annotations

import base64
import io
import uuid
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from services.cases import api
from services.cases.models import MadeReport
from services.cases.usecases.reporting import MOST_ATTEMPTS, find_changes
from services.cases.workers import reporter
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask, refusal
from tests.integration.cases.counting import COURT, FIRST, LAST, WITHIN, accused, case
from tests.integration.cases.desk import new_case

DISTRICT = "umerkot"
PERIOD = {"from": str(FIRST), "to": str(LAST), "district": DISTRICT}
FIGURES = {**PERIOD, "by": "police_station"}


def officer(**more: Any) -> Actor:
    """Make somebody who asks for reports and returns."""
    return make_actor("cases.report", "cases.report_small", "cases.returns", **more)


def written() -> None:
    """Write a case that was decided, for good, as the reporter reads it in a transaction of its own."""
    with database_of("cases").transaction() as session:
        one = case(session, district=DISTRICT, decided_on=WITHIN, court_case_number="=cmd|' /C calc'!A0")
        accused(session, one, verdict="convicted")


def worked() -> bool:
    """Let the reporter take one step."""
    equipment: Any = SimpleNamespace(database=database_of("cases"))
    return reporter.step(equipment)


def made(me: Actor, kind: str, asked: dict[str, str]) -> str:
    """Ask for a report and let it be made."""
    taken = ask(api.make_report, me, body={"kind": kind, "asked": asked})
    assert (taken["state"], taken["asked"]) == ("queued", asked)
    while worked():
        pass
    assert ask(api.read_made_report, me, path={"report_id": taken["id"]})["state"] == "made"
    return str(taken["id"])


def fetched(me: Actor, report_id: str, form: str) -> bytes:
    """Fetch a report's file."""
    found = ask(api.fetch_made_report, me, path={"report_id": report_id}, query={"form": form})
    assert found["file_name"].endswith(f".{form}")
    return base64.b64decode(found["content_base64"])


def text_of(pdf: bytes) -> str:
    """Give what a PDF says, words apart by one space."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_figures_are_made_as_pdf_and_workbook_with_charts() -> None:
    """The same numbers in both, English and Urdu headings, the note that they reconcile; listed for whoever asked alone."""
    written()
    me = officer()
    report_id = made(me, "figures", FIGURES)
    said = text_of(fetched(me, report_id, "pdf"))
    assert "Performance report by police station" in said
    assert "Hala" in said
    assert "Pending + instituted + received - decided - transferred" in said
    assert any("\u0600" <= letter <= "\u06ff" for letter in said)
    book = openpyxl.load_workbook(io.BytesIO(fetched(me, report_id, "xlsx")))
    rows = [row for row in book["Report"].iter_rows(values_only=True) if row[0] in ("Total", "Hala")]
    heading = next(row for row in book["Report"].iter_rows(values_only=True) if "Decided" in row)
    assert {row[heading.index("Decided")] for row in rows} == {1}
    assert [len(book[name]._charts) for name in book.sheetnames[1:]] == [1] * (len(book.sheetnames) - 1)
    assert report_id in [one["id"] for one in ask(api.list_made_reports, me)]
    assert ask(api.list_made_reports, officer()) == []


def test_a_return_is_made_and_a_cell_is_never_a_formula() -> None:
    """What a clerk typed as a case number stays text."""
    written()
    me = officer()
    report_id = made(me, "return", {**PERIOD, "form": "16", "court": str(COURT)})
    sheet = openpyxl.load_workbook(io.BytesIO(fetched(me, report_id, "xlsx")))["Report"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value and "calc" in str(cell.value)]
    assert cells
    assert all(cell.data_type == "s" and str(cell.value).startswith("'=") for cell in cells)
    assert "Form 16" in text_of(fetched(me, report_id, "pdf"))
    assert b'"Sections charged"' in fetched(me, report_id, "json")


def test_a_report_that_was_made_says_what_is_otherwise_now() -> None:
    """Nothing at first; once a case of its period is entered late, which figures differ."""
    written()
    me = officer()
    path = {"report_id": made(me, "figures", FIGURES)}
    assert ask(api.read_report_changes, me, path=path)["changes"] == []
    written()
    changes = {
        one["place"]: (one["then"], one["now"]) for one in ask(api.read_report_changes, me, path=path)["changes"]
    }
    then, now = changes["total.decided"]
    assert now == then + 1
    assert changes["groups.umerkot/hala.decided"] == (then, now)


def test_nobody_else_gets_a_report() -> None:
    """Another person's report does not exist; returns need their permission; an impossible report is refused by its field."""
    me = officer()
    report_id = made(me, "figures", FIGURES)
    for operation, query in ((api.fetch_made_report, {"form": "pdf"}), (api.read_report_changes, {})):
        problem = refusal(operation, officer(), path={"report_id": report_id}, query=query)
        assert (problem.kind, problem.code) == ("not_found", "no_such_report")
    assert refusal(api.read_made_report, officer(), path={"report_id": uuid.uuid4()}).code == "no_such_report"
    outsider = make_actor("cases.report")
    body = {"kind": "return", "asked": {**PERIOD, "form": "17"}}
    assert refusal(api.make_report, outsider, body=body).code == "returns_not_yours"
    for kind, asked, said in (("figures", PERIOD, "by"), ("return", {**PERIOD, "form": "21"}, "form")):
        problem = refusal(api.make_report, me, body={"kind": kind, "asked": asked})
        assert problem.kind == "invalid"
        assert said in str(problem.fields)


def test_an_outsiders_file_hides_what_their_screen_hides() -> None:
    """Counted with the sight of whoever asked, not with the reporter's."""
    written()
    outsider = make_actor("cases.report", districts=("sukkur",))
    said = text_of(fetched(outsider, made(outsider, "figures", FIGURES), "pdf"))
    assert "Hala" not in said
    insider = make_actor("cases.report")
    assert "not shown" in text_of(fetched(insider, made(insider, "figures", FIGURES), "pdf"))


def test_a_report_is_not_there_before_it_is_made_and_given_up_in_the_end() -> None:
    """Fetched too early it says so; three dead reporters end it, and five waiting ones are enough."""
    me = officer()
    waiting = [ask(api.make_report, me, body={"kind": "figures", "asked": FIGURES})["id"] for _ in range(5)]
    path = {"report_id": waiting[0]}
    assert refusal(api.fetch_made_report, me, path=path, query={"form": "pdf"}).code == "report_not_made"
    assert refusal(api.make_report, me, body={"kind": "figures", "asked": FIGURES}).code == "reports_waiting"
    with database_of("cases").transaction() as session:
        dead = {"state": "running", "attempts": MOST_ATTEMPTS, "claimed_until": sa.func.now()}
        session.execute(sa.update(MadeReport).where(MadeReport.id == uuid.UUID(waiting[0])).values(dead))
    assert not worked()
    while worked():
        pass
    states = {one["id"]: one["state"] for one in ask(api.list_made_reports, me)}
    assert [states[one] for one in waiting] == ["failed", *["made"] * 4]


def test_a_profession_is_noted_and_changed() -> None:
    """From the list alone; the case's version counts it; not on a case that is out of sight."""
    me = make_actor("cases.record", "cases.read", "cases.register")
    one = ask(api.register_case, me, body=_body())
    path = {"case_id": one["id"], "accused_id": one["accused"][0]["id"]}
    assert "teaching" in [row["code"] for row in ask(api.list_professions, me)]
    noted = ask(api.note_profession, me, path=path, body={"profession": "teaching"}, if_match=one["version"])
    assert noted["version"] == one["version"] + 1
    assert ask(api.read_case, me, path={"case_id": one["id"]})["accused"][0]["profession"] == "teaching"
    ask(api.note_profession, me, path=path, body={"profession": "law"}, if_match=noted["version"])
    unknown = refusal(api.note_profession, me, path=path, body={"profession": "piracy"}, if_match=noted["version"] + 1)
    assert unknown.code == "profession_unknown"
    elsewhere = make_actor("cases.record", districts=("sukkur",))
    assert (
        refusal(api.note_profession, elsewhere, path=path, body={"profession": "law"}, if_match=1).code
        == "no_such_case"
    )


def _body() -> dict[str, Any]:
    body = {name: value for name, value in new_case().items() if value is not None}
    return {
        **body,
        "accused": [{name: value for name, value in one.items() if value is not None} for one in body["accused"]],
    }


@pytest.mark.parametrize(
    ("then", "now", "places"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["a"]),
        ({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}}, ["a.b", "a.c"]),
        ([{"key": "x", "n": 1}], [{"key": "y", "n": 1}, {"key": "x", "n": 2}], ["x.n", "y"]),
        ([1, 2], [1], ["[2]"]),
        ({"rows": []}, {"rows": [{"n": 1}]}, ["rows[1]"]),
    ],
)
def test_changes_are_named_by_their_place(then: Any, now: Any, places: list[str]) -> None:
    """Groups by their key, rows by their number."""
    assert [one["place"] for one in find_changes(then, now)] == places
