"""What of the audit trail is not shown any more: the trail itself is a chain and stays as it is."""

from __future__ import annotations

import datetime as dt
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
