"""Roster plans, what they suggest, what people decided about it, and what a load weighs."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, UUIDS, Base

WORKING: Final = ("queued", "solving")
DECIDED: Final = ("accepted", "changed", "refused", "stale")
_ENDED = "(state IN ('made', 'failed', 'cancelled')) = (ended_at IS NOT NULL)"
_DECIDED = "(state IN ('accepted', 'changed', 'refused', 'stale')) = (num_nonnulls(decided_by, decided_at) = 2)"


class LoadWeight(Base):
    """How heavy a minute before a kind of court, or of a purpose, is: in percent, from a day on."""

    __tablename__ = "load_weights"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('court_kind', 'purpose')", name="kind"),
        sa.CheckConstraint("percent BETWEEN 1 AND 1000", name="percent"),
        sa.CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    percent: Mapped[int]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


class RosterPlan(Base):
    """A plan that was asked for: of some days and districts, or the repair of one's absence (`absent_id`).

    `keeps`: who stands in a hearing already stays (`assigned`), or only when the list is published (`published`). Ties are broken by
    the `seed`, which nobody chooses. `phase`: `greedy` once the first answer is there.
    """

    __tablename__ = "roster_plans"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('roster', 'repair')", name="kind"),
        sa.CheckConstraint("last_on >= first_on", name="days_in_order"),
        sa.CheckConstraint("keeps IN ('assigned', 'published')", name="keeps"),
        sa.CheckConstraint("(kind = 'repair') = (absent_id IS NOT NULL)", name="repair_of"),
        sa.CheckConstraint("state IN ('queued', 'solving', 'made', 'failed', 'cancelled')", name="state"),
        sa.CheckConstraint(_ENDED, name="ended"),
        sa.Index("ix_roster_plans_open", "id", postgresql_where=sa.text("state IN ('queued', 'solving')")),
        sa.Index("ix_roster_plans_asked_by", "asked_by", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    districts: Mapped[list[str]] = mapped_column(pg.ARRAY(sa.Text))
    keeps: Mapped[str]
    absent_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("roster_entries.id"))
    seed: Mapped[str]
    seconds: Mapped[int]
    state: Mapped[str] = mapped_column(server_default="queued", default="queued")
    phase: Mapped[str | None]
    asked_by: Mapped[str]
    asked_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    claimed_until: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class PlanDistrict(Base):
    """A district's part of a plan: how each aim ended, and how evenly loads lie before and after."""

    __tablename__ = "roster_plan_districts"

    plan_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_plans.id"), primary_key=True)
    district: Mapped[str] = mapped_column(primary_key=True)
    is_improved: Mapped[bool]
    hearings: Mapped[int]
    covered: Mapped[int]
    stages: Mapped[Any] = mapped_column(pg.JSONB)
    fairness: Mapped[Any] = mapped_column(pg.JSONB)


class Suggestion(Base):
    """Who a plan has for a hearing (None: nobody can), why, and what a person decided.

    The hearing's time, court and prosecutors are as the plan saw them; when they are others by then, the suggestion is `stale`.
    """

    __tablename__ = "roster_suggestions"
    __table_args__ = (
        sa.CheckConstraint(
            "state IN ('same', 'unfilled', 'open', 'accepted', 'changed', 'refused', 'stale')", name="state"
        ),
        sa.CheckConstraint("state <> 'open' OR prosecutor_id IS NOT NULL", name="open_with_somebody"),
        sa.CheckConstraint(_DECIDED, name="decided_by_somebody"),
        sa.CheckConstraint("(state IN ('accepted', 'changed')) = (chosen_id IS NOT NULL)", name="chosen"),
        sa.CheckConstraint("(state = 'stale') = (stale_code IS NOT NULL)", name="stale_with_code"),
        sa.Index("ix_roster_suggestions_order", "plan_id", "starts_at", "hearing_id"),
        sa.Index("ix_roster_suggestions_hearing_id", "hearing_id"),
    )

    plan_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("roster_plans.id"), primary_key=True)
    hearing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("hearings.id"), primary_key=True)
    district: Mapped[str]
    court_id: Mapped[uuid.UUID]
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]
    prosecutor_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS)
    replaces_id: Mapped[uuid.UUID | None]
    prosecutor_id: Mapped[uuid.UUID | None]
    reason: Mapped[Any] = mapped_column(pg.JSONB)
    state: Mapped[str]
    chosen_id: Mapped[uuid.UUID | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[dt.datetime | None]
    decided_because: Mapped[str | None]
    stale_code: Mapped[str | None]
    stale_detail: Mapped[str | None]
