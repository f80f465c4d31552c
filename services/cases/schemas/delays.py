"""The shapes of the reports on why cases take long, and on how they end. null: too small to be shown to this reader."""

from __future__ import annotations

from marshmallow import fields

from services.cases.schemas.common import each
from services.common.schemas import Day, View


def _number() -> fields.Integer:
    return fields.Integer(allow_none=True)


class AdjournmentsView(View):
    """How often hearings were adjourned for a cause at somebody's request, and in how many cases."""

    cause = fields.String()
    asked_by = fields.String()
    times = _number()
    cases = _number()


class RepeatedView(View):
    """In how many cases somebody had more than two hearings of the period adjourned."""

    asked_by = fields.String()
    cases = _number()


class PeriodView(View):
    """How often a period of the law was kept or ended late in the report's time, and how many were overdue at its end."""

    rule_id = fields.String()
    kept = _number()
    late = _number()
    overdue = _number()


class DefectCountView(View):
    """How often police reports were returned for a defect."""

    category = fields.String()
    code = fields.String()
    times = _number()


class ResubmissionView(View):
    """How many reports were returned, how many of them came again, and after how many days."""

    returned = _number()
    came_again = _number()
    days_mean = fields.Float(allow_none=True)
    days_most = _number()


class CustodyView(View):
    """Accused under trial in custody at the period's end, and for how long since they came into it last."""

    under_trial_in_custody = _number()
    over_6_months = _number()
    over_1_year = _number()
    over_2_years = _number()


class VerdictsView(View):
    """How many accused had a verdict."""

    verdict = fields.String()
    accused = _number()


class GroundsView(View):
    """For how many acquittals a ground was reported to the Prosecutor General; one acquittal may have several."""

    ground = fields.String()
    acquittals = _number()


class AcquittalsView(View):
    """How many acquittals there were, and how many of them were reported (SCPSA s.11(5))."""

    acquittals = _number()
    reported = _number()


class AppealsView(View):
    """Appeals of a kind: recommended, filed and decided in the period; `missed`, whose last day passed in it unfiled."""

    kind = fields.String()
    recommended = _number()
    filed = _number()
    allowed = _number()
    dismissed = _number()
    missed = _number()


class WitnessesView(View):
    """Witnesses who attended hearings of the period, how many were examined, and who went home unheard."""

    attended = _number()
    examined_fact = _number()
    examined_formal = _number()
    examined_other = _number()
    unheard = _number()


class PartsView(View):
    """A report that is made of parts: its period, and what it covers."""

    first_on = Day()
    last_on = Day()
    as_of = Day(allow_none=True)
    district = fields.String(allow_none=True)
    court_id = fields.UUID(allow_none=True)
    counts_all_sealed = fields.Boolean()
    hides_small = fields.Boolean()


class EndingsView(PartsView):
    """How cases end."""

    verdicts = each(VerdictsView)
    acquittals = fields.Nested(AcquittalsView)
    acquittal_grounds = each(GroundsView)
    appeals = each(AppealsView)
    witnesses = fields.Nested(WitnessesView)


class DelaysView(PartsView):
    """Why cases take long."""

    adjournments = each(AdjournmentsView)
    adjourned_more_than_twice = each(RepeatedView)
    periods = each(PeriodView)
    defects = each(DefectCountView)
    resubmission = fields.Nested(ResubmissionView)
    custody = fields.Nested(CustodyView)
