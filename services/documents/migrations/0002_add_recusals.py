"""Add who is recused from a case, and so reaches its documents by the district no more."""

from alembic import op

revision = "documents_0002"
down_revision = "documents_0001"
branch_labels = None
depends_on = None

RECUSALS = """
CREATE TABLE case_recusals (
  prosecutor_id uuid NOT NULL,
  case_id uuid NOT NULL,
  is_recused boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT pk_case_recusals PRIMARY KEY (prosecutor_id, case_id)
);
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(RECUSALS)


def downgrade() -> None:
    """Refuse: whoever was kept from a case would see its documents again."""
    raise NotImplementedError("recusals are not forgotten")
