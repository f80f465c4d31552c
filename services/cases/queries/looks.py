"""Reading who opened protected identities: each look, as the audit trail keeps it, beside the request that allowed it.

For who decides on such requests: whoever may open the vault to others answers for what is done with it.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.models import CasePerson, VaultOpening, WithheldEntry
from services.cases.queries.persons import see_traced
from services.cases.queries.vault import PSEUDONYM
from services.common.actor import Actor
from services.common.answers import Answer, page
from services.common.database import Database
from services.common.tables import audit_entries

_UUID: Final = pg.UUID(as_uuid=True)


def _looks() -> sa.Select[Any]:
    """Give the select of a case's looks; of a reason that named the person shows what was left of it."""
    entry = sa.cast(audit_entries.c.entry, pg.JSONB)
    opening_id = entry.op("#>>", return_type=sa.Text())(sa.literal_column("'{detail,opening_id}'"))
    as_kept = entry.op("->>", return_type=sa.Text())(sa.literal_column("'reason'"))
    withheld = sa.and_(WithheldEntry.lane == audit_entries.c.lane, WithheldEntry.number == audit_entries.c.number)
    return (
        sa.select(
            VaultOpening.person_id,
            PSEUDONYM,
            audit_entries.c.actor_id.label("opened_by"),
            audit_entries.c.at.label("opened_at"),
            sa.case((WithheldEntry.lane.is_not(None), WithheldEntry.reason), else_=as_kept).label("reason"),
            VaultOpening.is_break_glass,
            VaultOpening.id.label("opening_id"),
            VaultOpening.decided_by.label("approved_by"),
            VaultOpening.decided_at.label("approved_at"),
        )
        .join_from(audit_entries, VaultOpening, VaultOpening.id == sa.cast(opening_id, _UUID))
        .join(CasePerson, CasePerson.id == VaultOpening.person_id)
        .outerjoin_from(audit_entries, WithheldEntry, withheld)
        .where(
            audit_entries.c.subject == sa.bindparam("subject", type_=sa.Text),
            audit_entries.c.action == "identity_opened",
        )
    )


_LOOKS: Final = _looks()
_ORDER: Final = [(audit_entries.c.at, "desc"), (audit_entries.c.lane, "desc"), (audit_entries.c.number, "desc")]


def list_looks(session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer who opened which protected identity of a case, newest first."""
    see_traced(session, database, actor, case_id)
    statement = _LOOKS if query["person_id"] is None else _LOOKS.where(VaultOpening.person_id == query["person_id"])
    return page(session, statement, order=_ORDER, query=query, params={"subject": f"case:{case_id}"})
