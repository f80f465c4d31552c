"""When prosecutors work, stand on duty, would rather not be booked, how far seats are apart, and which cases they may not take."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, Base


class WorkingPattern(Base):
    """A prosecutor's week as agreed; never changed, only followed by a later one. Without any, he works at any time."""

    __tablename__ = "working_patterns"
    __table_args__ = (
        sa.CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        sa.Index("ix_working_patterns_prosecutor_id", "prosecutor_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_entries.id"))
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class WorkingHours(Base):
    """A pattern's hours of one weekday: 1 is Monday; a weekday without is one off."""

    __tablename__ = "working_hours"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        sa.CheckConstraint("ends > starts", name="ends_after_start"),
    )

    pattern_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("working_patterns.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True, autoincrement=False)
    starts: Mapped[dt.time] = mapped_column(sa.Time)
    ends: Mapped[dt.time] = mapped_column(sa.Time)


class Duty(Base):
    """A prosecutor's turn on the duty roster; at a court, or wherever he is posted. No two of one person overlap."""

    __tablename__ = "duties"
    __table_args__ = (
        sa.CheckConstraint("NOT isempty(during)", name="during"),
        pg.ExcludeConstraint(
            ("prosecutor_id", "="), ("during", "&&"),
            name="ex_duties_overlap", using="gist", where=sa.text("withdrawn_at IS NULL"),
        ),
        sa.Index(
            "ix_duties_during", sa.text("lower(during)"), "id", postgresql_where=sa.text("withdrawn_at IS NULL")
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_entries.id"))
    duty: Mapped[str]
    during: Mapped[Any] = mapped_column(pg.TSTZRANGE)
    court_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("courts.id"))
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    withdrawn_at: Mapped[dt.datetime | None]


class DateToAvoid(Base):
    """Days on which a prosecutor would rather not be booked; why is not kept."""

    __tablename__ = "dates_to_avoid"
    __table_args__ = (
        sa.CheckConstraint("last_on >= first_on", name="days_in_order"),
        sa.Index("ix_dates_to_avoid_prosecutor_id", "prosecutor_id", "first_on", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_entries.id"))
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    withdrawn_at: Mapped[dt.datetime | None]


class TravelTime(Base):
    """How many minutes two seats are apart, either way, from a day on."""

    __tablename__ = "travel_times"
    __table_args__ = (
        sa.UniqueConstraint("one_seat", "other_seat", "valid_from"),
        sa.CheckConstraint("one_seat < other_seat", name="seats_in_order"),
        sa.CheckConstraint("minutes > 0", name="minutes"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    one_seat: Mapped[str]
    other_seat: Mapped[str]
    minutes: Mapped[int]
    valid_from: Mapped[dt.date]
    source: Mapped[str]


class Recusal(Base):
    """Whether a prosecutor may not stand in a case, as of the last event of cases about it."""

    __tablename__ = "recusals"
    __table_args__ = (
        sa.Index("ix_recusals_prosecutor_id", "prosecutor_id", "case_id", postgresql_where=sa.text("is_recused")),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    is_recused: Mapped[bool]
    changed_at: Mapped[dt.datetime]
