"""Handings over of somebody's open work, and what each of them moved."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of

OCCASIONS = ("leaves", "leave", "back")


class Handover(Base):
    """One step in which somebody's open work went to others."""

    __tablename__ = "handovers"
    __table_args__ = (
        one_of("occasion", OCCASIONS),
        sa.CheckConstraint("from_id <> to_id", name="to_somebody_else"),
        sa.Index("ix_handovers_from_id", "from_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    from_id: Mapped[uuid.UUID]
    to_id: Mapped[uuid.UUID]
    occasion: Mapped[str]
    until_on: Mapped[dt.date | None]
    reason: Mapped[str]
    done_by: Mapped[str]
    done_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class HandoverItem(Base):
    """What went over in one case: the role on its team, if there was one, and the tasks."""

    __tablename__ = "handover_items"
    __table_args__ = (sa.Index("ix_handover_items_case_id", "case_id"),)

    handover_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("handovers.id"), primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"), primary_key=True)
    to_id: Mapped[uuid.UUID]
    role: Mapped[str | None]
    task_ids: Mapped[list[uuid.UUID]] = mapped_column(postgresql.ARRAY(sa.Uuid()))
