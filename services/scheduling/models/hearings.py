"""Hearings, how they are found, and the time they take."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, UUIDS, Base


class Hearing(Base):
    """A hearing of a case, and of those joined to it, before a court."""

    __tablename__ = "hearings"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("status IN ('scheduled', 'held', 'adjourned', 'vacated')", name="status"),
        sa.CheckConstraint("(status = 'held') = (result IS NOT NULL)", name="held_with_result"),
        sa.CheckConstraint("(status = 'adjourned') = (cause IS NOT NULL)", name="adjourned_with_cause"),
        sa.Index("ix_hearings_starts_at", "starts_at", "id"),
        sa.Index("ix_hearings_court_id", "court_id", "starts_at", "id"),
        sa.Index("ix_hearings_district", "district", "starts_at", "id"),
        sa.Index("ix_hearings_previous_hearing_id", "previous_hearing_id", unique=True),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID]
    joined_case_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    room_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("court_rooms.id"))
    district: Mapped[str]
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]
    purpose: Mapped[str]
    purpose_as_written: Mapped[str | None]
    prosecutor_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS)
    status: Mapped[str] = mapped_column(default="scheduled")
    override: Mapped[str | None]
    vacated_because: Mapped[str | None]
    result: Mapped[str | None]
    cause: Mapped[str | None]
    asked_by: Mapped[str | None]
    note: Mapped[str | None]
    previous_hearing_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("hearings.id"))
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class HearingListing(Base):
    """A hearing as found by a case or by a prosecutor, in order of time."""

    __tablename__ = "hearing_listings"
    __table_args__ = (sa.Index("ix_hearing_listings_subject_id", "subject_id", "kind", "starts_at", "hearing_id"),)

    hearing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("hearings.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    starts_at: Mapped[dt.datetime]


class Booking(Base):
    """The time a room or a prosecutor is taken, by a hearing or by leave. The database lets no two live ones overlap."""

    __tablename__ = "bookings"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('room', 'prosecutor')", name="kind"),
        sa.CheckConstraint("num_nonnulls(hearing_id, leave_id) = 1", name="one_holder"),
        sa.CheckConstraint("NOT isempty(during)", name="during"),
        pg.ExcludeConstraint(
            ("kind", "="), ("resource_id", "="), ("during", "&&"),
            name="ex_bookings_overlap", using="gist", where=sa.text("is_live"),
        ),
        sa.Index("ix_bookings_hearing_id", "hearing_id", postgresql_where=sa.text("is_live")),
        sa.Index("ix_bookings_leave_id", "leave_id", postgresql_where=sa.text("is_live")),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    resource_id: Mapped[uuid.UUID]
    during: Mapped[Any] = mapped_column(pg.TSTZRANGE)
    hearing_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("hearings.id"))
    leave_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("leaves.id"))
    is_live: Mapped[bool] = mapped_column(default=True)
