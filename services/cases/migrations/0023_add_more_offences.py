"""Add offences whose punishment is to be confirmed, marked as such, so that they are not taken for minor ones."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0023"
down_revision = "cases_0022"
branch_labels = None
depends_on = None

NUMBERS = ("least_months", "most_months")


def upgrade() -> None:
    """Insert the rows of the file beside this one."""
    table = sa.Table("offences", sa.MetaData(), autoload_with=op.get_bind())
    op.bulk_insert(table, [{name: _read(name, text) for name, text in row.items()} for row in _rows()])


def downgrade() -> None:
    """Remove the rows."""
    table = sa.table("offences", sa.column("act"), sa.column("section"), sa.column("valid_from", sa.Date()))
    for row in _rows():
        gone = sa.and_(
            table.c.act == row["act"], table.c.section == row["section"],
            table.c.valid_from == sa.cast(row["valid_from"], sa.Date),
        )  # fmt: skip
        op.execute(sa.delete(table).where(gone))


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "reference" / "offences_2.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(column: str, value: str) -> object:
    if value == "":
        return None
    if column in ("is_death", "is_life", "is_special_court", "is_vicarious"):
        return value == "yes"
    return int(value) if column in NUMBERS else value
