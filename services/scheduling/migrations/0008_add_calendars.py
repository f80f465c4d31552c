"""Add people's own busy times, as they came from their calendars, and what calendar programs saw of the collection."""

from alembic import op

revision = "scheduling_0008"
down_revision = "scheduling_0007"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE own_times (
  id uuid CONSTRAINT pk_own_times PRIMARY KEY,
  prosecutor_id uuid NOT NULL CONSTRAINT fk_own_times_prosecutor_id REFERENCES roster_entries (id),
  uid text NOT NULL,
  calendar text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz
);
CREATE UNIQUE INDEX uq_own_times_prosecutor_id_uid ON own_times (prosecutor_id, uid) WHERE ended_at IS NULL;

CREATE TABLE calendar_states (
  feed_id uuid NOT NULL CONSTRAINT fk_calendar_states_feed_id REFERENCES calendar_feeds (id),
  token text NOT NULL,
  members jsonb NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT pk_calendar_states PRIMARY KEY (feed_id, token)
);
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(TABLES)


def downgrade() -> None:
    """Refuse: what people said of their time is not lost."""
    raise NotImplementedError("own times are not removed")
