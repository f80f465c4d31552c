"""Tasks with their history, and the directions of a court, which are kept apart from them."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.tasks import ADDRESSEES, DIRECTION_STATES, HOLDERS, SOURCES, TASK_STATES, TASK_STEPS

_OPEN = "state = 'open'"


class Task(Base):
    """Something to be done in a case by a day; `held_by` says whose it is until somebody takes it (`owner_id`).

    `cause_id` is the hearing, the leave or the court that it came from.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        one_of("held_by", HOLDERS),
        one_of("source", SOURCES),
        one_of("state", TASK_STATES),
        sa.CheckConstraint("remind_on <= due_on AND due_on < escalate_on", name="dates_in_order"),
        sa.CheckConstraint("is_urgent = (urgent_why IS NOT NULL)", name="urgent_has_reason"),
        sa.CheckConstraint("held_by <> 'person' OR owner_id IS NOT NULL", name="person_has_owner"),
        sa.CheckConstraint("(source = 'clock') = (clock_id IS NOT NULL)", name="clock_named"),
        sa.CheckConstraint("(source = 'checklist') = (checklist IS NOT NULL)", name="checklist_named"),
        sa.CheckConstraint(
            "(source IN ('adjournments', 'leave', 'court_abolished')) = (cause_id IS NOT NULL)", name="cause_named"
        ),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_has_instant"),
        sa.Index("ix_tasks_cause_id", "cause_id", postgresql_where=sa.text("cause_id IS NOT NULL")),
        sa.Index("ix_tasks_due", "due_on", "id", postgresql_where=sa.text(_OPEN)),
        sa.Index("ix_tasks_owner", "owner_id", "due_on", "id", postgresql_where=sa.text(_OPEN)),
        sa.Index("ix_tasks_case_id", "case_id", "due_on", "id"),
        sa.Index(
            "ix_tasks_pool",
            "district",
            "due_on",
            "id",
            postgresql_where=sa.text(f"{_OPEN} AND held_by = 'pool' AND owner_id IS NULL"),
        ),
        sa.Index("ix_tasks_tell_on", "tell_on", postgresql_where=sa.text(_OPEN)),
        sa.Index("uq_tasks_clock", "clock_id", unique=True, postgresql_where=sa.text(_OPEN)),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    district: Mapped[str]
    says: Mapped[str]
    note: Mapped[str | None]
    held_by: Mapped[str]
    owner_id: Mapped[uuid.UUID | None]
    source: Mapped[str]
    clock_id: Mapped[uuid.UUID | None]
    checklist: Mapped[str | None]
    cause_id: Mapped[uuid.UUID | None]
    remind_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    escalate_on: Mapped[dt.date]
    tell_on: Mapped[dt.date | None]
    is_urgent: Mapped[bool]
    urgent_why: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default="open")
    made_by: Mapped[str]
    made_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    ended_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


class TaskStep(Base):
    """A step in a task's life: who did what, whose it was and whose it became, and why."""

    __tablename__ = "task_steps"
    __table_args__ = (one_of("step", TASK_STEPS), sa.Index("ix_task_steps_task_id", "task_id", "id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    task_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("tasks.id"))
    step: Mapped[str]
    by: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    from_owner_id: Mapped[uuid.UUID | None]
    to_owner_id: Mapped[uuid.UUID | None]
    why: Mapped[str | None]


class ChecklistItem(Base):
    """One point of a dated checklist: what is to be done, by whom, how many days after the checklist was started."""

    __tablename__ = "checklist_items"
    __table_args__ = (one_of("held_by", ("team", "pool")), sa.CheckConstraint("days >= 0", name="days"))

    checklist: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    title: Mapped[str]
    says: Mapped[str]
    held_by: Mapped[str]
    days: Mapped[int]
    source: Mapped[str]


class CourtDirection(Base):
    """What a court ordered to be done by a day: the day is the court's, and the court alone extends it."""

    __tablename__ = "court_directions"
    __table_args__ = (
        one_of("addressee", ADDRESSEES),
        one_of("state", DIRECTION_STATES),
        sa.CheckConstraint("due_on >= given_on AND first_due_on >= given_on", name="due_after_given"),
        sa.CheckConstraint("(state = 'open') = (ended_on IS NULL)", name="ended_has_day"),
        sa.CheckConstraint("ended_on >= given_on", name="ended_after_given"),
        sa.Index("ix_court_directions_case_id", "case_id", "due_on", "id"),
        sa.Index("ix_court_directions_open", "due_on", "id", postgresql_where=sa.text(_OPEN)),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    says: Mapped[str]
    addressee: Mapped[str]
    given_on: Mapped[dt.date]
    first_due_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    state: Mapped[str] = mapped_column(server_default="open")
    ended_on: Mapped[dt.date | None]
    ended_why: Mapped[str | None]
    made_by: Mapped[str]
    made_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")
