"""Announced files that never came, and what is left in the store of files that were not taken."""

from __future__ import annotations

import datetime as dt
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.documents.models import DocumentVersion

GRACE: Final = dt.timedelta(hours=1)
_BATCH: Final = 200


def expire_uploads(session: Session) -> None:
    """Give up announced files an hour after the time to send them ended."""
    late = (
        sa.select(DocumentVersion.document_id, DocumentVersion.number)
        .where(DocumentVersion.state == "awaiting", DocumentVersion.expires_at < sa.func.now() - GRACE)
        .order_by(DocumentVersion.expires_at)
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    keys = sa.tuple_(DocumentVersion.document_id, DocumentVersion.number)
    session.execute(
        sa.update(DocumentVersion).where(keys.in_(late), DocumentVersion.state == "awaiting").values(state="expired"),
        execution_options={"synchronize_session": False},
    )


def find_left_over(session: Session) -> DocumentVersion | None:
    """Give a version whose file was not taken and may still lie in the store; its form cannot be used any more."""
    return session.scalars(
        sa.select(DocumentVersion)
        .where(
            DocumentVersion.state.in_(("refused", "expired")),
            DocumentVersion.removed_at.is_(None),
            DocumentVersion.expires_at < sa.func.now(),
        )
        .order_by(DocumentVersion.expires_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()


def mark_removed(session: Session, version: DocumentVersion) -> None:
    """Keep that nothing is left of a file that was not taken."""
    session.execute(
        sa.update(DocumentVersion)
        .where(DocumentVersion.document_id == version.document_id, DocumentVersion.number == version.number)
        .values(removed_at=sa.func.now())
    )
