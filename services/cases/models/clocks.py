"""Statutory periods: the dated rules, the clocks that run on them, the holidays they count."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import Base, one_of
from services.cases.rules.words import CLOCK_STATES


class ClockRule(Base):
    """A statutory period as dated data: what starts it, how long it is, what ends it, who says so."""

    __tablename__ = "clock_rules"
    __table_args__ = (
        one_of("applies_to", ("every_case", "ordinary", "terrorism")),
        one_of("unit", ("calendar", "working", "given")),
    )

    rule_id: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    started_by: Mapped[str]
    met_by: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    applies_to: Mapped[str]
    unit: Mapped[str]
    days: Mapped[int | None]
    says: Mapped[str]
    source: Mapped[str]


class Clock(Base):
    """A statutory period running in a case; a missed one stays open until its step is taken."""

    __tablename__ = "clocks"
    __table_args__ = (
        one_of("state", CLOCK_STATES),
        sa.ForeignKeyConstraint(["rule_id", "rule_valid_from"], ["clock_rules.rule_id", "clock_rules.valid_from"]),
        sa.Index("ix_clocks_case_id", "case_id"),
        sa.Index("ix_clocks_running", "due_on", postgresql_where=sa.text("state = 'running'")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    report_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("reports.id"))
    rule_id: Mapped[str]
    rule_valid_from: Mapped[dt.date]
    started_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    state: Mapped[str]
    ended_on: Mapped[dt.date | None]


class Holiday(Base):
    """A day courts and offices do not work, as scheduling declared it."""

    __tablename__ = "holidays"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
