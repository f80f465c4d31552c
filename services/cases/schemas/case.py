"""The shapes of cases: registering, reading, listing."""

from __future__ import annotations

from marshmallow import fields

from services.cases.rules.words import STAGES
from services.cases.schemas.common import NewAccused, Section, SectionView, each, flag, some
from services.cases.schemas.people import AccusedView
from services.cases.schemas.scrutiny import ReportView
from services.common.schemas import Choice, Code, Day, Instant, PageQuery, Schema, Text, View, Whole


class NewCase(Schema):
    """A FIR as a clerk enters it. `received_on`: the day its copy reached the prosecution (today when left out).

    `fir_as_written`: the number as the paper prints it, such as "Crime No. 43/2017 of PS Karim Bux".
    """

    district = Code(required=True)
    police_station = Text(most=80, required=True)
    fir_number = Text(most=12, required=True)
    fir_year = Whole(least=1947, most=2100, required=True)
    fir_as_written = Text(most=120, load_default=None, allow_none=True)
    fir_on = Day(required=True)
    received_on = Day(load_default=None, allow_none=True)
    sections = some(Section, required=True)
    accused = some(NewAccused, least=0, most=200, load_default=list)
    complainant_initials = Text(most=12, load_default=None, allow_none=True)
    summary = Text(most=4000, lines=True, load_default=None, allow_none=True)


class CaseChange(Schema):
    """Corrections to a case; what is left out stays as it is."""

    sections = some(Section)
    complainant_initials = Text(most=12, allow_none=True)
    summary = Text(most=4000, lines=True, allow_none=True)
    reason = Text(most=500, required=True)


class SealChange(Schema):
    """Seal a case, or open it again, and why."""

    is_sealed = flag(required=True)
    reason = Text(most=500, required=True)


class ClockView(View):
    """A statutory period in a case. `ended_on`: the day its step was taken, also when that was late."""

    id = fields.UUID()
    rule_id = fields.String()
    says = fields.String()
    source = fields.String()
    report_id = fields.UUID(allow_none=True)
    started_on = Day()
    due_on = Day(allow_none=True)
    state = fields.String()
    ended_on = Day(allow_none=True)


class AssignmentView(View):
    """A prosecutor's time on the team; `released_on` is null while it lasts."""

    id = fields.UUID()
    prosecutor_id = fields.UUID()
    role = fields.String()
    assigned_on = Day()
    released_on = Day(allow_none=True)


class LinkView(View):
    """A linked case; its id and number are null when it is not in the reader's sight."""

    id = fields.UUID()
    kind = fields.String()
    case_id = fields.UUID(allow_none=True)
    fir_label = fields.String(allow_none=True)
    is_restricted = fields.Boolean()


class DocumentView(View):
    """A document of the case, held by documents."""

    document_id = fields.UUID()
    kind = fields.String()
    version = fields.Integer()


class CaseRow(View):
    """A case in a list."""

    id = fields.UUID()
    district = fields.String()
    police_station = fields.String()
    fir_number = fields.String()
    fir_year = fields.Integer()
    fir_on = Day()
    sections = each(SectionView)
    is_terrorism = fields.Boolean()
    stage = fields.String()
    is_sealed = fields.Boolean()
    court_case_number = fields.String(allow_none=True)
    outcome = fields.String(allow_none=True)
    lead_prosecutor_id = fields.UUID(allow_none=True)
    accused_count = fields.Integer()
    next_due_on = Day(allow_none=True)
    next_hearing_at = Instant(allow_none=True)
    version = fields.Integer()


class CaseView(CaseRow):
    """A case with all that belongs to it."""

    fir_as_written = fields.String(allow_none=True)
    received_on = Day()
    complainant_initials = fields.String(allow_none=True)
    summary = fields.String(allow_none=True)
    court_id = fields.UUID(allow_none=True)
    filed_on = Day(allow_none=True)
    decided_on = Day(allow_none=True)
    next_hearing_id = fields.UUID(allow_none=True)
    import_id = fields.UUID(allow_none=True)
    registered_at = Instant()
    changed_at = Instant()
    accused = each(AccusedView)
    clocks = each(ClockView)
    team = each(AssignmentView)
    reports = each(ReportView)
    links = each(LinkView)
    documents = each(DocumentView)


class CaseReference(View):
    """The little that other services need of a case."""

    id = fields.UUID()
    police_station = fields.String()
    fir_number = fields.String()
    fir_year = fields.Integer()
    district = fields.String()
    court_case_number = fields.String(allow_none=True)
    sealed = fields.Boolean()
    prosecutor_ids = fields.List(fields.UUID())


class CaseFilter(PageQuery):
    """What cases a list shows: newest first; with `due_before`, those due first. `q`: a FIR's number, or number/year."""

    district = Code(load_default=None)
    police_station = Text(most=80, load_default=None)
    stage = Choice(STAGES, load_default=None)
    court = fields.UUID(load_default=None)
    prosecutor = fields.UUID(load_default=None)
    due_before = Day(load_default=None)
    q = Text(most=12, load_default=None)


class StationFilter(PageQuery):
    """Of which district the police stations are listed."""

    district = Code(required=True)


class StationRow(View):
    """A police station as the district's cases write it."""

    name = fields.String()


class HistoryRow(View):
    """A step in a case's life, as the audit trail keeps it."""

    at = Instant()
    actor_id = fields.String()
    action = fields.String()
    reason = fields.String(allow_none=True)
    detail = fields.Dict(keys=fields.String())
