"""Police reports and their scrutiny: rounds, defects, opinions (SCPSA s.9)."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import LIVE, NOW, Base, one_of
from services.cases.rules.words import OPINIONS, REPORT_KINDS, REPORT_STATES, TESTS


class Report(Base):
    """A police report under s.173 CrPC as it reached the prosecutor; each one opens the next round."""

    __tablename__ = "reports"
    __table_args__ = (
        one_of("kind", REPORT_KINDS),
        one_of("state", REPORT_STATES),
        sa.UniqueConstraint("case_id", "round"),
        sa.CheckConstraint("(state = 'under_scrutiny') = (settled_on IS NULL)", name="settled_has_day"),
        sa.CheckConstraint("settled_on >= received_on", name="settled_after_received"),
        sa.CheckConstraint("(state = 'returned') = (comply_by IS NOT NULL)", name="returned_has_time"),
        sa.Index(
            "uq_reports_under_scrutiny", "case_id", unique=True, postgresql_where=sa.text("state = 'under_scrutiny'")
        ),
        sa.Index("ix_reports_received_on", "received_on"),
        sa.Index("ix_reports_settled_on", "settled_on"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    round: Mapped[int]
    kind: Mapped[str]
    received_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    road_certificate: Mapped[str | None]
    document_id: Mapped[uuid.UUID | None]
    delay_reasons: Mapped[str | None]
    state: Mapped[str]
    settled_on: Mapped[dt.date | None]
    settled_by: Mapped[str | None]
    comply_by: Mapped[dt.date | None]


class DefectCode(Base):
    """A kind of defect a report may be returned for: dated reference data."""

    __tablename__ = "defect_codes"

    code: Mapped[str] = mapped_column(primary_key=True)
    category: Mapped[str]
    says: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


class ReportDefect(Base):
    """A defect a report was returned with."""

    __tablename__ = "report_defects"
    __table_args__ = (sa.UniqueConstraint("report_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    report_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reports.id"))
    number: Mapped[int]
    code: Mapped[str] = mapped_column(sa.ForeignKey("defect_codes.code"))
    note: Mapped[str | None]


class Opinion(Base):
    """A prosecutor's opinion on one accused in one report; a later one supersedes it."""

    __tablename__ = "opinions"
    __table_args__ = (
        one_of("opinion", OPINIONS),
        one_of("evidential_test", TESTS),
        one_of("public_interest_test", TESTS),
        sa.Index("uq_opinions_current", "accused_id", unique=True, postgresql_where=LIVE),
        sa.Index("ix_opinions_case_id", "case_id"),
        sa.Index("ix_opinions_given_on", "given_on", postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    report_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("reports.id"))
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    opinion: Mapped[str]
    evidential_test: Mapped[str]
    public_interest_test: Mapped[str | None]
    reasons: Mapped[str]
    given_on: Mapped[dt.date]
    given_by: Mapped[str]
    given_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    superseded_at: Mapped[dt.datetime | None]
