"""Prosecutors and their leave."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, Base


class RosterEntry(Base):
    """A prosecutor and his posting as of today (`Posting` has the others); the id is that of his account."""

    __tablename__ = "roster_entries"
    __table_args__ = (sa.Index("ix_roster_entries_district", "district", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    district: Mapped[str]
    seat: Mapped[str | None]
    designation: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default=sa.true(), default=True)
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class Leave(Base):
    """A prosecutor's leave, from applying to its end. Why a person is away is not kept beyond its kind."""

    __tablename__ = "leaves"
    __table_args__ = (
        sa.CheckConstraint("last_on >= first_on", name="days_in_order"),
        sa.CheckConstraint("status IN ('applied', 'approved', 'refused', 'cancelled')", name="status"),
        sa.Index("ix_leaves_prosecutor_id", "prosecutor_id", "first_on", "id"),
        sa.Index("ix_leaves_first_on", "first_on", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_entries.id"))
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    kind: Mapped[str]
    status: Mapped[str] = mapped_column(default="applied")
    refusal: Mapped[str | None]
    applied_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    decided_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)
