"""Add statutory clocks, their dated rules and the holidays they count."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0003"
down_revision = "cases_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and their indexes."""
    _add_clock_rules()
    _add_clocks()
    _add_holidays()


def _add_clock_rules() -> None:
    op.create_table(
        "clock_rules",
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("started_by", sa.Text(), nullable=False),
        sa.Column("met_by", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("applies_to", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "applies_to IN ('every_case', 'ordinary', 'terrorism')", name=op.f("ck_clock_rules_applies_to")
        ),
        sa.CheckConstraint("unit IN ('calendar', 'working', 'given')", name=op.f("ck_clock_rules_unit")),
        sa.PrimaryKeyConstraint("rule_id", "valid_from", name=op.f("pk_clock_rules")),
    )


def _add_clocks() -> None:
    op.create_table(
        "clocks",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("report_id", sa.UUID(), nullable=True),
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("rule_valid_from", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('running', 'met', 'missed', 'stopped')", name=op.f("ck_clocks_state")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clocks_case_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_clocks_report_id")),
        sa.ForeignKeyConstraint(
            ["rule_id", "rule_valid_from"],
            ["clock_rules.rule_id", "clock_rules.valid_from"],
            name=op.f("fk_clocks_rule_id_rule_valid_from"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clocks")),
    )
    op.create_index("ix_clocks_case_id", "clocks", ["case_id"])
    op.create_index("ix_clocks_running", "clocks", ["due_on"], postgresql_where=sa.text("state = 'running'"))


def _add_holidays() -> None:
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", "scope", name=op.f("pk_holidays")),
    )


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in ("holidays", "clocks", "clock_rules"):
        op.drop_table(table)
