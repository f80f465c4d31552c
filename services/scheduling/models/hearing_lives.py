"""What belongs to hearings' lives: sittings of several days, hearings that wait for a date, who asked for each change."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, UUIDS, Base


class Sitting(Base):
    """A trial over several days, each of them a hearing that names it; from day to day as ATA 19(7) wants, or on some days."""

    __tablename__ = "sittings"
    __table_args__ = (sa.CheckConstraint("kind IN ('day_to_day', 'multi_day')", name="kind"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    case_id: Mapped[uuid.UUID]
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    opened_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class UnscheduledHearing(Base):
    """A hearing that waits for its date; once it has one, the hearing has this id."""

    __tablename__ = "unscheduled_hearings"
    __table_args__ = (
        sa.CheckConstraint("status IN ('waiting', 'scheduled', 'withdrawn')", name="status"),
        sa.CheckConstraint("not_after >= not_before", name="days_in_order"),
        sa.Index("ix_unscheduled_hearings_status", "status", "id"),
        sa.Index("ix_unscheduled_hearings_case_id", "case_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID]
    joined_case_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    district: Mapped[str]
    purpose: Mapped[str]
    purpose_as_written: Mapped[str | None]
    minutes: Mapped[int]
    prosecutor_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS)
    not_before: Mapped[dt.date | None]
    not_after: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(default="waiting")
    asked_by: Mapped[str | None]
    reason: Mapped[str | None]
    previous_hearing_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("hearings.id"))
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class HearingChange(Base):
    """One change of a hearing: what it was before and after, who asked for it and why, who entered it. Never changed."""

    __tablename__ = "hearing_changes"
    __table_args__ = (sa.Index("ix_hearing_changes_hearing_id", "hearing_id", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    hearing_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    asked_by: Mapped[str | None]
    reason: Mapped[str | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any]]
    changed_by: Mapped[str]
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
