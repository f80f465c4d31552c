"""Add handings over of somebody's open work."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0012"
down_revision = "cases_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and their indexes."""
    _add_handovers()
    _add_handover_items()


def _add_handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("from_id", sa.UUID(), nullable=False),
        sa.Column("to_id", sa.UUID(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.CheckConstraint("occasion IN ('leaves', 'leave', 'back')", name=op.f("ck_handovers_occasion")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_handovers_to_somebody_else")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index("ix_handovers_from_id", "handovers", ["from_id", "id"])


def _add_handover_items() -> None:
    op.create_table(
        "handover_items",
        sa.Column("handover_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("to_id", sa.UUID(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("task_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_handover_items_case_id")),
        sa.ForeignKeyConstraint(["handover_id"], ["handovers.id"], name=op.f("fk_handover_items_handover_id")),
        sa.PrimaryKeyConstraint("handover_id", "case_id", name=op.f("pk_handover_items")),
    )
    op.create_index("ix_handover_items_case_id", "handover_items", ["case_id"])


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in (
        "handover_items",
        "handovers",
    ):
        op.drop_table(table)
