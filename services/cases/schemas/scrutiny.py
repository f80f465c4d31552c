"""The shapes of police reports and their scrutiny, and of the reference data behind it."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.words import OPINIONS, REPORT_KINDS, TESTS
from services.cases.schemas.common import each, some
from services.common.schemas import Choice, Code, Day, Schema, Text, View


class NewReport(Schema):
    """A police report under s.173 CrPC that reached the prosecutor (today when no day is given)."""

    kind = Choice(REPORT_KINDS, required=True)
    received_on = Day(load_default=None, allow_none=True)
    road_certificate = Text(most=60, load_default=None, allow_none=True)
    document_id = fields.UUID(load_default=None, allow_none=True)
    delay_reasons = Text(most=2000, lines=True, load_default=None, allow_none=True)


class NewDefect(Schema):
    """A defect of the report itself, by its code; weak evidence belongs in the opinion."""

    code = Code(required=True)
    note = Text(most=1000, lines=True, load_default=None, allow_none=True)


class ReportReturn(Schema):
    """What is wrong with a report, and until when the police must set it right."""

    defects = some(NewDefect, required=True)
    comply_by = Day(required=True)
    returned_on = Day(load_default=None, allow_none=True)


class NewOpinion(Schema):
    """An opinion on one accused: are the evidential and the public-interest test met, and what follows."""

    accused_id = fields.UUID(required=True)
    opinion = Choice(OPINIONS, required=True)
    evidential_test = Choice(TESTS, required=True)
    public_interest_test = Choice(TESTS, load_default=None, allow_none=True)
    reasons = Text(most=4000, lines=True, required=True)
    given_on = Day(load_default=None, allow_none=True)


class DefectView(View):
    """A defect a report was returned with."""

    code = fields.String()
    says = fields.String()
    note = fields.String(allow_none=True)


class ReportView(View):
    """A police report; `settled_on`: the day it was returned or filed."""

    id = fields.UUID()
    round = fields.Integer()
    kind = fields.String()
    received_on = Day()
    due_on = Day()
    road_certificate = fields.String(allow_none=True)
    document_id = fields.UUID(allow_none=True)
    delay_reasons = fields.String(allow_none=True)
    state = fields.String()
    settled_on = Day(allow_none=True)
    comply_by = Day(allow_none=True)
    defects = each(DefectView)


class DefectCodeRow(View):
    """A kind of defect."""

    code = fields.String()
    category = fields.String()
    says = fields.String()
    valid_from = Day()
    valid_to = Day(allow_none=True)
    source = fields.String()


class ActRow(View):
    """A statute; its first day may lie before any that a case can have."""

    code = fields.String()
    name = fields.String()
    is_terrorism = fields.Boolean()
    valid_from = fields.Date()
    valid_to = Day(allow_none=True)
    source = fields.String()


class DistrictRow(View):
    """A district."""

    code = fields.String()
    name = fields.String()
    division = fields.String()
    valid_from = Day()
    valid_to = Day(allow_none=True)
    source = fields.String()


class ClockRuleRow(View):
    """A statutory period, as the law stands from a day on."""

    rule_id = fields.String()
    valid_from = Day()
    valid_to = Day(allow_none=True)
    started_by = fields.String()
    restarted_by = fields.List(fields.String())
    met_by = fields.List(fields.String())
    stopped_by = fields.List(fields.String())
    paused_by = fields.List(fields.String())
    resumed_by = fields.List(fields.String())
    against = fields.List(fields.String())
    counts_for = fields.String()
    applies_to = fields.String()
    condition = fields.String()
    unit = fields.String()
    length = fields.Integer(allow_none=True)
    counted_from = fields.String()
    calendar = fields.String()
    nature = fields.String()
    is_once = fields.Boolean()
    sets_off = fields.String(allow_none=True)
    ladder = fields.List(fields.String())
    says = fields.String()
    says_ur = fields.String()
    source = fields.String()
    to_be_confirmed = fields.String(allow_none=True)
