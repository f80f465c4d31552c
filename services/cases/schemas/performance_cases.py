"""The shapes of the cases behind the reports on delays and endings."""

from __future__ import annotations

from typing import Final

from marshmallow import fields

from services.cases.rules.words import VERDICTS
from services.cases.schemas.report_figures import ReportQuery
from services.common.schemas import Choice, Day, PageQuery, View

DELAYS: Final = ("adjourned", "adjourned_often", "overdue", "returned", "long_custody")


class DelayedCasesQuery(ReportQuery, PageQuery):
    """A report's period, and for which reason a case waits (any when left out)."""

    why = Choice(DELAYS, load_default=None)


class EndedCasesQuery(ReportQuery, PageQuery):
    """A report's period, and a verdict (any when left out)."""

    verdict = Choice(VERDICTS, load_default=None)


class _CaseBehind(View):
    """A case behind a number of a report."""

    id = fields.UUID()
    case_id = fields.UUID()
    district = fields.String()
    police_station = fields.String()
    fir_number = fields.String()
    fir_year = fields.Integer()
    lead_prosecutor_id = fields.UUID(allow_none=True)


class DelayedCaseRow(_CaseBehind):
    """A case that waits: how often it was adjourned in the period, how often at most at one side's request; what of it is overdue."""

    stage = fields.String()
    adjournments = fields.Integer()
    most_by_one = fields.Integer()
    overdue = fields.Integer()
    returned = fields.Integer()
    in_custody_since = Day(allow_none=True)


class EndedCaseRow(_CaseBehind):
    """An accused's result; of an acquittal, whether it was reported and on which grounds."""

    accused_number = fields.Integer()
    verdict = fields.String()
    decided_on = Day()
    is_reported = fields.Boolean()
    grounds = fields.List(fields.String())
