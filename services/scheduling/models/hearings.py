"""Hearings, how they are found, and the time they take."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, UUIDS, Base


class Hearing(Base):
    """A hearing of a case, and of those joined to it, before a court.

    One without an hour (`is_untimed`) stands under a number on the court's list of its day; its span is that in which it may be
    called. `held_until`: a provisional one lapses then. `to_be_refixed`: why its court or time no longer fits.
    """

    __tablename__ = "hearings"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint(
            "status IN ('scheduled', 'provisional', 'lapsed', 'held', 'adjourned', 'vacated', 'merged')", name="status"
        ),
        sa.CheckConstraint("(status = 'held') = (result IS NOT NULL)", name="held_with_result"),
        sa.CheckConstraint("(status = 'adjourned') = (cause IS NOT NULL)", name="adjourned_with_cause"),
        sa.CheckConstraint("status <> 'provisional' OR held_until IS NOT NULL", name="provisional_until"),
        sa.CheckConstraint("(status = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into"),
        sa.CheckConstraint(
            "is_untimed = (list_number IS NOT NULL) AND is_untimed = (list_day IS NOT NULL)", name="number_on_list"
        ),
        sa.Index(
            "uq_hearings_list_number", "court_id", "list_day", "list_number", unique=True,
            postgresql_where=sa.text("list_number IS NOT NULL AND status NOT IN ('vacated', 'lapsed', 'merged')"),
        ),
        sa.Index("ix_hearings_held_until", "held_until", postgresql_where=sa.text("status = 'provisional'")),
        sa.Index(
            "ix_hearings_sitting_id", "sitting_id", "starts_at", postgresql_where=sa.text("sitting_id IS NOT NULL")
        ),
        sa.Index(
            "ix_hearings_to_be_refixed", "starts_at", "id", postgresql_where=sa.text("to_be_refixed IS NOT NULL")
        ),
        sa.Index("ix_hearings_starts_at", "starts_at", "id"),
        sa.Index("ix_hearings_court_id", "court_id", "starts_at", "id"),
        sa.Index("ix_hearings_district", "district", "starts_at", "id"),
        sa.Index("ix_hearings_previous_hearing_id", "previous_hearing_id", unique=True),
    )  # fmt: skip

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
    is_untimed: Mapped[bool] = mapped_column(server_default=sa.false(), default=False)
    list_number: Mapped[int | None]
    list_day: Mapped[dt.date | None]
    held_until: Mapped[dt.datetime | None]
    witness_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS, server_default="{}", default=list)
    officer_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS, server_default="{}", default=list)
    accused_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS, server_default="{}", default=list)
    link_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("video_links.id"))
    sitting_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("sittings.id"))
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("hearings.id"))
    cause_as_written: Mapped[str | None]
    to_be_refixed: Mapped[str | None]
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
