"""What a service forgets: idempotency keys after a week, published events and the ids of heard ones after ninety days."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.idempotency import forget_old_keys
from services.common.tables import inbox, outbox

_KEPT = sa.text("interval '90 days'")


def forget_what_is_done(session: Session) -> None:
    """Delete the rows that nobody needs any more; the audit trail is never touched."""
    forget_old_keys(session)
    session.execute(sa.delete(outbox).where(outbox.c.published_at < sa.func.now() - _KEPT))
    session.execute(sa.delete(inbox).where(inbox.c.handled_at < sa.func.now() - _KEPT))
