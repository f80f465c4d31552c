"""The shapes of reports that are made as files, and of professions."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from services.cases.schemas.common import each
from services.cases.schemas.report_figures import FiguresQuery, ReturnQuery
from services.common.schemas import Choice, Code, Instant, Schema, View

_QUERIES: dict[str, type[Schema]] = {"figures": FiguresQuery, "return": ReturnQuery}


class NewMadeReport(Schema):
    """A report to be made: figures by a dimension, or a return of the courts; `asked` as the report itself takes it."""

    kind = Choice(tuple(_QUERIES), required=True)
    asked = fields.Dict(keys=fields.String(), values=fields.String(), required=True)

    @validates_schema
    def _is_a_report(self, data: dict[str, Any], **_: Any) -> None:
        wrong = _QUERIES[data["kind"]]().validate(data["asked"])
        if wrong:
            raise ValidationError({"asked": [f"{field}: {' '.join(said)}" for field, said in sorted(wrong.items())]})


class MadeReportView(View):
    """A report that was asked for. Only whoever asked for it sees it."""

    id = fields.UUID()
    kind = fields.String()
    asked = fields.Dict(keys=fields.String())
    state = fields.String()
    requested_at = Instant()
    made_at = Instant(allow_none=True)


class ReportFile(View):
    """A report's file, as base64 of its bytes."""

    file_name = fields.String()
    media_type = fields.String()
    content_base64 = fields.String()


class ReportForm(Schema):
    """In which form a report is fetched."""

    form = Choice(("pdf", "xlsx", "json"), required=True)


class ChangeView(View):
    """A figure that is not what it was."""

    place = fields.String()
    then = fields.Raw(allow_none=True)
    now = fields.Raw(allow_none=True)


class ChangesView(View):
    """What a report would show otherwise if it were counted now."""

    made_at = Instant()
    changes = each(ChangeView)


class NewProfession(Schema):
    """What an accused does for a living, by its code."""

    profession = Code(required=True)


class ProfessionRow(View):
    """A profession."""

    code = fields.String()
    name = fields.String()
    name_ur = fields.String()
    source = fields.String()
