"""Documents' tables. The bytes lie in the store; a version's row says where, and what they must be."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from services.common.database import TypedBase, new_metadata
from services.common.ids import new_id
from services.documents.schemas import STATES, TEXT_STATES

_NOW = sa.text("clock_timestamp()")


def _words(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


class Base(TypedBase):
    """The ground of documents' tables."""

    __abstract__ = True
    metadata = new_metadata()


class Document(Base):
    """A document; `current` is the number of its newest confirmed version, null until there is one."""

    __tablename__ = "documents"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[uuid.UUID | None]
    kind: Mapped[str]
    title: Mapped[str]
    is_sealed: Mapped[bool] = mapped_column(server_default=sa.false())
    is_held: Mapped[bool] = mapped_column(server_default=sa.false())
    held_reason: Mapped[str | None]
    uploaded_by: Mapped[str]
    created_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    current: Mapped[int | None]
    version: Mapped[int] = mapped_column(server_default="1")
    __table_args__ = (
        sa.Index("ix_documents_case_id", "case_id", "id", postgresql_where=sa.text("current IS NOT NULL")),
        sa.Index(
            "ix_documents_alone", "uploaded_by", "id",
            postgresql_where=sa.text("case_id IS NULL AND current IS NOT NULL"),
        ),
        sa.Index(
            "ix_documents_alone_id", "id", postgresql_where=sa.text("case_id IS NULL AND current IS NOT NULL"),
        ),
    )  # fmt: skip


class DocumentVersion(Base):
    """One version: what was announced, where its bytes lie, what became of it. Once confirmed it never changes."""

    __tablename__ = "document_versions"
    document_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("documents.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(server_default="awaiting")
    reason: Mapped[str | None]
    change_reason: Mapped[str | None]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(sa.BigInteger)
    sha256: Mapped[str]
    object_key: Mapped[str] = mapped_column(unique=True)
    object_version: Mapped[str | None]
    uploaded_by: Mapped[str]
    created_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    expires_at: Mapped[dt.datetime]
    confirmed_at: Mapped[dt.datetime | None]
    retention_mode: Mapped[str | None]
    retain_until: Mapped[dt.datetime | None]
    text_state: Mapped[str] = mapped_column(server_default="none")
    text_reason: Mapped[str | None]
    pages: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    leased_until: Mapped[dt.datetime | None]
    removed_at: Mapped[dt.datetime | None]
    __table_args__ = (
        sa.CheckConstraint("number >= 1", name="number_from_one"),
        sa.CheckConstraint("size >= 1", name="size_positive"),
        sa.CheckConstraint("char_length(change_reason) BETWEEN 1 AND 500", name="change_reason_bounded"),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256_hexadecimal"),
        sa.CheckConstraint(_words("state", STATES), name="state_known"),
        sa.CheckConstraint(_words("text_state", TEXT_STATES), name="text_state_known"),
        sa.CheckConstraint(
            "state <> 'confirmed' OR (object_version IS NOT NULL AND confirmed_at IS NOT NULL"
            " AND retention_mode IS NOT NULL AND retain_until IS NOT NULL)",
            name="confirmed_is_locked",
        ),
        sa.Index("ix_document_versions_awaiting", "expires_at", postgresql_where=sa.text("state = 'awaiting'")),
        sa.Index("ix_document_versions_verifying", "created_at", postgresql_where=sa.text("state = 'verifying'")),
        sa.Index("ix_document_versions_unread", "confirmed_at", postgresql_where=sa.text("text_state = 'waiting'")),
        sa.Index(
            "ix_document_versions_left_over", "expires_at",
            postgresql_where=sa.text("state IN ('refused', 'expired') AND removed_at IS NULL"),
        ),
    )  # fmt: skip


class DocumentPage(Base):
    """The text of one page as it stands in the file, and its folded words for search."""

    __tablename__ = "document_pages"
    document_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[uuid.UUID | None]
    text: Mapped[str]
    words: Mapped[str] = mapped_column(TSVECTOR)
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["document_id", "number"], ["document_versions.document_id", "document_versions.number"]
        ),
        sa.Index("ix_document_pages_words", "words", postgresql_using="gin"),
        sa.Index("ix_document_pages_case_id", "case_id", postgresql_where=sa.text("case_id IS NOT NULL")),
    )


class CaseReference(Base):
    """The little that documents know of a case: kept from events, and read from cases when they are needed."""

    __tablename__ = "case_references"
    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    district: Mapped[str]
    is_sealed: Mapped[bool] = mapped_column(server_default=sa.true())
    read_at: Mapped[dt.datetime | None]
    wanted_at: Mapped[dt.datetime | None]
    __table_args__ = (
        sa.Index("ix_case_references_wanted_at", "wanted_at", postgresql_where=sa.text("wanted_at IS NOT NULL")),
    )


class CaseProsecutor(Base):
    """Whether a prosecutor is on a case's team, as of the latest that was heard; a late event changes nothing."""

    __tablename__ = "case_prosecutors"
    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    is_on: Mapped[bool]
    changed_at: Mapped[dt.datetime]


class CaseRecusal(Base):
    """Whether somebody is recused from a case (CrPC s.495(4)), as of the latest that was heard."""

    __tablename__ = "case_recusals"
    prosecutor_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    is_recused: Mapped[bool]
    changed_at: Mapped[dt.datetime]


class RetentionPeriod(Base):
    """How long documents of a kind are kept, from a day on; the law may change it, so it is dated."""

    __tablename__ = "retention_periods"
    kind: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[dt.date] = mapped_column(primary_key=True)
    valid_to: Mapped[dt.date | None]
    mode: Mapped[str]
    years: Mapped[int]
    source: Mapped[str]
    __table_args__ = (
        sa.CheckConstraint("mode IN ('GOVERNANCE', 'COMPLIANCE')", name="mode_known"),
        sa.CheckConstraint("years BETWEEN 1 AND 100", name="years_in_bounds"),
        sa.CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )
