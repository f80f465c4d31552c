"""Add how names sound and which numbers a text holds, as functions, and the indexes that search stands on."""

from pathlib import Path

from alembic import op

revision = "cases_0018"
down_revision = "cases_0017"
branch_labels = None
depends_on = None

INDEXES = (
    "CREATE INDEX ix_case_persons_sounds ON case_persons USING gin (name_sounds(name)) WHERE name IS NOT NULL",
    "CREATE INDEX ix_case_persons_folded ON case_persons USING gin (folded_name(name) gin_trgm_ops) WHERE name IS NOT NULL",
    "CREATE INDEX ix_case_persons_pseudonym_folded ON case_persons (folded_name(pseudonym)) WHERE pseudonym IS NOT NULL",
    "CREATE INDEX ix_accused_initials_folded ON accused (folded_name(initials))",
    "CREATE INDEX ix_court_numbers_numbers ON court_numbers USING gin (numbers_in(number))",
    "CREATE INDEX ix_cases_court_numbers ON cases USING gin (numbers_in(court_case_number)) WHERE court_case_number IS NOT NULL",
    "CREATE INDEX ix_cases_sections ON cases USING gin (sections jsonb_path_ops)",
    "CREATE INDEX ix_cases_fir_on_id ON cases (fir_on, id)",
    "CREATE INDEX ix_cases_decided_on_id ON cases (decided_on, id) WHERE decided_on IS NOT NULL",
    "CREATE INDEX ix_custody_spells_state ON custody_spells (state, accused_id) WHERE until_on IS NULL",
)


def upgrade() -> None:
    """Make the functions, then the indexes over them."""
    functions = Path(__file__).with_name("0018_search_functions.sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.get_bind().exec_driver_sql(functions)
    for index in INDEXES:
        op.execute(index)


def downgrade() -> None:
    """Remove the indexes and the functions."""
    for name in (
        "ix_case_persons_sounds",
        "ix_case_persons_folded",
        "ix_case_persons_pseudonym_folded",
        "ix_accused_initials_folded",
        "ix_court_numbers_numbers",
        "ix_cases_court_numbers",
        "ix_cases_sections",
        "ix_cases_fir_on_id",
        "ix_cases_decided_on_id",
        "ix_custody_spells_state",
    ):
        op.execute(f"DROP INDEX {name}")
    for name in ("folded_name", "name_sounds", "numbers_in"):
        op.execute(f"DROP FUNCTION {name}(text)")
