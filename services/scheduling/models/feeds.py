"""Calendar feeds."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, Base


class CalendarFeed(Base):
    """One person's calendar feed; only the token's hash is kept."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        sa.UniqueConstraint("token_hash"),
        sa.Index(
            "uq_calendar_feeds_account_id", "account_id", unique=True, postgresql_where=sa.text("revoked_at IS NULL")
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[uuid.UUID]
    token_hash: Mapped[bytes]
    created_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    revoked_at: Mapped[dt.datetime | None]
