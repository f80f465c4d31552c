"""Statutory periods of no case: what the office itself owes by a day, such as the annual report (SCPSA s.11(1)(a))."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.words import LADDER_STEPS


class OfficePeriod(Base):
    """A period that the office has for something, once for each time it begins; done late it stays `missed`, with its day."""

    __tablename__ = "office_periods"
    __table_args__ = (
        one_of("state", ("running", "met", "missed")),
        one_of("ladder_reached", LADDER_STEPS),
        sa.ForeignKeyConstraint(["rule_id", "rule_valid_from"], ["clock_rules.rule_id", "clock_rules.valid_from"]),
        sa.CheckConstraint("due_on > started_on", name="ends_after_start"),
        sa.CheckConstraint("ended_on > started_on", name="done_after_start"),
        sa.CheckConstraint("num_nulls(ended_on, recorded_by, recorded_at) IN (0, 3)", name="done_whole"),
        sa.CheckConstraint("state <> 'running' OR ended_on IS NULL", name="running_is_open"),
        sa.CheckConstraint("state <> 'met' OR ended_on <= due_on", name="met_in_time"),
        sa.UniqueConstraint("rule_id", "started_on"),
        sa.Index("ix_office_periods_due_on", "due_on", "id"),
        sa.Index(
            "ix_office_periods_next_step_at", "next_step_at", postgresql_where=sa.text("next_step_at IS NOT NULL")
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    rule_id: Mapped[str]
    rule_valid_from: Mapped[dt.date]
    started_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    state: Mapped[str]
    ended_on: Mapped[dt.date | None]
    reference: Mapped[str | None]
    recorded_by: Mapped[str | None]
    recorded_at: Mapped[dt.datetime | None]
    ladder_step: Mapped[int] = mapped_column(sa.SmallInteger, server_default="0")
    ladder_reached: Mapped[str | None]
    next_step_at: Mapped[dt.datetime | None]
    made_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")
