"""The process by which people are called to hearings. Ids and facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class ProcessRecorded(Event, source="scheduling"):
    """Process for a hearing was issued, served, or came back; on whom is read from the hearing."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    process_id: UUID
    subject_kind: str
    process: str
    outcome: str
    happened_on: dt.date
