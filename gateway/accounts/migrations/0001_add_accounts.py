"""Add accounts, sessions, roles and the permissions they carry, and the count of failed sign-ins."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "gateway_0001"
down_revision = None
branch_labels = ("gateway",)
depends_on = "common_0001"

NOW = sa.text("now()")


def upgrade() -> None:
    """Make the tables."""
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    _add_accounts()
    _add_sessions()
    _add_account_roles()
    _add_grants()
    op.create_table(
        "sign_in_failures",
        sa.Column("login", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delayed_until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_sign_in_failures_last_at", "sign_in_failures", ["last_at"])


def _add_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("login", sa.Text, nullable=False),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("must_change_password", sa.Boolean, nullable=False),
        sa.Column("is_locked", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=NOW),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False, server_default=NOW),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.CheckConstraint("login = lower(login)", name="login_is_lower_case"),
        sa.CheckConstraint("language IN ('en', 'ur', 'sd')", name="language_is_known"),
    )


def _add_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("account_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("secret_hash", name="uq_sessions_secret_hash"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=NOW),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False, server_default=NOW),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_why", sa.Text),
        sa.CheckConstraint("kind IN ('browser', 'token')", name="kind_is_known"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="end_has_a_reason"),
    )
    op.create_index("ix_sessions_account_id_id", "sessions", ["account_id", "id"])


def _add_account_roles() -> None:
    op.create_table(
        "account_roles",
        sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
        sa.Column("account_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("districts", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("given_by", sa.Text, nullable=False),
        sa.CheckConstraint("cardinality(districts) > 0", name="districts_are_named"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        postgresql.ExcludeConstraint(
            ("account_id", "="), ("role", "="), (sa.text("daterange(valid_from, valid_to, '[)')"), "&&"),
            name="ex_account_roles_one_at_a_time", using="gist",
        ),
    )  # fmt: skip


def _add_grants() -> None:
    op.create_table(
        "role_permissions",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("permission", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("listed_in", sa.Text, nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="ends_after_it_begins"),
        sa.UniqueConstraint("role", "permission", "valid_from", name="uq_role_permissions_role_permission_valid_from"),
    )


def downgrade() -> None:
    """Refuse: who held which power when is evidence."""
    raise NotImplementedError("accounts and roles are not removed")
