"""A case as a PDF: how values are written for readers, and that nothing from outside comes in."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest

from services.cases.workers.case_file import columns, is_simple, label, lines, make_pdf, members, plain

URDU = "ملزم نے کلفٹن میں فائرنگ کی"
SINDHI = "جوابدار ڪلفٽن ۾ فائرنگ ڪئي"
CASE: dict[str, Any] = {
    "fir_number": "1", "fir_year": 2026, "police_station": "Clifton", "accused": [], "reports": [], "team": [], "links": [],
    "documents": [], "is_sealed": False, "sections": [{"act": "ppc", "section": "302"}],
}  # fmt: skip


def package(**case: Any) -> dict[str, Any]:
    """Give what a case's file is made of."""
    return {
        "format": "cmms.case", "version": 1, "made_at": "2026-01-01T00:00:00+00:00", "case": {**CASE, **case},
        "chapters": {}, "left_out": [],
    }  # fmt: skip


def text_of(content: bytes) -> str:
    """Read a PDF's text."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("written", [URDU, SINDHI])
def test_urdu_and_sindhi_are_found_word_by_word(written: str) -> None:
    """Each word's letters stand in their order in the file's text, as one types them to search."""
    text = text_of(make_pdf(package(summary=written)))
    for word in written.split():
        assert word in text


def test_what_people_wrote_is_no_markup_and_fetches_nothing() -> None:
    """Angle brackets are text; an address in it is never asked."""
    summary = '<img src="http://127.0.0.1:1/x"><script>x</script><link rel="stylesheet" href="file:///etc/passwd">'
    text = text_of(make_pdf(package(summary=summary)))
    assert "<script>" in text
    assert "root:" not in text


def test_a_sealed_case_says_so_and_what_is_left_out_is_named() -> None:
    """On its first page; and at its end the chapters that its reader may not read."""
    made = {**package(is_sealed=True), "left_out": ["laboratory_requests"], "chapters": {"history": [{"at": "x"}]}}
    text = text_of(make_pdf(made))
    assert "Sealed case" in text
    assert "Laboratory requests" in text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (True, "yes"), (False, "no"), (7, "7"), ("in_custody", "in custody"), ("SCRUT-3", "SCRUT-3"),
        ("01a21552-634e-7501-820b-91872295b6a2", "…91872295b6a2"), ("2026-01-31T09:05:07.123+00:00", "2026-01-31 09:05"),
        ("2026-01-31", "2026-01-31"), (["a", 1], "a, 1"), ({"since_on": "2026-01-31", "state": "on_bail", "id": "x"}, "Since on: 2026-01-31; State: on bail"),
    ],
)  # fmt: skip
def test_values_are_written_for_readers(value: object, written: str) -> None:
    """Yes and no, words, minutes; a few members by their names."""
    assert plain(value) == written


def test_each_line_has_its_own_direction() -> None:
    """That of its first letter; digits and signs have none."""
    assert lines(f"{URDU}\n10:30 at Clifton\n(5) {SINDHI}\n...") == [
        ("rtl", URDU), ("ltr", "10:30 at Clifton"), ("rtl", f"(5) {SINDHI}"), ("ltr", "..."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "heading"),
    [("fir_on", "FIR on"), ("is_sealed", "Sealed"), ("report_id", "Report"), ("says_ur", "Says (Urdu)")],
)
def test_members_have_headings(name: str, heading: str) -> None:
    """Their names, as words."""
    assert label(name) == heading


def test_rows_that_fit_stand_side_by_side() -> None:
    """Up to six columns of simple values; others one below the other; what is empty everywhere is no column."""
    assert columns([{"a": 1, "b": None}, {"a": 2, "c": "x", "id": "y"}]) == ["a", "c"]
    assert columns([{str(number): 1 for number in range(7)}]) == []
    assert columns([{"a": [{"b": 1}]}]) == []
    assert columns("text") == columns([1, 2]) == []
    assert members({"a": "", "version": 3, "b": 0}) == [("b", 0)]
    assert is_simple({"a": {"b": 1}}) is False
    assert is_simple({"a": [1, 2]}) is True
