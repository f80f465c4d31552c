"""What was cleared in one step, at whose request, and what became of each hearing."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, UUIDS, Base


class Clearing(Base):
    """One step over many hearings; without a last day, all from the first on."""

    __tablename__ = "clearings"
    __table_args__ = (
        sa.CheckConstraint("last_on >= first_on", name="days_in_order"),
        sa.CheckConstraint("action IN ('vacate', 'move', 'postpone')", name="action"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    scope: Mapped[str]
    court_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS)
    districts: Mapped[list[str]] = mapped_column(pg.ARRAY(sa.Text))
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date | None]
    action: Mapped[str]
    to_court_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("courts.id"))
    cause: Mapped[str]
    asked_by: Mapped[str]
    reason: Mapped[str]
    hearings: Mapped[int]
    cleared_by: Mapped[str]
    cleared_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class ClearingStep(Base):
    """What became of one hearing: vacated when it went nowhere."""

    __tablename__ = "clearing_steps"
    __table_args__ = (sa.Index("ix_clearing_steps_hearing_id", "hearing_id", "clearing_id"),)

    clearing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("clearings.id"), primary_key=True)
    hearing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("hearings.id"), primary_key=True)
    from_court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    from_starts_at: Mapped[dt.datetime]
    to_court_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("courts.id"))
    to_starts_at: Mapped[dt.datetime | None]
