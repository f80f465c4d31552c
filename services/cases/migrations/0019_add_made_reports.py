"""Add reports that were asked for as files, kept as they were counted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0019"
down_revision = "cases_0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "made_reports",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("asker", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column(
            "requested_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("xlsx", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('figures', 'return')", name=op.f("ck_made_reports_kind")),
        sa.CheckConstraint("state IN ('queued', 'running', 'made', 'failed')", name=op.f("ck_made_reports_state")),
        sa.CheckConstraint(
            "(state = 'made') = (num_nonnulls(counted, pdf, xlsx, made_at) = 4)",
            name=op.f("ck_made_reports_made_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_made_reports")),
    )
    op.create_index(
        "ix_made_reports_open", "made_reports", ["id"], postgresql_where=sa.text("state IN ('queued', 'running')")
    )
    op.create_index("ix_made_reports_requested_by", "made_reports", ["requested_by", "id"])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("made_reports")
