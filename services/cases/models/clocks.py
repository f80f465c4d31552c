"""Statutory periods: the dated rules, the facts they run by, the clocks that run on them, the holidays they count."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import LIVE, NOW, Base, one_of
from services.cases.rules.facts import SUBJECTS
from services.cases.rules.words import CLOCK_STATES, LADDER_STEPS

_EMPTY = sa.text("'{}'")
_WORDS = postgresql.ARRAY(sa.Text)


class ClockRule(Base):
    """A statutory period as dated data: what starts, pauses and ends it, how long it is, for whom, who says so."""

    __tablename__ = "clock_rules"
    __table_args__ = (
        one_of("applies_to", ("every_case", "ordinary", "terrorism")),
        one_of("unit", ("hours", "calendar", "working", "months", "years", "given", "times", "before", "open")),
        one_of("counts_for", SUBJECTS),
        one_of("counted_from", ("fact", "given")),
        one_of("calendar", ("office", "high_court")),
        one_of("nature", ("duty", "right", "time_bar")),
        sa.CheckConstraint("valid_to >= valid_from", name="ends_after_start"),
        sa.CheckConstraint("(unit IN ('given', 'before', 'open')) = (length IS NULL)", name="has_length"),
        sa.CheckConstraint("(unit IN ('times', 'before')) = (cardinality(against) > 0)", name="has_against"),
    )

    rule_id: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    started_by: Mapped[str]
    restarted_by: Mapped[list[str]] = mapped_column(_WORDS, server_default=_EMPTY)
    met_by: Mapped[list[str]] = mapped_column(_WORDS)
    stopped_by: Mapped[list[str]] = mapped_column(_WORDS, server_default=_EMPTY)
    paused_by: Mapped[list[str]] = mapped_column(_WORDS, server_default=_EMPTY)
    resumed_by: Mapped[list[str]] = mapped_column(_WORDS, server_default=_EMPTY)
    against: Mapped[list[str]] = mapped_column(_WORDS, server_default=_EMPTY)
    counts_for: Mapped[str] = mapped_column(server_default="case")
    applies_to: Mapped[str]
    condition: Mapped[str] = mapped_column(server_default="")
    unit: Mapped[str]
    length: Mapped[int | None]
    counted_from: Mapped[str] = mapped_column(server_default="fact")
    calendar: Mapped[str] = mapped_column(server_default="office")
    nature: Mapped[str] = mapped_column(server_default="duty")
    is_once: Mapped[bool] = mapped_column(server_default=sa.text("false"))
    sets_off: Mapped[str | None]
    ladder: Mapped[list[str]] = mapped_column(_WORDS, server_default=_EMPTY)
    says: Mapped[str]
    says_ur: Mapped[str] = mapped_column(server_default="")
    source: Mapped[str]
    to_be_confirmed: Mapped[str | None]


class CaseFact(Base):
    """Something that happened and that clocks run by; a correction or retraction supersedes it, nothing is overwritten."""

    __tablename__ = "case_facts"
    __table_args__ = (
        sa.CheckConstraint("(superseded_at IS NULL) = (superseded_why IS NULL)", name="superseded_has_reason"),
        sa.Index("ix_case_facts_case_id", "case_id", "happened_on", postgresql_where=LIVE),
        sa.Index("uq_case_facts_current", "first_id", unique=True, postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    first_id: Mapped[uuid.UUID]
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    accused_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("accused.id"))
    report_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("reports.id"))
    order_id: Mapped[uuid.UUID | None]
    kind: Mapped[str]
    happened_on: Mapped[dt.date]
    happened_at: Mapped[dt.datetime | None]
    given_on: Mapped[dt.date | None]
    noted_by: Mapped[str]
    is_by_hand: Mapped[bool] = mapped_column(server_default=sa.text("false"))
    noted_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    superseded_at: Mapped[dt.datetime | None]
    superseded_why: Mapped[str | None]


class Clock(Base):
    """A statutory period running in a case; a missed one stays open until its step is taken.

    `due_on` is null while it is paused, and where the law sets no day. `ladder_step` counts the steps that were told.
    """

    __tablename__ = "clocks"
    __table_args__ = (
        one_of("state", CLOCK_STATES),
        one_of("ladder_reached", LADDER_STEPS),
        sa.ForeignKeyConstraint(["rule_id", "rule_valid_from"], ["clock_rules.rule_id", "clock_rules.valid_from"]),
        sa.CheckConstraint("state <> 'running' OR ended_on IS NULL", name="running_is_open"),
        sa.Index("ix_clocks_case_id", "case_id"),
        sa.Index("ix_clocks_running", "due_on", postgresql_where=sa.text("state = 'running'")),
        sa.Index("ix_clocks_open", "due_on", "id", postgresql_where=sa.text("ended_on IS NULL AND due_on IS NOT NULL")),
        sa.Index("ix_clocks_next_step_at", "next_step_at", postgresql_where=sa.text("next_step_at IS NOT NULL")),
        sa.Index(
            "uq_clocks_fact",
            "fact_id",
            "rule_id",
            "rule_valid_from",
            unique=True,
            postgresql_where=sa.text("fact_id IS NOT NULL"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    report_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("reports.id"))
    accused_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("accused.id"))
    order_id: Mapped[uuid.UUID | None]
    fact_id: Mapped[uuid.UUID | None]
    rule_id: Mapped[str]
    rule_valid_from: Mapped[dt.date]
    started_on: Mapped[dt.date]
    due_on: Mapped[dt.date | None]
    due_at: Mapped[dt.datetime | None]
    state: Mapped[str]
    ended_on: Mapped[dt.date | None]
    ladder_step: Mapped[int] = mapped_column(sa.SmallInteger, server_default="0")
    ladder_reached: Mapped[str | None]
    next_step_at: Mapped[dt.datetime | None]


class ClockDue(Base):
    """A date that was computed for a clock, when and why: the history of what was said to be due."""

    __tablename__ = "clock_dues"
    __table_args__ = (
        one_of("why", ("started", "facts", "holidays", "law")),
        sa.Index("ix_clock_dues_clock_id", "clock_id", "computed_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    clock_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("clocks.id"))
    due_on: Mapped[dt.date | None]
    due_at: Mapped[dt.datetime | None]
    state: Mapped[str]
    why: Mapped[str]
    computed_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class Holiday(Base):
    """A day courts and offices do not work, as scheduling declared it."""

    __tablename__ = "holidays"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
