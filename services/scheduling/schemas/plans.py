"""Roster plans, what they suggest, and what people decide about it."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import ValidationError, fields, validate, validates_schema

from services.common.schemas import (
    PROSECUTE,
    Choice,
    Code,
    CountParam,
    Day,
    PageQuery,
    PersonId,
    Schema,
    Text,
    View,
    Whole,
)
from services.scheduling.schemas.ranges import DayRange

KEEPS: Final = ("assigned", "published")
PLAN_KINDS: Final = ("roster", "repair")
PLAN_STATES: Final = ("queued", "solving", "made", "failed", "cancelled")
SUGGESTION_STATES: Final = ("same", "unfilled", "open", "accepted", "changed", "refused", "stale")
DECISIONS: Final = ("accept", "change", "refuse")
_MOST: Final = 200


class NewRosterPlan(DayRange):
    """Which days and districts to plan (all in sight when left out).

    keeps: who stands in a hearing already stays (`assigned`), or only where the list is published (`published`).
    """

    from_day = Day(data_key="from", required=True)
    to_day = Day(data_key="to", required=True)
    districts = fields.List(Code(), load_default=None, allow_none=True, validate=validate.Length(min=1, max=40))
    keeps = Choice(KEEPS, load_default="assigned")
    seconds = Whole(least=2, most=300, load_default=60)


class NewRepair(DayRange):
    """Who is away, and on which days."""

    prosecutor_id = fields.UUID(required=True)
    from_day = Day(data_key="from", required=True)
    to_day = Day(data_key="to", required=True)


class NewDecision(Schema):
    """What is decided about one hearing: the suggestion accepted, another chosen, or it is refused with its reason."""

    hearing_id = fields.UUID(required=True)
    decision = Choice(DECISIONS, required=True)
    prosecutor_id = PersonId(may=PROSECUTE, load_default=None, allow_none=True)
    reason = Text(most=500, load_default=None, allow_none=True)

    @validates_schema
    def _whole(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("decision") == "change") != (data.get("prosecutor_id") is not None):
            raise ValidationError(
                "Name the one who is chosen when a suggestion is changed, and only then.", "prosecutor_id"
            )
        if data.get("decision") != "accept" and not data.get("reason"):
            raise ValidationError("Say why the suggestion is not followed.", "reason")


class NewDecisions(Schema):
    """Decisions about some hearings of a plan."""

    decisions = fields.List(fields.Nested(NewDecision), required=True, validate=validate.Length(min=1, max=_MOST))


class PlanFilter(PageQuery):
    """Which plans to list."""

    kind = Choice(PLAN_KINDS, load_default=None)
    state = Choice(PLAN_STATES, load_default=None)


class SuggestionFilter(PageQuery):
    """Which suggestions to list."""

    state = Choice(SUGGESTION_STATES, load_default=None)
    district = Code(load_default=None)


class BestQuery(Schema):
    """How many prosecutors to suggest."""

    limit = CountParam(least=1, most=50, load_default=5)


class ReasonView(View):
    """Why: a code and its facts, for clients that translate, and the sentence in English."""

    code = fields.String()
    facts = fields.Dict(keys=fields.String())
    sentence = fields.String()


class StageView(View):
    """How one aim ended: better than `bound` no roster is, better than `bound_among` none of the candidates that were tried."""

    aim = fields.String()
    before = fields.Integer()
    value = fields.Integer()
    bound = fields.Integer()
    bound_among = fields.Integer()
    is_best = fields.Boolean()
    seconds = fields.Float()


class EvennessView(View):
    """How evenly loads lie; the load is minutes by the weights of court and purpose, and the way."""

    highest = fields.Integer()
    mean = fields.Float()
    gini = fields.Float()
    highest_to_mean = fields.Float()


class FairnessView(View):
    """The district's loads on these days with the plan, in the months before, and both together."""

    days = fields.Nested(EvennessView)
    months_before = fields.Nested(EvennessView)
    months_after = fields.Nested(EvennessView)


class PlanDistrictView(View):
    """A district's part; `is_improved` tells the solver's roster from the first, greedy one."""

    district = fields.String()
    is_improved = fields.Boolean()
    hearings = fields.Integer()
    covered = fields.Integer()
    stages = fields.List(fields.Nested(StageView))
    fairness = fields.Nested(FairnessView)


class PlanRow(View):
    """A plan in a list."""

    id = fields.UUID()
    kind = fields.String()
    first_on = fields.Date()
    last_on = fields.Date()
    districts = fields.List(fields.String())
    keeps = fields.String()
    absent_id = fields.UUID(allow_none=True)
    seed = fields.String()
    seconds = fields.Integer()
    state = fields.String()
    phase = fields.String(allow_none=True)
    asked_by = fields.String()
    asked_at = fields.AwareDateTime()
    ended_at = fields.AwareDateTime(allow_none=True)
    version = fields.Integer()


class PlanView(PlanRow):
    """A plan with what is done of it, and how many suggestions are in which state."""

    parts = fields.List(fields.Nested(PlanDistrictView))
    suggestions = fields.Dict(keys=fields.String(), values=fields.Integer())


class SuggestionView(View):
    """A hearing of a plan: who stands in it (as the plan saw it), who is suggested and why, and what was decided."""

    id = fields.UUID()
    district = fields.String()
    court_id = fields.UUID()
    starts_at = fields.AwareDateTime()
    ends_at = fields.AwareDateTime()
    prosecutor_ids = fields.List(fields.UUID())
    replaces_id = fields.UUID(allow_none=True)
    prosecutor_id = fields.UUID(allow_none=True)
    reason = fields.Nested(ReasonView)
    state = fields.String()
    chosen_id = fields.UUID(allow_none=True)
    decided_by = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime(allow_none=True)
    decided_because = fields.String(allow_none=True)
    stale_code = fields.String(allow_none=True)
    stale_detail = fields.String(allow_none=True)


class DecidedView(View):
    """What became of the decisions, one by one, and how many suggestions are still open."""

    items = fields.List(fields.Nested(SuggestionView))
    open = fields.Integer()


class BestView(View):
    """A prosecutor who can stand in a hearing: his load of the day without and with it, and why he is in this place."""

    prosecutor_id = fields.UUID()
    load_without = fields.Integer()
    load_with = fields.Integer()
    knows_case = fields.Boolean()
    avoids = fields.Boolean()
    stands = fields.Boolean()
    reason = fields.Nested(ReasonView)


class BarredView(View):
    """How many of the district are barred from a hearing, and by what; each counts once."""

    unqualified = fields.Integer()
    in_conflict = fields.Integer()
    away = fields.Integer()
    at_work = fields.Integer()


class BestListView(View):
    """The prosecutors who can stand in a hearing, the best first; ties are broken by the seed."""

    hearing_id = fields.UUID()
    seed = fields.String()
    people = fields.Integer()
    items = fields.List(fields.Nested(BestView))
    barred = fields.Nested(BarredView)
