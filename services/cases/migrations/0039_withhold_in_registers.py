"""Let a worker go through the registers for a protected name: long files are no entrypoint's work."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0039"
down_revision = "cases_0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "register_withholdings",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("person_id", sa.UUID(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_count", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(done_at IS NULL) = (file_count IS NULL)", name=op.f("ck_register_withholdings_done_whole")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_register_withholdings_case_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["protected_identities.person_id"], name=op.f("fk_register_withholdings_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_withholdings")),
    )
    op.create_index("ix_register_withholdings_case_id", "register_withholdings", ["case_id"])
    op.create_index(
        "uq_register_withholdings_open",
        "register_withholdings",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("done_at IS NULL"),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("register_withholdings")
