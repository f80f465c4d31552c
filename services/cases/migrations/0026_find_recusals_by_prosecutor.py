"""Find from which cases a prosecutor is recused: each reading asks it."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0026"
down_revision = "cases_0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index(
        "ix_recusals_current_by_prosecutor",
        "recusals",
        ["prosecutor_id", "case_id"],
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_recusals_current_by_prosecutor", "recusals")
