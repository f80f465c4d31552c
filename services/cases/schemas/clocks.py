"""The shapes of facts, and of the clocks that run by them."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.facts import BY_HAND, STEP_DAYS
from services.cases.rules.words import LADDER_STEPS
from services.cases.schemas.common import each
from services.common.schemas import Choice, Code, Day, Instant, PageQuery, Schema, Text, View


class NewFact(Schema):
    """Something that happened: its day (today unless given) or, where hours count, its instant, and whom it concerns.

    `given_on` is the day that was set, such as that of the trial. `order_id` ties what belongs to one order (a freeze, an attachment);
    leave it out with the first fact of an order, and take the one that comes back.
    """

    kind = Choice(BY_HAND, required=True)
    happened_on = Day(load_default=None, allow_none=True)
    happened_at = Instant(load_default=None, allow_none=True)
    given_on = Day(load_default=None, allow_none=True)
    accused_id = fields.UUID(load_default=None, allow_none=True)
    report_id = fields.UUID(load_default=None, allow_none=True)
    order_id = fields.UUID(load_default=None, allow_none=True)


class FactCorrection(Schema):
    """What is right about a fact that was entered wrongly, and why it changes."""

    happened_on = Day(load_default=None, allow_none=True)
    happened_at = Instant(load_default=None, allow_none=True)
    given_on = Day(load_default=None, allow_none=True)
    reason = Text(most=500, required=True)


class FactRetraction(Schema):
    """Why a fact is taken back."""

    reason = Text(most=500, required=True)


class StepDayCorrection(Schema):
    """The day on which a step was really taken; `was_on` is the one that was recorded, `comply_by` the time given to the police.

    A report's step names its `report_id`, custody and a proclamation their `accused_id`.
    """

    step = Choice(STEP_DAYS, required=True)
    was_on = Day(required=True)
    happened_on = Day(required=True)
    comply_by = Day(load_default=None, allow_none=True)
    accused_id = fields.UUID(load_default=None, allow_none=True)
    report_id = fields.UUID(load_default=None, allow_none=True)
    reason = Text(most=500, required=True)


class FactView(View):
    """A fact as it stands, or as it stood until it was superseded."""

    id = fields.UUID()
    first_id = fields.UUID()
    kind = fields.String()
    accused_id = fields.UUID(allow_none=True)
    report_id = fields.UUID(allow_none=True)
    order_id = fields.UUID(allow_none=True)
    happened_on = Day()
    happened_at = Instant(allow_none=True)
    given_on = Day(allow_none=True)
    noted_by = fields.String()
    is_by_hand = fields.Boolean()
    noted_at = Instant()
    superseded_at = Instant(allow_none=True)
    superseded_why = fields.String(allow_none=True)


class FactKindView(View):
    """A kind of fact: what it is about, whether it is entered by hand, what it is called."""

    kind = fields.String()
    about = fields.String()
    is_by_hand = fields.Boolean()
    says = fields.String()
    says_ur = fields.String()
    says_sd = fields.String()


class FactKindsView(View):
    """The closed list of kinds."""

    items = each(FactKindView)


class ComputedDueView(View):
    """A last day that was computed for a clock before, and why it was computed then."""

    due_on = Day(allow_none=True)
    due_at = Instant(allow_none=True)
    state = fields.String()
    why = fields.String()
    computed_at = Instant()


class LadderStepView(View):
    """A step of a clock's ladder: what it is, whom it is for, when it is told."""

    kind = fields.String()
    to = fields.String()
    at = Instant(allow_none=True)


class ExplainedClockView(View):
    """A clock with its law and how its last day came about; `dues` holds what was computed before."""

    id = fields.UUID()
    rule_id = fields.String()
    says = fields.String()
    says_ur = fields.String()
    source = fields.String()
    to_be_confirmed = fields.String(allow_none=True)
    nature = fields.String()
    accused_id = fields.UUID(allow_none=True)
    report_id = fields.UUID(allow_none=True)
    order_id = fields.UUID(allow_none=True)
    started_on = Day()
    due_on = Day(allow_none=True)
    due_at = Instant(allow_none=True)
    state = fields.String()
    ended_on = Day(allow_none=True)
    ladder_reached = fields.String(allow_none=True)
    ladder = each(LadderStepView)
    explanation = fields.String()
    explanation_ur = fields.String()
    explanation_sd = fields.String()
    dues = each(ComputedDueView)


class CaseClocksView(View):
    """The clocks of a case: those that are open first, by their last day. `version` is the case's."""

    version = fields.Integer()
    clocks = each(ExplainedClockView)


class DueClockRow(View):
    """An open clock in the reader's sight."""

    id = fields.UUID()
    case_id = fields.UUID()
    fir_label = fields.String()
    police_station = fields.String()
    district = fields.String()
    rule_id = fields.String()
    says = fields.String()
    says_ur = fields.String()
    source = fields.String()
    nature = fields.String()
    accused_id = fields.UUID(allow_none=True)
    started_on = Day()
    due_on = Day()
    due_at = Instant(allow_none=True)
    state = fields.String()
    ladder_reached = fields.String(allow_none=True)
    is_sealed = fields.Boolean()


class DueClockFilter(PageQuery):
    """What open clocks a list shows: `due_before` a day, in a `state`, whose ladder reached a `step`, by rule, district, prosecutor."""

    due_before = Day(load_default=None)
    state = Choice(("running", "missed"), load_default=None)
    step = Choice(LADDER_STEPS, load_default=None)
    nature = Choice(("duty", "right", "time_bar"), load_default=None)
    rule_id = Text(most=40, load_default=None)
    district = Code(load_default=None)
    prosecutor = fields.UUID(load_default=None)


class OfficePeriodView(View):
    """What the office itself owes by a day; done late it stays `missed`, with the day it was done."""

    id = fields.UUID()
    rule_id = fields.String()
    says = fields.String()
    says_ur = fields.String()
    source = fields.String()
    started_on = Day()
    due_on = Day()
    state = fields.String()
    ended_on = Day(allow_none=True)
    reference = fields.String(allow_none=True)
    recorded_by = fields.String(allow_none=True)
    recorded_at = Instant(allow_none=True)
    ladder_reached = fields.String(allow_none=True)
    version = fields.Integer()


class OfficePeriodDone(Schema):
    """That what the office owed is done (today when no day is given), and by which letter."""

    done_on = Day(load_default=None, allow_none=True)
    reference = Text(most=200, required=True)


class RuleDay(Schema):
    """The day whose law is wanted; today's unless given."""

    on = Day(load_default=None)
