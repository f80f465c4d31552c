"""A police station's register as it was sent in, and what was wrong with it."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.ground import NOW, Base, one_of
from services.cases.rules.words import IMPORT_STATES


class RegisterImport(Base):
    """A file that was sent in, kept as it came; `claimed_until` is the importer's lease."""

    __tablename__ = "register_imports"
    __table_args__ = (
        one_of("state", IMPORT_STATES),
        sa.Index("ix_register_imports_district_id", "district", "id"),
        sa.Index("ix_register_imports_open", "id", postgresql_where=sa.text("state IN ('queued', 'running')")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    district: Mapped[str] = mapped_column(sa.ForeignKey("districts.code"))
    file_name: Mapped[str]
    content: Mapped[bytes]
    sha256: Mapped[str]
    is_dry_run: Mapped[bool]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(server_default="0")
    claimed_until: Mapped[dt.datetime | None]
    row_count: Mapped[int] = mapped_column(server_default="0")
    fault_count: Mapped[int] = mapped_column(server_default="0")
    case_count: Mapped[int] = mapped_column(server_default="0")
    known_count: Mapped[int] = mapped_column(server_default="0")
    created_by: Mapped[str]
    created_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    finished_at: Mapped[dt.datetime | None]


class ImportFault(Base):
    """One thing wrong with one row of a file (row 0: the file as a whole; row 1 is its heading)."""

    __tablename__ = "import_faults"

    import_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("register_imports.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[int]
    column: Mapped[str | None]
    letter: Mapped[str | None]
    code: Mapped[str]
    detail: Mapped[str]


class ImportProgress(Base):
    """How far an import is; written while the import's own transaction is under way, so in one of its own."""

    __tablename__ = "import_progress"
    __table_args__ = (one_of("phase", ("checking", "entering")),)

    import_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    phase: Mapped[str]
    rows_done: Mapped[int]
    row_total: Mapped[int | None]
    at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
