"""What a step leaves behind: entries of the audit trail, events in the outbox."""

from __future__ import annotations

from typing import Any

import orjson
import sqlalchemy as sa

from services.common.tables import audit_entries, outbox
from tests.conftest import database_of


def entries(document_id: str) -> list[dict[str, Any]]:
    """Give the audit entries about a document, in their order."""
    statement = (
        sa.select(audit_entries.c.entry)
        .where(audit_entries.c.subject == f"document:{document_id}")
        .order_by(audit_entries.c.at)
    )
    with database_of("documents").reading() as session:
        return [orjson.loads(entry) for entry in session.scalars(statement)]


def actions(document_id: str) -> list[str]:
    """Give what was done with a document, in order."""
    return [entry["action"] for entry in entries(document_id)]


def events(document_id: str) -> list[dict[str, Any]]:
    """Give the envelopes of the events about a document, in order."""
    statement = sa.select(outbox.c.envelope).where(outbox.c.aggregate_id == document_id).order_by(outbox.c.id)
    with database_of("documents").reading() as session:
        return [orjson.loads(envelope) for envelope in session.scalars(statement)]
