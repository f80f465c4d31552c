"""Add files that were asked for, and the content once they are made."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0013"
down_revision = "cases_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and their indexes."""
    _add_exports()


def _add_exports() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=True),
        sa.Column("wanted", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("asker", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column(
            "requested_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("row_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind IN ('case_json', 'case_pdf')) = (case_id IS NOT NULL)", name=op.f("ck_exports_case_named")
        ),
        sa.CheckConstraint("(state = 'made') = (content IS NOT NULL)", name=op.f("ck_exports_made_has_content")),
        sa.CheckConstraint(
            "kind IN ('case_json', 'case_pdf', 'cases_csv', 'cases_xlsx')", name=op.f("ck_exports_kind")
        ),
        sa.CheckConstraint("state IN ('queued', 'running', 'made', 'failed')", name=op.f("ck_exports_state")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_exports_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_index("ix_exports_expires_at", "exports", ["expires_at"])
    op.create_index("ix_exports_open", "exports", ["id"], postgresql_where=sa.text("state IN ('queued', 'running')"))
    op.create_index("ix_exports_requested_by", "exports", ["requested_by", "id"])


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in ("exports",):
        op.drop_table(table)
