"""What goes through offices: withdrawals, sanctions, reports of acquittals, appeals."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.procedure import OFFICES
from services.cases.rules.routes import (
    APPEAL_KINDS,
    APPEAL_STATES,
    APPEAL_STEPS,
    BACK_TO,
    WITHDRAWAL_EFFECTS,
    WITHDRAWAL_STATES,
)


class Withdrawal(Base):
    """That the prosecution of an accused is to be withdrawn (CrPC 494; SCPSA 9-A(3)(e))."""

    __tablename__ = "withdrawals"
    __table_args__ = (
        one_of("state", WITHDRAWAL_STATES),
        one_of("office", OFFICES),
        one_of("effect", WITHDRAWAL_EFFECTS),
        sa.CheckConstraint("(state = 'proposed') = (approval_on IS NULL)", name="approval_has_day"),
        sa.CheckConstraint("(state = 'consented') = (effect IS NOT NULL)", name="consent_has_effect"),
        sa.Index(
            "uq_withdrawals_open",
            "accused_id",
            unique=True,
            postgresql_where=sa.text("state IN ('proposed', 'approved')"),
        ),
        sa.Index("ix_withdrawals_case_id", "case_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    state: Mapped[str]
    office: Mapped[str]
    routed_by: Mapped[str]
    reasons: Mapped[str]
    proposed_on: Mapped[dt.date]
    proposed_by: Mapped[str]
    approval_on: Mapped[dt.date | None]
    approval_by: Mapped[str | None]
    approval_note: Mapped[str | None]
    court_on: Mapped[dt.date | None]
    effect: Mapped[str | None]


class Sanction(Base):
    """A sanction or consent to prosecute that was asked for; one not given in time may be deemed given (ATA 19(8b))."""

    __tablename__ = "sanctions"
    __table_args__ = (
        sa.CheckConstraint("received_on IS NULL OR refused_on IS NULL", name="one_answer"),
        sa.CheckConstraint("received_on >= asked_on AND refused_on >= asked_on", name="answered_after_asked"),
        sa.Index("ix_sanctions_case_id", "case_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    act: Mapped[str] = mapped_column(sa.ForeignKey("acts.code"))
    section: Mapped[str]
    authority: Mapped[str]
    asked_on: Mapped[dt.date]
    asked_by: Mapped[str]
    reference: Mapped[str | None]
    received_on: Mapped[dt.date | None]
    refused_on: Mapped[dt.date | None]
    answer_note: Mapped[str | None]


class AcquittalReport(Base):
    """That an acquittal was reported to the Prosecutor General with its grounds (SCPSA 11(5))."""

    __tablename__ = "acquittal_reports"
    __table_args__ = (one_of("office", OFFICES), sa.Index("ix_acquittal_reports_case_id", "case_id"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    result_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("results.id"), unique=True)
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    office: Mapped[str]
    grounds: Mapped[list[str]] = mapped_column(sa.ARRAY(sa.Text))
    details: Mapped[str]
    reported_on: Mapped[dt.date]
    reported_by: Mapped[str]


class Appeal(Base):
    """An appeal from the result of one accused, from its first recommendation to the higher court's decision."""

    __tablename__ = "appeals"
    __table_args__ = (
        one_of("kind", APPEAL_KINDS),
        one_of("state", APPEAL_STATES),
        sa.CheckConstraint("(filed_on IS NOT NULL) = (state IN ('filed', 'allowed', 'dismissed', 'partly_allowed', 'abated', 'retrial'))", name="filed_has_day"),
        sa.CheckConstraint("decided_on >= filed_on", name="decided_after_filed"),
        sa.Index(
            "uq_appeals_open", "result_id", "kind", unique=True,
            postgresql_where=sa.text("state IN ('recommended', 'approved', 'filed')"),
        ),
        sa.Index("ix_appeals_case_id", "case_id"),
        sa.Index("ix_appeals_awaiting", "awaits", "last_day", "id", postgresql_where=sa.text("awaits IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    result_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("results.id"))
    kind: Mapped[str]
    state: Mapped[str]
    awaits: Mapped[str | None]
    last_day: Mapped[dt.date | None]
    limit_source: Mapped[str | None]
    filed_on: Mapped[dt.date | None]
    appeal_number: Mapped[str | None]
    delay_reasons: Mapped[str | None]
    decided_on: Mapped[dt.date | None]


class AppealStep(Base):
    """One office's word on an appeal."""

    __tablename__ = "appeal_steps"
    __table_args__ = (
        one_of("office", OFFICES),
        one_of("step", APPEAL_STEPS),
        sa.UniqueConstraint("appeal_id", "number"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    appeal_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("appeals.id"))
    number: Mapped[int]
    office: Mapped[str]
    step: Mapped[str]
    taken_on: Mapped[dt.date]
    taken_by: Mapped[str]
    reasons: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class Retrial(Base):
    """That the higher court had an accused tried again; `former_*` is the case's decision that it set aside, and when that was entered."""

    __tablename__ = "retrials"
    __table_args__ = (
        one_of("back_to", BACK_TO),
        sa.CheckConstraint(
            "num_nulls(former_decided_on, former_outcome, former_recorded_at) IN (0, 3)", name="former_whole"
        ),
        sa.Index("ix_retrials_case_id", "case_id", "recorded_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    appeal_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("appeals.id"), unique=True)
    result_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("results.id"))
    ordered_on: Mapped[dt.date]
    back_to: Mapped[str]
    former_decided_on: Mapped[dt.date | None]
    former_outcome: Mapped[str | None]
    former_recorded_at: Mapped[dt.datetime | None]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
