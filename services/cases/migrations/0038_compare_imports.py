"""Keep in which columns a refused register differs from what is registered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0038"
down_revision = "cases_0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "compared_imports",
        sa.Column("import_id", sa.UUID(), nullable=False),
        sa.Column(
            "compared_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.ForeignKeyConstraint(["import_id"], ["register_imports.id"], name=op.f("fk_compared_imports_import_id")),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_compared_imports")),
    )
    op.create_table(
        "import_differences",
        sa.Column("import_id", sa.UUID(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["register_imports.id"], name=op.f("fk_import_differences_import_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_import_differences_case_id")),
        sa.PrimaryKeyConstraint("import_id", "row", name=op.f("pk_import_differences")),
    )
    op.create_index("ix_import_differences_case_id", "import_differences", ["case_id"])


def downgrade() -> None:
    """Remove them."""
    op.drop_table("import_differences")
    op.drop_table("compared_imports")
