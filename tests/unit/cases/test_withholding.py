"""A name leaves texts and files wherever it stands; what stands beside it stays."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
import sqlalchemy as sa

from services.cases.models import Base
from services.cases.rules.withholding import mask_file, pattern_of
from services.cases.usecases.traces import belongs_to
from services.cases.usecases.withholding import SUPERSEDED_TEXTS, SUPERSEDED_WHOLE, TEXTS
from services.common.ids import new_id

WORDS = ["Gul Bano Khan", "Gul Bano", "Bano Khan", "42101-1234567-2", "+923001234567", "گل بانو"]
# Texts that hold no sentence of a person's, or that a step of their own corrects while they stand: table, columns.
NO_SENTENCE = {
    "case_documents": ("kind", "sha256"),
    "hearing_records": ("cause",),
    "accused": ("initials",),
    "sanctions": ("section",),
    "charges": ("section",),
    "stage_changes": ("step",),
    "tasks": ("district", "checklist"),
    "task_steps": ("by",),
    "case_facts": ("kind",),
    "entity_keys": ("value",),  # emptied with its record
    "handover_items": ("role",),
    "money_transfers": ("currency",),
    "scrutiny_answers": ("code",),
    "appeals": ("awaits", "limit_source"),
    "clock_dues": ("state",),
    "person_sounds": ("sound",),  # taken out with the name, by a trigger
    "person_words": ("word",),  # taken out with the name, by a trigger
    "retrials": ("former_outcome",),
    "exports": ("wanted", "asker", "file_name", "media_type", "sha256"),  # blanked whole
    "protected_identities": ("key_name", "order_reference"),  # an order that names the witness is refused
    "protection_liftings": ("pseudonym", "protection"),
}
CORRECTED = {
    "cases": (
        "police_station", "police_station_key", "fir_number", "fir_as_written", "sections", "complainant_initials", "summary",
        "court_case_number",
    ),
    "court_numbers": ("number",),
    "case_persons": ("name", "initials", "father_name", "cnic", "cnic_as_written", "phone", "address", "agency", "pseudonym"),
    "entities": ("label", "details", "child_initials"),  # emptied whole
    "exhibits": ("description", "parcel_number", "unit", "sha256", "source_device", "suffix", "label"),
    "custody_events": ("register_entry", "road_certificate", "seal_impression", "sha256"),
    "financings": ("predicate",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Gul Bano Khan saw it", "[withheld] saw it"),
        ("gul  BANO\nsaw it", "[withheld]\nsaw it"),
        ("CNIC 42101-1234567-2.", "CNIC [withheld]."),
        ("call +923001234567 or not", "call [withheld] or not"),
        ("گل بانو نے دیکھا", "[withheld] نے دیکھا"),
        ("Gulshan and Bano", "Gulshan and Bano"),
    ],
)
def test_words_are_found_however_they_are_written(text: str, left: str) -> None:
    """In any case and spacing; the longest first, and nothing else is touched."""
    assert re.sub(pattern_of(WORDS), "[withheld]", text, flags=re.IGNORECASE) == left


def test_a_name_of_one_word_is_found_where_it_stands_alone() -> None:
    """Not within another word."""
    assert re.sub(pattern_of(["Gul"]), "-", "Gul, gul. Gulshan", flags=re.IGNORECASE) == "-, -. Gulshan"


def test_what_a_name_is_made_of_is_no_expression() -> None:
    """Dots, brackets and the like mean themselves."""
    assert re.sub(pattern_of(["A. (Bibi) [x]"]), "-", "a. (bibi) [X] A. Bibi x", flags=re.IGNORECASE) == "- A. Bibi x"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_register_as_text_keeps_all_else(encoding: str) -> None:
    """In its encoding; one without the name is left as it came."""
    content = "fir,objection\n1/2026,Gul Bano absent\n2/2026,none\n".encode(encoding)
    masked = mask_file(content, WORDS)
    assert masked is not None
    assert masked.decode(encoding) == "fir,objection\n1/2026,[withheld] absent\n2/2026,none\n"
    assert mask_file("fir\n1/2026\n".encode(encoding), WORDS) is None


def test_a_workbook_that_holds_the_name_goes_as_a_whole() -> None:
    """Its parts cannot be changed one by one; a workbook without the name, or that cannot be unpacked, stays."""
    for cell, left in (("Gul Bano & sons", b"[withheld]"), ("nobody", None)):
        book, file = openpyxl.Workbook(), io.BytesIO()
        book.active.append(["fir", cell])
        book.save(file)
        assert mask_file(file.getvalue(), [*WORDS, "Bano & sons"]) == left
    assert mask_file(b"PK broken Gul Bano", WORDS) is None


def test_no_table_holds_a_sentence_that_is_forgotten() -> None:
    """Each text of a case's records is withheld, or named above with why not; also of tables to come."""
    known = [
        {(table, column) for table, columns in listed.items() for column in columns}
        for listed in (TEXTS, SUPERSEDED_TEXTS, SUPERSEDED_WHOLE, NO_SENTENCE, CORRECTED)
    ]
    texts = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        if belongs_to(table, new_id()) is not None
        for column in table.columns
        if _is_sentence(table, column)
    }
    assert texts - set().union(*known) == set()
    assert set().union(*known[:3]) <= {
        (table.name, column.name) for table in Base.metadata.tables.values() for column in table.c
    }


def _is_sentence(table: sa.Table, column: sa.Column[object]) -> bool:
    """Tell whether a column may hold what somebody wrote: no key, no closed word, no account."""
    closed = any(
        str(check.sqltext).startswith(f"{column.name} IN (")
        for check in table.constraints
        if isinstance(check, sa.CheckConstraint)
    )
    is_text = isinstance(column.type, (sa.Text, sa.JSON)) and not column.computed
    return is_text and not column.foreign_keys and not closed and not column.name.endswith("_by")
