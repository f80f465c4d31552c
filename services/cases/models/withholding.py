"""What of the audit trail is not shown any more, which is a chain and stays as it is; and what registers are to be gone through."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base


class WithheldEntry(Base):
    """An entry of the trail as it shows since a protected name was taken out of it; which entry is said by lane and number."""

    __tablename__ = "withheld_entries"

    lane: Mapped[int] = mapped_column(sa.SmallInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    reason: Mapped[str | None]
    detail: Mapped[dict[str, Any]] = mapped_column(postgresql.JSONB)
    withheld_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class RegisterWithholding(Base):
    """That a protected person's name is to be taken out of the registers of a case's district; `done_at` once it was."""

    __tablename__ = "register_withholdings"
    __table_args__ = (
        sa.CheckConstraint("(done_at IS NULL) = (file_count IS NULL)", name="done_whole"),
        sa.Index(
            "uq_register_withholdings_open", "person_id", unique=True, postgresql_where=sa.text("done_at IS NULL")
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("protected_identities.person_id"))
    asked_by: Mapped[str]
    asked_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    done_at: Mapped[dt.datetime | None]
    file_count: Mapped[int | None]
