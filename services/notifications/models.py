"""The tables. What people typed is kept beside what was made of it; a message keeps the text that was really sent."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.common.database import TypedBase, new_metadata

_NOW = sa.text("clock_timestamp()")
_UUIDS = postgresql.ARRAY(postgresql.UUID(as_uuid=True))


class Base(TypedBase):
    """The ground of this service's tables."""

    __abstract__ = True
    metadata = new_metadata()


class Recipient(Base):
    """Somebody who is told things: an account of the system, or another person."""

    __tablename__ = "recipients"
    __table_args__ = (
        sa.UniqueConstraint("account_id"),
        sa.CheckConstraint("kind IN ('account', 'person')", name="kind"),
        sa.CheckConstraint("(kind = 'account') = (account_id IS NOT NULL)", name="account"),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
        sa.CheckConstraint("(phone IS NULL) = (phone_typed IS NULL)", name="phone"),
        sa.Index("ix_recipients_phone", "phone"),
        sa.Index("ix_recipients_district", "district", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    account_id: Mapped[uuid.UUID | None]
    district: Mapped[str | None]
    reference: Mapped[str | None]
    name: Mapped[str | None]
    phone: Mapped[str | None]
    phone_typed: Mapped[str | None]
    email: Mapped[str | None]
    language: Mapped[str] = mapped_column(server_default="en")
    by_sms: Mapped[bool] = mapped_column(server_default=sa.true())
    by_email: Mapped[bool] = mapped_column(server_default=sa.true())
    by_invitation: Mapped[bool] = mapped_column(server_default=sa.false())
    is_active: Mapped[bool] = mapped_column(server_default=sa.true())
    version: Mapped[int] = mapped_column(server_default="1")
    registered_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)


class CaseRecipient(Base):
    """Who is told about a case, as what. The latest assignment heard decides whether a prosecutor still is."""

    __tablename__ = "case_recipients"
    __table_args__ = (
        sa.CheckConstraint("capacity IN ('prosecutor', 'officer', 'complainant', 'witness')", name="capacity"),
        sa.Index("ix_case_recipients_recipient_id", "recipient_id"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    recipient_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("recipients.id"), primary_key=True)
    capacity: Mapped[str]
    since: Mapped[dt.datetime]
    until: Mapped[dt.datetime | None]


class OfficeHolder(Base):
    """An account's posting from a day on, as scheduling told of it; the last one that has begun says which office it holds."""

    __tablename__ = "office_holders"
    __table_args__ = (sa.Index("ix_office_holders_designation", "designation", "district"),)

    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    first_on: Mapped[dt.date] = mapped_column(primary_key=True)
    district: Mapped[str]
    designation: Mapped[str]
    heard_at: Mapped[dt.datetime]


class Template(Base):
    """One version of a text. Never changed: a new version takes its place from its day on."""

    __tablename__ = "templates"
    __table_args__ = (
        sa.UniqueConstraint("code", "language", "channel", "version"),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name="language"),
        sa.CheckConstraint("channel IN ('inbox', 'email', 'sms')", name="channel"),
        sa.CheckConstraint("(channel = 'sms') = (subject IS NULL)", name="subject"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    language: Mapped[str]
    channel: Mapped[str]
    version: Mapped[int]
    subject: Mapped[str | None]
    body: Mapped[str]
    valid_from: Mapped[dt.datetime]
    source: Mapped[str]
    added_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)


class Hearing(Base):
    """What the events last said about a hearing: enough to remind people of it."""

    __tablename__ = "hearings"
    __table_args__ = (sa.Index("ix_hearings_case_id", "case_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID]
    joined_case_ids: Mapped[list[uuid.UUID]] = mapped_column(_UUIDS, server_default="{}")
    court_id: Mapped[uuid.UUID]
    starts_at: Mapped[dt.datetime | None]
    ends_at: Mapped[dt.datetime | None]
    prosecutor_ids: Mapped[list[uuid.UUID]] = mapped_column(_UUIDS, server_default="{}")
    is_on: Mapped[bool]
    said_at: Mapped[dt.datetime]


class Reminder(Base):
    """A reminder of a hearing that is still to come; re-timed with the hearing."""

    __tablename__ = "reminders"
    __table_args__ = (
        sa.CheckConstraint("tier IN ('week', 'day', 'hours')", name="tier"),
        sa.CheckConstraint("state IN ('waiting', 'done', 'cancelled')", name="state"),
        sa.Index("ix_reminders_due_at", "due_at", postgresql_where=sa.text("state = 'waiting'")),
    )

    hearing_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("hearings.id"), primary_key=True)
    tier: Mapped[str] = mapped_column(primary_key=True)
    starts_at: Mapped[dt.datetime]
    due_at: Mapped[dt.datetime]
    state: Mapped[str]


class Message(Base):
    """One thing told to one recipient by one channel: however often its event comes, there is one."""

    __tablename__ = "messages"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "recipient_id", "channel"),
        sa.UniqueConstraint("once", "recipient_id", "channel"),
        sa.CheckConstraint("channel IN ('inbox', 'email', 'sms')", name="channel"),
        sa.CheckConstraint(
            "status IN ('queued', 'sending', 'unknown', 'sent', 'delivered', 'failed', 'expired', 'rejected', "
            "'cancelled')",
            name="status",
        ),
        sa.Index(
            "ix_messages_not_before", "not_before", postgresql_where=sa.text("status IN ('queued', 'sending', 'unknown')")
        ),
        sa.Index("ix_messages_case_id", "case_id", "id"),
        sa.Index("ix_messages_status", "status", "id"),
        sa.Index("ix_messages_recipient_id", "recipient_id", "id"),
        sa.Index("ix_messages_district", "district", "id"),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    event_id: Mapped[uuid.UUID]
    once: Mapped[str | None]
    recipient_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("recipients.id"))
    channel: Mapped[str]
    code: Mapped[str]
    status: Mapped[str]
    reason: Mapped[str | None]
    case_id: Mapped[uuid.UUID | None]
    hearing_id: Mapped[uuid.UUID | None]
    court_id: Mapped[uuid.UUID | None]
    district: Mapped[str | None]
    facts: Mapped[dict[str, Any]]
    needed_by: Mapped[dt.datetime | None]
    not_before: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    tries: Mapped[int] = mapped_column(server_default="0")
    template_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("templates.id"))
    language: Mapped[str | None]
    destination: Mapped[str | None]
    subject: Mapped[str | None]
    body: Mapped[str | None]
    invitation: Mapped[str | None]
    correlation_id: Mapped[str]
    lease: Mapped[uuid.UUID | None]
    leased_until: Mapped[dt.datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")
    written_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    status_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)


class MessagePart(Base):
    """One short message of a text, or the one e-mail. Its id is what the operator's centre or the mail server is told."""

    __tablename__ = "message_parts"
    __table_args__ = (
        sa.UniqueConstraint("message_id", "number"),
        sa.CheckConstraint(
            "status IN ('pending', 'submitting', 'accepted', 'delivered', 'failed', 'expired', 'rejected')", name="status"
        ),
        sa.Index("ix_message_parts_provider_reference", "provider_reference"),
        sa.Index("ix_message_parts_reference", "reference", postgresql_where=sa.text("status = 'submitting'")),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    message_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("messages.id"))
    number: Mapped[int]
    total: Mapped[int]
    joint_reference: Mapped[int]
    reference: Mapped[int]
    status: Mapped[str]
    provider_reference: Mapped[str | None]
    submitted_at: Mapped[dt.datetime | None]
    settled_at: Mapped[dt.datetime | None]


class Attempt(Base):
    """One try to hand a part over, and what came of it."""

    __tablename__ = "attempts"
    __table_args__ = (
        sa.CheckConstraint("outcome IN ('accepted', 'later', 'refused', 'unknown', 'absent')", name="outcome"),
        sa.Index("ix_attempts_message_id", "message_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    message_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("messages.id"))
    part: Mapped[int]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    made_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)


class ReceiptRow(Base):
    """What the operator's centre reported. Also what fits no message of ours is kept."""

    __tablename__ = "receipts"
    __table_args__ = (
        sa.UniqueConstraint("provider_reference", "state", "destination"),
        sa.Index("ix_receipts_message_id", "message_id"),
        sa.Index("ix_receipts_waiting", "received_at", postgresql_where=sa.text("message_id IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    message_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("messages.id"))
    part: Mapped[int | None]
    provider_reference: Mapped[str]
    destination: Mapped[str]
    reference: Mapped[int | None]
    state: Mapped[str]
    error: Mapped[str | None]
    received_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)


class Notice(Base):
    """A message in somebody's inbox inside the system."""

    __tablename__ = "notices"
    __table_args__ = (
        sa.UniqueConstraint("message_id"),
        sa.Index("ix_notices_account_id", "account_id", "id"),
        sa.Index("ix_notices_unread", "account_id", "id", postgresql_where=sa.text("read_at IS NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    message_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("messages.id"))
    account_id: Mapped[uuid.UUID]
    code: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    case_id: Mapped[uuid.UUID | None]
    hearing_id: Mapped[uuid.UUID | None]
    received_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    read_at: Mapped[dt.datetime | None]


part_references = sa.Sequence("part_references", metadata=Base.metadata, minvalue=1, maxvalue=65535, cycle=True)
