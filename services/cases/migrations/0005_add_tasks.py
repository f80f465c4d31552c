"""Add tasks with their history, checklists, and the directions of courts."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0005"
down_revision = "cases_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and their indexes."""
    _add_checklist_items()
    _add_court_directions()
    _add_tasks()
    _add_task_steps()


def _add_checklist_items() -> None:
    op.create_table(
        "checklist_items",
        sa.Column("checklist", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("held_by", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("held_by IN ('team', 'pool')", name=op.f("ck_checklist_items_held_by")),
        sa.CheckConstraint("days >= 0", name=op.f("ck_checklist_items_days")),
        sa.PrimaryKeyConstraint("checklist", "valid_from", "number", name=op.f("pk_checklist_items")),
    )


def _add_court_directions() -> None:
    op.create_table(
        "court_directions",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(state = 'open') = (ended_on IS NULL)", name=op.f("ck_court_directions_ended_has_day")),
        sa.CheckConstraint(
            "addressee IN ('prosecution', 'police', 'defence', 'laboratory', 'prison', 'other')",
            name=op.f("ck_court_directions_addressee"),
        ),
        sa.CheckConstraint("state IN ('open', 'complied', 'withdrawn')", name=op.f("ck_court_directions_state")),
        sa.CheckConstraint(
            "due_on >= given_on AND first_due_on >= given_on", name=op.f("ck_court_directions_due_after_given")
        ),
        sa.CheckConstraint("ended_on >= given_on", name=op.f("ck_court_directions_ended_after_given")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_court_directions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_directions")),
    )
    op.create_index("ix_court_directions_case_id", "court_directions", ["case_id", "due_on", "id"])
    op.create_index(
        "ix_court_directions_open", "court_directions", ["due_on", "id"], postgresql_where=sa.text("state = 'open'")
    )


def _add_tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("held_by", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.UUID(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("clock_id", sa.UUID(), nullable=True),
        sa.Column("checklist", sa.Text(), nullable=True),
        sa.Column("remind_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("escalate_on", sa.Date(), nullable=False),
        sa.Column("tell_on", sa.Date(), nullable=True),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("urgent_why", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(source = 'checklist') = (checklist IS NOT NULL)", name=op.f("ck_tasks_checklist_named")),
        sa.CheckConstraint("(source = 'clock') = (clock_id IS NOT NULL)", name=op.f("ck_tasks_clock_named")),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f("ck_tasks_ended_has_instant")),
        sa.CheckConstraint("held_by <> 'person' OR owner_id IS NOT NULL", name=op.f("ck_tasks_person_has_owner")),
        sa.CheckConstraint("held_by IN ('person', 'team', 'pool')", name=op.f("ck_tasks_held_by")),
        sa.CheckConstraint("source IN ('hand', 'checklist', 'clock')", name=op.f("ck_tasks_source")),
        sa.CheckConstraint("state IN ('open', 'done', 'cancelled')", name=op.f("ck_tasks_state")),
        sa.CheckConstraint("is_urgent = (urgent_why IS NOT NULL)", name=op.f("ck_tasks_urgent_has_reason")),
        sa.CheckConstraint("remind_on <= due_on AND due_on < escalate_on", name=op.f("ck_tasks_dates_in_order")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tasks_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index("ix_tasks_case_id", "tasks", ["case_id", "due_on", "id"])
    op.create_index("ix_tasks_owner", "tasks", ["owner_id", "due_on", "id"], postgresql_where=sa.text("state = 'open'"))
    op.create_index(
        "ix_tasks_pool",
        "tasks",
        ["district", "due_on", "id"],
        postgresql_where=sa.text("state = 'open' AND held_by = 'pool' AND owner_id IS NULL"),
    )
    op.create_index("ix_tasks_tell_on", "tasks", ["tell_on"], postgresql_where=sa.text("state = 'open'"))
    op.create_index("uq_tasks_clock", "tasks", ["clock_id"], unique=True, postgresql_where=sa.text("state = 'open'"))


def _add_task_steps() -> None:
    op.create_table(
        "task_steps",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("task_id", sa.UUID(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("from_owner_id", sa.UUID(), nullable=True),
        sa.Column("to_owner_id", sa.UUID(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "step IN ('made', 'taken', 'given_back', 'reassigned', 'handed_over', 'changed', 'done', 'cancelled', 'ended_by_clock')",
            name=op.f("ck_task_steps_step"),
        ),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_task_steps_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_steps")),
    )
    op.create_index("ix_task_steps_task_id", "task_steps", ["task_id", "id"])


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in (
        "task_steps",
        "tasks",
        "court_directions",
        "checklist_items",
    ):
        op.drop_table(table)
