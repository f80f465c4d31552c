"""Add notes, and what was heard of them."""

import sqlalchemy as sa
from alembic import op

revision = "probe_0001"
down_revision = None
branch_labels = ("probe",)
depends_on = "common_0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    )
    op.create_table("heard", sa.Column("note_id", sa.Uuid, nullable=False), sa.Column("text", sa.Text, nullable=False))
    op.create_table("ran", sa.Column("what", sa.Text, nullable=False), sa.Column("at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop the tables."""
    for table in ("ran", "heard", "notes"):
        op.drop_table(table)
