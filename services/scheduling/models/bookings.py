"""The time that rooms, courts and people are taken."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import Base


class Booking(Base):
    """The time something or somebody is taken, by a hearing or by leave. The database refuses what cannot be.

    Nothing is in two timed hearings at once, and nothing is at two places at once: `place_id` is the court of the hearing, or the
    leave. So the matters of one court's list share their prosecutor's day, and a matter of another court's does not.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        sa.CheckConstraint(
            "kind IN ('room', 'court', 'prosecutor', 'witness', 'officer', 'accused', 'link')", name="kind"
        ),
        sa.CheckConstraint("num_nonnulls(hearing_id, leave_id) = 1", name="one_holder"),
        sa.CheckConstraint("NOT isempty(during)", name="during"),
        pg.ExcludeConstraint(
            ("kind", "="), ("resource_id", "="), ("during", "&&"),
            name="ex_bookings_overlap", using="gist", where=sa.text("is_live AND is_timed"),
        ),
        pg.ExcludeConstraint(
            ("kind", "="), ("resource_id", "="), ("during", "&&"), ("place_id", "<>"),
            name="ex_bookings_two_places", using="gist", where=sa.text("is_live"),
        ),
        sa.Index("ix_bookings_hearing_id", "hearing_id", postgresql_where=sa.text("is_live")),
        sa.Index("ix_bookings_leave_id", "leave_id", postgresql_where=sa.text("is_live")),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    resource_id: Mapped[uuid.UUID]
    during: Mapped[Any] = mapped_column(pg.TSTZRANGE)
    hearing_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("hearings.id"))
    leave_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("leaves.id"))
    place_id: Mapped[uuid.UUID]
    is_timed: Mapped[bool] = mapped_column(server_default=sa.true(), default=True)
    expires_at: Mapped[dt.datetime | None]
    is_live: Mapped[bool] = mapped_column(default=True)


def is_taken() -> sa.ColumnElement[bool]:
    """Give the condition under which a booking stands in another's way: live, and no provisional one that has lapsed."""
    return sa.and_(
        Booking.is_live, sa.or_(Booking.expires_at.is_(None), Booking.expires_at > sa.func.clock_timestamp())
    )


def stands_against(*, place_id: uuid.UUID | None, is_timed: bool) -> sa.ColumnElement[bool]:
    """Give the condition under which the database would not have a booking beside another of its time."""
    elsewhere = Booking.place_id != place_id
    return sa.and_(is_taken(), sa.or_(Booking.is_timed, elsewhere) if is_timed else elsewhere)
