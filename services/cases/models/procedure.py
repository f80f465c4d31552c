"""The procedure and its law as dated data: stages and their exits, powers, offences; and where each case went by them."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.procedure import ACTORS, ACTS_OF_POWER, OFFICES


class ProcedureStage(Base):
    """A stage of the procedure; one `within` another is a part of it."""

    __tablename__ = "procedure_stages"

    code: Mapped[str] = mapped_column(primary_key=True)
    within: Mapped[str | None] = mapped_column(sa.ForeignKey("procedure_stages.code"))
    position: Mapped[int]
    is_final: Mapped[bool]
    says: Mapped[str]
    says_ur: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]


class ProcedureExit(Base):
    """A way out of a stage: which step, under which condition, who takes it. No `to_stage`: the case stays where it is."""

    __tablename__ = "procedure_exits"
    __table_args__ = (
        one_of("who", ACTORS),
        sa.CheckConstraint("NOT (is_resumption AND to_stage IS NOT NULL)", name="resumption_goes_back"),
    )

    step: Mapped[str] = mapped_column(primary_key=True)
    from_stage: Mapped[str] = mapped_column(sa.ForeignKey("procedure_stages.code"), primary_key=True)
    kinds: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text), primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    to_stage: Mapped[str | None] = mapped_column(sa.ForeignKey("procedure_stages.code"))
    is_resumption: Mapped[bool]
    who: Mapped[str]
    permission: Mapped[str]
    says: Mapped[str]
    source: Mapped[str]


class Power(Base):
    """What an office may do since a day: one row of a route, the rows together its order."""

    __tablename__ = "powers"
    __table_args__ = (one_of("office", OFFICES), one_of("acts", ACTS_OF_POWER))

    power: Mapped[str] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    position: Mapped[int]
    permission: Mapped[str]
    acts: Mapped[str]
    most_months: Mapped[int | None]
    is_special_court: Mapped[bool | None]
    source: Mapped[str]


class Offence(Base):
    """An offence with its punishment and its classes; null where nobody knows, `are_classes_confirmed` once held against the gazette."""

    __tablename__ = "offences"
    __table_args__ = (
        sa.CheckConstraint("most_months >= least_months", name="most_over_least"),
        sa.CheckConstraint(
            "(num_nonnulls(is_bailable, is_cognizable, compoundable_by) > 0) = (classes_source IS NOT NULL)",
            name="classes_have_source",
        ),
    )

    act: Mapped[str] = mapped_column(sa.ForeignKey("acts.code"), primary_key=True)
    section: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    title: Mapped[str]
    title_ur: Mapped[str | None]
    least_months: Mapped[int | None]
    most_months: Mapped[int | None]
    is_death: Mapped[bool]
    is_life: Mapped[bool]
    is_special_court: Mapped[bool]
    is_vicarious: Mapped[bool]
    sanction_by: Mapped[str | None]
    is_bailable: Mapped[bool | None]
    is_cognizable: Mapped[bool | None]
    compoundable_by: Mapped[str | None]
    classes_source: Mapped[str | None]
    are_classes_confirmed: Mapped[bool] = mapped_column(server_default=sa.text("false"))
    source: Mapped[str]


class StageChange(Base):
    """A step that brought a case from one stage to another. What a case was registered or imported in has none."""

    __tablename__ = "stage_changes"
    __table_args__ = (sa.UniqueConstraint("case_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    number: Mapped[int]
    step: Mapped[str]
    from_stage: Mapped[str] = mapped_column(sa.ForeignKey("procedure_stages.code"))
    to_stage: Mapped[str] = mapped_column(sa.ForeignKey("procedure_stages.code"))
    taken_on: Mapped[dt.date]
    taken_by: Mapped[str]
    note: Mapped[str | None]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
