"""Let the higher court send a case back to be tried again, and an aggrieved person appeal (CrPC ss.417(2A) and 423)."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0031"
down_revision = "cases_0030"
branch_labels = None
depends_on = None

ACTORS = "'police', 'prosecutor', 'prosecutor_general', 'court', 'accused'"
KINDS = "'acquittal', 'enhancement', 'conviction'"
ENDED = "'allowed', 'dismissed', 'partly_allowed', 'abated'"
STATES = "'recommended', 'approved', 'refused', 'filed', 'allowed', 'partly_allowed', 'dismissed', 'abated'"


def upgrade() -> None:
    """Widen what may be said, make the table, and insert the rows of the file beside this one."""
    _let_be(f"{ACTORS}, 'victim'", f"{KINDS}, 'aggrieved'", f"{STATES}, 'retrial'", f"'filed', {ENDED}, 'retrial'")
    op.create_table(
        "retrials",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("accused_id", sa.UUID(), nullable=False),
        sa.Column("appeal_id", sa.UUID(), nullable=False),
        sa.Column("result_id", sa.UUID(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("back_to", sa.Text(), nullable=False),
        sa.Column("former_decided_on", sa.Date(), nullable=True),
        sa.Column("former_outcome", sa.Text(), nullable=True),
        sa.Column("former_recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.CheckConstraint(
            "back_to IN ('de_novo', 'evidence', 'statement', 'arguments', 'judgment')", name=op.f("ck_retrials_back_to")
        ),
        sa.CheckConstraint(
            "num_nulls(former_decided_on, former_outcome, former_recorded_at) IN (0, 3)",
            name=op.f("ck_retrials_former_whole"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_retrials_case_id")),
        sa.ForeignKeyConstraint(["accused_id"], ["accused.id"], name=op.f("fk_retrials_accused_id")),
        sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f("fk_retrials_appeal_id")),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], name=op.f("fk_retrials_result_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retrials")),
        sa.UniqueConstraint("appeal_id", name=op.f("uq_retrials_appeal_id")),
    )
    op.create_index("ix_retrials_case_id", "retrials", ["case_id", "recorded_at"])
    table = sa.Table("procedure_exits", sa.MetaData(), autoload_with=op.get_bind())
    with (Path(__file__).parent / "reference" / "procedure_exits_3.csv").open(encoding="utf-8", newline="") as file:
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
    """Remove the rows and the table, and narrow again what may be said."""
    op.execute("DELETE FROM procedure_exits WHERE step IN ('enter_victim_appeal', 'order_retrial')")
    op.execute("DELETE FROM procedure_exits WHERE step = 'decide_appeal' AND from_stage = 'in_court'")
    op.drop_table("retrials")
    _let_be(ACTORS, KINDS, STATES, f"'filed', {ENDED}")


def _let_be(actors: str, kinds: str, states: str, filed: str) -> None:
    for table, name, condition in (
        ("procedure_exits", "who", f"who IN ({actors})"),
        ("appeals", "kind", f"kind IN ({kinds})"),
        ("appeals", "state", f"state IN ({states})"),
        ("appeals", "filed_has_day", f"(filed_on IS NOT NULL) = (state IN ({filed}))"),
    ):
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table)
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
