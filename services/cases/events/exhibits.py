"""Exhibits, their custody, and the laboratories."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class ExhibitEntered(Event, source="cases"):
    """An exhibit was entered in a case."""

    case_id: uuid.UUID
    exhibit_id: uuid.UUID
    series: str
    nature: str


@dataclass(frozen=True, kw_only=True)
class ExhibitRuled(Event, source="cases"):
    """The court exhibited a thing under its mark, or rejected it."""

    case_id: uuid.UUID
    exhibit_id: uuid.UUID
    ruling: str
    label: str | None


@dataclass(frozen=True, kw_only=True)
class CustodyRecorded(Event, source="cases"):
    """A step of an exhibit's custody was recorded."""

    case_id: uuid.UUID
    exhibit_id: uuid.UUID
    event_id: uuid.UUID
    step: str
    happened_on: dt.date


@dataclass(frozen=True, kw_only=True)
class CustodySuperseded(Event, source="cases"):
    """A recorded step of custody was corrected or withdrawn."""

    case_id: uuid.UUID
    exhibit_id: uuid.UUID
    event_id: uuid.UUID
    step: str


@dataclass(frozen=True, kw_only=True)
class LaboratoryAsked(Event, source="cases"):
    """A laboratory was asked about exhibits."""

    case_id: uuid.UUID
    request_id: uuid.UUID
    laboratory: str
    requested_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class LaboratoryReported(Event, source="cases"):
    """A laboratory's report was recorded, or corrected."""

    case_id: uuid.UUID
    request_id: uuid.UUID
    finding: str
    received_on: dt.date | None = None
