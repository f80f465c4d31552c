"""Scrutiny in its parts: the questions of the checklist, the police's answers to defects, and delay weighed (SCPSA 9(4), 9(5))."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.scrutinising import ANSWERS, DELAY_REQUESTS, DISPUTE_DECISIONS, POLICE_ANSWERS


class ScrutinyQuestion(Base):
    """A question that the prosecutor asks of a police report; `no` points to a defect. Dated reference data."""

    __tablename__ = "scrutiny_questions"
    __table_args__ = (one_of("applies_to", ("every_case", "ordinary", "terrorism")),)

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    position: Mapped[int]
    asks: Mapped[str]
    asks_ur: Mapped[str]
    defect_code: Mapped[str | None] = mapped_column(sa.ForeignKey("defect_codes.code"))
    kinds: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    applies_to: Mapped[str]
    source: Mapped[str]


class ScrutinyAnswer(Base):
    """The answer to a question on one report; the last one stands."""

    __tablename__ = "scrutiny_answers"
    __table_args__ = (one_of("answer", ANSWERS),)

    report_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reports.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[str]
    note: Mapped[str | None]
    answered_by: Mapped[str]
    answered_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class DefectAnswer(Base):
    """What the police say to a defect: removed, or disputed; and what the prosecutor decides on a dispute, with the reason."""

    __tablename__ = "defect_answers"
    __table_args__ = (
        one_of("answer", POLICE_ANSWERS),
        one_of("decision", DISPUTE_DECISIONS),
        sa.CheckConstraint("decision IS NULL OR answer = 'disputed'", name="only_disputes_are_decided"),
        sa.CheckConstraint("(decision IS NULL) = (decided_on IS NULL)", name="decision_has_day"),
        sa.CheckConstraint("(decision IS NULL) = (decision_reason IS NULL)", name="decision_has_reason"),
        sa.CheckConstraint("decided_on >= answered_on", name="decided_after_answered"),
        sa.UniqueConstraint("defect_id", "number"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    defect_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("report_defects.id"))
    number: Mapped[int]
    answer: Mapped[str]
    says: Mapped[str]
    answered_on: Mapped[dt.date]
    recorded_by: Mapped[str]
    decision: Mapped[str | None]
    decision_reason: Mapped[str | None]
    decided_on: Mapped[dt.date | None]
    decided_by: Mapped[str | None]


class DelayJudgment(Base):
    """Whether the reasons for an interim report are compelling, and what the court is asked for (SCPSA 9(5))."""

    __tablename__ = "delay_judgments"
    __table_args__ = (one_of("asks_for", DELAY_REQUESTS),)

    report_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reports.id"), primary_key=True)
    is_compelling: Mapped[bool]
    asks_for: Mapped[str]
    reasons: Mapped[str]
    judged_on: Mapped[dt.date]
    judged_by: Mapped[str]
