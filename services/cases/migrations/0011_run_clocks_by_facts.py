"""Run clocks by facts: every period of the law as dated data, the facts they run by, the history of what was due.

Where the day a provision took effect is not proved, it is dated from the service's own start (29 October 2009, SCPSA s.1(3))
and its source says so; correct it by a new dated row.
"""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0011"
down_revision = "cases_0010"
branch_labels = None
depends_on = None

_LISTS = ("restarted_by", "stopped_by", "paused_by", "resumed_by", "against", "ladder")
_CHECKS = {
    "counts_for": "counts_for IN ('case', 'accused', 'report', 'order', 'office')",
    "counted_from": "counted_from IN ('fact', 'given')",
    "calendar": "calendar IN ('office', 'high_court')",
    "nature": "nature IN ('duty', 'right', 'time_bar')",
    "unit": "unit IN ('hours', 'calendar', 'working', 'months', 'years', 'given', 'times', 'before', 'open')",
    "ends_after_start": "valid_to >= valid_from",
    "has_length": "(unit IN ('given', 'before', 'open')) = (length IS NULL)",
    "has_against": "(unit IN ('times', 'before')) = (cardinality(against) > 0)",
}


def upgrade() -> None:
    """Widen the rules and clocks, add facts and the history of days, and enter the periods."""
    _widen_rules()
    _add_facts()
    _widen_clocks()
    _add_dues()
    _enter_rules()


def _widen_rules() -> None:
    op.alter_column("clock_rules", "days", new_column_name="length")
    for name in _LISTS:
        words: sa.Column[list[str]] = sa.Column(
            name, postgresql.ARRAY(sa.Text()), nullable=False, server_default=sa.text("'{}'")
        )
        op.add_column("clock_rules", words)
    for name, default in (
        ("counts_for", "case"), ("condition", ""), ("counted_from", "fact"), ("calendar", "office"),
        ("nature", "duty"), ("says_ur", ""),
    ):  # fmt: skip
        op.add_column("clock_rules", sa.Column(name, sa.Text(), nullable=False, server_default=default))
    op.add_column("clock_rules", sa.Column("is_once", sa.Boolean(), nullable=False, server_default=sa.text("false")))
    op.add_column("clock_rules", sa.Column("sets_off", sa.Text(), nullable=True))
    op.add_column("clock_rules", sa.Column("to_be_confirmed", sa.Text(), nullable=True))
    op.drop_constraint(op.f("ck_clock_rules_unit"), "clock_rules", type_="check")
    for name, condition in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_clock_rules_{name}"), "clock_rules", condition)


def _add_facts() -> None:
    op.create_table(
        "case_facts",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("first_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("accused_id", sa.UUID(), nullable=True),
        sa.Column("report_id", sa.UUID(), nullable=True),
        sa.Column("order_id", sa.UUID(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(superseded_at IS NULL) = (superseded_why IS NULL)", name=op.f("ck_case_facts_superseded_has_reason")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_facts_case_id")),
        sa.ForeignKeyConstraint(["accused_id"], ["accused.id"], name=op.f("fk_case_facts_accused_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_case_facts_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_facts")),
    )
    live = sa.text("superseded_at IS NULL")
    op.create_index("ix_case_facts_case_id", "case_facts", ["case_id", "happened_on"], postgresql_where=live)
    op.create_index("uq_case_facts_current", "case_facts", ["first_id"], unique=True, postgresql_where=live)


def _widen_clocks() -> None:
    for column in (
        sa.Column("accused_id", sa.UUID(), nullable=True),
        sa.Column("order_id", sa.UUID(), nullable=True),
        sa.Column("fact_id", sa.UUID(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ladder_step", sa.SmallInteger(), nullable=False, server_default="0"),
        sa.Column("ladder_reached", sa.Text(), nullable=True),
        sa.Column("next_step_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("clocks", column)
    op.alter_column("clocks", "due_on", nullable=True)
    op.create_foreign_key(op.f("fk_clocks_accused_id"), "clocks", "accused", ["accused_id"], ["id"])
    op.drop_constraint(op.f("ck_clocks_state"), "clocks", type_="check")
    states = "state IN ('running', 'paused', 'met', 'missed', 'elapsed', 'stopped')"
    op.create_check_constraint(op.f("ck_clocks_state"), "clocks", states)
    reached = "ladder_reached IN ('reminder', 'due', 'escalation')"
    op.create_check_constraint(op.f("ck_clocks_ladder_reached"), "clocks", reached)
    op.create_check_constraint(op.f("ck_clocks_running_is_open"), "clocks", "state <> 'running' OR ended_on IS NULL")
    for name, columns, where in (
        ("ix_clocks_open", ["due_on", "id"], "ended_on IS NULL AND due_on IS NOT NULL"),
        ("ix_clocks_next_step_at", ["next_step_at"], "next_step_at IS NOT NULL"),
    ):
        op.create_index(name, "clocks", columns, postgresql_where=sa.text(where))
    op.create_index(
        "uq_clocks_fact", "clocks", ["fact_id", "rule_id", "rule_valid_from"], unique=True,
        postgresql_where=sa.text("fact_id IS NOT NULL"),
    )  # fmt: skip


def _add_dues() -> None:
    op.create_table(
        "clock_dues",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("clock_id", sa.UUID(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column(
            "computed_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.CheckConstraint("why IN ('started', 'facts', 'holidays', 'law')", name=op.f("ck_clock_dues_why")),
        sa.ForeignKeyConstraint(["clock_id"], ["clocks.id"], name=op.f("fk_clock_dues_clock_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_dues")),
    )
    op.create_index("ix_clock_dues_clock_id", "clock_dues", ["clock_id", "computed_at"])


def _enter_rules() -> None:
    table = sa.Table("clock_rules", sa.MetaData(), autoload_with=op.get_bind())
    with (Path(__file__).parent / "reference" / "clock_rules_2.csv").open(encoding="utf-8", newline="") as file:
        rows = [{key: _read(key, value) for key, value in row.items()} for row in csv.DictReader(file)]
    entered = postgresql.insert(table)
    changes = {column.name: entered.excluded[column.name] for column in table.columns if not column.primary_key}
    entered = entered.on_conflict_do_update(index_elements=["rule_id", "valid_from"], set_=changes)
    op.get_bind().execute(entered, rows)


def _read(column: str, value: str) -> object:
    if column in (*_LISTS, "met_by"):
        return value.split()
    if column == "is_once":
        return value == "yes"
    if column == "length":
        return int(value) if value else None
    return value or (None if column in ("valid_to", "sets_off", "to_be_confirmed") else "")


def downgrade() -> None:
    """Take the facts away, and the rules and clocks that need them."""
    op.drop_table("clock_dues")
    op.drop_table("case_facts")
    op.execute("DELETE FROM clocks WHERE due_on IS NULL OR state IN ('paused', 'elapsed')")
    for name in ("uq_clocks_fact", "ix_clocks_next_step_at", "ix_clocks_open"):
        op.drop_index(name, "clocks")
    for name in ("accused_id", "order_id", "fact_id", "due_at", "ladder_step", "ladder_reached", "next_step_at"):
        op.drop_column("clocks", name)
    op.alter_column("clocks", "due_on", nullable=False)
    op.drop_constraint(op.f("ck_clocks_running_is_open"), "clocks", type_="check")
    op.drop_constraint(op.f("ck_clocks_state"), "clocks", type_="check")
    op.create_check_constraint(op.f("ck_clocks_state"), "clocks", "state IN ('running', 'met', 'missed', 'stopped')")
    for name in _CHECKS:
        op.drop_constraint(op.f(f"ck_clock_rules_{name}"), "clock_rules", type_="check")
    dated = "rule_id IN ('CHALLAN-14', 'INTERIM-17', 'ATA-INV-30', 'ATA-INTERIM-33', 'SCRUT-3', 'DEFECT-FIX')"
    op.execute(f"DELETE FROM clocks WHERE NOT {dated}")
    op.execute(f"DELETE FROM clock_rules WHERE NOT {dated}")
    for name in (
        *_LISTS, "counts_for", "condition", "counted_from", "calendar", "nature", "says_ur", "is_once", "sets_off",
        "to_be_confirmed",
    ):  # fmt: skip
        op.drop_column("clock_rules", name)
    op.create_check_constraint(op.f("ck_clock_rules_unit"), "clock_rules", "unit IN ('calendar', 'working', 'given')")
    op.alter_column("clock_rules", "length", new_column_name="days")
