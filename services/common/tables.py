"""The chassis' own tables, the same in every service's database. Their migrations lie in `services/common/migrations`."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from services.common.database import new_metadata

metadata = new_metadata()

_NOW = sa.text("clock_timestamp()")


def _instant(name: str, **options: object) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), **options)  # type: ignore[arg-type]


outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("event_id", postgresql.UUID(as_uuid=True), nullable=False, unique=True),
    sa.Column("event_type", sa.Text, nullable=False),
    sa.Column("aggregate_id", sa.Text, nullable=False),
    sa.Column("envelope", sa.Text, nullable=False),
    _instant("written_at", nullable=False, server_default=_NOW),
    _instant("published_at"),
    sa.Index("ix_outbox_unpublished", "id", postgresql_where=sa.text("published_at IS NULL")),
    sa.Index("ix_outbox_published_at", "published_at", postgresql_where=sa.text("published_at IS NOT NULL")),
)

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("event_id", postgresql.UUID(as_uuid=True), primary_key=True),
    sa.Column("handler", sa.Text, primary_key=True),
    _instant("handled_at", nullable=False, server_default=_NOW),
    sa.Index("ix_inbox_handled_at", "handled_at"),
)

retries = sa.Table(
    "retries",
    metadata,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("handler", sa.Text, nullable=False),
    sa.Column("event_id", sa.Text, nullable=False),
    sa.Column("event_type", sa.Text, nullable=False),
    sa.Column("envelope", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="1"),
    sa.Column("reason", sa.Text, nullable=False),
    _instant("failed_at", nullable=False, server_default=_NOW),
    _instant("due_at"),
    _instant("parked_at"),
    sa.UniqueConstraint("event_id", "handler"),
    sa.Index("ix_retries_due_at", "due_at", postgresql_where=sa.text("due_at IS NOT NULL")),
)

idempotency_keys = sa.Table(
    "idempotency_keys",
    metadata,
    sa.Column("actor_id", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("request_hash", sa.LargeBinary, nullable=False),
    sa.Column("answer", sa.LargeBinary),
    sa.Column("headers", sa.Text),
    _instant("created_at", nullable=False, server_default=_NOW),
    sa.Index("ix_idempotency_keys_created_at", "created_at"),
)

audit_heads = sa.Table(
    "audit_heads",
    metadata,
    sa.Column("lane", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)

_CASE_OF_ENTRY = "(entry::jsonb #>> '{detail,case_id}')"

audit_entries = sa.Table(
    "audit_entries",
    metadata,
    sa.Column("lane", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    _instant("at", nullable=False),
    sa.Column("actor_id", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Index("ix_audit_entries_subject", "subject", "at"),
    sa.Index("ix_audit_entries_actor_id", "actor_id", "at"),
    sa.Index("ix_audit_entries_at", "at", "lane", "number"),
    sa.Index("ix_audit_entries_action", "action", "at"),
    sa.Index("ix_audit_entries_correlation_id", sa.text("(entry::jsonb ->> 'correlation_id')")),
    sa.Index(
        "ix_audit_entries_case_id", sa.text(_CASE_OF_ENTRY), postgresql_where=sa.text(f"{_CASE_OF_ENTRY} IS NOT NULL")
    ),
)

audit_checkpoints = sa.Table(
    "audit_checkpoints",
    metadata,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sa.Column("signature", sa.Text, nullable=False),
)

audit_verifications = sa.Table(
    "audit_verifications",
    metadata,
    sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
    _instant("asked_at", nullable=False),
    sa.Column("asked_by", sa.Text, nullable=False),
    _instant("started_at"),
    _instant("finished_at"),
    sa.Column("entries", sa.BigInteger),
    sa.Column("checkpoints", sa.BigInteger),
    sa.Column("fault_count", sa.BigInteger),
    sa.Column("faults", postgresql.JSONB),
    sa.Index("ix_audit_verifications_asked_at", "asked_at"),
)
