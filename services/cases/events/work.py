"""What of a case's work its supervisors are to look at: adjournments that the prosecution asks for again and again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class AdjournmentsRepeated(Event, source="cases"):
    """The prosecution had a case adjourned for the second time, or for the third; `count` says which.

    `district`: whose head is told of it; None of a sealed case.
    """

    case_id: uuid.UUID
    hearing_id: uuid.UUID
    count: int
    district: str | None = None
