"""Cause lists that were sent in, row by row as printed and as read; spellings that clerks explained; lists that were made."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.scheduling.models.ground import NOW, UUIDS, Base
from services.scheduling.rules.cause_list_states import DONE, FORMS, IMPORT_STATES, LANGUAGES, MADE_STATES, ROW_STATES

_TEXTS = pg.ARRAY(sa.Text)
_OPEN = sa.text("state IN ('queued', 'running')")


def _one_of(column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


class CauseListImport(Base):
    """A court's list of a day as it was sent in: the file as it came, what was read above its heading, where it stands.

    `asker`: with whose sight its cases are looked for. Of several of one day the one accepted last holds.
    """

    __tablename__ = "cause_list_imports"
    __table_args__ = (
        _one_of("state", IMPORT_STATES),
        sa.CheckConstraint("(state = 'refused') = (refusal_code IS NOT NULL)", name="refused_with_code"),
        sa.Index("ix_cause_list_imports_court_id", "court_id", "listed_on", "id"),
        sa.Index("ix_cause_list_imports_district", "district", "id"),
        sa.Index("ix_cause_list_imports_open", "id", postgresql_where=_OPEN),
        sa.Index(
            "uq_cause_list_imports_accepted", "court_id", "listed_on", unique=True,
            postgresql_where=sa.text("state = 'accepted'"),
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    district: Mapped[str]
    listed_on: Mapped[dt.date]
    file_name: Mapped[str]
    content: Mapped[bytes]
    sha256: Mapped[str]
    asker: Mapped[dict[str, Any]] = mapped_column(pg.JSONB)
    state: Mapped[str] = mapped_column(server_default="queued", default="queued")
    attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    claimed_until: Mapped[dt.datetime | None]
    refusal_code: Mapped[str | None]
    refusal_detail: Mapped[str | None]
    warnings: Mapped[list[str]] = mapped_column(_TEXTS, server_default="{}", default=list)
    above: Mapped[list[str]] = mapped_column(_TEXTS, server_default="{}", default=list)
    row_count: Mapped[int] = mapped_column(server_default="0", default=0)
    created_by: Mapped[str]
    created_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    finished_at: Mapped[dt.datetime | None]
    accepted_by: Mapped[str | None]
    accepted_at: Mapped[dt.datetime | None]
    supersedes_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("cause_list_imports.id"))
    version: Mapped[int] = mapped_column(server_default="1", default=1)


class CauseListRow(Base):
    """A row of a list: what is printed, what was read of it, which case it is, what was done. `row`: its place in the file."""

    __tablename__ = "cause_list_rows"
    __table_args__ = (
        _one_of("state", ROW_STATES),
        sa.CheckConstraint(f"done IN ({', '.join(repr(word) for word in DONE)})", name="done"),
        sa.CheckConstraint("done NOT IN ('scheduled', 'moved') OR hearing_id IS NOT NULL", name="done_has_hearing"),
        sa.Index(
            "ix_cause_list_rows_awaiting", "court_id", "listed_on", "import_id", "row",
            postgresql_where=sa.text("awaits_clerk"),
        ),
        sa.Index("ix_cause_list_rows_hearing_id", "hearing_id", postgresql_where=sa.text("hearing_id IS NOT NULL")),
    )  # fmt: skip

    import_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("cause_list_imports.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int]
    court_id: Mapped[uuid.UUID]
    district: Mapped[str]
    listed_on: Mapped[dt.date]
    printed: Mapped[dict[str, Any]] = mapped_column(pg.JSONB)
    number_as_printed: Mapped[str | None]
    purpose: Mapped[str | None]
    time: Mapped[dt.time | None] = mapped_column(sa.Time)
    day: Mapped[dt.date | None]
    next_on: Mapped[dt.date | None]
    warnings: Mapped[list[str]] = mapped_column(_TEXTS, server_default="{}", default=list)
    state: Mapped[str]
    differs: Mapped[list[str]] = mapped_column(_TEXTS, server_default="{}", default=list)
    candidates: Mapped[list[Any]] = mapped_column(pg.JSONB)
    case_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS, server_default="{}", default=list)
    hearing_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("hearings.id"))
    done: Mapped[str | None]
    awaits_clerk: Mapped[bool] = mapped_column(server_default=sa.false(), default=False)
    resolved_by: Mapped[str | None]
    resolved_at: Mapped[dt.datetime | None]
    resolved_because: Mapped[str | None]


class CauseListSpelling(Base):
    """What a court means by a number that nothing else explains: a clerk chose the cases once, and it is remembered."""

    __tablename__ = "cause_list_spellings"
    __table_args__ = (
        sa.Index(
            "uq_cause_list_spellings", "court_id", "spelling", unique=True,
            postgresql_where=sa.text("forgotten_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    spelling: Mapped[str]
    case_ids: Mapped[list[uuid.UUID]] = mapped_column(UUIDS)
    remembered_by: Mapped[str]
    remembered_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    forgotten_at: Mapped[dt.datetime | None]


class MadeCauseList(Base):
    """A court's list of a day as it was made: for the office or for the door, with its entries and its files."""

    __tablename__ = "made_cause_lists"
    __table_args__ = (
        _one_of("form", FORMS),
        _one_of("language", LANGUAGES),
        _one_of("state", MADE_STATES),
        sa.CheckConstraint("(state = 'made') = (num_nonnulls(entries, pdf, csv, ics, made_at) = 5)", name="made_whole"),
        sa.Index("ix_made_cause_lists_open", "id", postgresql_where=_OPEN),
        sa.Index("ix_made_cause_lists_court_id", "court_id", "listed_on", "form", "id"),
        sa.Index("ix_made_cause_lists_requested_by", "requested_by", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    court_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("courts.id"))
    district: Mapped[str]
    listed_on: Mapped[dt.date]
    form: Mapped[str]
    language: Mapped[str]
    judge: Mapped[str | None]
    asker: Mapped[dict[str, Any]] = mapped_column(pg.JSONB)
    requested_by: Mapped[str]
    requested_at: Mapped[dt.datetime] = mapped_column(server_default=NOW)
    state: Mapped[str] = mapped_column(server_default="queued", default="queued")
    attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    claimed_until: Mapped[dt.datetime | None]
    entries: Mapped[list[Any] | None] = mapped_column(pg.JSONB(none_as_null=True))
    pdf: Mapped[bytes | None]
    csv: Mapped[bytes | None]
    ics: Mapped[bytes | None]
    made_at: Mapped[dt.datetime | None]
