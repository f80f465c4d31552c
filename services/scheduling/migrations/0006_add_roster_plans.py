"""Add roster plans, what they suggest and what people decided about it, and what a load weighs."""

import sqlalchemy as sa
from alembic import op

revision = "scheduling_0006"
down_revision = "scheduling_0005"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE load_weights (
  kind text NOT NULL,
  code text NOT NULL,
  percent integer NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  CONSTRAINT pk_load_weights PRIMARY KEY (kind, code, valid_from),
  CONSTRAINT ck_load_weights_kind CHECK (kind IN ('court_kind', 'purpose')),
  CONSTRAINT ck_load_weights_percent CHECK (percent BETWEEN 1 AND 1000),
  CONSTRAINT ck_load_weights_days_in_order CHECK (valid_to >= valid_from)
);

CREATE TABLE roster_plans (
  id uuid CONSTRAINT pk_roster_plans PRIMARY KEY,
  kind text NOT NULL,
  first_on date NOT NULL,
  last_on date NOT NULL,
  districts text[] NOT NULL,
  keeps text NOT NULL,
  absent_id uuid CONSTRAINT fk_roster_plans_absent_id REFERENCES roster_entries (id),
  seed text NOT NULL,
  seconds integer NOT NULL,
  state text NOT NULL DEFAULT 'queued',
  phase text,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts integer NOT NULL DEFAULT 0,
  claimed_until timestamptz,
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT ck_roster_plans_kind CHECK (kind IN ('roster', 'repair')),
  CONSTRAINT ck_roster_plans_days_in_order CHECK (last_on >= first_on),
  CONSTRAINT ck_roster_plans_keeps CHECK (keeps IN ('assigned', 'published')),
  CONSTRAINT ck_roster_plans_repair_of CHECK ((kind = 'repair') = (absent_id IS NOT NULL)),
  CONSTRAINT ck_roster_plans_state CHECK (state IN ('queued', 'solving', 'made', 'failed', 'cancelled')),
  CONSTRAINT ck_roster_plans_ended CHECK ((state IN ('made', 'failed', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX ix_roster_plans_open ON roster_plans (id) WHERE state IN ('queued', 'solving');
CREATE INDEX ix_roster_plans_asked_by ON roster_plans (asked_by, id);

CREATE TABLE roster_plan_districts (
  plan_id uuid NOT NULL CONSTRAINT fk_roster_plan_districts_plan_id REFERENCES roster_plans (id),
  district text NOT NULL,
  is_improved boolean NOT NULL,
  hearings integer NOT NULL,
  covered integer NOT NULL,
  stages jsonb NOT NULL,
  fairness jsonb NOT NULL,
  CONSTRAINT pk_roster_plan_districts PRIMARY KEY (plan_id, district)
);

CREATE TABLE roster_suggestions (
  plan_id uuid NOT NULL CONSTRAINT fk_roster_suggestions_plan_id REFERENCES roster_plans (id),
  hearing_id uuid NOT NULL CONSTRAINT fk_roster_suggestions_hearing_id REFERENCES hearings (id),
  district text NOT NULL,
  court_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  prosecutor_ids uuid[] NOT NULL,
  replaces_id uuid,
  prosecutor_id uuid,
  reason jsonb NOT NULL,
  state text NOT NULL,
  chosen_id uuid,
  decided_by text,
  decided_at timestamptz,
  decided_because text,
  stale_code text,
  stale_detail text,
  CONSTRAINT pk_roster_suggestions PRIMARY KEY (plan_id, hearing_id),
  CONSTRAINT ck_roster_suggestions_state
    CHECK (state IN ('same', 'unfilled', 'open', 'accepted', 'changed', 'refused', 'stale')),
  CONSTRAINT ck_roster_suggestions_open_with_somebody CHECK (state <> 'open' OR prosecutor_id IS NOT NULL),
  CONSTRAINT ck_roster_suggestions_decided_by_somebody
    CHECK ((state IN ('accepted', 'changed', 'refused', 'stale')) = (num_nonnulls(decided_by, decided_at) = 2)),
  CONSTRAINT ck_roster_suggestions_chosen CHECK ((state IN ('accepted', 'changed')) = (chosen_id IS NOT NULL)),
  CONSTRAINT ck_roster_suggestions_stale_with_code CHECK ((state = 'stale') = (stale_code IS NOT NULL))
);
CREATE INDEX ix_roster_suggestions_order ON roster_suggestions (plan_id, starts_at, hearing_id);
CREATE INDEX ix_roster_suggestions_hearing_id ON roster_suggestions (hearing_id);
"""

DAY_ONE = "2000-01-01"
SOURCE = "default of the platform: until the Prosecutor General fixes a scale"
# How heavy a minute is, in percent of one before a court of sessions.
WEIGHTS = [
    ("court_kind", "anti_terrorism", 160),
    ("court_kind", "high_court", 150),
    ("court_kind", "anti_corruption", 130),
    ("court_kind", "narcotics", 120),
    ("court_kind", "banking", 120),
    ("court_kind", "juvenile", 120),
    ("court_kind", "assistant_sessions", 90),
    ("court_kind", "judicial_magistrate", 70),
    ("purpose", "prosecution_evidence", 120),
    ("purpose", "arguments", 130),
    ("purpose", "judgment", 60),
    ("purpose", "remand", 60),
    ("purpose", "production", 50),
]


def upgrade() -> None:
    """Make the tables, and say what weighs how much until somebody says otherwise."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    op.execute(TABLES)
    insert = sa.text(
        "INSERT INTO load_weights (kind, code, percent, valid_from, source) VALUES (:kind, :code, :percent, :day, :source)"
    )
    for kind, code, percent in WEIGHTS:
        op.get_bind().execute(
            insert, {"kind": kind, "code": code, "percent": percent, "day": DAY_ONE, "source": SOURCE}
        )


def downgrade() -> None:
    """Refuse: what people decided about who stands where is never removed."""
    raise NotImplementedError("roster plans are not removed")
