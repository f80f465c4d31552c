"""Say in whole words when the interim report is due: "after the 14" left readers to guess what is counted."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0040"
down_revision = "cases_0039"
branch_labels = None
depends_on = None

RULE = "INTERIM-17"
BEFORE = "Otherwise an interim report within 3 days after the 14"
AFTER = "Investigation not done in 14 days: an interim report within 3 more days"


def upgrade() -> None:
    """Word it."""
    _word(AFTER)


def downgrade() -> None:
    """Take the former words."""
    _word(BEFORE)


def _word(says: str) -> None:
    rules = sa.table("clock_rules", sa.column("rule_id"), sa.column("says"))
    op.execute(rules.update().where(rules.c.rule_id == RULE).values(says=says))
