"""Seal a case so that its team alone sees it, or open it again (ATA s.21; protected witnesses, juveniles)."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy.orm import Session

from services.cases.access import open_case, require_sight_kept, touch
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict


def seal_case(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], *, if_match: int | None
) -> None:
    """Set or lift a case's seal, with the reason."""
    case = open_case(session, actor, case_id, if_match)
    if case.is_sealed == body["is_sealed"]:
        raise conflict("seal_unchanged", "The case is sealed already." if case.is_sealed else "The case is not sealed.")
    case.is_sealed = body["is_sealed"]
    touch(case)
    require_sight_kept(session, actor, case)
    record(session, actor, "case_sealed" if case.is_sealed else "case_unsealed", f"case:{case_id}", body["reason"])
