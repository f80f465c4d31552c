"""Add imported cause lists with their rows, the spellings that clerks explained, and lists that were made."""

from alembic import op

revision = "scheduling_0007"
down_revision = "scheduling_0006"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
CREATE TABLE cause_list_imports (
  id uuid CONSTRAINT pk_cause_list_imports PRIMARY KEY,
  court_id uuid NOT NULL CONSTRAINT fk_cause_list_imports_court_id REFERENCES courts (id),
  district text NOT NULL,
  listed_on date NOT NULL,
  file_name text NOT NULL,
  content bytea NOT NULL,
  sha256 text NOT NULL,
  asker jsonb NOT NULL,
  state text NOT NULL DEFAULT 'queued',
  attempts integer NOT NULL DEFAULT 0,
  claimed_until timestamptz,
  refusal_code text,
  refusal_detail text,
  warnings text[] NOT NULL DEFAULT '{}',
  above text[] NOT NULL DEFAULT '{}',
  row_count integer NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  accepted_by text,
  accepted_at timestamptz,
  supersedes_id uuid CONSTRAINT fk_cause_list_imports_supersedes_id REFERENCES cause_list_imports (id),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT ck_cause_list_imports_state
    CHECK (state IN ('queued', 'running', 'read', 'refused', 'accepted', 'superseded', 'failed')),
  CONSTRAINT ck_cause_list_imports_refused_with_code CHECK ((state = 'refused') = (refusal_code IS NOT NULL))
)
""",
    "CREATE INDEX ix_cause_list_imports_court_id ON cause_list_imports (court_id, listed_on, id)",
    "CREATE INDEX ix_cause_list_imports_district ON cause_list_imports (district, id)",
    "CREATE INDEX ix_cause_list_imports_open ON cause_list_imports (id) WHERE state IN ('queued', 'running')",
    "CREATE UNIQUE INDEX uq_cause_list_imports_accepted ON cause_list_imports (court_id, listed_on) WHERE state = 'accepted'",
    """
CREATE TABLE cause_list_rows (
  import_id uuid NOT NULL CONSTRAINT fk_cause_list_rows_import_id REFERENCES cause_list_imports (id),
  row integer NOT NULL,
  place integer NOT NULL,
  court_id uuid NOT NULL,
  district text NOT NULL,
  listed_on date NOT NULL,
  printed jsonb NOT NULL,
  number_as_printed text,
  purpose text,
  time time,
  day date,
  next_on date,
  warnings text[] NOT NULL DEFAULT '{}',
  state text NOT NULL,
  differs text[] NOT NULL DEFAULT '{}',
  candidates jsonb NOT NULL,
  case_ids uuid[] NOT NULL DEFAULT '{}',
  hearing_id uuid CONSTRAINT fk_cause_list_rows_hearing_id REFERENCES hearings (id),
  done text,
  awaits_clerk boolean NOT NULL DEFAULT false,
  resolved_by text,
  resolved_at timestamptz,
  resolved_because text,
  CONSTRAINT pk_cause_list_rows PRIMARY KEY (import_id, row),
  CONSTRAINT ck_cause_list_rows_state CHECK (state IN ('matched', 'already_listed', 'differs', 'several', 'unmatched',
    'unreadable', 'other_court', 'wrong_date', 'twice', 'dismissed')),
  CONSTRAINT ck_cause_list_rows_done CHECK (done IN ('scheduled', 'moved', 'kept')),
  CONSTRAINT ck_cause_list_rows_done_has_hearing CHECK (done NOT IN ('scheduled', 'moved') OR hearing_id IS NOT NULL)
)
""",
    "CREATE INDEX ix_cause_list_rows_awaiting ON cause_list_rows (court_id, listed_on, import_id, row) WHERE awaits_clerk",
    "CREATE INDEX ix_cause_list_rows_hearing_id ON cause_list_rows (hearing_id) WHERE hearing_id IS NOT NULL",
    """
CREATE TABLE cause_list_spellings (
  id uuid CONSTRAINT pk_cause_list_spellings PRIMARY KEY,
  court_id uuid NOT NULL CONSTRAINT fk_cause_list_spellings_court_id REFERENCES courts (id),
  spelling text NOT NULL,
  case_ids uuid[] NOT NULL,
  remembered_by text NOT NULL,
  remembered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  forgotten_at timestamptz
)
""",
    "CREATE UNIQUE INDEX uq_cause_list_spellings ON cause_list_spellings (court_id, spelling) WHERE forgotten_at IS NULL",
    """
CREATE TABLE made_cause_lists (
  id uuid CONSTRAINT pk_made_cause_lists PRIMARY KEY,
  court_id uuid NOT NULL CONSTRAINT fk_made_cause_lists_court_id REFERENCES courts (id),
  district text NOT NULL,
  listed_on date NOT NULL,
  form text NOT NULL,
  language text NOT NULL,
  judge text,
  asker jsonb NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  state text NOT NULL DEFAULT 'queued',
  attempts integer NOT NULL DEFAULT 0,
  claimed_until timestamptz,
  entries jsonb,
  pdf bytea,
  csv bytea,
  ics bytea,
  made_at timestamptz,
  CONSTRAINT ck_made_cause_lists_form CHECK (form IN ('office', 'public')),
  CONSTRAINT ck_made_cause_lists_language CHECK (language IN ('en', 'ur')),
  CONSTRAINT ck_made_cause_lists_state CHECK (state IN ('queued', 'running', 'made', 'failed')),
  CONSTRAINT ck_made_cause_lists_made_whole
    CHECK ((state = 'made') = (num_nonnulls(entries, pdf, csv, ics, made_at) = 5))
)
""",
    "CREATE INDEX ix_made_cause_lists_open ON made_cause_lists (id) WHERE state IN ('queued', 'running')",
    "CREATE INDEX ix_made_cause_lists_court_id ON made_cause_lists (court_id, listed_on, form, id)",
    "CREATE INDEX ix_made_cause_lists_requested_by ON made_cause_lists (requested_by, id)",
)


def upgrade() -> None:
    """Make the tables."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL statement_timeout = '60s'")
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: what courts listed is never removed."""
    raise NotImplementedError("cause lists are not removed")
