"""The table of proceedings."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import Base

_WORDS = pg.ARRAY(sa.Text)


class Proceedings(Base):
    """An entry in a hearing's record of proceedings; never changed, only followed by one that amends it."""

    __tablename__ = "proceedings"
    __table_args__ = (
        sa.UniqueConstraint("hearing_id", "revision"),
        sa.CheckConstraint("revision > 0", name="revision"),
        sa.CheckConstraint("revision = 1 OR reason IS NOT NULL", name="amended_with_reason"),
        sa.CheckConstraint(
            "least(witnesses_called, witnesses_present, examined_fact, examined_formal, examined_other) >= 0",
            name="counts",
        ),
        sa.CheckConstraint(
            "examined_fact + examined_formal + examined_other <= witnesses_present", name="examined_were_present"
        ),
        sa.CheckConstraint("(costs IS NULL) = (costs_on IS NULL)", name="costs_on_someone"),
        sa.CheckConstraint("NOT attended && absent", name="attended_or_absent"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    hearing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("hearings.id"))
    revision: Mapped[int]
    attended: Mapped[list[str]] = mapped_column(_WORDS)
    absent: Mapped[list[str]] = mapped_column(_WORDS)
    witnesses_called: Mapped[int]
    witnesses_present: Mapped[int]
    examined_fact: Mapped[int]
    examined_formal: Mapped[int]
    examined_other: Mapped[int]
    costs: Mapped[Decimal | None] = mapped_column(sa.Numeric(14, 2))
    costs_on: Mapped[str | None]
    done: Mapped[str | None]
    reason: Mapped[str | None]
    recorded_by: Mapped[str]
    recorded_at: Mapped[dt.datetime]
