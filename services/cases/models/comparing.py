"""What a register that was refused says otherwise than what is registered: column by column, of each of its lines."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base


class ComparedImport(Base):
    """That a refused import's lines were compared; what differs stands in its rows."""

    __tablename__ = "compared_imports"

    import_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("register_imports.id"), primary_key=True)
    compared_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)


class ImportDifference(Base):
    """A line whose FIR is registered with other facts: the case, and the columns that differ."""

    __tablename__ = "import_differences"
    __table_args__ = (sa.Index("ix_import_differences_case_id", "case_id"),)

    import_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("register_imports.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cases.id"))
    columns: Mapped[list[dict[str, Any]]] = mapped_column(postgresql.JSONB)
