"""The shapes of the accused, the team, links, filing and results."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.words import CUSTODY_STATES, LINK_KINDS, TEAM_ROLES, VERDICTS
from services.cases.schemas.common import Section, each, some
from services.common.schemas import PROSECUTE, Choice, Day, Money, PersonId, Schema, Text, View, Whole


class CustodyView(View):
    """The state an accused is in since a day; `until_on` is null for the present one."""

    state = fields.String()
    since_on = Day()
    until_on = Day(allow_none=True)


class ChargeView(View):
    """A section an accused is charged with."""

    act = fields.String()
    section = fields.String()
    framed_on = Day()


class OpinionView(View):
    """The prosecutor's opinion on an accused, with the two tests behind it."""

    report_id = fields.UUID()
    opinion = fields.String()
    evidential_test = fields.String()
    public_interest_test = fields.String(allow_none=True)
    reasons = fields.String()
    given_on = Day()
    given_by = fields.String()


class ResultView(View):
    """The court's result for an accused."""

    verdict = fields.String()
    decided_on = Day()
    sentence = fields.String(allow_none=True)
    imprisonment_months = fields.Integer(allow_none=True)
    fine = fields.String(allow_none=True)


class AccusedView(View):
    """An accused with profession, custody, charges, opinion and result; null where there is none yet."""

    id = fields.UUID()
    number = fields.Integer()
    initials = fields.String()
    role = fields.String()
    gender = fields.String()
    is_juvenile = fields.Boolean()
    profession = fields.String(allow_none=True)
    custody = fields.Nested(CustodyView, allow_none=True)
    custody_history = each(CustodyView)
    charges = each(ChargeView)
    opinion = fields.Nested(OpinionView, allow_none=True)
    result = fields.Nested(ResultView, allow_none=True)


class CustodyChange(Schema):
    """A change of an accused's custody: arrested, released on bail, absconded; `order_reference` names the court's order."""

    state = Choice(CUSTODY_STATES, required=True)
    since_on = Day(required=True)
    order_reference = Text(most=200, load_default=None, allow_none=True)


class ChargeSet(Schema):
    """All the charges against an accused from a day on; they supersede the earlier ones."""

    charges = some(Section, required=True)
    framed_on = Day(required=True)


class NewResult(Schema):
    """The court's result for one accused; a second one corrects the first and needs a reason."""

    verdict = Choice(VERDICTS, required=True)
    decided_on = Day(required=True)
    sentence = Text(most=1000, lines=True, load_default=None, allow_none=True)
    imprisonment_months = Whole(least=0, most=1200, load_default=None, allow_none=True)
    fine = Money(load_default=None, allow_none=True)
    reason = Text(most=500, load_default=None, allow_none=True)


class Decision(Schema):
    """The day the case was decided."""

    decided_on = Day(required=True)


class NewAssignment(Schema):
    """A prosecutor for the team, from a day on (today when left out)."""

    prosecutor_id = PersonId(may=PROSECUTE, required=True)
    role = Choice(TEAM_ROLES, required=True)
    assigned_on = Day(load_default=None, allow_none=True)


class Release(Schema):
    """The end of a prosecutor's time on the team (today when no day is given)."""

    released_on = Day(load_default=None, allow_none=True)
    reason = Text(most=500, required=True)


class Filing(Schema):
    """The court a case is filed in and its number there."""

    court_id = fields.UUID(required=True)
    court_case_number = Text(most=60, required=True)
    filed_on = Day(load_default=None, allow_none=True)


class NewLink(Schema):
    """Another case that belongs with this one."""

    other_case_id = fields.UUID(required=True)
    kind = Choice(LINK_KINDS, required=True)
