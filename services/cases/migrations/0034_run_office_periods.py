"""Let periods run that belong to no case: what the office itself owes by a day."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0034"
down_revision = "cases_0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "office_periods",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("rule_valid_from", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ladder_step", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("ladder_reached", sa.Text(), nullable=True),
        sa.Column("next_step_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("state IN ('running', 'met', 'missed')", name=op.f("ck_office_periods_state")),
        sa.CheckConstraint(
            "ladder_reached IN ('reminder', 'due', 'escalation')", name=op.f("ck_office_periods_ladder_reached")
        ),
        sa.CheckConstraint("due_on > started_on", name=op.f("ck_office_periods_ends_after_start")),
        sa.CheckConstraint("ended_on > started_on", name=op.f("ck_office_periods_done_after_start")),
        sa.CheckConstraint(
            "num_nulls(ended_on, recorded_by, recorded_at) IN (0, 3)", name=op.f("ck_office_periods_done_whole")
        ),
        sa.CheckConstraint("state <> 'running' OR ended_on IS NULL", name=op.f("ck_office_periods_running_is_open")),
        sa.CheckConstraint("state <> 'met' OR ended_on <= due_on", name=op.f("ck_office_periods_met_in_time")),
        sa.ForeignKeyConstraint(
            ["rule_id", "rule_valid_from"],
            ["clock_rules.rule_id", "clock_rules.valid_from"],
            name=op.f("fk_office_periods_rule_id_rule_valid_from"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_periods")),
        sa.UniqueConstraint("rule_id", "started_on", name=op.f("uq_office_periods_rule_id_started_on")),
    )
    op.create_index("ix_office_periods_due_on", "office_periods", ["due_on", "id"])
    op.create_index(
        "ix_office_periods_next_step_at",
        "office_periods",
        ["next_step_at"],
        postgresql_where=sa.text("next_step_at IS NOT NULL"),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("office_periods")
