"""The gateway's tables."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.common.database import TypedBase, new_metadata

_NOW = sa.text("now()")


class Base(TypedBase):
    """The ground of the gateway's tables."""

    __abstract__ = True
    metadata = new_metadata()


class Account(Base):
    """A person who may sign in."""

    __tablename__ = "accounts"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    language: Mapped[str]
    password_hash: Mapped[str]
    must_change_password: Mapped[bool]
    is_locked: Mapped[bool]
    created_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    password_changed_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    version: Mapped[int] = mapped_column(server_default="1")

    __table_args__ = (
        sa.CheckConstraint("login = lower(login)", name="login_is_lower_case"),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name="language_is_known"),
    )


class SignedSession(Base):
    """A sign-in that stands: a browser's, or a token that a phone or a program holds. The secret itself is not kept."""

    __tablename__ = "sessions"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accounts.id"))
    kind: Mapped[str]
    name: Mapped[str]
    secret_hash: Mapped[bytes] = mapped_column(unique=True)
    created_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    seen_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    expires_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    ended_why: Mapped[str | None]

    __table_args__ = (
        sa.CheckConstraint("kind IN ('browser', 'token')", name="kind_is_known"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="end_has_a_reason"),
        sa.Index("ix_sessions_account_id_id", "account_id", "id"),
    )


class AccountRole(Base):
    """A role that a person holds in some districts, from a day until a day (which is no longer part of it)."""

    __tablename__ = "account_roles"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accounts.id"))
    role: Mapped[str]
    districts: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]
    given_by: Mapped[str]

    __table_args__ = (
        sa.CheckConstraint("cardinality(districts) > 0", name="districts_are_named"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        postgresql.ExcludeConstraint(
            ("account_id", "="), ("role", "="), (sa.text("daterange(valid_from, valid_to, '[)')"), "&&"),
            name="ex_account_roles_one_at_a_time", using="gist",
        ),
    )  # fmt: skip


class RolePermission(Base):
    """A permission that a role carries, from a day until a day, and what says so."""

    __tablename__ = "role_permissions"

    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    role: Mapped[str]
    permission: Mapped[str]
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str]
    listed_in: Mapped[str]

    __table_args__ = (
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        sa.UniqueConstraint("role", "permission", "valid_from"),
    )


class SavedView(Base):
    """A view of the list of cases that a person named; `districts` are those it is shared with."""

    __tablename__ = "saved_views"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("accounts.id"))
    name: Mapped[str]
    filter: Mapped[dict[str, Any]]
    columns: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    is_shared: Mapped[bool]
    districts: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
    changed_at: Mapped[dt.datetime] = mapped_column(server_default=_NOW)
    version: Mapped[int] = mapped_column(server_default="1")

    __table_args__ = (
        sa.UniqueConstraint("account_id", "name"),
        sa.CheckConstraint("char_length(name) BETWEEN 1 AND 60", name="name_is_bounded"),
        sa.CheckConstraint(
            "jsonb_typeof(filter) = 'object' AND length(filter::text) <= 8000", name="filter_is_bounded"
        ),
        sa.CheckConstraint("cardinality(columns) <= 20", name="columns_are_bounded"),
        sa.CheckConstraint("is_shared = (cardinality(districts) > 0)", name="shared_somewhere"),
        sa.Index(
            "ix_saved_views_districts", "districts", postgresql_using="gin", postgresql_where=sa.text("is_shared")
        ),
    )


class SignInFailure(Base):
    """How often signing in under a login failed of late, whether or not there is such an account."""

    __tablename__ = "sign_in_failures"

    login: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[dt.datetime]
    delayed_until: Mapped[dt.datetime]

    __table_args__ = (sa.Index("ix_sign_in_failures_last_at", "last_at"),)
