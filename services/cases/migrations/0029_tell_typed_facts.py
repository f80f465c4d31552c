"""Tell the facts that somebody entered by hand from those that a step of the case says, so that none counts twice."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0029"
down_revision = "cases_0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of facts noted until now nobody knows, and they count as a step's."""
    op.add_column("case_facts", sa.Column("is_by_hand", sa.Boolean(), server_default=sa.text("false"), nullable=False))


def downgrade() -> None:
    """Remove it."""
    op.drop_column("case_facts", "is_by_hand")
