"""The steps against an accused who absconds, each in the spell of absconding that it belongs to."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.absconding import ABSCONDER_STEPS


class AbsconderStep(Base):
    """A step of a court against an absconder; `is_early`: the time to appear still ran. All but evidence once a spell."""

    __tablename__ = "absconder_steps"
    __table_args__ = (
        one_of("step", ABSCONDER_STEPS),
        sa.Index("ix_absconder_steps_custody_spell_id", "custody_spell_id", "taken_on"),
        sa.Index(
            "uq_absconder_steps_once",
            "custody_spell_id",
            "step",
            unique=True,
            postgresql_where=sa.text("step <> 'evidence_recorded'"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    custody_spell_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("custody_spells.id"))
    step: Mapped[str]
    taken_on: Mapped[dt.date]
    order_reference: Mapped[str | None]
    is_early: Mapped[bool]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
