"""Let tasks come from repeated adjournments and from leave: which hearing or leave each came from is kept with it."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0032"
down_revision = "cases_0031"
branch_labels = None
depends_on = None

BEFORE = "'hand', 'checklist', 'clock'"
NEW = "'adjournments', 'leave'"


def upgrade() -> None:
    """Widen the sources and add what a task came from."""
    _let_sources_be(f"{BEFORE}, {NEW}")
    op.add_column("tasks", sa.Column("cause_id", sa.UUID(), nullable=True))
    op.create_check_constraint(op.f("ck_tasks_cause_named"), "tasks", f"(source IN ({NEW})) = (cause_id IS NOT NULL)")
    op.create_index("ix_tasks_cause_id", "tasks", ["cause_id"], postgresql_where=sa.text("cause_id IS NOT NULL"))


def downgrade() -> None:
    """Remove it; the tasks that came so stay as if made by hand."""
    op.drop_constraint(op.f("ck_tasks_cause_named"), "tasks")
    op.execute(f"UPDATE tasks SET source = 'hand' WHERE source IN ({NEW})")
    op.drop_column("tasks", "cause_id")
    _let_sources_be(BEFORE)


def _let_sources_be(words: str) -> None:
    op.drop_constraint(op.f("ck_tasks_source"), "tasks")
    op.create_check_constraint(op.f("ck_tasks_source"), "tasks", f"source IN ({words})")
