"""The shapes of a file's people and of recusals.

What a change answers holds no name, number or address: answers are kept with their Idempotency-Keys.
"""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.people import PERSON_KINDS, RANKS, RECUSAL_GROUNDS, WITNESS_KINDS
from services.cases.rules.words import GENDERS
from services.cases.schemas.common import each, flag
from services.common.schemas import PROSECUTE, Choice, Day, Instant, PageQuery, PersonId, Schema, Text, View


class Identity(Schema):
    """Who somebody is. CNIC and telephone may be written in any usual way; it is kept beside the normalised one."""

    name = Text(most=120, required=True)
    father_name = Text(most=120, load_default=None, allow_none=True)
    cnic = Text(most=30, load_default=None, allow_none=True)
    phone = Text(most=30, load_default=None, allow_none=True)
    address = Text(most=300, load_default=None, allow_none=True)
    gender = Choice(GENDERS, load_default="unknown")


class NewPerson(Identity):
    """A person of the file. `witness_kind` puts anybody on the list of witnesses; `accused_id` tells whose name this is.

    `rank` and `agency` are those of officers; `since_on` and `until_on` the time an officer investigates.
    """

    kind = Choice(PERSON_KINDS, required=True)
    witness_kind = Choice(WITNESS_KINDS, load_default=None, allow_none=True)
    accused_id = fields.UUID(load_default=None, allow_none=True)
    rank = Choice(RANKS, load_default=None, allow_none=True)
    agency = Text(most=80, load_default=None, allow_none=True)
    is_child = flag(load_default=False)
    is_vulnerable = flag(load_default=False)
    is_intimidated = flag(load_default=False)
    needs_interpreter = flag(load_default=False)
    is_custodian = flag(load_default=False)
    since_on = Day(load_default=None, allow_none=True)
    until_on = Day(load_default=None, allow_none=True)


class PersonChange(Schema):
    """Corrections to a person; what is left out stays. `given_up_on`: the prosecution gave the witness up."""

    name = Text(most=120)
    father_name = Text(most=120, allow_none=True)
    cnic = Text(most=30, allow_none=True)
    phone = Text(most=30, allow_none=True)
    address = Text(most=300, allow_none=True)
    gender = Choice(GENDERS)
    witness_kind = Choice(WITNESS_KINDS, allow_none=True)
    rank = Choice(RANKS, allow_none=True)
    agency = Text(most=80, allow_none=True)
    is_child = flag()
    is_vulnerable = flag()
    is_intimidated = flag()
    needs_interpreter = flag()
    is_custodian = flag()
    since_on = Day(allow_none=True)
    until_on = Day(allow_none=True)
    given_up_on = Day(allow_none=True)
    reason = Text(most=500, required=True)


class PersonKept(View):
    """That a person is kept, without who it is; `warnings` say what to look at again."""

    id = fields.UUID()
    case_id = fields.UUID()
    number = fields.Integer()
    kind = fields.String()
    witness_kind = fields.String(allow_none=True)
    is_protected = fields.Boolean()
    pseudonym = fields.String(allow_none=True)
    version = fields.Integer()
    warnings = fields.List(fields.String())


class PersonRow(View):
    """A person in the file's list. `label`: the name, a child's initials to who is not on the team, or the pseudonym."""

    id = fields.UUID()
    number = fields.Integer()
    kind = fields.String()
    witness_kind = fields.String(allow_none=True)
    accused_id = fields.UUID(allow_none=True)
    label = fields.String()
    gender = fields.String()
    rank = fields.String(allow_none=True)
    agency = fields.String(allow_none=True)
    is_child = fields.Boolean()
    is_vulnerable = fields.Boolean()
    is_intimidated = fields.Boolean()
    needs_interpreter = fields.Boolean()
    is_custodian = fields.Boolean()
    is_protected = fields.Boolean()
    is_withheld = fields.Boolean()
    since_on = Day(allow_none=True)
    until_on = Day(allow_none=True)
    given_up_on = Day(allow_none=True)
    version = fields.Integer()


class ProtectionView(View):
    """Under which order a witness is protected, and by what measures in court."""

    law = fields.String()
    order_reference = fields.String()
    ordered_on = Day()
    measures = fields.List(fields.String())


class PersonView(PersonRow):
    """A person; what says who they are is null when they are protected, or a child and the reader not on the team."""

    name = fields.String(allow_none=True)
    father_name = fields.String(allow_none=True)
    cnic = fields.String(allow_none=True)
    cnic_as_written = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    address = fields.String(allow_none=True)
    added_at = Instant()
    protection = fields.Nested(ProtectionView, allow_none=True)


class PersonFilter(PageQuery):
    """What people a list shows; `is_witness` those on the list of witnesses."""

    kind = Choice(PERSON_KINDS, load_default=None)
    is_witness = fields.Boolean(load_default=False)


class OfficerView(View):
    """An officer who investigates, and since when."""

    id = fields.UUID()
    label = fields.String()
    rank = fields.String(allow_none=True)
    agency = fields.String(allow_none=True)
    since_on = Day(allow_none=True)
    until_on = Day(allow_none=True)


class InvestigationView(View):
    """Who investigates, now and before; `warnings` name what ATA s.19(1) finds missing."""

    officers = each(OfficerView)
    team = each(OfficerView)
    warnings = fields.List(fields.String())


class NewRecusal(Schema):
    """A prosecutor who may not prosecute a case, and on which ground (today when no day is given)."""

    prosecutor_id = PersonId(may=PROSECUTE, required=True)
    ground = Choice(RECUSAL_GROUNDS, required=True)
    declared_on = Day(load_default=None, allow_none=True)
    reason = Text(most=500, load_default=None, allow_none=True)


class Withdrawal(Schema):
    """Why something is taken back."""

    reason = Text(most=500, required=True)


class OwnRecusals(View):
    """The cases that whoever asks is recused from."""

    case_ids = fields.List(fields.UUID())


class RecusalView(View):
    """A recusal; `is_on_team`: the prosecutor stands on the team and has to be released."""

    id = fields.UUID()
    case_id = fields.UUID()
    prosecutor_id = fields.UUID()
    ground = fields.String()
    declared_on = Day()
    declared_by = fields.String()
    is_on_team = fields.Boolean()
