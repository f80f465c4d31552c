"""Add the first checklists, each point with its day and its source; and let the tasks that are due first be found."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0015"
down_revision = "cases_0014"
branch_labels = None
depends_on = None

FILE = Path(__file__).parent / "reference" / "checklist_items.csv"


def upgrade() -> None:
    """Insert the rows of the file."""
    table = sa.Table("checklist_items", sa.MetaData(), autoload_with=op.get_bind())
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [{key: _read(key, value) for key, value in row.items()} for row in csv.DictReader(file)]
    op.bulk_insert(table, rows)
    op.create_index("ix_tasks_due", "tasks", ["due_on", "id"], postgresql_where=sa.text("state = 'open'"))


def downgrade() -> None:
    """Remove them."""
    op.drop_index("ix_tasks_due", "tasks")
    op.execute("DELETE FROM checklist_items")


def _read(column: str, value: str) -> object:
    if value == "":
        return None
    return int(value) if column in ("number", "days") else value
