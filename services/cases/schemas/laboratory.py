"""The shapes of what laboratories are asked and answer."""

from __future__ import annotations

from marshmallow import fields, validate

from services.cases.rules.custody_chain_steps import FINDINGS, LABORATORY_DEPARTMENTS
from services.common.schemas import Choice, Code, Day, Instant, Schema, Text, View


class NewLaboratoryRequest(Schema):
    """What a laboratory is asked about which parcels; `reference` is the forwarding letter's number."""

    laboratory = Code(required=True)
    department = Choice(LABORATORY_DEPARTMENTS, required=True)
    exhibit_ids = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=50))
    questions = Text(most=2000, lines=True, required=True)
    requested_on = Day(load_default=None, allow_none=True)
    reference = Text(most=120, load_default=None, allow_none=True)
    seal_impression = Text(most=60, load_default=None, allow_none=True)
    document_id = fields.UUID(load_default=None, allow_none=True)


class LaboratoryRequestChange(Schema):
    """Corrections to a request; what is left out stays. `exhibit_ids`: all its parcels from now on."""

    laboratory = Code()
    department = Choice(LABORATORY_DEPARTMENTS)
    exhibit_ids = fields.List(fields.UUID(), validate=validate.Length(min=1, max=50))
    questions = Text(most=2000, lines=True)
    requested_on = Day()
    reference = Text(most=120, allow_none=True)
    seal_impression = Text(most=60, allow_none=True)
    document_id = fields.UUID(allow_none=True)
    reason = Text(most=500, required=True)


class RequestRevisionView(View):
    """What a request said before a correction, and why it was corrected."""

    number = fields.Integer()
    before = fields.Dict(keys=fields.String())
    reason = fields.String()
    changed_by = fields.String()
    changed_at = Instant()


class NewLaboratoryReport(Schema):
    """A laboratory's report; a second one on the same request corrects the first and needs a reason.

    `matched_exhibit_id`: the weapon that the empties match; `exhibited_as_id`: the report as an exhibit of its own.
    """

    laboratory_number = Text(most=60, required=True)
    reported_on = Day(required=True)
    received_on = Day(load_default=None, allow_none=True)
    finding = Choice(FINDINGS, required=True)
    result = Text(most=4000, lines=True, required=True)
    matched_exhibit_id = fields.UUID(load_default=None, allow_none=True)
    exhibited_as_id = fields.UUID(load_default=None, allow_none=True)
    document_id = fields.UUID(load_default=None, allow_none=True)
    reason = Text(most=500, load_default=None, allow_none=True)


class LaboratoryReportView(View):
    """A laboratory's report as it stands."""

    laboratory_number = fields.String()
    reported_on = Day()
    received_on = Day()
    finding = fields.String()
    result = fields.String()
    matched_exhibit_id = fields.UUID(allow_none=True)
    exhibited_as_id = fields.UUID(allow_none=True)
    document_id = fields.UUID(allow_none=True)


class LaboratoryRequestView(View):
    """What a laboratory was asked, about which exhibits, and what it answered; null until then."""

    id = fields.UUID()
    laboratory = fields.String()
    department = fields.String()
    exhibit_ids = fields.List(fields.UUID())
    questions = fields.String()
    requested_on = Day()
    reference = fields.String(allow_none=True)
    seal_impression = fields.String(allow_none=True)
    document_id = fields.UUID(allow_none=True)
    report = fields.Nested(LaboratoryReportView, allow_none=True)
    superseded_reports = fields.Integer()
    revisions = fields.List(fields.Nested(RequestRevisionView))
    entered_by = fields.String()
    entered_at = Instant()
    version = fields.Integer()


class LaboratoryRow(View):
    """A laboratory."""

    code = fields.String()
    name = fields.String()
    valid_from = Day()
    valid_to = Day(allow_none=True)
    source = fields.String()
