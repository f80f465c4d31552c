"""Let a convict's own appeal bring a case under appeal: further exits of the procedure."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0025"
down_revision = "cases_0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Insert the rows of the file beside this one."""
    table = sa.Table("procedure_exits", sa.MetaData(), autoload_with=op.get_bind())
    with (Path(__file__).parent / "reference" / "procedure_exits_2.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    op.bulk_insert(
        table,
        [
            {
                **row, "kinds": row["kinds"].split(), "is_resumption": row["is_resumption"] == "yes",
                "to_stage": row["to_stage"] or None, "valid_to": row["valid_to"] or None,
            }
            for row in rows
        ],
    )  # fmt: skip


def downgrade() -> None:
    """Remove the rows."""
    op.execute("DELETE FROM procedure_exits WHERE step = 'enter_appeal'")
