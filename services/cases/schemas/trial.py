"""The shapes of a case's trial: where it stands, pleas, verdicts, bail, remand, numbers in courts."""

from __future__ import annotations

from marshmallow import fields, validate

from services.cases.rules.courtroom import (
    BAIL_DECISIONS,
    BAIL_KINDS,
    CHARGE_VERDICTS,
    PLEAS,
    REMAND_KINDS,
)
from services.cases.schemas.common import Section, each, flag, some
from services.cases.schemas.routes import AcquittalReportView, AppealView, RetrialView, SanctionView, WithdrawalView
from services.common.schemas import Choice, Day, Money, Schema, Text, View, Whole


class ChargePlea(Section):
    """What an accused pleads to one charge."""

    plea = Choice(PLEAS, required=True)


class NewPlea(Schema):
    """An accused's pleas (today when no day is given)."""

    pleas = some(ChargePlea, required=True)
    pleaded_on = Day(load_default=None, allow_none=True)


class NewChargeVerdict(Section):
    """The verdict on one charge, and its sentence after a conviction."""

    verdict = Choice(CHARGE_VERDICTS, required=True)
    imprisonment_months = Whole(least=0, most=1200, load_default=None, allow_none=True)
    is_life = flag(load_default=False)
    is_death = flag(load_default=False)
    fine = Money(load_default=None, allow_none=True)


class NewVerdicts(Schema):
    """The verdict on each charge of an accused; entered again they correct the first and need a reason."""

    verdicts = some(NewChargeVerdict, required=True)
    decided_on = Day(required=True)
    sentence = Text(most=1000, lines=True, load_default=None, allow_none=True)
    reason = Text(most=500, load_default=None, allow_none=True)


class NewBail(Schema):
    """An application for bail (today when no day is given)."""

    kind = Choice(BAIL_KINDS, required=True)
    court_id = fields.UUID(load_default=None, allow_none=True)
    application_number = Text(most=60, load_default=None, allow_none=True)
    applied_on = Day(load_default=None, allow_none=True)


class BailOrder(Schema):
    """The order on an application. A surety is told by amount and number; who stands surety is the court's record."""

    decision = Choice(BAIL_DECISIONS, required=True)
    decided_on = Day(load_default=None, allow_none=True)
    reasons = Text(most=2000, lines=True, load_default=None, allow_none=True)
    conditions = fields.List(Text(most=300), load_default=list, validate=validate.Length(max=20))
    surety_amount = Money(load_default=None, allow_none=True)
    surety_count = Whole(least=0, most=20, load_default=None, allow_none=True)


class BailCancellation(Schema):
    """That bail is cancelled, and whether the accused was taken into custody the same day."""

    cancelled_on = Day(load_default=None, allow_none=True)
    is_in_custody = flag(load_default=False)
    reason = Text(most=500, required=True)


class NewRemand(Schema):
    """A remand order: from a day until the day the accused is produced again. `beyond_why`: why it goes beyond the law's limit."""

    kind = Choice(REMAND_KINDS, required=True)
    ordered_on = Day(load_default=None, allow_none=True)
    from_on = Day(required=True)
    until_on = Day(required=True)
    reasons = Text(most=2000, lines=True, required=True)
    beyond_why = Text(most=500, load_default=None, allow_none=True)


class Reason(Schema):
    """Why something is done."""

    reason = Text(most=500, required=True)


class Transfer(Schema):
    """The court that a case goes to and its number there; `order_reference` names the order."""

    court_id = fields.UUID(required=True)
    court_case_number = Text(most=60, required=True)
    transferred_on = Day(load_default=None, allow_none=True)
    reason = Choice(("transferred", "court_abolished"), load_default="transferred")
    order_reference = Text(most=200, required=True)


class Joining(Schema):
    """The leading case that a case is tried with, and why."""

    leading_case_id = fields.UUID(required=True)
    joined_on = Day(load_default=None, allow_none=True)
    reason = Text(most=500, required=True)


class TrialChargeView(View):
    """A charge with its plea, and its verdict and sentence; null where there is none yet."""

    act = fields.String()
    section = fields.String()
    framed_on = Day()
    plea = fields.String(allow_none=True)
    pleaded_on = Day(allow_none=True)
    verdict = fields.String(allow_none=True)
    decided_on = Day(allow_none=True)
    imprisonment_months = fields.Integer(allow_none=True)
    is_life = fields.Boolean(allow_none=True)
    is_death = fields.Boolean(allow_none=True)
    fine = fields.String(allow_none=True)


class BailView(View):
    """An application for bail and its order."""

    id = fields.UUID()
    kind = fields.String()
    court_id = fields.UUID(allow_none=True)
    application_number = fields.String(allow_none=True)
    applied_on = Day()
    state = fields.String()
    decided_on = Day(allow_none=True)
    reasons = fields.String(allow_none=True)
    conditions = fields.List(fields.String())
    surety_amount = fields.String(allow_none=True)
    surety_count = fields.Integer(allow_none=True)
    cancelled_on = Day(allow_none=True)
    cancelled_why = fields.String(allow_none=True)


class RemandView(View):
    """A remand order."""

    id = fields.UUID()
    kind = fields.String()
    ordered_on = Day()
    from_on = Day()
    until_on = Day()
    reasons = fields.String()
    beyond_why = fields.String(allow_none=True)
    is_withdrawn = fields.Boolean()
    superseded_why = fields.String(allow_none=True)


class LawNoteView(View):
    """What the law says, with its section."""

    code = fields.String()
    says = fields.String()
    source = fields.String()


class TrialAccusedView(View):
    """An accused before the court."""

    id = fields.UUID()
    number = fields.Integer()
    initials = fields.String()
    charges = each(TrialChargeView)
    bail = each(BailView)
    law_of_bail = each(LawNoteView)
    remands = each(RemandView)


class NumberView(View):
    """A number in a court; the present one has no last day."""

    court_id = fields.UUID()
    number = fields.String()
    reason = fields.String()
    order_reference = fields.String(allow_none=True)
    since_on = Day()
    until_on = Day(allow_none=True)


class StageChangeView(View):
    """A step that brought the case from one stage to another."""

    step = fields.String()
    from_stage = fields.String()
    to_stage = fields.String()
    taken_on = Day()
    taken_by = fields.String()
    note = fields.String(allow_none=True)


class NextStepView(View):
    """A step that can be taken where the case stands; `to_stage` null: the case stays where it is, or resumes.

    `operation`: what enters it, `take_step` unless something belongs to the step.
    """

    step = fields.String()
    to_stage = fields.String(allow_none=True)
    kinds = fields.List(fields.String())
    permission = fields.String()
    operation = fields.String()


class JointCaseView(View):
    """A case tried with this one; id and numbers are null where the reader may not see it."""

    case_id = fields.UUID(allow_none=True)
    fir_label = fields.String(allow_none=True)
    court_case_number = fields.String(allow_none=True)
    is_leading = fields.Boolean()
    is_restricted = fields.Boolean()


class TrialView(View):
    """Where a case stands in its procedure, what can follow, and what the court did."""

    case_id = fields.UUID()
    version = fields.Integer()
    stage = fields.String()
    next_steps = each(NextStepView)
    stages = each(StageChangeView)
    court_number = fields.String(allow_none=True)
    numbers = each(NumberView)
    free_number = fields.String(allow_none=True)
    joint_trial = each(JointCaseView)
    accused = each(TrialAccusedView)
    withdrawals = each(WithdrawalView)
    sanctions = each(SanctionView)
    acquittal_reports = each(AcquittalReportView)
    appeals = each(AppealView)
    retrials = each(RetrialView)
