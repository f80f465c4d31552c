"""Scheduling's tables."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.database import TypedBase, new_metadata
from services.common.ids import new_id

_NOW = sa.text("clock_timestamp()")
_UUIDS = pg.ARRAY(pg.UUID(as_uuid=True))


class Base(TypedBase):
    """The ground of scheduling's tables."""

    __abstract__ = True
    metadata = new_metadata()


class Court(Base):
    """A court; the day it is closed on is the first without it."""

    __tablename__ = "courts"
    __table_args__ = (
        sa.UniqueConstraint("code"),
        sa.CheckConstraint("closed_on > opened_on", name="closes_after_opening"),
        sa.Index("ix_courts_district", "district", "code"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str]
    name_en: Mapped[str]
    name_ur: Mapped[str | None]
    kind: Mapped[str]
    district: Mapped[str]
    opened_on: Mapped[dt.date]
    closed_on: Mapped[dt.date | None]
    successor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("courts.id"))
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class CourtRoom(Base):
    """A room a court sits in: what a hearing takes up."""

    __tablename__ = "court_rooms"
    __table_args__ = (sa.UniqueConstraint("court_id", "name"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    name: Mapped[str]


class Timetable(Base):
    """A court's sitting hours as declared; never changed, only followed by a later one."""

    __tablename__ = "timetables"
    __table_args__ = (
        sa.CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        sa.Index("ix_timetables_court_id", "court_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)


class SittingHours(Base):
    """A timetable's hours of one weekday: 1 is Monday."""

    __tablename__ = "sitting_hours"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        sa.CheckConstraint("closes > opens", name="closes_after_opening"),
    )

    timetable_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("timetables.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True, autoincrement=False)
    opens: Mapped[dt.time] = mapped_column(sa.Time)
    closes: Mapped[dt.time] = mapped_column(sa.Time)


class Holiday(Base):
    """A day without sittings; scope is `province`, `district:<code>` or `court:<id>`."""

    __tablename__ = "holidays"
    __table_args__ = (
        sa.Index(
            "uq_holidays_day_scope", "day", "scope", unique=True, postgresql_where=sa.text("withdrawn_at IS NULL")
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    day: Mapped[dt.date]
    scope: Mapped[str]
    name_en: Mapped[str]
    name_ur: Mapped[str | None]
    source: Mapped[str]
    is_tentative: Mapped[bool]
    declared_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_because: Mapped[str | None]


class RosterEntry(Base):
    """A prosecutor and his posting; the id is that of his account."""

    __tablename__ = "roster_entries"
    __table_args__ = (sa.Index("ix_roster_entries_district", "district", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    district: Mapped[str]
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
    applied_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    decided_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)


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
    joined_case_ids: Mapped[list[uuid.UUID]] = mapped_column(_UUIDS)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    room_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("court_rooms.id"))
    district: Mapped[str]
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]
    purpose: Mapped[str]
    purpose_as_written: Mapped[str | None]
    prosecutor_ids: Mapped[list[uuid.UUID]] = mapped_column(_UUIDS)
    status: Mapped[str] = mapped_column(default="scheduled")
    override: Mapped[str | None]
    vacated_because: Mapped[str | None]
    result: Mapped[str | None]
    cause: Mapped[str | None]
    asked_by: Mapped[str | None]
    note: Mapped[str | None]
    previous_hearing_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("hearings.id"))
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
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


class KnownCase(Base):
    """The little that is known here of a case: its district and its court, from the events of cases."""

    __tablename__ = "known_cases"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    district: Mapped[str | None]
    court_id: Mapped[uuid.UUID | None]


class CaseProsecutor(Base):
    """Whether a prosecutor stands on a case, as of the last event about it."""

    __tablename__ = "case_prosecutors"
    __table_args__ = (
        sa.Index(
            "ix_case_prosecutors_prosecutor_id", "prosecutor_id", "case_id", postgresql_where=sa.text("is_assigned")
        ),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    is_assigned: Mapped[bool]
    changed_at: Mapped[dt.datetime]


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
    created_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    revoked_at: Mapped[dt.datetime | None]


class HearingCode(Base):
    """A word used about hearings and courts: a purpose, a cause of adjournment, a result, a kind of court."""

    __tablename__ = "hearing_codes"

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    title_en: Mapped[str]
    title_ur: Mapped[str | None]
    stage: Mapped[str | None]
    sits_on_holidays: Mapped[bool]
    asked_by: Mapped[str | None]
    source: Mapped[str]
