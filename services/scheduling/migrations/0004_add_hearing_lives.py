"""Add what a hearing goes through before and besides its day.

Holds, lists without an hour, sittings of several days, joining and parting, hearings without a date yet, who asked for each
change, and more that cannot be in two places at once.
"""

from alembic import op

revision = "scheduling_0004"
down_revision = "scheduling_0003"
branch_labels = None
depends_on = None

LINKS_AND_SITTINGS = """
CREATE TABLE video_links (
  id uuid CONSTRAINT pk_video_links PRIMARY KEY,
  name text NOT NULL,
  place text NOT NULL,
  district text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT uq_video_links_district_name UNIQUE (district, name),
  CONSTRAINT ck_video_links_place CHECK (place IN ('court', 'prison', 'hospital', 'police', 'laboratory'))
);

CREATE TABLE sittings (
  id uuid CONSTRAINT pk_sittings PRIMARY KEY,
  kind text NOT NULL,
  case_id uuid NOT NULL,
  court_id uuid NOT NULL CONSTRAINT fk_sittings_court_id REFERENCES courts (id),
  opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT ck_sittings_kind CHECK (kind IN ('day_to_day', 'multi_day'))
);

ALTER TABLE courts ADD COLUMN sits_alone boolean NOT NULL DEFAULT false;
UPDATE courts SET sits_alone = (SELECT count(*) <= 1 FROM court_rooms WHERE court_rooms.court_id = courts.id);
"""

HEARINGS = """
ALTER TABLE hearings
  ADD COLUMN is_untimed boolean NOT NULL DEFAULT false,
  ADD COLUMN list_number integer,
  ADD COLUMN list_day date,
  ADD COLUMN held_until timestamptz,
  ADD COLUMN witness_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN officer_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN accused_ids uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN link_id uuid CONSTRAINT fk_hearings_link_id REFERENCES video_links (id),
  ADD COLUMN sitting_id uuid CONSTRAINT fk_hearings_sitting_id REFERENCES sittings (id),
  ADD COLUMN merged_into_id uuid CONSTRAINT fk_hearings_merged_into_id REFERENCES hearings (id),
  ADD COLUMN cause_as_written text,
  ADD COLUMN to_be_refixed text,
  DROP CONSTRAINT ck_hearings_status,
  ADD CONSTRAINT ck_hearings_status
    CHECK (status IN ('scheduled', 'provisional', 'lapsed', 'held', 'adjourned', 'vacated', 'merged')),
  ADD CONSTRAINT ck_hearings_provisional_until CHECK (status <> 'provisional' OR held_until IS NOT NULL),
  ADD CONSTRAINT ck_hearings_merged_into CHECK ((status = 'merged') = (merged_into_id IS NOT NULL)),
  ADD CONSTRAINT ck_hearings_number_on_list CHECK (is_untimed = (list_number IS NOT NULL) AND is_untimed = (list_day IS NOT NULL));
CREATE UNIQUE INDEX uq_hearings_list_number ON hearings (court_id, list_day, list_number)
  WHERE list_number IS NOT NULL AND status NOT IN ('vacated', 'lapsed', 'merged');
CREATE INDEX ix_hearings_held_until ON hearings (held_until) WHERE status = 'provisional';
CREATE INDEX ix_hearings_sitting_id ON hearings (sitting_id, starts_at) WHERE sitting_id IS NOT NULL;
CREATE INDEX ix_hearings_to_be_refixed ON hearings (starts_at, id) WHERE to_be_refixed IS NOT NULL;
"""

BOOKINGS = """
ALTER TABLE bookings
  ADD COLUMN place_id uuid,
  ADD COLUMN is_timed boolean NOT NULL DEFAULT true,
  ADD COLUMN expires_at timestamptz;
UPDATE bookings SET place_id = coalesce((SELECT court_id FROM hearings WHERE hearings.id = bookings.hearing_id), leave_id);
ALTER TABLE bookings
  ALTER COLUMN place_id SET NOT NULL,
  DROP CONSTRAINT ck_bookings_kind,
  ADD CONSTRAINT ck_bookings_kind
    CHECK (kind IN ('room', 'court', 'prosecutor', 'witness', 'officer', 'accused', 'link')),
  DROP CONSTRAINT ex_bookings_overlap,
  ADD CONSTRAINT ex_bookings_overlap
    EXCLUDE USING gist (kind WITH =, resource_id WITH =, during WITH &&) WHERE (is_live AND is_timed),
  ADD CONSTRAINT ex_bookings_two_places
    EXCLUDE USING gist (kind WITH =, resource_id WITH =, during WITH &&, place_id WITH <>) WHERE (is_live);
"""

# A court of one judge is taken as its room is, by every hearing that stands.
COURTS_TAKEN = """
INSERT INTO bookings (id, kind, resource_id, during, hearing_id, is_live, place_id)
SELECT gen_random_uuid(), 'court', b.place_id, b.during, b.hearing_id, true, b.place_id
FROM bookings b JOIN courts c ON c.id = b.place_id
WHERE b.is_live AND b.kind = 'room' AND c.sits_alone
"""

RECORDS = """
CREATE TABLE unscheduled_hearings (
  id uuid CONSTRAINT pk_unscheduled_hearings PRIMARY KEY,
  case_id uuid NOT NULL,
  joined_case_ids uuid[] NOT NULL,
  court_id uuid NOT NULL CONSTRAINT fk_unscheduled_hearings_court_id REFERENCES courts (id),
  district text NOT NULL,
  purpose text NOT NULL,
  purpose_as_written text,
  minutes integer NOT NULL,
  prosecutor_ids uuid[] NOT NULL,
  not_before date,
  not_after date,
  status text NOT NULL,
  asked_by text,
  reason text,
  previous_hearing_id uuid CONSTRAINT fk_unscheduled_hearings_previous_hearing_id REFERENCES hearings (id),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT ck_unscheduled_hearings_status CHECK (status IN ('waiting', 'scheduled', 'withdrawn')),
  CONSTRAINT ck_unscheduled_hearings_days_in_order CHECK (not_after >= not_before)
);
CREATE INDEX ix_unscheduled_hearings_status ON unscheduled_hearings (status, id);
CREATE INDEX ix_unscheduled_hearings_case_id ON unscheduled_hearings (case_id, id);

CREATE TABLE hearing_changes (
  id uuid CONSTRAINT pk_hearing_changes PRIMARY KEY,
  hearing_id uuid NOT NULL,
  kind text NOT NULL,
  asked_by text,
  reason text,
  before jsonb,
  after jsonb NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ix_hearing_changes_hearing_id ON hearing_changes (hearing_id, id);
"""


def upgrade() -> None:
    """Make the tables, columns and constraints."""
    for statements in (LINKS_AND_SITTINGS, HEARINGS, BOOKINGS, COURTS_TAKEN, RECORDS):
        op.execute(statements)


def downgrade() -> None:
    """Refuse: what courts did is never removed."""
    raise NotImplementedError("hearings are not removed")
