"""The shapes of files that leave the system: a case as a whole, or a list of cases."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.words import STAGES
from services.common.schemas import Choice, Code, Day, Instant, Schema, Text, View


class CaseExport(Schema):
    """A case as a whole: `json` to be read by programs, `pdf` by people; for what purpose it leaves the system."""

    form = Choice(("json", "pdf"), required=True)
    purpose = Text(most=300, required=True)


class ListWanted(Schema):
    """Which cases the list shows, as in the list of cases."""

    district = Code(load_default=None, allow_none=True)
    police_station = Text(most=80, load_default=None, allow_none=True)
    stage = Choice(STAGES, load_default=None, allow_none=True)
    court = fields.UUID(load_default=None, allow_none=True)
    prosecutor = fields.UUID(load_default=None, allow_none=True)
    due_before = Day(load_default=None, allow_none=True)


class ListExport(Schema):
    """A list of cases as a file, and for what purpose it leaves the system."""

    form = Choice(("csv", "xlsx"), required=True)
    wanted = fields.Nested(ListWanted, load_default=lambda: ListWanted().load({}))
    purpose = Text(most=300, required=True)


class ExportView(View):
    """A file that was asked for. Once `made` it can be fetched until it expires; only whoever asked for it sees it."""

    id = fields.UUID()
    kind = fields.String()
    case_id = fields.UUID(allow_none=True)
    state = fields.String()
    file_name = fields.String()
    media_type = fields.String()
    row_count = fields.Integer()
    sha256 = fields.String(allow_none=True)
    requested_at = Instant()
    made_at = Instant(allow_none=True)
    expires_at = Instant()


class ExportContent(View):
    """The file itself, as base64 of its bytes."""

    file_name = fields.String()
    media_type = fields.String()
    sha256 = fields.String()
    content_base64 = fields.String()
