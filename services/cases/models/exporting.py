"""Files that were asked for: a case as a whole, or a list of cases; made by a worker with the sight of whoever asked."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.exporting import EXPORT_KINDS, EXPORT_STATES, OF_ONE_CASE

_OF_ONE_CASE = ", ".join(f"'{kind}'" for kind in OF_ONE_CASE)


class Export(Base):
    """A file that was asked for; `asker` is who asked, as they were allowed then; `claimed_until` is the worker's lease."""

    __tablename__ = "exports"
    __table_args__ = (
        one_of("kind", EXPORT_KINDS),
        one_of("state", EXPORT_STATES),
        sa.CheckConstraint(f"(kind IN ({_OF_ONE_CASE})) = (case_id IS NOT NULL)", name="case_named"),
        sa.CheckConstraint("(state = 'made') = (content IS NOT NULL)", name="made_has_content"),
        sa.Index("ix_exports_requested_by", "requested_by", "id"),
        sa.Index("ix_exports_open", "id", postgresql_where=sa.text("state IN ('queued', 'running')")),
        sa.Index("ix_exports_expires_at", "expires_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    case_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("cases.id"))
    wanted: Mapped[dict[str, Any]] = mapped_column(postgresql.JSONB)
    asker: Mapped[dict[str, Any]] = mapped_column(postgresql.JSONB)
    requested_by: Mapped[str]
    requested_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    state: Mapped[str] = mapped_column(server_default="queued")
    attempts: Mapped[int] = mapped_column(server_default="0")
    claimed_until: Mapped[dt.datetime | None]
    file_name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes | None]
    sha256: Mapped[str | None]
    row_count: Mapped[int] = mapped_column(server_default="0")
    made_at: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime]
