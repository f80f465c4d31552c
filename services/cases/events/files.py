"""A case's way: registered, scrutinised, filed, transferred, decided; who leads it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseRegistered(Event, source="cases"):
    """A FIR was entered."""

    case_id: uuid.UUID
    police_station: str
    fir_number: str
    fir_year: int
    district: str
    # The custody that each accused is in, by their id.
    custody: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ReportReceived(Event, source="cases"):
    """A police report under s.173 CrPC reached the prosecutor; round counts the reports of the case."""

    case_id: uuid.UUID
    report_id: uuid.UUID
    round: int
    kind: str
    received_on: dt.date
    due_on: dt.date


@dataclass(frozen=True, kw_only=True)
class ReportReturned(Event, source="cases"):
    """A defective report went back to the police."""

    case_id: uuid.UUID
    report_id: uuid.UUID
    round: int
    defect_count: int
    comply_by: dt.date


@dataclass(frozen=True, kw_only=True)
class OpinionGiven(Event, source="cases"):
    """A prosecutor gave an opinion on one accused."""

    case_id: uuid.UUID
    report_id: uuid.UUID
    accused_id: uuid.UUID
    opinion: str


@dataclass(frozen=True, kw_only=True)
class CaseFiled(Event, source="cases"):
    """The report was filed in court."""

    case_id: uuid.UUID
    court_id: uuid.UUID
    court_case_number: str
    district: str


@dataclass(frozen=True, kw_only=True)
class StageChanged(Event, source="cases"):
    """A step of the procedure brought a case to another stage."""

    case_id: uuid.UUID
    step: str
    stage: str


@dataclass(frozen=True, kw_only=True)
class CaseTransferred(Event, source="cases"):
    """A case went to another court, under a new number."""

    case_id: uuid.UUID
    from_court_id: uuid.UUID
    court_id: uuid.UUID
    court_case_number: str
    district: str


@dataclass(frozen=True, kw_only=True)
class NextHearingChanged(Event, source="cases"):
    """A case is heard next at another time, at another hearing, or at none that is known; told once cases itself shows it."""

    case_id: uuid.UUID
    hearing_id: uuid.UUID | None
    starts_at: dt.datetime | None


@dataclass(frozen=True, kw_only=True)
class ProsecutorAssigned(Event, source="cases"):
    """A prosecutor joined a case's team."""

    case_id: uuid.UUID
    prosecutor_id: uuid.UUID
    role: str
    district: str


@dataclass(frozen=True, kw_only=True)
class ProsecutorReleased(Event, source="cases"):
    """A prosecutor left a case's team."""

    case_id: uuid.UUID
    prosecutor_id: uuid.UUID
    role: str
    district: str


@dataclass(frozen=True, kw_only=True)
class ResultRecorded(Event, source="cases"):
    """The court's result for one accused was entered."""

    case_id: uuid.UUID
    accused_id: uuid.UUID
    verdict: str


@dataclass(frozen=True, kw_only=True)
class CaseDecided(Event, source="cases"):
    """Every accused has a result and the case is closed."""

    case_id: uuid.UUID
    outcome: str
