"""The accused, their custody, charges and results: each per accused, never per case."""

from __future__ import annotations

import datetime as dt
import decimal
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import LIVE, NOW, Base, one_of
from services.cases.rules.words import ACCUSED_ROLES, CUSTODY_STATES, GENDERS, VERDICTS


class Accused(Base):
    """A person accused in a case, by initials alone."""

    __tablename__ = "accused"
    __table_args__ = (
        one_of("role", ACCUSED_ROLES),
        one_of("gender", GENDERS),
        sa.UniqueConstraint("case_id", "number"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    number: Mapped[int]
    initials: Mapped[str]
    role: Mapped[str]
    gender: Mapped[str]
    is_juvenile: Mapped[bool]


class CustodySpell(Base):
    """A time an accused spent in one state: custody, bail, absconding or at large; one at a time, without gaps."""

    __tablename__ = "custody_spells"
    __table_args__ = (
        one_of("state", CUSTODY_STATES),
        sa.CheckConstraint("until_on >= since_on", name="ends_after_start"),
        sa.Index("uq_custody_spells_current", "accused_id", unique=True, postgresql_where=sa.text("until_on IS NULL")),
        sa.Index("ix_custody_spells_accused_id", "accused_id", "since_on"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    state: Mapped[str]
    since_on: Mapped[dt.date]
    until_on: Mapped[dt.date | None]


class Charge(Base):
    """A section an accused is charged with; a new set supersedes the old one."""

    __tablename__ = "charges"
    __table_args__ = (sa.Index("ix_charges_accused_id", "accused_id", postgresql_where=LIVE),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    act: Mapped[str] = mapped_column(sa.ForeignKey("acts.code"))
    section: Mapped[str]
    framed_on: Mapped[dt.date]
    superseded_at: Mapped[dt.datetime | None]


class Result(Base):
    """The court's result for an accused; a correction supersedes it."""

    __tablename__ = "results"
    __table_args__ = (
        one_of("verdict", VERDICTS),
        sa.CheckConstraint(
            "verdict = 'convicted' OR (imprisonment_months IS NULL AND fine IS NULL AND sentence IS NULL)",
            name="sentence_needs_conviction",
        ),
        sa.Index("uq_results_current", "accused_id", unique=True, postgresql_where=LIVE),
        sa.Index("ix_results_decided_on", "decided_on", postgresql_where=LIVE),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    accused_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accused.id"))
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    verdict: Mapped[str]
    decided_on: Mapped[dt.date]
    sentence: Mapped[str | None]
    imprisonment_months: Mapped[int | None]
    fine: Mapped[decimal.Decimal | None] = mapped_column(sa.Numeric(14, 2))
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    superseded_at: Mapped[dt.datetime | None]
