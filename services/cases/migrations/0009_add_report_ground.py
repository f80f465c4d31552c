"""Add what reports count by: hearings as they went, professions of the accused, and when steps were entered."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0009"
down_revision = "cases_0008"
branch_labels = None
depends_on = None

SOURCE = "default of the platform, to be confirmed"
# A step that comes with its row is known by the row's own instant; only what is entered later is written down here.
KEEP = """
CREATE FUNCTION keep_step_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO step_entries (subject_id, step, recorded_at) VALUES (NEW.id, TG_ARGV[0], clock_timestamp())
  ON CONFLICT (subject_id, step) DO UPDATE SET recorded_at = excluded.recorded_at;
  RETURN NULL;
END $$
"""
STEPS = (
    ("cases", "filed", "filed_on"),
    ("cases", "decided", "decided_on"),
    ("reports", "settled", "settled_on"),
    ("assignments", "released", "released_on"),
)


def upgrade() -> None:
    """Make the tables, the triggers that say when a step was entered, and the index by which a court's cases are found."""
    _add_hearing_records()
    _add_professions()
    _add_step_entries()
    op.create_index("ix_cases_court_id", "cases", ["court_id", "stage", "id"])


def _add_hearing_records() -> None:
    op.create_table(
        "hearing_records",
        sa.Column("hearing_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("court_id", sa.UUID(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("witnesses_present", sa.Integer(), nullable=True),
        sa.Column("examined_fact", sa.Integer(), nullable=True),
        sa.Column("examined_formal", sa.Integer(), nullable=True),
        sa.Column("examined_other", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "recorded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.CheckConstraint("outcome IN ('held', 'adjourned')", name=op.f("ck_hearing_records_outcome")),
        sa.CheckConstraint(
            "outcome = 'adjourned' OR cause IS NULL", name=op.f("ck_hearing_records_adjourned_has_cause")
        ),
        sa.PrimaryKeyConstraint("hearing_id", name=op.f("pk_hearing_records")),
    )
    op.create_index("ix_hearing_records_case_id", "hearing_records", ["case_id", "heard_on"])
    op.create_index("ix_hearing_records_heard_on", "hearing_records", ["heard_on"])


def _add_professions() -> None:
    table = op.create_table(
        "professions",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_ur", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_professions")),
    )
    lines = (Path(__file__).parent / "reference" / "professions.csv").read_text(encoding="utf-8").splitlines()
    rows = [{**row, "valid_from": sa.text("DATE '1947-08-14'"), "source": SOURCE} for row in csv.DictReader(lines)]
    for row in rows:
        op.execute(table.insert().values(**row))
    op.create_table(
        "accused_professions",
        sa.Column("accused_id", sa.UUID(), nullable=False),
        sa.Column("profession", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.ForeignKeyConstraint(["accused_id"], ["accused.id"], name=op.f("fk_accused_professions_accused_id")),
        sa.ForeignKeyConstraint(["profession"], ["professions.code"], name=op.f("fk_accused_professions_profession")),
        sa.PrimaryKeyConstraint("accused_id", name=op.f("pk_accused_professions")),
    )


def _add_step_entries() -> None:
    op.create_table(
        "step_entries",
        sa.Column("subject_id", sa.UUID(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("step IN ('filed', 'decided', 'settled', 'released')", name=op.f("ck_step_entries_step")),
        sa.PrimaryKeyConstraint("subject_id", "step", name=op.f("pk_step_entries")),
    )
    op.execute(KEEP)
    for table, step, column in STEPS:
        op.execute(
            f"CREATE TRIGGER keep_{step}_entry AFTER UPDATE OF {column} ON {table} FOR EACH ROW"
            f" WHEN (NEW.{column} IS DISTINCT FROM OLD.{column}) EXECUTE FUNCTION keep_step_entry('{step}')"
        )


def downgrade() -> None:
    """Remove them."""
    op.drop_index("ix_cases_court_id", "cases")
    for table, step, _ in STEPS:
        op.execute(f"DROP TRIGGER keep_{step}_entry ON {table}")
    op.execute("DROP FUNCTION keep_step_entry()")
    for table in ("step_entries", "accused_professions", "professions", "hearing_records"):
        op.drop_table(table)
