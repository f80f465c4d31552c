"""What happened to documents, told to whoever listens: ids and facts only."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentConfirmed(Event, source="documents"):
    """A file arrived whole, is what it claims to be, and cannot be removed any more."""

    document_id: uuid.UUID
    version: int
    case_id: uuid.UUID | None
    kind: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class DocumentTextExtracted(Event, source="documents"):
    """The text of a file can be searched."""

    document_id: uuid.UUID
    version: int
    pages: int
    case_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentHeld(Event, source="documents"):
    """A legal hold was put on a document, or lifted."""

    document_id: uuid.UUID
    held: bool
    case_id: uuid.UUID | None = None
