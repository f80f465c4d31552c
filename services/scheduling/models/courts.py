"""Courts, their rooms, their sitting hours and the days they do not sit."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, Base


class Court(Base):
    """A court and the seat it sits at; the day it is closed on is the first without it."""

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
    seat: Mapped[str]
    opened_on: Mapped[dt.date]
    closed_on: Mapped[dt.date | None]
    closing_source: Mapped[str | None]
    successor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("courts.id"))
    # One judge: whatever room is used, two timed hearings at once cannot be.
    sits_alone: Mapped[bool] = mapped_column(server_default=sa.false(), default=False)
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class CourtDesignation(Base):
    """What a court hears besides what its kind hears, from a day to a day or until further notice."""

    __tablename__ = "court_designations"
    __table_args__ = (
        sa.CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        pg.ExcludeConstraint(
            ("court_id", "="), ("designation", "="), (sa.text("daterange(valid_from, valid_to, '[]')"), "&&"),
            name="ex_court_designations_overlap", using="gist",
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    designation: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


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
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


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
    """A day without sittings; scope is `province`, `district:<code>` or `court:<id>`.

    The days of one occasion that waits for the moon bear its code, so that they are declared together.
    """

    __tablename__ = "holidays"
    __table_args__ = (
        sa.Index(
            "uq_holidays_day_scope", "day", "scope", unique=True, postgresql_where=sa.text("withdrawn_at IS NULL")
        ),
        sa.Index("ix_holidays_occasion", "occasion", "scope", "day", postgresql_where=sa.text("withdrawn_at IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    day: Mapped[dt.date]
    scope: Mapped[str]
    name_en: Mapped[str]
    name_ur: Mapped[str | None]
    source: Mapped[str]
    is_tentative: Mapped[bool]
    occasion: Mapped[str | None]
    declared_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_because: Mapped[str | None]
