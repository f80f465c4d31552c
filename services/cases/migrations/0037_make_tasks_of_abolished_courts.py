"""Let tasks come from the abolition of a court: which court each came from is kept with it."""

from alembic import op

revision = "cases_0037"
down_revision = "cases_0036"
branch_labels = None
depends_on = None

BEFORE = "'hand', 'checklist', 'clock', 'adjournments', 'leave'"
WITH_CAUSE = "'adjournments', 'leave'"
NEW = "'court_abolished'"


def upgrade() -> None:
    """Widen the sources."""
    _let_sources_be(f"{BEFORE}, {NEW}", f"{WITH_CAUSE}, {NEW}")


def downgrade() -> None:
    """Narrow them; the tasks that came so stay, as if of a leave."""
    op.execute(f"UPDATE tasks SET source = 'leave' WHERE source = {NEW}")
    _let_sources_be(BEFORE, WITH_CAUSE)


def _let_sources_be(words: str, with_cause: str) -> None:
    op.drop_constraint(op.f("ck_tasks_source"), "tasks")
    op.create_check_constraint(op.f("ck_tasks_source"), "tasks", f"source IN ({words})")
    op.drop_constraint(op.f("ck_tasks_cause_named"), "tasks")
    op.create_check_constraint(
        op.f("ck_tasks_cause_named"), "tasks", f"(source IN ({with_cause})) = (cause_id IS NOT NULL)"
    )
