"""The case itself, its team, its links, and what cases keeps of hearings and documents."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.words import LINK_KINDS, OUTCOMES, STAGES, TEAM_ROLES


class Case(Base):
    """A FIR-led case. The columns from `lead_prosecutor_id` on repeat what other rows say, so that a list reads one table."""

    __tablename__ = "cases"
    __table_args__ = (
        sa.UniqueConstraint("district", "police_station_key", "fir_year", "fir_number", name="uq_cases_fir"),
        one_of("stage", STAGES),
        one_of("outcome", OUTCOMES),
        sa.CheckConstraint("decided_on >= received_on", name="decided_after_received"),
        sa.CheckConstraint("received_on >= fir_on", name="received_after_fir"),
        sa.CheckConstraint("(stage = 'decided') = (decided_on IS NOT NULL)", name="decided_has_day"),
        sa.CheckConstraint("(decided_on IS NULL) = (outcome IS NULL)", name="decided_has_outcome"),
        sa.Index("ix_cases_district_id", "district", "id"),
        sa.Index("ix_cases_stage_id", "stage", "id"),
        sa.Index("ix_cases_court_id", "court_id", "stage", "id"),
        sa.Index("ix_cases_police_station_key_id", "police_station_key", "id"),
        sa.Index("ix_cases_fir_label", "fir_label", postgresql_ops={"fir_label": "text_pattern_ops"}),
        sa.Index("ix_cases_next_due_on", "next_due_on", "id", postgresql_where=sa.text("next_due_on IS NOT NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    district: Mapped[str] = mapped_column(sa.ForeignKey("districts.code"))
    police_station: Mapped[str]
    police_station_key: Mapped[str]
    fir_number: Mapped[str]
    fir_year: Mapped[int] = mapped_column(sa.SmallInteger)
    fir_label: Mapped[str] = mapped_column(sa.Computed("fir_number || '/' || fir_year::text", persisted=True))
    fir_as_written: Mapped[str | None]
    fir_on: Mapped[dt.date]
    received_on: Mapped[dt.date]
    sections: Mapped[list[dict[str, str]]] = mapped_column(postgresql.JSONB)
    is_terrorism: Mapped[bool]
    complainant_initials: Mapped[str | None]
    summary: Mapped[str | None]
    register_line: Mapped[dict[str, Any] | None] = mapped_column(postgresql.JSONB)
    import_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("register_imports.id"))
    stage: Mapped[str]
    is_sealed: Mapped[bool] = mapped_column(server_default=sa.text("false"))
    court_id: Mapped[uuid.UUID | None]
    court_case_number: Mapped[str | None]
    filed_on: Mapped[dt.date | None]
    decided_on: Mapped[dt.date | None]
    outcome: Mapped[str | None]
    lead_prosecutor_id: Mapped[uuid.UUID | None]
    accused_count: Mapped[int] = mapped_column(server_default="0")
    next_due_on: Mapped[dt.date | None]
    next_hearing_id: Mapped[uuid.UUID | None]
    next_hearing_at: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")
    registered_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class Assignment(Base):
    """A prosecutor's time on a case's team; at most one lead at a time."""

    __tablename__ = "assignments"
    __table_args__ = (
        one_of("role", TEAM_ROLES),
        sa.CheckConstraint("released_on >= assigned_on", name="released_after_assigned"),
        sa.Index(
            "uq_assignments_lead",
            "case_id",
            unique=True,
            postgresql_where=sa.text("role = 'lead' AND released_on IS NULL"),
        ),
        sa.Index(
            "uq_assignments_prosecutor",
            "prosecutor_id",
            "case_id",
            unique=True,
            postgresql_where=sa.text("released_on IS NULL"),
        ),
        sa.Index("ix_assignments_case_id", "case_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    prosecutor_id: Mapped[uuid.UUID]
    role: Mapped[str]
    assigned_on: Mapped[dt.date]
    released_on: Mapped[dt.date | None]
    released_why: Mapped[str | None]


class CaseLink(Base):
    """Two cases that belong together; kept once, the smaller id first."""

    __tablename__ = "case_links"
    __table_args__ = (
        one_of("kind", LINK_KINDS),
        sa.CheckConstraint("first_id < second_id", name="ordered"),
        sa.UniqueConstraint("first_id", "second_id", "kind"),
        sa.Index("ix_case_links_second_id", "second_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    first_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    second_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    kind: Mapped[str]
    linked_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class CaseHearing(Base):
    """What cases keeps of a hearing, a row for each case heard; `heard_at` is the newest event's instant."""

    __tablename__ = "case_hearings"
    __table_args__ = (
        one_of("state", ("scheduled", "ended")),
        sa.Index("ix_case_hearings_case_id", "case_id", "starts_at", postgresql_where=sa.text("state = 'scheduled'")),
    )

    hearing_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    court_id: Mapped[uuid.UUID]
    starts_at: Mapped[dt.datetime | None]
    state: Mapped[str]
    heard_at: Mapped[dt.datetime]


class CaseDocument(Base):
    """What cases keeps of a document from documents' events: its newest confirmed version."""

    __tablename__ = "case_documents"
    __table_args__ = (sa.Index("ix_case_documents_case_id", "case_id"),)

    document_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID]
    kind: Mapped[str]
    version: Mapped[int]
    sha256: Mapped[str]
