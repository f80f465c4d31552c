"""Add what ripeness is read from: states that cases told and the process of hearings; and two purposes, from the file beside this one."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "scheduling_0009"
down_revision = "scheduling_0008"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE known_states (
  case_id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  state text NOT NULL,
  since_on date NOT NULL,
  event text NOT NULL,
  event_id uuid NOT NULL,
  heard_at timestamptz NOT NULL,
  CONSTRAINT pk_known_states PRIMARY KEY (case_id, kind, subject_id),
  CONSTRAINT ck_known_states_kind CHECK (kind IN ('custody', 'person', 'laboratory', 'copies'))
);

CREATE TABLE hearing_processes (
  id uuid CONSTRAINT pk_hearing_processes PRIMARY KEY,
  hearing_id uuid NOT NULL CONSTRAINT fk_hearing_processes_hearing_id REFERENCES hearings (id),
  hearing_on date NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  process text NOT NULL,
  outcome text NOT NULL,
  happened_on date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT ck_hearing_processes_subject_kind CHECK (subject_kind IN ('person', 'accused')),
  CONSTRAINT ck_hearing_processes_process
    CHECK (process IN ('summons', 'bailable_warrant', 'non_bailable_warrant', 'notice', 'production_order')),
  CONSTRAINT ck_hearing_processes_outcome CHECK (outcome IN ('issued', 'served', 'not_served')),
  CONSTRAINT ck_hearing_processes_prisoners_are_produced
    CHECK (process <> 'production_order' OR subject_kind = 'accused')
);
CREATE INDEX ix_hearing_processes_hearing_id ON hearing_processes (hearing_id, id);
"""
WORD = sa.text(
    "INSERT INTO hearing_codes (kind, code, title_en, title_ur, stage, sits_on_holidays, valid_from, source) "
    "VALUES (:kind, :code, :title_en, :title_ur, :stage, false, CAST(:valid_from AS date), :source)"
)


def upgrade() -> None:
    """Make the tables and add the words."""
    op.execute(TABLES)
    rows = Path(__file__).with_name("0009_words.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(rows):
        op.get_bind().execute(WORD, row)


def downgrade() -> None:
    """Refuse: hearings refer to these words, and what was served is never removed."""
    raise NotImplementedError("process is not removed")
