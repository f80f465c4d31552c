"""The answers, as pydantic models."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

from pydantic import BaseModel


class Section(BaseModel):
    """A section of law."""

    act: str
    section: str


class Custody(BaseModel):
    """A custody spell."""

    state: str
    since_on: dt.date
    until_on: dt.date | None


class Charge(BaseModel):
    """A charge."""

    act: str
    section: str
    framed_on: dt.date


class Opinion(BaseModel):
    """An opinion."""

    report_id: uuid.UUID
    opinion: str
    evidential_test: str
    public_interest_test: str | None
    reasons: str
    given_on: dt.date
    given_by: str


class Result(BaseModel):
    """A result."""

    verdict: str
    decided_on: dt.date
    sentence: str | None
    imprisonment_months: int | None
    fine: Decimal | None


class Accused(BaseModel):
    """An accused with all that belongs to him."""

    id: uuid.UUID
    number: int
    initials: str
    role: str
    gender: str
    is_juvenile: bool
    profession: str | None
    custody: Custody | None
    custody_history: list[Custody]
    charges: list[Charge]
    opinion: Opinion | None
    result: Result | None


class Clock(BaseModel):
    """A clock with the words of its rule."""

    id: uuid.UUID
    rule_id: str
    says: str
    source: str
    report_id: uuid.UUID | None
    started_on: dt.date
    due_on: dt.date | None
    state: str
    ended_on: dt.date | None


class Assignment(BaseModel):
    """A prosecutor's time on the team."""

    id: uuid.UUID
    prosecutor_id: uuid.UUID
    role: str
    assigned_on: dt.date
    released_on: dt.date | None


class Defect(BaseModel):
    """A defect of a report."""

    code: str
    says: str
    note: str | None


class Report(BaseModel):
    """A police report."""

    id: uuid.UUID
    round: int
    kind: str
    received_on: dt.date
    due_on: dt.date
    road_certificate: str | None
    document_id: uuid.UUID | None
    delay_reasons: str | None
    state: str
    settled_on: dt.date | None
    comply_by: dt.date | None
    defects: list[Defect]


class Link(BaseModel):
    """A linked case."""

    id: uuid.UUID
    kind: str
    case_id: uuid.UUID | None
    fir_label: str | None
    is_restricted: bool


class Document(BaseModel):
    """A document of the case."""

    document_id: uuid.UUID
    kind: str
    version: int


class CaseRow(BaseModel):
    """A case in a list."""

    id: uuid.UUID
    district: str
    police_station: str
    fir_number: str
    fir_year: int
    fir_on: dt.date
    sections: list[Section]
    is_terrorism: bool
    stage: str
    is_sealed: bool
    court_case_number: str | None
    outcome: str | None
    lead_prosecutor_id: uuid.UUID | None
    accused_count: int
    next_due_on: dt.date | None
    next_hearing_at: dt.datetime | None
    version: int


class CaseView(CaseRow):
    """A case with all that belongs to it."""

    fir_as_written: str | None
    received_on: dt.date
    complainant_initials: str | None
    summary: str | None
    court_id: uuid.UUID | None
    filed_on: dt.date | None
    decided_on: dt.date | None
    next_hearing_id: uuid.UUID | None
    import_id: uuid.UUID | None
    registered_at: dt.datetime
    changed_at: dt.datetime
    accused: list[Accused]
    clocks: list[Clock]
    team: list[Assignment]
    reports: list[Report]
    links: list[Link]
    documents: list[Document]


class CasePage(BaseModel):
    """A page of cases."""

    items: list[CaseRow]
    next: str | None
