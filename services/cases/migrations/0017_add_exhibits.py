"""Add exhibits, their chain of custody, laboratory requests and reports, and the dated rules that custody is held against."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0017"
down_revision = "cases_0016"
branch_labels = None
depends_on = None

TABLES = (
    "custody_rules",
    "laboratories",
    "exhibits",
    "exhibit_revisions",
    "laboratory_requests",
    "laboratory_parcels",
    "laboratory_reports",
    "custody_events",
)
REFERENCE = ("custody_rules", "laboratories")

STATEMENTS = """
CREATE TABLE custody_rules (
  rule TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  days INTEGER,
  says TEXT NOT NULL,
  source TEXT NOT NULL,
  CONSTRAINT pk_custody_rules PRIMARY KEY (rule, valid_from)
);

CREATE TABLE laboratories (
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  source TEXT NOT NULL,
  CONSTRAINT pk_laboratories PRIMARY KEY (code)
);

CREATE TABLE exhibits (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  position INTEGER NOT NULL,
  series TEXT NOT NULL,
  nature TEXT NOT NULL,
  description TEXT NOT NULL,
  parcel_number TEXT,
  quantity NUMERIC(14, 3),
  unit TEXT,
  recovered_from_id UUID,
  memo_document_id UUID,
  sha256 TEXT,
  source_device TEXT,
  transcript_document_id UUID,
  ruling TEXT,
  ruled_on DATE,
  number INTEGER,
  suffix TEXT,
  label TEXT,
  version INTEGER DEFAULT '1' NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_exhibits PRIMARY KEY (id),
  CONSTRAINT ck_exhibits_series CHECK (series IN ('prosecution', 'defence', 'material')),
  CONSTRAINT ck_exhibits_nature CHECK (nature IN ('weapon', 'ammunition', 'empties', 'explosive', 'narcotic', 'biological', 'electronic', 'document', 'cash', 'vehicle', 'other')),
  CONSTRAINT ck_exhibits_ruling CHECK (ruling IN ('exhibited', 'rejected')),
  CONSTRAINT ck_exhibits_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT ck_exhibits_electronic_has_hash CHECK (nature <> 'electronic' OR num_nulls(sha256, source_device) = 0),
  CONSTRAINT ck_exhibits_quantity_has_unit CHECK (quantity > 0 AND num_nulls(quantity, unit) IN (0, 2)),
  CONSTRAINT ck_exhibits_ruling_has_day CHECK (num_nulls(ruling, ruled_on) IN (0, 2)),
  CONSTRAINT ck_exhibits_exhibited_has_label CHECK ((ruling IS NOT DISTINCT FROM 'exhibited') = (label IS NOT NULL) AND num_nulls(number, label) IN (0, 2) AND (suffix IS NULL OR number IS NOT NULL)),
  CONSTRAINT uq_exhibits_case_id_position UNIQUE (case_id, position),
  CONSTRAINT uq_exhibits_case_id_label UNIQUE (case_id, label),
  CONSTRAINT fk_exhibits_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_exhibits_recovered_from_id FOREIGN KEY(recovered_from_id) REFERENCES accused (id)
);

CREATE TABLE exhibit_revisions (
  exhibit_id UUID NOT NULL,
  number INTEGER NOT NULL,
  before JSONB NOT NULL,
  reason TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_exhibit_revisions PRIMARY KEY (exhibit_id, number),
  CONSTRAINT fk_exhibit_revisions_exhibit_id FOREIGN KEY(exhibit_id) REFERENCES exhibits (id)
);

CREATE TABLE laboratory_requests (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  laboratory TEXT NOT NULL,
  department TEXT NOT NULL,
  questions TEXT NOT NULL,
  requested_on DATE NOT NULL,
  reference TEXT,
  seal_impression TEXT,
  document_id UUID,
  version INTEGER DEFAULT '1' NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_laboratory_requests PRIMARY KEY (id),
  CONSTRAINT ck_laboratory_requests_department CHECK (department IN ('audio_visual', 'chemical_examination', 'computer_forensics', 'crime_scene', 'dna_serology', 'explosives', 'firearms_toolmarks', 'forensic_photography', 'latent_fingerprints', 'narcotics', 'pathology', 'polygraph', 'questioned_documents', 'toxicology', 'trace_chemistry')),
  CONSTRAINT fk_laboratory_requests_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_laboratory_requests_laboratory FOREIGN KEY(laboratory) REFERENCES laboratories (code)
);

CREATE INDEX ix_laboratory_requests_case_id ON laboratory_requests (case_id);

CREATE TABLE laboratory_parcels (
  request_id UUID NOT NULL,
  exhibit_id UUID NOT NULL,
  CONSTRAINT pk_laboratory_parcels PRIMARY KEY (request_id, exhibit_id),
  CONSTRAINT fk_laboratory_parcels_request_id FOREIGN KEY(request_id) REFERENCES laboratory_requests (id),
  CONSTRAINT fk_laboratory_parcels_exhibit_id FOREIGN KEY(exhibit_id) REFERENCES exhibits (id)
);

CREATE INDEX ix_laboratory_parcels_exhibit_id ON laboratory_parcels (exhibit_id);

CREATE TABLE laboratory_reports (
  id UUID NOT NULL,
  request_id UUID NOT NULL,
  laboratory_number TEXT NOT NULL,
  reported_on DATE NOT NULL,
  received_on DATE NOT NULL,
  finding TEXT NOT NULL,
  result TEXT NOT NULL,
  matched_exhibit_id UUID,
  exhibited_as_id UUID,
  document_id UUID,
  entered_by TEXT NOT NULL,
  entered_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  superseded_at TIMESTAMP WITH TIME ZONE,
  superseded_by TEXT,
  superseded_why TEXT,
  CONSTRAINT pk_laboratory_reports PRIMARY KEY (id),
  CONSTRAINT ck_laboratory_reports_finding CHECK (finding IN ('match', 'no_match', 'positive', 'negative', 'inconclusive')),
  CONSTRAINT ck_laboratory_reports_superseded_whole CHECK (num_nulls(superseded_at, superseded_by, superseded_why) IN (0, 3)),
  CONSTRAINT ck_laboratory_reports_received_after_reported CHECK (received_on >= reported_on),
  CONSTRAINT fk_laboratory_reports_request_id FOREIGN KEY(request_id) REFERENCES laboratory_requests (id),
  CONSTRAINT fk_laboratory_reports_matched_exhibit_id FOREIGN KEY(matched_exhibit_id) REFERENCES exhibits (id),
  CONSTRAINT fk_laboratory_reports_exhibited_as_id FOREIGN KEY(exhibited_as_id) REFERENCES exhibits (id)
);

CREATE UNIQUE INDEX uq_laboratory_reports_current ON laboratory_reports (request_id) WHERE superseded_at IS NULL;

CREATE TABLE custody_events (
  id UUID NOT NULL,
  exhibit_id UUID NOT NULL,
  position INTEGER NOT NULL,
  step TEXT NOT NULL,
  happened_on DATE NOT NULL,
  place TEXT,
  person_id UUID,
  carrier_id UUID,
  register_entry TEXT,
  road_certificate TEXT,
  reference TEXT,
  seal_impression TEXT,
  quantity NUMERIC(14, 3),
  sha256 TEXT,
  note TEXT,
  document_id UUID,
  laboratory_request_id UUID,
  corrects_id UUID,
  entered_by TEXT NOT NULL,
  entered_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  superseded_at TIMESTAMP WITH TIME ZONE,
  superseded_by TEXT,
  superseded_why TEXT,
  CONSTRAINT pk_custody_events PRIMARY KEY (id),
  CONSTRAINT ck_custody_events_step CHECK (step IN ('seized', 'sealed', 'malkhana_in', 'malkhana_out', 'laboratory_received', 'laboratory_examined', 'laboratory_reported', 'laboratory_returned', 'produced_in_court', 'returned_to_malkhana', 'handed_back', 'destroyed', 'seal_broken', 'resealed', 'played')),
  CONSTRAINT ck_custody_events_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT ck_custody_events_quantity CHECK (quantity > 0),
  CONSTRAINT ck_custody_events_superseded_whole CHECK (num_nulls(superseded_at, superseded_by, superseded_why) IN (0, 3)),
  CONSTRAINT uq_custody_events_corrects_id UNIQUE (corrects_id),
  CONSTRAINT fk_custody_events_exhibit_id FOREIGN KEY(exhibit_id) REFERENCES exhibits (id),
  CONSTRAINT fk_custody_events_person_id FOREIGN KEY(person_id) REFERENCES case_persons (id),
  CONSTRAINT fk_custody_events_carrier_id FOREIGN KEY(carrier_id) REFERENCES case_persons (id),
  CONSTRAINT fk_custody_events_laboratory_request_id FOREIGN KEY(laboratory_request_id) REFERENCES laboratory_requests (id),
  CONSTRAINT fk_custody_events_corrects_id FOREIGN KEY(corrects_id) REFERENCES custody_events (id)
);

CREATE INDEX ix_custody_events_exhibit_id ON custody_events (exhibit_id, happened_on);

CREATE UNIQUE INDEX uq_custody_events_seized ON custody_events (exhibit_id) WHERE step = 'seized' AND superseded_at IS NULL;
"""

KEEP = """
CREATE FUNCTION cases_keep_superseded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'what was recorded is superseded, never removed';
  END IF;
  IF OLD.superseded_at IS NOT NULL OR
     to_jsonb(NEW) - '{superseded_at,superseded_by,superseded_why}'::text[]
     IS DISTINCT FROM to_jsonb(OLD) - '{superseded_at,superseded_by,superseded_why}'::text[] THEN
    RAISE EXCEPTION 'what was recorded is superseded, never changed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER custody_events_keep BEFORE UPDATE OR DELETE ON custody_events
  FOR EACH ROW EXECUTE FUNCTION cases_keep_superseded();
CREATE TRIGGER laboratory_reports_keep BEFORE UPDATE OR DELETE ON laboratory_reports
  FOR EACH ROW EXECUTE FUNCTION cases_keep_superseded();
"""


def upgrade() -> None:
    """Make the tables and insert the rows of the files beside this one."""
    op.execute(STATEMENTS)
    op.execute(KEEP)
    for name in REFERENCE:
        table = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())
        with (Path(__file__).parent / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [{key: _read(key, value) for key, value in row.items()} for row in csv.DictReader(file)]
        op.bulk_insert(table, rows)


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION cases_keep_superseded()")


def _read(column: str, value: str) -> object:
    if value == "":
        return None
    return int(value) if column == "days" else value
