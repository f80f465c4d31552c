"""Add courts, the roster, leave, hearings and their bookings, which the database keeps from overlapping."""

from alembic import op

revision = "scheduling_0001"
down_revision = None
branch_labels = ("scheduling",)
depends_on = "common_0001"

COURTS = """
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE courts (
  id uuid CONSTRAINT pk_courts PRIMARY KEY,
  code text NOT NULL CONSTRAINT uq_courts_code UNIQUE,
  name_en text NOT NULL,
  name_ur text,
  kind text NOT NULL,
  district text NOT NULL,
  opened_on date NOT NULL,
  closed_on date,
  successor_id uuid CONSTRAINT fk_courts_successor_id REFERENCES courts (id),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT ck_courts_closes_after_opening CHECK (closed_on > opened_on)
);
CREATE INDEX ix_courts_district ON courts (district, code);

CREATE TABLE court_rooms (
  id uuid CONSTRAINT pk_court_rooms PRIMARY KEY,
  court_id uuid NOT NULL CONSTRAINT fk_court_rooms_court_id REFERENCES courts (id),
  name text NOT NULL,
  CONSTRAINT uq_court_rooms_court_id_name UNIQUE (court_id, name)
);

CREATE TABLE timetables (
  id uuid CONSTRAINT pk_timetables PRIMARY KEY,
  court_id uuid NOT NULL CONSTRAINT fk_timetables_court_id REFERENCES courts (id),
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT ck_timetables_days_in_order CHECK (valid_to >= valid_from)
);
CREATE INDEX ix_timetables_court_id ON timetables (court_id, id);

CREATE TABLE sitting_hours (
  timetable_id uuid NOT NULL CONSTRAINT fk_sitting_hours_timetable_id REFERENCES timetables (id),
  weekday smallint NOT NULL,
  opens time NOT NULL,
  closes time NOT NULL,
  CONSTRAINT pk_sitting_hours PRIMARY KEY (timetable_id, weekday),
  CONSTRAINT ck_sitting_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT ck_sitting_hours_closes_after_opening CHECK (closes > opens)
);

CREATE TABLE holidays (
  id uuid CONSTRAINT pk_holidays PRIMARY KEY,
  day date NOT NULL,
  scope text NOT NULL,
  name_en text NOT NULL,
  name_ur text,
  source text NOT NULL,
  is_tentative boolean NOT NULL,
  declared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_because text
);
CREATE UNIQUE INDEX uq_holidays_day_scope ON holidays (day, scope) WHERE withdrawn_at IS NULL;
"""

PEOPLE = """
CREATE TABLE roster_entries (
  id uuid CONSTRAINT pk_roster_entries PRIMARY KEY,
  district text NOT NULL,
  designation text,
  is_active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX ix_roster_entries_district ON roster_entries (district, id);

CREATE TABLE leaves (
  id uuid CONSTRAINT pk_leaves PRIMARY KEY,
  prosecutor_id uuid NOT NULL CONSTRAINT fk_leaves_prosecutor_id REFERENCES roster_entries (id),
  first_on date NOT NULL,
  last_on date NOT NULL,
  kind text NOT NULL,
  status text NOT NULL,
  refusal text,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT ck_leaves_days_in_order CHECK (last_on >= first_on),
  CONSTRAINT ck_leaves_status CHECK (status IN ('applied', 'approved', 'refused', 'cancelled'))
);
CREATE INDEX ix_leaves_prosecutor_id ON leaves (prosecutor_id, first_on, id);
CREATE INDEX ix_leaves_first_on ON leaves (first_on, id);

CREATE TABLE known_cases (
  id uuid CONSTRAINT pk_known_cases PRIMARY KEY,
  district text,
  court_id uuid
);

CREATE TABLE case_prosecutors (
  case_id uuid NOT NULL,
  prosecutor_id uuid NOT NULL,
  is_assigned boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT pk_case_prosecutors PRIMARY KEY (case_id, prosecutor_id)
);
CREATE INDEX ix_case_prosecutors_prosecutor_id ON case_prosecutors (prosecutor_id, case_id) WHERE is_assigned;

CREATE TABLE calendar_feeds (
  id uuid CONSTRAINT pk_calendar_feeds PRIMARY KEY,
  account_id uuid NOT NULL,
  token_hash bytea NOT NULL CONSTRAINT uq_calendar_feeds_token_hash UNIQUE,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  revoked_at timestamptz
);
CREATE UNIQUE INDEX uq_calendar_feeds_account_id ON calendar_feeds (account_id) WHERE revoked_at IS NULL;
"""

HEARINGS = """
CREATE TABLE hearings (
  id uuid CONSTRAINT pk_hearings PRIMARY KEY,
  case_id uuid NOT NULL,
  joined_case_ids uuid[] NOT NULL,
  court_id uuid NOT NULL CONSTRAINT fk_hearings_court_id REFERENCES courts (id),
  room_id uuid NOT NULL CONSTRAINT fk_hearings_room_id REFERENCES court_rooms (id),
  district text NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  purpose text NOT NULL,
  purpose_as_written text,
  prosecutor_ids uuid[] NOT NULL,
  status text NOT NULL,
  override text,
  vacated_because text,
  result text,
  cause text,
  asked_by text,
  note text,
  previous_hearing_id uuid CONSTRAINT fk_hearings_previous_hearing_id REFERENCES hearings (id),
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT ck_hearings_ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT ck_hearings_status CHECK (status IN ('scheduled', 'held', 'adjourned', 'vacated')),
  CONSTRAINT ck_hearings_held_with_result CHECK ((status = 'held') = (result IS NOT NULL)),
  CONSTRAINT ck_hearings_adjourned_with_cause CHECK ((status = 'adjourned') = (cause IS NOT NULL))
);
CREATE INDEX ix_hearings_starts_at ON hearings (starts_at, id);
CREATE INDEX ix_hearings_court_id ON hearings (court_id, starts_at, id);
CREATE INDEX ix_hearings_district ON hearings (district, starts_at, id);
CREATE UNIQUE INDEX ix_hearings_previous_hearing_id ON hearings (previous_hearing_id);

CREATE TABLE hearing_listings (
  hearing_id uuid NOT NULL CONSTRAINT fk_hearing_listings_hearing_id REFERENCES hearings (id),
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  starts_at timestamptz NOT NULL,
  CONSTRAINT pk_hearing_listings PRIMARY KEY (hearing_id, kind, subject_id)
);
CREATE INDEX ix_hearing_listings_subject_id ON hearing_listings (subject_id, kind, starts_at, hearing_id);

CREATE TABLE bookings (
  id uuid CONSTRAINT pk_bookings PRIMARY KEY,
  kind text NOT NULL,
  resource_id uuid NOT NULL,
  during tstzrange NOT NULL,
  hearing_id uuid CONSTRAINT fk_bookings_hearing_id REFERENCES hearings (id),
  leave_id uuid CONSTRAINT fk_bookings_leave_id REFERENCES leaves (id),
  is_live boolean NOT NULL,
  CONSTRAINT ck_bookings_kind CHECK (kind IN ('room', 'prosecutor')),
  CONSTRAINT ck_bookings_one_holder CHECK (num_nonnulls(hearing_id, leave_id) = 1),
  CONSTRAINT ck_bookings_during CHECK (NOT isempty(during)),
  CONSTRAINT ex_bookings_overlap EXCLUDE USING gist (kind WITH =, resource_id WITH =, during WITH &&) WHERE (is_live)
);
CREATE INDEX ix_bookings_hearing_id ON bookings (hearing_id) WHERE is_live;
CREATE INDEX ix_bookings_leave_id ON bookings (leave_id) WHERE is_live;
"""


def upgrade() -> None:
    """Make the tables."""
    for statements in (COURTS, PEOPLE, HEARINGS):
        op.execute(statements)


def downgrade() -> None:
    """Refuse: what courts did is never removed."""
    raise NotImplementedError("hearings are not removed")
