"""The shapes of what goes through offices: withdrawals, sanctions, reports of acquittals, appeals."""

from __future__ import annotations

from marshmallow import fields, validate

from services.cases.rules.procedure import OFFICES
from services.cases.rules.routes import ACQUITTAL_GROUNDS, APPEAL_RESULTS, BACK_TO, STATE_APPEALS
from services.cases.schemas.common import each, flag
from services.common.schemas import Choice, Code, Day, PageQuery, Schema, Text, View


class NewWithdrawal(Schema):
    """Why the prosecution of an accused is to be withdrawn (today when no day is given)."""

    reasons = Text(most=4000, lines=True, required=True)
    proposed_on = Day(load_default=None, allow_none=True)


class WithdrawalDecision(Schema):
    """The decision of the office that a withdrawal went to."""

    is_approved = flag(required=True)
    decided_on = Day(load_default=None, allow_none=True)
    note = Text(most=2000, lines=True, required=True)


class CourtConsent(Schema):
    """The court's answer to a withdrawal."""

    is_consented = flag(required=True)
    court_on = Day(load_default=None, allow_none=True)


class WithdrawalView(View):
    """A withdrawal: `office` approves it because of `routed_by`; `effect` once the court consented."""

    id = fields.UUID()
    accused_id = fields.UUID()
    state = fields.String()
    office = fields.String()
    routed_by = fields.String()
    reasons = fields.String()
    proposed_on = Day()
    proposed_by = fields.String()
    approval_on = Day(allow_none=True)
    approval_by = fields.String(allow_none=True)
    approval_note = fields.String(allow_none=True)
    court_on = Day(allow_none=True)
    effect = fields.String(allow_none=True)


class NewSanction(Schema):
    """Sanction asked for an offence; the authority is the law's table's unless it is given."""

    act = Code(required=True)
    section = Text(most=20, required=True)
    authority = Text(most=120, load_default=None, allow_none=True)
    asked_on = Day(load_default=None, allow_none=True)
    reference = Text(most=120, load_default=None, allow_none=True)


class SanctionAnswer(Schema):
    """The authority's answer."""

    is_given = flag(required=True)
    answered_on = Day(load_default=None, allow_none=True)
    note = Text(most=500, load_default=None, allow_none=True)


class SanctionView(View):
    """A sanction: waiting, received, refused, or deemed given after `deemed_after`."""

    id = fields.UUID()
    act = fields.String()
    section = fields.String()
    authority = fields.String()
    asked_on = Day()
    reference = fields.String(allow_none=True)
    state = fields.String()
    received_on = Day(allow_none=True)
    refused_on = Day(allow_none=True)
    deemed_after = Day(allow_none=True)
    answer_note = fields.String(allow_none=True)


class NewAcquittalReport(Schema):
    """Why an accused was acquitted, as it is reported to the Prosecutor General."""

    grounds = fields.List(
        Choice(ACQUITTAL_GROUNDS), required=True, validate=validate.Length(min=1, max=len(ACQUITTAL_GROUNDS))
    )
    details = Text(most=8000, lines=True, required=True)
    reported_on = Day(load_default=None, allow_none=True)


class AcquittalReportView(View):
    """A report of an acquittal."""

    id = fields.UUID()
    accused_id = fields.UUID()
    office = fields.String()
    grounds = fields.List(fields.String())
    details = fields.String()
    reported_on = Day()
    reported_by = fields.String()


class NewAppeal(Schema):
    """An appeal that is recommended, and why."""

    kind = Choice(STATE_APPEALS, load_default="acquittal")
    reasons = Text(most=8000, lines=True, required=True)
    recommended_on = Day(load_default=None, allow_none=True)


class AppealWord(Schema):
    """The word of the office that has the appeal: for it or against, with reasons."""

    is_for = flag(required=True)
    decided_on = Day(load_default=None, allow_none=True)
    reasons = Text(most=4000, lines=True, required=True)


class AppealFiling(Schema):
    """That an appeal was filed; after its last day with what the court is told about the delay."""

    appeal_number = Text(most=60, required=True)
    filed_on = Day(load_default=None, allow_none=True)
    delay_reasons = Text(most=2000, lines=True, load_default=None, allow_none=True)


class ConvictAppeal(Schema):
    """That a convict appealed (today when no day is given)."""

    appeal_number = Text(most=60, required=True)
    filed_on = Day(load_default=None, allow_none=True)


class VictimAppeal(Schema):
    """That a victim, an heir or the complainant appealed against an acquittal (today when no day is given)."""

    appeal_number = Text(most=60, required=True)
    filed_on = Day(load_default=None, allow_none=True)


class AppealResult(Schema):
    """The higher court's decision; of a retrial also `back_to`: from where on the accused is tried again.

    `de_novo` from the charge on, `evidence`, `statement` of the accused, `arguments`, or the `judgment` alone.
    """

    back_to = Choice(BACK_TO, load_default=None, allow_none=True)
    result = Choice(APPEAL_RESULTS, required=True)
    decided_on = Day(required=True)
    note = Text(most=2000, lines=True, load_default=None, allow_none=True)


class AppealStepView(View):
    """One office's word."""

    office = fields.String()
    step = fields.String()
    taken_on = Day()
    taken_by = fields.String()
    reasons = fields.String()


class AppealView(View):
    """An appeal on its way; `days_left` counts down while it is not filed, below zero when its time is over."""

    id = fields.UUID()
    accused_id = fields.UUID()
    kind = fields.String()
    state = fields.String()
    awaits = fields.String(allow_none=True)
    last_day = Day(allow_none=True)
    limit_source = fields.String(allow_none=True)
    days_left = fields.Integer(allow_none=True)
    filed_on = Day(allow_none=True)
    appeal_number = fields.String(allow_none=True)
    delay_reasons = fields.String(allow_none=True)
    decided_on = Day(allow_none=True)
    steps = each(AppealStepView)


class RetrialView(View):
    """That the higher court had an accused tried again, and the decision of the case that it set aside."""

    id = fields.UUID()
    accused_id = fields.UUID()
    appeal_id = fields.UUID()
    result_id = fields.UUID()
    ordered_on = Day()
    back_to = fields.String()
    former_decided_on = Day(allow_none=True)
    former_outcome = fields.String(allow_none=True)


class AppealFilter(PageQuery):
    """Which appeals a list shows: those that an office has, the one whose time ends first at the top."""

    awaits = Choice(OFFICES, required=True)


class AppealRow(View):
    """An appeal that awaits an office."""

    id = fields.UUID()
    case_id = fields.UUID()
    fir_label = fields.String()
    police_station = fields.String()
    district = fields.String()
    accused_id = fields.UUID()
    kind = fields.String()
    state = fields.String()
    last_day = Day(allow_none=True)
    days_left = fields.Integer(allow_none=True)
    is_sealed = fields.Boolean()
