"""The shapes of protected witnesses and of the vault."""

from __future__ import annotations

from marshmallow import fields, validate

from services.cases.rules.people import MEASURES, PROTECTION_LAWS, WITNESS_KINDS
from services.cases.schemas.common import flag
from services.cases.schemas.persons import Identity, PersonKept
from services.common.schemas import Choice, Day, Instant, PageQuery, PersonId, Schema, Text, View

_MOST_OPENERS = 6


class Protection(Schema):
    """The order that protects a witness, and the few who may ask to open who they are.

    Leave `pseudonym` out for the next free one (PW-A, PW-B …). Write no name into the order's reference.
    """

    law = Choice(PROTECTION_LAWS, required=True)
    order_reference = Text(most=200, required=True)
    ordered_on = Day(required=True)
    measures = fields.List(Choice(MEASURES), load_default=list, validate=validate.Length(max=len(MEASURES)))
    pseudonym = Text(most=30, load_default=None, allow_none=True)
    opener_ids = fields.List(
        PersonId(may="cases.vault"), required=True, validate=validate.Length(min=1, max=_MOST_OPENERS)
    )


class MeasureSet(Schema):
    """All the measures by which a court protects a witness from now on, and by which order; write no name into the reason."""

    measures = fields.List(Choice(MEASURES), required=True, validate=validate.Length(max=len(MEASURES)))
    reason = Text(most=500, required=True)


class NewProtected(Identity, Protection):
    """A witness who is protected from the first moment: who they are goes into the vault and nowhere else."""

    kind = Choice(("witness", "victim", "complainant", "legal_heir"), load_default="witness")
    witness_kind = Choice(WITNESS_KINDS, load_default="fact")
    is_child = flag(load_default=False)
    is_vulnerable = flag(load_default=False)
    is_intimidated = flag(load_default=True)
    needs_interpreter = flag(load_default=False)


class ProtectedView(PersonKept):
    """A protected witness; `still_named_in` lists what else in this case's records holds the name, the CNIC or the number."""

    still_named_in = fields.List(fields.String())


class OpenerSet(Schema):
    """All who may ask to open an identity from now on, and why they."""

    opener_ids = fields.List(
        PersonId(may="cases.vault"), required=True, validate=validate.Length(min=1, max=_MOST_OPENERS)
    )
    reason = Text(most=500, required=True)


class OpenersView(View):
    """Who may ask to open an identity."""

    person_id = fields.UUID()
    opener_ids = fields.List(fields.UUID())


class NewOpening(Schema):
    """A request to see an identity. `is_break_glass`: who asks is not named, and there is no time to be named."""

    reason = Text(least=10, most=500, required=True)
    is_break_glass = flag(load_default=False)


class OpeningDecision(Schema):
    """What the second person decides."""

    decision = Choice(("approved", "refused"), required=True)
    reason = Text(most=500, required=True)


class OpeningView(View):
    """A request to see an identity; `state` is asked, approved, refused, expired, or lapsed with the protection itself."""

    id = fields.UUID()
    case_id = fields.UUID()
    person_id = fields.UUID()
    pseudonym = fields.String()
    asked_by = fields.UUID()
    asked_at = Instant()
    reason = fields.String()
    is_break_glass = fields.Boolean()
    state = fields.String()
    decided_by = fields.UUID(allow_none=True)
    decided_at = Instant(allow_none=True)
    expires_at = Instant(allow_none=True)


class OpeningFilter(PageQuery):
    """What requests a list shows: one's own, and all to who decides on them."""


class IdentityView(View):
    """Who a protected witness is. It is shown and kept nowhere."""

    person_id = fields.UUID()
    pseudonym = fields.String()
    name = fields.String()
    father_name = fields.String(allow_none=True)
    cnic = fields.String(allow_none=True)
    cnic_as_written = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    address = fields.String(allow_none=True)
    gender = fields.String()
    rank = fields.String(allow_none=True)
    agency = fields.String(allow_none=True)
    expires_at = Instant()


class LookFilter(PageQuery):
    """Which looks a list shows: all of the case, or those at one person."""

    person_id = fields.UUID(load_default=None)


class LookView(View):
    """One look at a protected identity: who opened it, when, why, and through which approved request."""

    person_id = fields.UUID()
    pseudonym = fields.String(allow_none=True)
    opened_by = fields.UUID()
    opened_at = Instant()
    reason = fields.String()
    is_break_glass = fields.Boolean()
    opening_id = fields.UUID()
    approved_by = fields.UUID()
    approved_at = Instant()


class NewLifting(Schema):
    """A request that a witness's protection end, by which order of the court; write no name into either text."""

    order_reference = Text(most=200, required=True)
    ordered_on = Day(required=True)
    reason = Text(least=10, most=500, required=True)


class LiftingView(View):
    """A request that a protection end; `state` is asked, approved or refused, `pseudonym` what the person showed by."""

    id = fields.UUID()
    case_id = fields.UUID()
    person_id = fields.UUID()
    pseudonym = fields.String()
    order_reference = fields.String()
    ordered_on = Day()
    asked_by = fields.UUID()
    asked_at = Instant()
    reason = fields.String()
    state = fields.String()
    decided_by = fields.UUID(allow_none=True)
    decided_at = Instant(allow_none=True)


class WithheldView(View):
    """In how many rows of which tables a name was withheld, and what of the case still names the person.

    The registers that were sent in are gone through afterwards, by a worker.
    """

    person_id = fields.UUID()
    withheld = fields.Dict(keys=fields.String(), values=fields.Integer())
    still_named_in = fields.List(fields.String())
