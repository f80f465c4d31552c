"""What the court does with one accused: remand, bail, pleas and verdicts on each charge; and the case's numbers in courts."""

from __future__ import annotations

import datetime as dt
import decimal
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import LIVE, NOW, Base, one_of
from services.cases.rules.courtroom import (
    BAIL_KINDS,
    BAIL_STATES,
    CHARGE_VERDICTS,
    NUMBER_REASONS,
    PLEAS,
    REMAND_KINDS,
)

_AMOUNT = sa.Numeric(14, 2)


class Plea(Base):
    """What an accused answered to a charge; a later answer supersedes it (CrPC 243, 265-E)."""

    __tablename__ = "pleas"
    __table_args__ = (
        one_of("plea", PLEAS),
        sa.Index("uq_pleas_current", "charge_id", unique=True, postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    charge_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("charges.id"))
    plea: Mapped[str]
    pleaded_on: Mapped[dt.date]
    superseded_at: Mapped[dt.datetime | None]


class ChargeVerdict(Base):
    """The verdict and sentence on one charge; a correction supersedes it (CrPC 245, 265-H)."""

    __tablename__ = "charge_verdicts"
    __table_args__ = (
        one_of("verdict", CHARGE_VERDICTS),
        sa.CheckConstraint(
            "verdict = 'convicted' OR (imprisonment_months IS NULL AND fine IS NULL AND NOT is_life AND NOT is_death)",
            name="sentence_needs_conviction",
        ),
        sa.Index("uq_charge_verdicts_current", "charge_id", unique=True, postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    charge_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("charges.id"))
    verdict: Mapped[str]
    decided_on: Mapped[dt.date]
    imprisonment_months: Mapped[int | None]
    is_life: Mapped[bool]
    is_death: Mapped[bool]
    fine: Mapped[decimal.Decimal | None] = mapped_column(_AMOUNT)
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    superseded_at: Mapped[dt.datetime | None]


class BailApplication(Base):
    """An application for bail of one accused, and its order. Who stands surety is a person: only their number is kept here."""

    __tablename__ = "bail_applications"
    __table_args__ = (
        one_of("kind", BAIL_KINDS),
        one_of("state", BAIL_STATES),
        sa.CheckConstraint("(state = 'pending') = (decided_on IS NULL)", name="decided_has_day"),
        sa.CheckConstraint("decided_on >= applied_on", name="decided_after_applied"),
        sa.CheckConstraint("(state = 'cancelled') = (cancelled_on IS NOT NULL)", name="cancelled_has_day"),
        sa.CheckConstraint("cancelled_on >= decided_on", name="cancelled_after_granted"),
        sa.CheckConstraint(
            "state IN ('granted', 'cancelled') OR (surety_amount IS NULL AND conditions = '{}')",
            name="terms_need_grant",
        ),
        sa.Index(
            "uq_bail_applications_pending", "accused_id", unique=True, postgresql_where=sa.text("state = 'pending'")
        ),
        sa.Index("ix_bail_applications_case_id", "case_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    kind: Mapped[str]
    court_id: Mapped[uuid.UUID | None]
    application_number: Mapped[str | None]
    applied_on: Mapped[dt.date]
    state: Mapped[str]
    decided_on: Mapped[dt.date | None]
    reasons: Mapped[str | None]
    conditions: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text), server_default=sa.text("'{}'"))
    surety_amount: Mapped[decimal.Decimal | None] = mapped_column(_AMOUNT)
    surety_count: Mapped[int | None]
    cancelled_on: Mapped[dt.date | None]
    cancelled_why: Mapped[str | None]


class RemandOrder(Base):
    """An order that keeps an accused in custody from a day to a day; two for one accused never overlap."""

    __tablename__ = "remand_orders"
    __table_args__ = (
        one_of("kind", REMAND_KINDS),
        sa.CheckConstraint("until_on > from_on", name="ends_after_start"),
        postgresql.ExcludeConstraint(
            ("accused_id", "="),
            (sa.text("daterange(from_on, until_on)"), "&&"),
            where=sa.text("superseded_at IS NULL"),
            using="gist",
            name="ex_remand_orders_overlap",
        ),
        sa.Index("ix_remand_orders_case_id", "case_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    kind: Mapped[str]
    ordered_on: Mapped[dt.date]
    from_on: Mapped[dt.date]
    until_on: Mapped[dt.date]
    reasons: Mapped[str]
    beyond_why: Mapped[str | None]
    superseded_at: Mapped[dt.datetime | None]
    superseded_why: Mapped[str | None]


class RemandLimit(Base):
    """How long remand may last, as dated data."""

    __tablename__ = "remand_limits"
    __table_args__ = (one_of("kind", REMAND_KINDS),)

    law: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    least_days: Mapped[int | None]
    most_days: Mapped[int | None]
    most_total: Mapped[int | None]
    sections_for_women: Mapped[list[str] | None] = mapped_column(postgresql.ARRAY(sa.Text))
    source: Mapped[str]


class CourtNumber(Base):
    """A case's number in a court, from a day to a day; on transfer the new one stands over the old (SCCR 7.2)."""

    __tablename__ = "court_numbers"
    __table_args__ = (
        one_of("reason", NUMBER_REASONS),
        sa.CheckConstraint("until_on >= since_on", name="ends_after_start"),
        sa.UniqueConstraint("case_id", "position"),
        sa.Index("uq_court_numbers_current", "case_id", unique=True, postgresql_where=sa.text("until_on IS NULL")),
        sa.Index("ix_court_numbers_court_id", "court_id", "number"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    position: Mapped[int]
    court_id: Mapped[uuid.UUID]
    number: Mapped[str]
    reason: Mapped[str]
    order_reference: Mapped[str | None]
    since_on: Mapped[dt.date]
    until_on: Mapped[dt.date | None]


class JointTrial(Base):
    """That a case is tried together with others: all with the same leading case (CrPC 234, 239; ATA 17, 21M)."""

    __tablename__ = "joint_trials"
    __table_args__ = (sa.Index("ix_joint_trials_leading_id", "leading_id"),)

    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"), primary_key=True)
    leading_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    joined_on: Mapped[dt.date]
