"""What speaks against a hearing that was booked all the same: noted on the way, answered with the hearing, kept nowhere."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy.orm import Session

_KEY: Final = "scheduling.warnings"


def note_warnings(session: Session, found: Iterable[dict[str, Any]]) -> None:
    """Keep warnings with the session until they are answered."""
    session.info.setdefault(_KEY, []).extend(found)


def take_warnings(session: Session) -> list[dict[str, Any]]:
    """Give the warnings that were noted, each once."""
    found: list[dict[str, Any]] = session.info.pop(_KEY, [])
    return found


def warn(code: str, detail: str, *, hearing_id: uuid.UUID | None = None) -> dict[str, Any]:
    """Make a warning that is about no prosecutor."""
    return {"code": code, "prosecutor_id": None, "hearing_id": hearing_id, "detail": detail}
