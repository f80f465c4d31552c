"""Add what the law and the map say: acts, districts, clock rules, kinds of defect; each with its day and its source.

Where the day a provision took effect is not proved, it is dated from the service's own start (29 October 2009, SCPSA s.1(3))
and its source says so; correct it by a new dated row.
"""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0004"
down_revision = "cases_0003"
branch_labels = None
depends_on = None

TABLES = ("acts", "districts", "clock_rules", "defect_codes")


def upgrade() -> None:
    """Insert the rows of the files beside this one."""
    for name in TABLES:
        table = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())
        with (Path(__file__).parent / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [{key: _read(key, value) for key, value in row.items()} for row in csv.DictReader(file)]
        op.bulk_insert(table, rows)


def downgrade() -> None:
    """Remove the rows."""
    for name in reversed(TABLES):
        op.execute(f"DELETE FROM {name}")


def _read(column: str, value: str) -> object:
    if value == "":
        return None
    if column == "met_by":
        return value.split()
    if column.startswith("is_"):
        return value == "yes"
    return int(value) if column == "days" else value
