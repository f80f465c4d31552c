"""Courts' vacations, and who keeps a duty court meanwhile."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, Base


class Vacation(Base):
    """Days in which courts of some kinds (all when none is named) hear only what is urgent; scopes as of holidays."""

    __tablename__ = "vacations"
    __table_args__ = (
        sa.CheckConstraint("last_on >= first_on", name="days_in_order"),
        sa.CheckConstraint(
            "(duty_opens IS NULL) = (duty_closes IS NULL) AND (duty_opens IS NULL OR duty_closes > duty_opens)",
            name="duty_hours",
        ),
        sa.Index("ix_vacations_first_on", "first_on", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    scope: Mapped[str]
    court_kinds: Mapped[list[str]] = mapped_column(pg.ARRAY(sa.Text))
    name_en: Mapped[str]
    name_ur: Mapped[str | None]
    duty_opens: Mapped[dt.time | None] = mapped_column(sa.Time)
    duty_closes: Mapped[dt.time | None] = mapped_column(sa.Time)
    source: Mapped[str]
    declared_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_because: Mapped[str | None]


class VacationDuty(Base):
    """A court that hears what is urgent on days of a vacation."""

    __tablename__ = "vacation_duties"
    __table_args__ = (sa.CheckConstraint("last_on >= first_on", name="days_in_order"),)

    vacation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("vacations.id"), primary_key=True)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"), primary_key=True)
    first_on: Mapped[dt.date] = mapped_column(primary_key=True)
    last_on: Mapped[dt.date]
