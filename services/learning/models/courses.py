"""Courses: the draft (courses, lessons, questions), what was published of it, and the learners' way through it."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.learning.models.ground import Base


class Course(Base):
    """A course's draft; `version` counts the changes to it, `published_number` names the version that learners see."""

    __tablename__ = "courses"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(unique=True)
    title_en: Mapped[str]
    title_ur: Mapped[str | None]
    summary_en: Mapped[str]
    summary_ur: Mapped[str | None]
    pass_mark: Mapped[int]
    time_limit_minutes: Mapped[int | None]
    attempts_allowed: Mapped[int]
    published_number: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[uuid.UUID]
    created_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())


class Lesson(Base):
    """A lesson of a draft."""

    __tablename__ = "lessons"
    __table_args__ = (sa.Index(None, "course_id", "place"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courses.id"))
    place: Mapped[int]
    title_en: Mapped[str]
    title_ur: Mapped[str | None]
    text_en: Mapped[str]
    text_ur: Mapped[str | None]


class Question(Base):
    """A question of a draft; choices: [{id, text_en, text_ur, is_right}]."""

    __tablename__ = "questions"
    __table_args__ = (sa.Index(None, "course_id", "place"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courses.id"))
    place: Mapped[int]
    kind: Mapped[str]
    text_en: Mapped[str]
    text_ur: Mapped[str | None]
    choices: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    rationale_en: Mapped[str]
    rationale_ur: Mapped[str | None]
    source: Mapped[str | None]
    points: Mapped[int]


class CourseVersion(Base):
    """What was published of a course: whole, and never changed again (a trigger refuses). Attempts hold on to it."""

    __tablename__ = "course_versions"
    __table_args__ = (sa.UniqueConstraint("course_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courses.id"))
    number: Mapped[int]
    title_en: Mapped[str]
    title_ur: Mapped[str | None]
    summary_en: Mapped[str]
    summary_ur: Mapped[str | None]
    pass_mark: Mapped[int]
    time_limit_minutes: Mapped[int | None]
    attempts_allowed: Mapped[int]
    outline: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    lessons: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    published_by: Mapped[uuid.UUID]
    published_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())


class Enrolment(Base):
    """A learner's way through a course."""

    __tablename__ = "enrolments"
    __table_args__ = (
        sa.UniqueConstraint("course_id", "account_id"),
        sa.Index(None, "account_id", "id"),
        sa.Index(None, "course_id", "id"),
        sa.Index(None, "course_id", "state", "id"),
        sa.CheckConstraint("state IN ('enrolled', 'started', 'passed', 'failed')", name="state"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    course_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courses.id"))
    account_id: Mapped[uuid.UUID]
    enrolled_by: Mapped[uuid.UUID]
    state: Mapped[str]
    enrolled_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())


class LessonCompletion(Base):
    """That a learner worked through a lesson."""

    __tablename__ = "lesson_completions"

    enrolment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("enrolments.id"), primary_key=True)
    lesson_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    completed_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())


class Attempt(Base):
    """One go at a version's questions; answers: {question id: [choice ids]}; at most one is open per enrolment."""

    __tablename__ = "attempts"
    __table_args__ = (
        sa.UniqueConstraint("enrolment_id", "number"),
        sa.Index("uq_attempts_open", "enrolment_id", unique=True, postgresql_where=sa.text("state = 'open'")),
        sa.Index("ix_attempts_due_at", "due_at", postgresql_where=sa.text("state = 'open'")),
        sa.CheckConstraint("state IN ('open', 'submitted', 'lapsed')", name="state"),
        sa.CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("enrolments.id"))
    course_version_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("course_versions.id"))
    number: Mapped[int]
    seed: Mapped[str]
    state: Mapped[str]
    started_at: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime | None]
    submitted_at: Mapped[dt.datetime | None]
    answers: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    percent: Mapped[Decimal | None] = mapped_column(sa.Numeric(5, 2))
    passed: Mapped[bool | None]


class Certificate(Base):
    """That a learner passed a course; whoever has the code can ask whether it is valid."""

    __tablename__ = "certificates"
    __table_args__ = (sa.Index(None, "account_id", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    enrolment_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("enrolments.id"), unique=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("attempts.id"))
    account_id: Mapped[uuid.UUID]
    course_version_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("course_versions.id"))
    issued_on: Mapped[dt.date]
    revoked_on: Mapped[dt.date | None]
    revoked_for: Mapped[str | None]
