"""Let a record that connects cases be a child's: shown to the team alone, found and linked by nothing (JJSA 2018 s.13)."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0036"
down_revision = "cases_0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is shown of a child to the others."""
    op.add_column("entities", sa.Column("child_initials", sa.Text(), nullable=True))
    op.create_check_constraint(
        op.f("ck_entities_child_is_person"), "entities", "child_initials IS NULL OR kind = 'person'"
    )


def downgrade() -> None:
    """Remove it; the keys that were taken away do not come back."""
    op.drop_constraint(op.f("ck_entities_child_is_person"), "entities")
    op.drop_column("entities", "child_initials")
