"""Keep a FIR's number as its paper prints it ("Crime No. 43/2017 of PS Karim Bux") beside the key it is known by."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0007"
down_revision = "cases_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; without a default the table is not rewritten."""
    op.add_column("cases", sa.Column("fir_as_written", sa.Text(), nullable=True))


def downgrade() -> None:
    """Remove it."""
    op.drop_column("cases", "fir_as_written")
