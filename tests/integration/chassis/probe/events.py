"""The probe's event."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class NoteAdded(Event, source="probe"):
    """A note was added."""

    note_id: uuid.UUID
    text: str
