"""The shapes of the performance report."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from services.cases.schemas.common import each
from services.common.schemas import Code, Day, Schema, View


class PerformanceQuery(Schema):
    """The report's first and last day, both counted, and a district (all in the reader's sight when left out)."""

    from_ = Day(data_key="from", required=True)
    to = Day(required=True)
    district = Code(load_default=None)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["from_"] > data["to"]:
            raise ValidationError("The report ends before it begins.", "to")


class Figures(View):
    """What was done in a period, with the denominators of every rate. null: too small to be shown to this reader.

    pending_at_start + received - disposed = pending_at_end; `unexplained` is the difference, and should be 0. Of the disposed,
    `handed_over` left a prosecutor undecided; the others were decided.
    """

    registered = fields.Integer(allow_none=True)
    reports_received = fields.Integer(allow_none=True)
    reports_returned = fields.Integer(allow_none=True)
    reports_filed = fields.Integer(allow_none=True)
    reports_settled = fields.Integer(allow_none=True)
    reports_settled_in_time = fields.Integer(allow_none=True)
    opinions_fit = fields.Integer(allow_none=True)
    opinions_discharge = fields.Integer(allow_none=True)
    filed = fields.Integer(allow_none=True)
    decided = fields.Integer(allow_none=True)
    accused_convicted = fields.Integer(allow_none=True)
    accused_acquitted = fields.Integer(allow_none=True)
    accused_otherwise = fields.Integer(allow_none=True)
    conviction_rate_of_contested = fields.Float(allow_none=True)
    contested = fields.Integer(allow_none=True)
    conviction_rate_of_all = fields.Float(allow_none=True)
    all_results = fields.Integer(allow_none=True)
    pending_at_start = fields.Integer(allow_none=True)
    received = fields.Integer(allow_none=True)
    disposed = fields.Integer(allow_none=True)
    handed_over = fields.Integer(allow_none=True)
    pending_at_end = fields.Integer(allow_none=True)
    unexplained = fields.Integer(allow_none=True)


class DistrictFigures(Figures):
    """A district's figures."""

    district = fields.String()


class ProsecutorFigures(Figures):
    """The figures of the cases that a prosecutor led: a case is received on the day they became its lead."""

    prosecutor_id = fields.UUID()


class PerformanceView(View):
    """The performance report. A step counts for who led the case on its day; steps without a lead count for the district alone.

    Unless `counts_all_sealed`, sealed cases are left out but for those whose team the reader is on.
    """

    first_on = Day()
    last_on = Day()
    district = fields.String(allow_none=True)
    counts_all_sealed = fields.Boolean()
    hides_small = fields.Boolean()
    total = fields.Nested(Figures)
    districts = each(DistrictFigures)
    prosecutors = each(ProsecutorFigures)
