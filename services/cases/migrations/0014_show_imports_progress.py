"""Show how far an import is, which rows were there already, and the letter of a faulty cell's column."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0014"
down_revision = "cases_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and the table of progress: it is written while the import itself is under way."""
    op.add_column("register_imports", sa.Column("known_count", sa.Integer(), server_default="0", nullable=False))
    op.add_column("import_faults", sa.Column("letter", sa.Text(), nullable=True))
    op.create_table(
        "import_progress",
        sa.Column("import_id", sa.UUID(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("row_total", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.CheckConstraint("phase IN ('checking', 'entering')", name=op.f("ck_import_progress_phase")),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_import_progress")),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("import_progress")
    op.drop_column("import_faults", "letter")
    op.drop_column("register_imports", "known_count")
