"""Add who holds which office, as scheduling tells of postings."""

from alembic import op

revision = "notifications_0005"
down_revision = "notifications_0004"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE office_holders (
  account_id uuid NOT NULL,
  first_on date NOT NULL,
  district text NOT NULL,
  designation text NOT NULL,
  heard_at timestamptz NOT NULL,
  CONSTRAINT pk_office_holders PRIMARY KEY (account_id, first_on)
);
CREATE INDEX ix_office_holders_designation ON office_holders (designation, district);
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(TABLE)


def downgrade() -> None:
    """Refuse: who was told as what is kept."""
    raise NotImplementedError("postings are not removed")
