"""Where prosecutors are posted, in which rank, and for which cases they are qualified: dated, never overwritten."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, Base


class Posting(Base):
    """A prosecutor's posting from a day to a day, both counted; without a first day, since before it was recorded."""

    __tablename__ = "postings"
    __table_args__ = (
        sa.CheckConstraint("last_on >= first_on", name="days_in_order"),
        pg.ExcludeConstraint(
            ("prosecutor_id", "="), (sa.text("daterange(first_on, last_on, '[]')"), "&&"),
            name="ex_postings_overlap", using="gist", deferrable=True, initially="DEFERRED",
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_entries.id"))
    district: Mapped[str]
    seat: Mapped[str]
    designation: Mapped[str | None]
    first_on: Mapped[dt.date | None]
    last_on: Mapped[dt.date | None]
    source: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class DesignationRank(Base):
    """The rank (pay scale) that a designation carries."""

    __tablename__ = "designation_ranks"
    __table_args__ = (sa.CheckConstraint("rank BETWEEN 1 AND 22", name="rank"),)

    designation: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    rank: Mapped[int] = mapped_column(sa.SmallInteger)
    source: Mapped[str]


class QualificationNeed(Base):
    """What a court of some kind or designation needs its prosecutor to be qualified for."""

    __tablename__ = "qualification_needs"

    court_word: Mapped[str] = mapped_column(primary_key=True)
    qualification: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


class Qualification(Base):
    """What a prosecutor is qualified for, from a day to a day or until further notice."""

    __tablename__ = "qualifications"
    __table_args__ = (
        sa.CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        pg.ExcludeConstraint(
            ("prosecutor_id", "="), ("qualification", "="), (sa.text("daterange(valid_from, valid_to, '[]')"), "&&"),
            name="ex_qualifications_overlap", using="gist",
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_entries.id"))
    qualification: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
