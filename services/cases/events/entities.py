"""What cases share."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class EntityAdded(Event, source="cases"):
    """A person or thing was recorded in a case; what it is known by stays in the file."""

    case_id: uuid.UUID
    entity_id: uuid.UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class EntityLinked(Event, source="cases"):
    """A record of a case is shared with another file since now; its own graph shows to each what they may see of it."""

    case_id: uuid.UUID
    entity_id: uuid.UUID
