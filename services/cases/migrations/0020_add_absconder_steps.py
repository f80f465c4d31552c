"""Add the steps against absconders."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0020"
down_revision = "cases_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and its indexes."""
    _add_absconder_steps()


def _add_absconder_steps() -> None:
    op.create_table(
        "absconder_steps",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("custody_spell_id", sa.UUID(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("order_reference", sa.Text(), nullable=True),
        sa.Column("is_early", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.CheckConstraint(
            "step IN ('warrant_issued', 'proclamation_published', 'property_attached', 'declared_absconder', 'evidence_recorded', 'perpetual_warrant_issued')",
            name=op.f("ck_absconder_steps_step"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_absconder_steps_case_id")),
        sa.ForeignKeyConstraint(
            ["custody_spell_id"], ["custody_spells.id"], name=op.f("fk_absconder_steps_custody_spell_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absconder_steps")),
    )
    op.create_index(op.f("ix_absconder_steps_case_id"), "absconder_steps", ["case_id"], unique=False)
    op.create_index(
        "ix_absconder_steps_custody_spell_id", "absconder_steps", ["custody_spell_id", "taken_on"], unique=False
    )
    op.create_index(
        "uq_absconder_steps_once",
        "absconder_steps",
        ["custody_spell_id", "step"],
        unique=True,
        postgresql_where=sa.text("step <> 'evidence_recorded'"),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("absconder_steps")
