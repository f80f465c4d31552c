"""The shapes of what connects cases: records, the graph they make, possible duplicates, decisions about them."""

from __future__ import annotations

from marshmallow import fields, validate

from services.cases.rules.entities import ENTITY_KINDS, ENTITY_ROLES
from services.cases.schemas.common import each, flag
from services.common.schemas import Choice, Instant, Schema, Text, View, Whole


def _said(most: int = 80) -> Text:
    return Text(most=most, load_default=None, allow_none=True)


class NewEntity(Schema):
    """A person or thing of a case; which of the fields are said depends on its kind.

    With `person_id` (kind person) name and numbers are those of a person of the file, and nothing is typed twice. `is_child`: under
    eighteen; shown to the team alone, found and linked by nothing.
    """

    kind = Choice(ENTITY_KINDS, required=True)
    role = Choice(ENTITY_ROLES, required=True)
    person_id = fields.UUID(load_default=None, allow_none=True)
    name = _said(120)
    father_name = _said(120)
    aliases = fields.List(Text(most=120), validate=validate.Length(max=20), load_default=list)
    cnic = _said(30)
    phone = _said(30)
    imei = _said(30)
    registration = _said(30)
    chassis = _said(40)
    engine = _said(40)
    weapon_type = _said()
    bore = _said(20)
    serial = _said(40)
    fsl_match = _said(40)
    iban = _said(50)
    bank = _said(10)
    account_number = _said(40)
    address = _said(300)
    organisation_number = _said(40)
    is_child = flag(load_default=False)
    note = Text(most=1000, lines=True, load_default=None, allow_none=True)


class EntityView(View):
    """A person or thing as a case holds it. `details`: what was written; `warnings`: what is unusual about it.

    `is_withheld`: a child's, of whom the others than the team see the initials alone.
    """

    id = fields.UUID()
    case_id = fields.UUID()
    kind = fields.String()
    role = fields.String()
    label = fields.String()
    details = fields.Dict(keys=fields.String())
    warnings = fields.List(fields.String())
    note = fields.String(allow_none=True)
    is_child = fields.Boolean()
    is_withheld = fields.Boolean()
    identity_id = fields.UUID()
    added_at = Instant()
    withdrawn_at = Instant(allow_none=True)
    withdrawn_why = fields.String(allow_none=True)
    version = fields.Integer()


class EntityKept(View):
    """That a record was kept. Answers of changes are kept with their keys, so nothing of what was written is in them."""

    id = fields.UUID()
    case_id = fields.UUID()
    kind = fields.String()
    role = fields.String()
    warnings = fields.List(fields.String())
    withdrawn_at = Instant(allow_none=True)
    version = fields.Integer()


class Withdrawal(Schema):
    """Why a record does not belong in the case after all."""

    reason = Text(most=500, required=True)


class NewMatch(Schema):
    """The decision that another record is the same person or thing as this one, or a different one."""

    other_entity_id = fields.UUID(required=True)
    verdict = Choice(("same", "different"), required=True)
    reason = Text(most=500, required=True)


class MatchView(View):
    """A decision on two records, with the score they had; it stands until it is undone."""

    id = fields.UUID()
    entity_id = fields.UUID()
    other_entity_id = fields.UUID()
    other_case_id = fields.UUID()
    verdict = fields.String()
    points = Whole()
    reasons = fields.List(fields.String())
    decided_why = fields.String()
    decided_by = fields.String()
    decided_at = Instant()
    undone_at = Instant(allow_none=True)
    undone_why = fields.String(allow_none=True)


class ProposalView(View):
    """Two records that may be one: a score from 0 to 100 and why; somebody decides."""

    entity_id = fields.UUID()
    other_entity_id = fields.UUID()
    other_case_id = fields.UUID()
    other_fir_label = fields.String()
    label = fields.String()
    other_label = fields.String()
    points = Whole()
    reasons = fields.List(fields.String())


class ProposalsView(View):
    """The records of a case that may be the same as others in the reader's sight, most likely first."""

    proposals = each(ProposalView)


class NodeView(View):
    """A case, a person or thing, or an office that holds what the reader may not open (`kind` office: nothing else is told)."""

    id = fields.String()
    kind = fields.String()
    label = fields.String(allow_none=True)
    entity_kind = fields.String(allow_none=True)
    case_id = fields.UUID(allow_none=True)
    district = fields.String(allow_none=True)


class EdgeView(View):
    """A person or thing in a case: its roles there, and the keys that it is known by in both (none for an office)."""

    source = fields.String()
    target = fields.String()
    roles = fields.List(fields.String())
    by = fields.List(fields.String())
    is_certain = fields.Boolean()


class GraphView(View):
    """What connects a case with others. `is_complete` is false when there are more than are drawn."""

    nodes = each(NodeView)
    edges = each(EdgeView)
    is_complete = fields.Boolean()
