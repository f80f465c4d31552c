"""The shapes of the financing behind a case, and of the lists of proscribed persons."""

from __future__ import annotations

from marshmallow import fields, validate

from services.cases.rules.financing import CHANNELS, CHECK_STATES, ORDER_KINDS, REFERENCE_KINDS, STEPS
from services.cases.schemas.common import each, flag, some
from services.common.schemas import Choice, Code, Day, Instant, Money, Schema, Text, View, Whole


def _note() -> Text:
    return Text(most=1000, lines=True, load_default=None, allow_none=True)


class FinancingChange(Schema):
    """That the financing is investigated in parallel; `predicate`: the offence whose proceeds or purpose the money is."""

    is_terror_financing = flag(required=True)
    predicate = Text(most=200, load_default=None, allow_none=True)
    opened_on = Day(load_default=None, allow_none=True)
    note = _note()


class CheckChange(Schema):
    """Where an item of the checklist stands; `done_on` is today when it is done and no day is given."""

    state = Choice(CHECK_STATES, required=True)
    done_on = Day(load_default=None, allow_none=True)
    note = _note()


class NewTransfer(Schema):
    """Money that moved between records of the case, or between one of them and somebody not recorded."""

    from_entity_id = fields.UUID(load_default=None, allow_none=True)
    to_entity_id = fields.UUID(load_default=None, allow_none=True)
    made_on = Day(required=True)
    amount = Money(required=True)
    currency = Text(most=3, least=3, load_default="PKR", validate=[validate.Regexp("^[A-Z]{3}$", error="Such as PKR.")])
    channel = Choice(CHANNELS, required=True)
    note = _note()


class NewReference(Schema):
    """A report of a suspicious transaction, of the Financial Monitoring Unit, of a bank; a request to another State."""

    kind = Choice(REFERENCE_KINDS, required=True)
    reference = Text(most=80, required=True)
    dated_on = Day(required=True)
    note = _note()


class NewPropertyOrder(Schema):
    """A freeze, seizure or attachment; `entity_id`: the account, vehicle or other record that it is on."""

    kind = Choice(ORDER_KINDS, required=True)
    entity_id = fields.UUID(load_default=None, allow_none=True)
    property = Text(most=300, required=True)
    order_reference = Text(most=120, required=True)
    amount = Money(load_default=None, allow_none=True)
    taken_on = Day(load_default=None, allow_none=True)
    taken_at = Instant(load_default=None, allow_none=True)


class NewPropertyStep(Schema):
    """What followed under an order; where hours count, give the instant."""

    step = Choice(STEPS, required=True)
    taken_on = Day(load_default=None, allow_none=True)
    taken_at = Instant(load_default=None, allow_none=True)
    note = _note()


class FinancingKept(View):
    """That something was kept; `version` is the case's."""

    id = fields.String()
    case_id = fields.UUID()
    version = fields.Integer()


class CheckView(View):
    """An item of the checklist and where it stands."""

    code = fields.String()
    says = fields.String()
    says_ur = fields.String()
    source = fields.String()
    state = fields.String()
    done_on = Day(allow_none=True)
    note = fields.String(allow_none=True)


class TransferView(View):
    """Money that moved."""

    id = fields.UUID()
    from_entity_id = fields.UUID(allow_none=True)
    to_entity_id = fields.UUID(allow_none=True)
    made_on = Day()
    amount = fields.String()
    currency = fields.String()
    channel = fields.String()
    note = fields.String(allow_none=True)


class ReferenceView(View):
    """A paper that the case rests on."""

    id = fields.UUID()
    kind = fields.String()
    reference = fields.String()
    dated_on = Day()
    note = fields.String(allow_none=True)


class PropertyStepView(View):
    """A step under an order."""

    id = fields.UUID()
    step = fields.String()
    taken_on = Day()
    taken_at = Instant(allow_none=True)
    note = fields.String(allow_none=True)


class PropertyOrderView(View):
    """An order on property, with its steps, and those that may follow."""

    id = fields.UUID()
    kind = fields.String()
    entity_id = fields.UUID(allow_none=True)
    property = fields.String()
    order_reference = fields.String()
    amount = fields.String(allow_none=True)
    steps = each(PropertyStepView)
    next_steps = fields.List(fields.String())


class FinancingView(View):
    """The financing behind a case. `is_terror_financing` is null while nobody has said; `version` is the case's."""

    case_id = fields.UUID()
    version = fields.Integer()
    is_terror_financing = fields.Boolean(allow_none=True)
    predicate = fields.String(allow_none=True)
    opened_on = Day(allow_none=True)
    note = fields.String(allow_none=True)
    open_checks = Whole()
    checks = each(CheckView)
    transfers = each(TransferView)
    references = each(ReferenceView)
    orders = each(PropertyOrderView)


class NewProscribed(Schema):
    """A person or organisation of a list."""

    name = Text(most=200, required=True)
    aliases = fields.List(Text(most=200), validate=validate.Length(max=30), load_default=list)
    father_name = Text(most=200, load_default=None, allow_none=True)
    cnic = Text(most=30, load_default=None, allow_none=True)
    listed_on = Day(load_default=None, allow_none=True)


class NewProscribedList(Schema):
    """A version of a list, whole: it supersedes the one before."""

    list_code = Code(required=True)
    list_version = Text(most=60, required=True)
    source = Text(most=300, required=True)
    entries = some(NewProscribed, most=20_000, required=True)


class ProscribedListKept(View):
    """How many entries a list has now, and how many the version before had."""

    list_code = fields.String()
    list_version = fields.String()
    entry_count = Whole()
    superseded_count = Whole()


class ProscribedMatchView(View):
    """A record of the case that may be on a list: a score and why; somebody has to look."""

    entity_id = fields.UUID()
    label = fields.String()
    list_code = fields.String()
    list_version = fields.String()
    listed_name = fields.String()
    listed_on = Day(allow_none=True)
    points = Whole()
    reasons = fields.List(fields.String())


class ListVersionView(View):
    """A list that was held against."""

    list_code = fields.String()
    list_version = fields.String()


class ProscribedMatchesView(View):
    """The records of a case that may be on the lists, most likely first, and the versions that were held against."""

    matches = each(ProscribedMatchView)
    lists = each(ListVersionView)
