"""Say in whole words when the interim report is due: "after the 14" left readers to guess what is counted."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0040"
down_revision = "cases_0039"
branch_labels = None
depends_on = None

WORDS = Path(__file__).parent / "reference/clock_words.csv"


def upgrade() -> None:
    """Word it."""
    _word("after")


def downgrade() -> None:
    """Take the former words."""
    _word("before")


def _word(column: str) -> None:
    rules = sa.table("clock_rules", sa.column("rule_id"), sa.column("says"))
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            op.execute(rules.update().where(rules.c.rule_id == row["rule_id"]).values(says=row[column]))
