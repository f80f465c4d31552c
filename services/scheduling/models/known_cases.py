"""The little that is known here of cases."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.scheduling.models.ground import Base


class KnownCase(Base):
    """The little that is known here of a case: its district and its court, from the events of cases."""

    __tablename__ = "known_cases"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    district: Mapped[str | None]
    court_id: Mapped[uuid.UUID | None]


class CaseProsecutor(Base):
    """Whether a prosecutor stands on a case, as of the last event about it."""

    __tablename__ = "case_prosecutors"
    __table_args__ = (
        sa.Index(
            "ix_case_prosecutors_prosecutor_id", "prosecutor_id", "case_id", postgresql_where=sa.text("is_assigned")
        ),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    is_assigned: Mapped[bool]
    changed_at: Mapped[dt.datetime]
