"""Reports that were asked for as files, kept as they were counted: what was handed in can be shown again, and compared."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of


class MadeReport(Base):
    """A report: what was `asked`, by whom with which sight (`asker`), what was `counted`, and its files once made."""

    __tablename__ = "made_reports"
    __table_args__ = (
        one_of("kind", ("figures", "return")),
        one_of("state", ("queued", "running", "made", "failed")),
        sa.CheckConstraint("(state = 'made') = (num_nonnulls(counted, pdf, xlsx, made_at) = 4)", name="made_whole"),
        sa.Index("ix_made_reports_open", "id", postgresql_where=sa.text("state IN ('queued', 'running')")),
        sa.Index("ix_made_reports_requested_by", "requested_by", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    asked: Mapped[dict[str, Any]] = mapped_column(postgresql.JSONB)
    asker: Mapped[dict[str, Any]] = mapped_column(postgresql.JSONB)
    requested_by: Mapped[str]
    requested_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    state: Mapped[str] = mapped_column(server_default="queued")
    attempts: Mapped[int] = mapped_column(server_default="0")
    claimed_until: Mapped[dt.datetime | None]
    counted: Mapped[dict[str, Any] | None] = mapped_column(postgresql.JSONB(none_as_null=True))
    pdf: Mapped[bytes | None]
    xlsx: Mapped[bytes | None]
    made_at: Mapped[dt.datetime | None]
