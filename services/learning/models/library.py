"""The library: items of law, and their sections with what they are searched by."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from services.common.ids import new_id
from services.learning.models.ground import Base


class LibraryItem(Base):
    """An Act, rules, a judgment or a circular; `superseded_on` is the first day on which a later text stands instead.

    folded_name: title and citation as they are looked for; folded_abbreviation: as citations name it (`ppc`).
    """

    __tablename__ = "library_items"
    __table_args__ = (
        sa.UniqueConstraint("citation", "language", "in_force_from"),
        sa.Index(None, "supersedes_id", unique=True),
        sa.Index(None, "kind", "id"),
        sa.Index(
            "ix_library_items_folded_name",
            "folded_name",
            postgresql_using="gin",
            postgresql_ops={"folded_name": "gin_trgm_ops"},
        ),
        sa.Index(None, "folded_abbreviation"),
        sa.CheckConstraint("superseded_on > in_force_from", name="superseded_later"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    title_en: Mapped[str]
    title_ur: Mapped[str | None]
    abbreviation: Mapped[str | None]
    year: Mapped[int]
    citation: Mapped[str]
    jurisdiction: Mapped[str | None]
    source_url: Mapped[str | None]
    language: Mapped[str]
    in_force_from: Mapped[dt.date]
    superseded_on: Mapped[dt.date | None]
    supersedes_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("library_items.id"))
    folded_name: Mapped[str]
    folded_abbreviation: Mapped[str | None]
    section_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    added_by: Mapped[uuid.UUID]
    added_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())


class LibrarySection(Base):
    """A section of an item; search: its folded words, whole (simple) and, in English texts, by their stems."""

    __tablename__ = "library_sections"
    __table_args__ = (
        sa.UniqueConstraint("item_id", "place"),
        sa.Index(None, "folded_number"),
        sa.Index("ix_library_sections_search", "search", postgresql_using="gin"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    item_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("library_items.id"))
    place: Mapped[int]
    number: Mapped[str]
    folded_number: Mapped[str]
    heading: Mapped[str]
    chapter: Mapped[str | None]
    text: Mapped[str]
    search: Mapped[Any] = mapped_column(TSVECTOR)
