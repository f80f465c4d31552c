"""Class the offences: bailable, cognizable, compoundable and by whom (CrPC Sch. II and s.345; ATA s.21D).

The text of the Second Schedule was not in reach when these were entered. Each is what the schedule is known to say, marked as to be
confirmed until somebody has held it against the gazette; where that is not known with confidence it stays null.
"""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0033"
down_revision = "cases_0032"
branch_labels = None
depends_on = None

SAID = "num_nonnulls(is_bailable, is_cognizable, compoundable_by) > 0"
YES_OR_NO = {"yes": True, "no": False, "": None}


def upgrade() -> None:
    """Add where the classes are from and whether somebody confirmed them, and fill them from the file beside this one."""
    op.add_column("offences", sa.Column("classes_source", sa.Text(), nullable=True))
    op.add_column(
        "offences", sa.Column("are_classes_confirmed", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.execute(f"UPDATE offences SET classes_source = source WHERE {SAID}")
    table = sa.table(
        "offences", *(sa.column(name) for name in ("act", "section", "compoundable_by", "classes_source")),
        sa.column("is_bailable", sa.Boolean()), sa.column("is_cognizable", sa.Boolean()),
    )  # fmt: skip
    for row in _rows():
        change = {
            "is_bailable": YES_OR_NO[row["is_bailable"]], "is_cognizable": YES_OR_NO[row["is_cognizable"]],
            "compoundable_by": row["compoundable_by"] or None, "classes_source": row["classes_source"],
        }  # fmt: skip
        where = sa.and_(table.c.act == row["act"], table.c.section == row["section"])
        op.execute(sa.update(table).where(where).values(change))
    op.create_check_constraint(
        op.f("ck_offences_classes_have_source"), "offences", f"({SAID}) = (classes_source IS NOT NULL)"
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_constraint(op.f("ck_offences_classes_have_source"), "offences")
    op.execute("UPDATE offences SET is_bailable = NULL, is_cognizable = NULL, compoundable_by = NULL")
    op.drop_column("offences", "are_classes_confirmed")
    op.drop_column("offences", "classes_source")


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "reference" / "offence_classes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
