"""Calendar feeds, what their readers saw last, and people's own busy times."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
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


class CalendarState(Base):
    """What a calendar program saw of a person's collection: each member with its ETag, under the sync-token it was given."""

    __tablename__ = "calendar_states"

    feed_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("calendar_feeds.id"), primary_key=True)
    token: Mapped[str] = mapped_column(primary_key=True)
    members: Mapped[dict[str, str]] = mapped_column(pg.JSONB)
    seen_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class OwnTime(Base):
    """A busy time of a prosecutor's own, once or recurring, as iCalendar. A later one with its UID takes its place."""

    __tablename__ = "own_times"
    __table_args__ = (
        sa.Index(
            "uq_own_times_prosecutor_id_uid", "prosecutor_id", "uid", unique=True,
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_entries.id"))
    uid: Mapped[str]
    calendar: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    ended_at: Mapped[dt.datetime | None]
