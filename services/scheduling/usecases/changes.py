"""Keeping every change of a hearing with who asked for it and why, beside the audit trail: those who see a hearing read it."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.scheduling.models import Hearing, HearingChange


@dataclass(frozen=True, slots=True)
class Picture:
    """How a hearing stood at a moment."""

    status: str
    court_id: uuid.UUID
    room_id: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_untimed: bool
    case_ids: list[uuid.UUID]
    prosecutor_ids: list[uuid.UUID]

    @classmethod
    def of(cls, hearing: Hearing) -> Picture:
        """Take it."""
        return cls(
            hearing.status, hearing.court_id, hearing.room_id, hearing.starts_at, hearing.ends_at, hearing.is_untimed,
            [hearing.case_id, *hearing.joined_case_ids], list(hearing.prosecutor_ids),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Give it as it is kept."""
        found: dict[str, Any] = orjson.loads(orjson.dumps(asdict(self)))
        return found


def keep_change(
    session: Session, actor: Actor, hearing: Hearing, kind: str, *,
    reason: str | None = None, asked_by: str | None = None, before: Picture | None = None,
) -> None:  # fmt: skip
    """Keep that a hearing was changed, in a word (`scheduled`, `confirmed`, `moved`, `extended`, `vacated`), and how it stood before."""
    session.add(
        HearingChange(
            hearing_id=hearing.id, kind=kind, asked_by=asked_by, reason=reason, changed_by=actor.id,
            before=before.to_json() if before else None, after=Picture.of(hearing).to_json(),
        )
    )  # fmt: skip
