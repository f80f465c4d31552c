"""Add prosecutors' postings, qualifications, patterns, duties and travel; courts' seats and vacations; what clearings did."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "scheduling_0005"
down_revision = "scheduling_0004"
branch_labels = None
depends_on = None

COURTS = """
ALTER TABLE courts ADD COLUMN seat text;
UPDATE courts SET seat = district;
ALTER TABLE courts ALTER COLUMN seat SET NOT NULL;
ALTER TABLE courts ADD COLUMN closing_source text;
ALTER TABLE holidays ADD COLUMN occasion text;
CREATE INDEX ix_holidays_occasion ON holidays (occasion, scope, day) WHERE withdrawn_at IS NULL;

CREATE TABLE court_designations (
  id uuid CONSTRAINT pk_court_designations PRIMARY KEY,
  court_id uuid NOT NULL CONSTRAINT fk_court_designations_court_id REFERENCES courts (id),
  designation text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  CONSTRAINT ck_court_designations_days_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT ex_court_designations_overlap EXCLUDE USING gist
    (court_id WITH =, designation WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);

CREATE TABLE vacations (
  id uuid CONSTRAINT pk_vacations PRIMARY KEY,
  first_on date NOT NULL,
  last_on date NOT NULL,
  scope text NOT NULL,
  court_kinds text[] NOT NULL,
  name_en text NOT NULL,
  name_ur text,
  duty_opens time,
  duty_closes time,
  source text NOT NULL,
  declared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_because text,
  CONSTRAINT ck_vacations_days_in_order CHECK (last_on >= first_on),
  CONSTRAINT ck_vacations_duty_hours CHECK ((duty_opens IS NULL) = (duty_closes IS NULL)
    AND (duty_opens IS NULL OR duty_closes > duty_opens))
);
CREATE INDEX ix_vacations_first_on ON vacations (first_on, id);

CREATE TABLE vacation_duties (
  vacation_id uuid NOT NULL CONSTRAINT fk_vacation_duties_vacation_id REFERENCES vacations (id),
  court_id uuid NOT NULL CONSTRAINT fk_vacation_duties_court_id REFERENCES courts (id),
  first_on date NOT NULL,
  last_on date NOT NULL,
  CONSTRAINT pk_vacation_duties PRIMARY KEY (vacation_id, court_id, first_on),
  CONSTRAINT ck_vacation_duties_days_in_order CHECK (last_on >= first_on)
);
"""

PEOPLE = """
ALTER TABLE roster_entries ADD COLUMN seat text;

CREATE TABLE postings (
  id uuid CONSTRAINT pk_postings PRIMARY KEY,
  prosecutor_id uuid NOT NULL CONSTRAINT fk_postings_prosecutor_id REFERENCES roster_entries (id),
  district text NOT NULL,
  seat text NOT NULL,
  designation text,
  first_on date,
  last_on date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT ck_postings_days_in_order CHECK (last_on >= first_on),
  CONSTRAINT ex_postings_overlap EXCLUDE USING gist
    (prosecutor_id WITH =, daterange(first_on, last_on, '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE designation_ranks (
  designation text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  rank smallint NOT NULL,
  source text NOT NULL,
  CONSTRAINT pk_designation_ranks PRIMARY KEY (designation, valid_from),
  CONSTRAINT ck_designation_ranks_rank CHECK (rank BETWEEN 1 AND 22)
);

CREATE TABLE qualification_needs (
  court_word text NOT NULL,
  qualification text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  CONSTRAINT pk_qualification_needs PRIMARY KEY (court_word, qualification, valid_from)
);

CREATE TABLE qualifications (
  id uuid CONSTRAINT pk_qualifications PRIMARY KEY,
  prosecutor_id uuid NOT NULL CONSTRAINT fk_qualifications_prosecutor_id REFERENCES roster_entries (id),
  qualification text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT ck_qualifications_days_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT ex_qualifications_overlap EXCLUDE USING gist
    (prosecutor_id WITH =, qualification WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);

CREATE TABLE working_patterns (
  id uuid CONSTRAINT pk_working_patterns PRIMARY KEY,
  prosecutor_id uuid NOT NULL CONSTRAINT fk_working_patterns_prosecutor_id REFERENCES roster_entries (id),
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT ck_working_patterns_days_in_order CHECK (valid_to >= valid_from)
);
CREATE INDEX ix_working_patterns_prosecutor_id ON working_patterns (prosecutor_id, id);

CREATE TABLE working_hours (
  pattern_id uuid NOT NULL CONSTRAINT fk_working_hours_pattern_id REFERENCES working_patterns (id),
  weekday smallint NOT NULL,
  starts time NOT NULL,
  ends time NOT NULL,
  CONSTRAINT pk_working_hours PRIMARY KEY (pattern_id, weekday),
  CONSTRAINT ck_working_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT ck_working_hours_ends_after_start CHECK (ends > starts)
);
"""

TIME = """
CREATE TABLE duties (
  id uuid CONSTRAINT pk_duties PRIMARY KEY,
  prosecutor_id uuid NOT NULL CONSTRAINT fk_duties_prosecutor_id REFERENCES roster_entries (id),
  duty text NOT NULL,
  during tstzrange NOT NULL,
  court_id uuid CONSTRAINT fk_duties_court_id REFERENCES courts (id),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  withdrawn_at timestamptz,
  CONSTRAINT ck_duties_during CHECK (NOT isempty(during)),
  CONSTRAINT ex_duties_overlap EXCLUDE USING gist
    (prosecutor_id WITH =, during WITH &&) WHERE (withdrawn_at IS NULL)
);
CREATE INDEX ix_duties_during ON duties (lower(during), id) WHERE withdrawn_at IS NULL;

CREATE TABLE dates_to_avoid (
  id uuid CONSTRAINT pk_dates_to_avoid PRIMARY KEY,
  prosecutor_id uuid NOT NULL CONSTRAINT fk_dates_to_avoid_prosecutor_id REFERENCES roster_entries (id),
  first_on date NOT NULL,
  last_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  withdrawn_at timestamptz,
  CONSTRAINT ck_dates_to_avoid_days_in_order CHECK (last_on >= first_on)
);
CREATE INDEX ix_dates_to_avoid_prosecutor_id ON dates_to_avoid (prosecutor_id, first_on, id);

CREATE TABLE travel_times (
  id uuid CONSTRAINT pk_travel_times PRIMARY KEY,
  one_seat text NOT NULL,
  other_seat text NOT NULL,
  minutes integer NOT NULL,
  valid_from date NOT NULL,
  source text NOT NULL,
  CONSTRAINT uq_travel_times_one_seat_other_seat_valid_from UNIQUE (one_seat, other_seat, valid_from),
  CONSTRAINT ck_travel_times_seats_in_order CHECK (one_seat < other_seat),
  CONSTRAINT ck_travel_times_minutes CHECK (minutes > 0)
);

CREATE TABLE recusals (
  case_id uuid NOT NULL,
  prosecutor_id uuid NOT NULL,
  is_recused boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT pk_recusals PRIMARY KEY (case_id, prosecutor_id)
);
CREATE INDEX ix_recusals_prosecutor_id ON recusals (prosecutor_id, case_id) WHERE is_recused;
"""

CLEARINGS = """
CREATE TABLE clearings (
  id uuid CONSTRAINT pk_clearings PRIMARY KEY,
  scope text NOT NULL,
  court_ids uuid[] NOT NULL,
  districts text[] NOT NULL,
  first_on date NOT NULL,
  last_on date,
  action text NOT NULL,
  to_court_id uuid CONSTRAINT fk_clearings_to_court_id REFERENCES courts (id),
  cause text NOT NULL,
  asked_by text NOT NULL,
  reason text NOT NULL,
  hearings integer NOT NULL,
  cleared_by text NOT NULL,
  cleared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT ck_clearings_days_in_order CHECK (last_on >= first_on),
  CONSTRAINT ck_clearings_action CHECK (action IN ('vacate', 'move', 'postpone'))
);

CREATE TABLE clearing_steps (
  clearing_id uuid NOT NULL CONSTRAINT fk_clearing_steps_clearing_id REFERENCES clearings (id),
  hearing_id uuid NOT NULL CONSTRAINT fk_clearing_steps_hearing_id REFERENCES hearings (id),
  from_court_id uuid NOT NULL CONSTRAINT fk_clearing_steps_from_court_id REFERENCES courts (id),
  from_starts_at timestamptz NOT NULL,
  to_court_id uuid CONSTRAINT fk_clearing_steps_to_court_id REFERENCES courts (id),
  to_starts_at timestamptz,
  CONSTRAINT pk_clearing_steps PRIMARY KEY (clearing_id, hearing_id)
);
CREATE INDEX ix_clearing_steps_hearing_id ON clearing_steps (hearing_id, clearing_id);
"""
WORD = sa.text(
    "INSERT INTO hearing_codes (kind, code, title_en, title_ur, sits_on_holidays, asked_by, valid_from, source) "
    "VALUES (:kind, :code, :title_en, :title_ur, false, :asked_by, CAST(:valid_from AS date), :source)"
)
RANK = sa.text(
    "INSERT INTO designation_ranks (designation, rank, valid_from, source) "
    "VALUES (:designation, CAST(:rank AS smallint), CAST(:valid_from AS date), :source)"
)
NEED = sa.text(
    "INSERT INTO qualification_needs (court_word, qualification, valid_from, source) "
    "VALUES (:court_word, :qualification, CAST(:valid_from AS date), :source)"
)


def upgrade() -> None:
    """Make the tables and fill those of words."""
    for statements in (COURTS, PEOPLE, TIME, CLEARINGS):
        op.execute(statements)
    for name, statement in (("words", WORD), ("ranks", RANK), ("needs", NEED)):
        rows = Path(__file__).with_name(f"0005_{name}.csv").read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader(rows):
            op.get_bind().execute(statement, {key: value or None for key, value in row.items()})


def downgrade() -> None:
    """Refuse: what was decided about people's time is never removed."""
    raise NotImplementedError("postings are not removed")
