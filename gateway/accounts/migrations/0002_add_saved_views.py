"""Add the views of the list of cases that a person named and keeps, some of them shared with the districts of whoever shares."""

from alembic import op

revision = "gateway_0002"
down_revision = "gateway_0001"
branch_labels = None
depends_on = None

VIEWS = """
CREATE TABLE saved_views (
  id uuid CONSTRAINT pk_saved_views PRIMARY KEY,
  account_id uuid NOT NULL CONSTRAINT fk_saved_views_account_id_accounts REFERENCES accounts (id),
  name text NOT NULL,
  filter jsonb NOT NULL,
  columns text[] NOT NULL,
  is_shared boolean NOT NULL,
  districts text[] NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT uq_saved_views_account_id_name UNIQUE (account_id, name),
  CONSTRAINT ck_saved_views_name_is_bounded CHECK (char_length(name) BETWEEN 1 AND 60),
  CONSTRAINT ck_saved_views_filter_is_bounded CHECK (jsonb_typeof(filter) = 'object' AND length(filter::text) <= 8000),
  CONSTRAINT ck_saved_views_columns_are_bounded CHECK (cardinality(columns) <= 20),
  CONSTRAINT ck_saved_views_shared_somewhere CHECK (is_shared = (cardinality(districts) > 0))
);
CREATE INDEX ix_saved_views_districts ON saved_views USING gin (districts) WHERE is_shared;
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(VIEWS)


def downgrade() -> None:
    """Take the table away; what was kept in it can be made again."""
    op.execute("DROP TABLE saved_views")
