"""The shapes of importing a police station's register."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from services.cases.schemas.common import each, flag
from services.common.schemas import Code, Instant, PageQuery, Schema, Text, View

# 100,000 rows with every column filled are 20 to 29 MB as base64.
MOST_CHARACTERS: Final = 39_000_000
_FITS: Final = validate.Length(
    min=1, max=MOST_CHARACTERS, error="Send from 1 to {max} characters; split a longer register by year or station."
)


class NewImport(Schema):
    """A register, CSV or XLSX, as base64 of its bytes, or CSV as text; with `is_dry_run` it is checked and nothing is kept of it."""

    district = Code(required=True)
    file_name = Text(most=200, required=True)
    content_base64 = fields.String(validate=_FITS)
    text = fields.String(validate=_FITS)
    is_dry_run = flag(load_default=False)

    @validates_schema
    def _one_content(self, data: dict[str, Any], **_: Any) -> None:
        if ("content_base64" in data) == ("text" in data):
            raise ValidationError("Give either content_base64 or text.", "content_base64")


class ImportView(View):
    """Where an import stands. `refused`: it has faults and nothing was entered; `checked`: a dry run without faults.

    `known_count` of its rows were there already, saying the same. While it runs, `phase` is checking or entering, with the
    rows done; `row_total` is known once they are checked.
    """

    id = fields.UUID()
    district = fields.String()
    file_name = fields.String()
    sha256 = fields.String()
    is_dry_run = fields.Boolean()
    state = fields.String()
    row_count = fields.Integer()
    fault_count = fields.Integer()
    case_count = fields.Integer()
    known_count = fields.Integer()
    phase = fields.String(allow_none=True)
    rows_done = fields.Integer(allow_none=True)
    row_total = fields.Integer(allow_none=True)
    created_by = fields.String()
    created_at = Instant()
    finished_at = Instant(allow_none=True)


class ImportFilter(PageQuery):
    """Which imports a list shows."""

    district = Code(load_default=None)


class DifferenceView(View):
    """A column, what is registered in it, and what the register says now."""

    column = fields.String()
    registered = fields.String()
    sent = fields.String()


class DifferenceRow(View):
    """A line whose FIR is registered with other facts; `is_restricted`: its case is not in the reader's sight."""

    row = fields.Integer()
    case_id = fields.UUID(allow_none=True)
    fir_label = fields.String(allow_none=True)
    columns = each(DifferenceView)
    is_restricted = fields.Boolean()
    is_sealed = fields.Boolean()


class FaultRow(View):
    """One thing wrong with a row (1 is the heading, 0 the file as a whole); `letter`: that over the column in a spreadsheet."""

    number = fields.Integer()
    row = fields.Integer()
    letter = fields.String(allow_none=True)
    column = fields.String(allow_none=True)
    code = fields.String()
    detail = fields.String()
