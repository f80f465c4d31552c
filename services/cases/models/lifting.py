"""The end of a witness's protection: who asked for it, by which order, and who decided as the second person (ATA s.21AA)."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of

_UNDECIDED: Final = sa.text("decided_at IS NULL")


class ProtectionLifting(Base):
    """A request to bring an identity back into the file; once approved, `pseudonym` and `protection` keep what was lifted.

    The pseudonym stays this person's: what was written under it can be read for ever.
    """

    __tablename__ = "protection_liftings"
    __table_args__ = (
        one_of("decision", ("approved", "refused")),
        sa.CheckConstraint("decided_by <> asked_by", name="two_people"),
        sa.CheckConstraint("num_nulls(decided_by, decided_at, decision) IN (0, 3)", name="decided_whole"),
        sa.CheckConstraint(
            "num_nonnulls(pseudonym, protection) = CASE WHEN decision IS NOT DISTINCT FROM 'approved' THEN 2 ELSE 0 END",
            name="approved_keeps",
        ),
        sa.Index("uq_protection_liftings_asked", "person_id", unique=True, postgresql_where=_UNDECIDED),
        sa.Index("ix_protection_liftings_case_id", "case_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("protected_identities.person_id"))
    order_reference: Mapped[str]
    ordered_on: Mapped[dt.date]
    asked_by: Mapped[uuid.UUID]
    asked_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    reason: Mapped[str]
    decision: Mapped[str | None]
    decided_by: Mapped[uuid.UUID | None]
    decided_at: Mapped[dt.datetime | None]
    pseudonym: Mapped[str | None]
    protection: Mapped[dict[str, Any] | None] = mapped_column(postgresql.JSONB)
