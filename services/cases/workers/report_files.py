"""A report as PDF and as a workbook, each with its charts. Nothing is fetched from anywhere while it is set."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

import jinja2
import weasyprint
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from services.cases.rules.exporting import safe_cell
from services.cases.rules.report_sheet import Bars, Sheet

_FOLDER: Final = Path(__file__).parent
_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_WIDTH: Final = 14
_FIRST_WIDTH: Final = 26


def make_pdf(sheet: Sheet, made_at: str) -> bytes:
    """Set a report as PDF/A, on A4 across."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    text = environment.get_template("report.html").render(sheet=sheet, made_at=made_at)
    document = weasyprint.HTML(string=text, url_fetcher=_fetch_nothing, base_url=None)
    made: bytes = document.write_pdf(pdf_variant="pdf/a-3u", pdf_tags=False)
    return made


def make_xlsx(sheet: Sheet, made_at: str) -> bytes:
    """Write a report as a workbook: the table with both headings, and a sheet for each chart's numbers with the chart."""
    book = Workbook()
    page: Any = book.active
    page.title = "Report"
    for line in (sheet.title, sheet.title_ur, " · ".join((*sheet.about, f"made {made_at}"))):
        page.append([safe_cell(line)])
    page["A1"].font = _BOLD
    page.append([])
    for place in (0, 1):
        page.append([safe_cell(column[place].replace("\u00ad", "")) for column in sheet.columns])
        for cell in page[page.max_row]:
            cell.font, cell.alignment = _BOLD, _WRAPPED
    page.freeze_panes = page.cell(page.max_row + 1, 2)
    for row in sheet.rows:
        page.append([_cell(value) for value in row])
    page.append([])
    for note in sheet.notes:
        page.append([safe_cell(note)])
    for place in range(1, len(sheet.columns) + 1):
        page.column_dimensions[get_column_letter(place)].width = _FIRST_WIDTH if place == 1 else _WIDTH
    for number, bars in enumerate((one for one in sheet.bars if one.values), 1):
        _add_chart(book, number, bars)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _add_chart(book: Workbook, number: int, bars: Bars) -> None:
    page: Any = book.create_sheet(f"Chart {number}")
    page.append([safe_cell(bars.title), safe_cell(bars.title_ur)])
    for name, value in bars.values:
        page.append([safe_cell(name), value])
    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", bars.title, None
    last = len(bars.values) + 1
    chart.add_data(Reference(page, min_col=2, min_row=2, max_row=last))
    chart.set_categories(Reference(page, min_col=1, min_row=2, max_row=last))
    page.add_chart(chart, "D2")


def _cell(value: str | float) -> str | float:
    return value if isinstance(value, (int, float)) else safe_cell(value)


def _fetch_nothing(url: str, *_: object, **__: object) -> dict[str, Any]:
    raise ValueError(f"nothing is fetched while a report is set: {url[:80]}")
