"""What notifications tells the others."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class MessageStatusChanged(Event, source="notifications"):
    """A message went on: one of the words of rules/statuses.py."""

    message_id: UUID
    status: str
