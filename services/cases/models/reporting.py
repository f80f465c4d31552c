"""What reports count by: hearings as they went, what the accused do for a living, and when a step was entered."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of


class HearingRecord(Base):
    """What cases keeps of how a hearing went, from scheduling's events; the highest `revision` of its proceedings holds."""

    __tablename__ = "hearing_records"
    __table_args__ = (
        one_of("outcome", ("held", "adjourned")),
        sa.CheckConstraint("outcome = 'adjourned' OR cause IS NULL", name="adjourned_has_cause"),
        sa.Index("ix_hearing_records_case_id", "case_id", "heard_on"),
        sa.Index("ix_hearing_records_heard_on", "heard_on"),
    )

    hearing_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID]
    court_id: Mapped[uuid.UUID]
    heard_on: Mapped[dt.date]
    outcome: Mapped[str | None]
    result: Mapped[str | None]
    cause: Mapped[str | None]
    asked_by: Mapped[str | None]
    revision: Mapped[int] = mapped_column(server_default="0")
    witnesses_present: Mapped[int | None]
    examined_fact: Mapped[int | None]
    examined_formal: Mapped[int | None]
    examined_other: Mapped[int | None]
    told_at: Mapped[dt.datetime]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class Profession(Base):
    """What somebody does for a living, by a short code: dated reference data."""

    __tablename__ = "professions"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_ur: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


class AccusedProfession(Base):
    """What an accused does for a living."""

    __tablename__ = "accused_professions"

    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"), primary_key=True)
    profession: Mapped[str] = mapped_column(sa.ForeignKey("professions.code"))
    noted_by: Mapped[str]
    noted_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class StepEntry(Base):
    """When a step's day was entered last, where that was after its row was made. Written by triggers of the tables."""

    __tablename__ = "step_entries"
    __table_args__ = (one_of("step", ("filed", "decided", "settled", "released")),)

    subject_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    recorded_at: Mapped[dt.datetime]
