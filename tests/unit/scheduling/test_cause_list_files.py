"""Cause lists are read from CSV, XLSX and PDF as they come; what is no list is refused with what to do."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from typing import Any

import openpyxl
import pypdf
import pytest
import weasyprint
from reportlab.pdfgen import canvas

from services.scheduling.rules.cause_list_rows import Table, UnreadableList, turn_days
from services.scheduling.workers.cause_list_files import read_list

HEADING = ("S.No", "Case No.", "Title", "Purpose", "Next Date")
ROWS = (
    ("1", "Spl. Case 420-A/2022", "The State v. Muhammad Aslam and two others, through the Superintendent", "Evidence", "03.08.2026"),
    ("۲", "خصوصی مقدمہ ۴۵/۲۰۲۳", "سرکار بنام محمد اسلم وغیرہ", "شہادت استغاثہ", "31.08.2026"),
    ("3", "FIR 43/2017 PS Karim Bux", "The State v. Gul Khan", "N.B.W", ""),
)  # fmt: skip
STYLES = {
    "ruled": "td,th{border:.3pt solid #999;padding:1mm;vertical-align:top}",
    "plain": "td,th{padding:1mm 2mm;text-align:left;vertical-align:top}",
    "centred": "td,th{border:.3pt solid #999;padding:1mm;vertical-align:middle;text-align:center}",
}


def workbook(*rows: tuple[Any, ...]) -> bytes:
    """Write a workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def pdf(rows: tuple[tuple[str, ...], ...], style: str, *, direction: str = "ltr") -> bytes:
    """Set a list as a court would."""
    cells = "".join(f"<tr>{''.join(f'<td dir=auto>{cell}' for cell in row)}" for row in rows)
    head = "".join(f"<th>{cell}" for cell in HEADING)
    text = (
        f"<style>@page{{size:A4 landscape;margin:15mm}}body{{font:10pt 'Noto Sans','Noto Naskh Arabic'}}table{{width:100%}}td{{width:20%}}"
        f"thead{{display:table-header-group}}{STYLES[style]}</style><h1>IN THE COURT OF ATC-II</h1><p>Cause List for 31.07.2026"
        f"<table dir={direction}><thead><tr>{head}</thead>{cells}</table>"
    )
    made: bytes = weasyprint.HTML(string=text).write_pdf()
    return made


def what_is_made_of(content: bytes) -> str:
    """Give the code of a refusal, or that the list is read."""
    try:
        return "read" if read_list(content).rows else "empty"
    except UnreadableList as refused:
        return refused.code


def numbers(table: Table) -> list[str | None]:
    """Give the numbers of the rows."""
    return [row.number for row in table.rows]


def refusal(content: bytes) -> UnreadableList:
    """Give what a file is refused with."""
    with pytest.raises(UnreadableList) as caught:
        read_list(content)
    return caught.value


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_of_text_is_read(separator: str, encoding: str) -> None:
    """Whatever separates its cells and in either Unicode; lines above the heading are kept apart."""
    lines = ["Court of ATC-II", "", *(separator.join(f'"{cell}"' for cell in row) for row in (HEADING, *ROWS))]
    table = read_list("\r\n".join(lines).encode(encoding))
    assert table.above == ("Court of ATC-II",)
    assert numbers(table) == [row[1] for row in ROWS]
    assert [row.row for row in table.rows] == [4, 5, 6]
    assert [row.next_on for row in table.rows] == [dt.date(2026, 8, 3), dt.date(2026, 8, 31), None]


def test_a_workbook_is_read_from_its_first_filled_sheet() -> None:
    """Days are days, serials are whole; a case number that the program took for a day is marked."""
    became = dt.date(2023, 4, 1)
    table = read_list(
        workbook(HEADING, (1.0, "SC 4/2023", None, "Charge", dt.date(2026, 8, 3)), (2, became, "x", None, None))
    )
    assert (table.rows[0].text("serial"), table.rows[0].next_on) == ("1", dt.date(2026, 8, 3))
    assert table.rows[1].warnings == ["number_became_day"]


@pytest.mark.parametrize("style", STYLES)
def test_a_pdf_is_read_as_the_table_it_shows(style: str) -> None:
    """With rules or without, cells at the top or centred, English and Urdu in one column."""
    table = read_list(pdf(ROWS, style))
    assert [tuple(row.printed[name] for name in ("serial", "number", "parties", "purpose")) for row in table.rows] == [
        row[:4] for row in ROWS
    ]
    assert [row.next_on for row in table.rows] == [dt.date(2026, 8, 3), dt.date(2026, 8, 31), None]
    assert any("31.07.2026" in line for line in table.above)


def test_a_pdf_from_right_to_left_is_read() -> None:
    """The columns are told by their headings, on whichever side they stand."""
    assert numbers(read_list(pdf(ROWS, "ruled", direction="rtl"))) == [row[1] for row in ROWS]


@pytest.mark.parametrize("style", STYLES)
def test_a_pdf_of_many_pages_is_one_list(style: str) -> None:
    """Repeated headings and the pages' feet are no rows, and no row is lost between two pages."""
    rows = tuple((str(place), f"SC {place}/2023", *ROWS[place % 3][2:]) for place in range(1, 121))
    table = read_list(pdf(rows, style))
    assert numbers(table) == [row[1] for row in rows]


def test_a_pdf_without_text_is_called_a_picture() -> None:
    """A scan says that it is one."""
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.rect(100, 100, 200, 200, fill=1)
    page.showPage()
    page.save()
    assert refusal(file.getvalue()).code == "pdf_without_text"


def test_a_locked_pdf_is_refused() -> None:
    """It says that it has a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(ROWS, "ruled")))
    writer.encrypt("secret")
    file = io.BytesIO()
    writer.write(file)
    assert refusal(file.getvalue()).code == "pdf_locked"


def test_a_workbook_that_would_flood_the_machine_is_refused_unread() -> None:
    """A part that unpacks a thousandfold, and a document type, which entity bombs are made of."""
    file = io.BytesIO(workbook(HEADING, *ROWS))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 50_000_000)
    assert refusal(file.getvalue()).code == "workbook_too_large"
    file = io.BytesIO(workbook(HEADING, *ROWS))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/other.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert refusal(file.getvalue()).code == "workbook_unreadable"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "heading_missing"),
        (b"S.No,Case No.\n", "list_empty"),
        ("S.No,Case No.\n1,مقدمہ".encode("cp1256"), "encoding_not_utf8"),
        (b'S.No,Case No.\n1,"SC 1/2023\n', "quoting_malformed"),
        (b"Station,Officer\nGulberg,X\n", "heading_missing"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "encoding_not_utf8"),
        (b"PK\x03\x04 nothing", "workbook_unreadable"),
        (b"\xd0\xcf\x11\xe0 old", "workbook_old_or_locked"),
        (b"%PDF-1.7 nothing", "pdf_unreadable"),
        (b"S.No,Case No.\n" + b"1,SC 1/2023\n" * 20_300, "too_many_rows"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(content: bytes, code: str) -> None:
    """Each by its code and a sentence."""
    problem = refusal(content)
    assert problem.code == code
    assert problem.detail.endswith(".")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["workbook", "pdf", "text"])
def test_a_damaged_file_is_read_or_refused_never_more(kind: str, seed: int) -> None:
    """Cut off or with bytes changed: a clear refusal, or what is left of the list."""
    chance = random.Random(f"{kind}{seed}")
    text = "\n".join(",".join(row) for row in (HEADING, *ROWS)).encode()
    content = bytearray({"workbook": workbook(HEADING, *ROWS), "text": text}.get(kind) or pdf(ROWS, "ruled"))
    for _ in range(20):
        content[chance.randrange(len(content))] = chance.randrange(256)
    for damaged in (content, content[: chance.randrange(len(content))]):
        assert what_is_made_of(bytes(damaged)) != "took_too_much"


def test_ten_thousand_rows_are_read() -> None:
    """A long list is no reason to fail."""
    content = b"S.No,Case No.,Date\n" + b"".join(b"%d,SC %d/2023,31/07/2026\n" % (row, row) for row in range(1, 10_001))
    assert len(read_list(content).rows) == 10_000


def test_the_order_of_day_and_month_is_read_from_the_column() -> None:
    """A month-first column is read so; a column that contradicts itself leaves the open days to a clerk."""

    def days(*cells: str) -> list[dt.date | None]:
        content = "S.No,Case No.,Date\n" + "".join(f"1,SC 1/2023,{cell}\n" for cell in cells)
        table = read_list(content.encode())
        return [row.day for row in table.rows]

    third, fourth = dt.date(2026, 4, 3), dt.date(2026, 3, 4)
    assert days("03/04/2026", "31/07/2026")[0] == third
    assert days("03/04/2026", "07/31/2026")[0] == fourth
    assert days("03/04/2026", "31/07/2026", "07/31/2026")[0] is None
    table = read_list(b"S.No,Case No.,Date\n1,SC 1/2023,03/04/2026\n")
    turn_days(table.rows, fourth)
    assert (table.rows[0].day, table.rows[0].warnings) == (fourth, ["day_turned"])
