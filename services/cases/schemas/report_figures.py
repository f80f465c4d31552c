"""The shapes of the performance report by a dimension."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from services.cases.rules.forms import FORMS
from services.cases.rules.reports import DIMENSIONS
from services.cases.schemas.common import each
from services.common.schemas import Choice, Code, Day, Schema, View


def _number() -> fields.Integer:
    return fields.Integer(allow_none=True)


def _rate() -> fields.Float:
    return fields.Float(allow_none=True)


class ReportQuery(Schema):
    """A report's first and last day, both counted; a district or a court; `as_of`: as it was known at the end of that day."""

    from_ = Day(data_key="from", required=True)
    to = Day(required=True)
    as_of = Day(load_default=None)
    district = Code(load_default=None)
    court = fields.UUID(load_default=None)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["from_"] > data["to"]:
            raise ValidationError("The report ends before it begins.", "to")
        if data.get("as_of") is not None and data["as_of"] < data["from_"]:
            raise ValidationError("Nothing of the period was known on this day.", "as_of")


class FiguresQuery(ReportQuery):
    """A report, and by what its cases are counted."""

    by = Choice(DIMENSIONS, required=True)


class ReturnQuery(ReportQuery):
    """A court's return: its form, and the month, quarter or year; of one court, or of all in sight together."""

    form = Choice(tuple(FORMS), required=True)


class ColumnView(View):
    """A column of a return."""

    name = fields.String()
    says = fields.String()
    says_ur = fields.String()


class ReturnView(View):
    """A court's return: its rows by the names of its columns; what `not_held` names, the prosecution does not hold."""

    form = fields.String()
    title = fields.String()
    title_ur = fields.String()
    first_on = Day()
    last_on = Day()
    as_of = Day(allow_none=True)
    court_id = fields.UUID(allow_none=True)
    district = fields.String(allow_none=True)
    counts_all_sealed = fields.Boolean()
    columns = each(ColumnView)
    rows = fields.List(fields.Dict(keys=fields.String()))
    not_held = fields.List(fields.String())


class AgesView(View):
    """Pending cases by how long they are pending."""

    under_3_months = _number()
    months_3_to_6 = _number()
    months_6_to_12 = _number()
    years_1_to_2 = _number()
    over_2_years = _number()


class OldestView(View):
    """One of the cases pending longest."""

    case_id = fields.UUID()
    since = Day()


class FiguresView(View):
    """Figures of a period. null: too small to be shown to this reader.

    opening + instituted + received - decided - transferred = closing; `unexplained` is the difference. `entered_late`: steps of
    the period that were entered after it had ended. Rates are percentages, each beside its denominators.
    """

    opening = _number()
    instituted = _number()
    received = _number()
    decided = _number()
    transferred = _number()
    closing = _number()
    unexplained = _number()
    reconciles = fields.String(allow_none=True)
    registered = _number()
    filed = _number()
    case_convicted = _number()
    case_acquitted = _number()
    case_otherwise = _number()
    report_received = _number()
    report_returned = _number()
    report_filed = _number()
    report_late = _number()
    opinion_fit = _number()
    opinion_discharge = _number()
    accused_convicted = _number()
    accused_acquitted = _number()
    accused_otherwise = _number()
    hearing_held = _number()
    hearing_adjourned = _number()
    entered_late = _number()
    accused_contested = _number()
    accused_disposed = _number()
    conviction_of_accused_contested = _rate()
    conviction_of_accused_disposed = _rate()
    cases_contested = _number()
    cases_disposed = _number()
    conviction_of_cases_contested = _rate()
    conviction_of_cases_disposed = _rate()
    clearance = _rate()
    disposition_days = _rate()
    reports_settled = _number()
    returned_of_settled = _rate()
    late_of_settled = _rate()
    adjourned_of_hearings = _rate()
    pending_by_age = fields.Nested(AgesView)
    oldest = each(OldestView)


class GroupView(FiguresView):
    """The figures of one district, station, court, lead prosecutor, section of law, gender or profession."""

    key = fields.String()
    label = fields.String(allow_none=True)


class DimensionView(View):
    """The report by a dimension. Unless `each_case_once`, a case counts in several groups, and these do not add up."""

    dimension = fields.String()
    first_on = Day()
    last_on = Day()
    as_of = Day(allow_none=True)
    district = fields.String(allow_none=True)
    court_id = fields.UUID(allow_none=True)
    each_case_once = fields.Boolean()
    counts_all_sealed = fields.Boolean()
    hides_small = fields.Boolean()
    total = fields.Nested(FiguresView)
    groups = each(GroupView)
