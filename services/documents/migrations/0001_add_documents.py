"""Add documents, their versions and pages, what is known of cases, and the periods of retention."""

import csv
import datetime as dt
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "documents_0001"
down_revision = None
branch_labels = ("documents",)
depends_on = "common_0001"

DOCUMENTS = """
CREATE TABLE documents (
  id uuid CONSTRAINT pk_documents PRIMARY KEY,
  case_id uuid,
  kind text NOT NULL,
  title text NOT NULL,
  is_sealed boolean NOT NULL DEFAULT false,
  is_held boolean NOT NULL DEFAULT false,
  held_reason text,
  uploaded_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  current integer,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX ix_documents_case_id ON documents (case_id, id) WHERE current IS NOT NULL;
CREATE INDEX ix_documents_alone ON documents (uploaded_by, id) WHERE case_id IS NULL AND current IS NOT NULL;
CREATE INDEX ix_documents_alone_id ON documents (id) WHERE case_id IS NULL AND current IS NOT NULL;

CREATE TABLE document_versions (
  document_id uuid NOT NULL CONSTRAINT fk_document_versions_document_id REFERENCES documents (id),
  number integer NOT NULL,
  state text NOT NULL DEFAULT 'awaiting',
  reason text,
  file_name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  sha256 text NOT NULL,
  object_key text NOT NULL CONSTRAINT uq_document_versions_object_key UNIQUE,
  object_version text,
  uploaded_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  retention_mode text,
  retain_until timestamptz,
  text_state text NOT NULL DEFAULT 'none',
  text_reason text,
  pages integer,
  attempts integer NOT NULL DEFAULT 0,
  leased_until timestamptz,
  removed_at timestamptz,
  CONSTRAINT pk_document_versions PRIMARY KEY (document_id, number),
  CONSTRAINT ck_document_versions_number_from_one CHECK (number >= 1),
  CONSTRAINT ck_document_versions_size_positive CHECK (size >= 1),
  CONSTRAINT ck_document_versions_sha256_hexadecimal CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT ck_document_versions_state_known
    CHECK (state IN ('awaiting', 'verifying', 'confirmed', 'refused', 'expired')),
  CONSTRAINT ck_document_versions_text_state_known CHECK (text_state IN ('none', 'waiting', 'extracted', 'failed')),
  CONSTRAINT ck_document_versions_confirmed_is_locked
    CHECK (state <> 'confirmed' OR (object_version IS NOT NULL AND confirmed_at IS NOT NULL
           AND retention_mode IS NOT NULL AND retain_until IS NOT NULL))
);
CREATE INDEX ix_document_versions_awaiting ON document_versions (expires_at) WHERE state = 'awaiting';
CREATE INDEX ix_document_versions_verifying ON document_versions (created_at) WHERE state = 'verifying';
CREATE INDEX ix_document_versions_unread ON document_versions (confirmed_at) WHERE text_state = 'waiting';
CREATE INDEX ix_document_versions_left_over ON document_versions (expires_at)
  WHERE state IN ('refused', 'expired') AND removed_at IS NULL;
"""

KEEP = """
CREATE FUNCTION documents_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'documents are superseded, never deleted';
  END IF;
  IF OLD.state = 'confirmed' AND
     (NEW.state, NEW.file_name, NEW.media_type, NEW.size, NEW.sha256, NEW.object_key, NEW.object_version,
      NEW.uploaded_by, NEW.confirmed_at)
     IS DISTINCT FROM
     (OLD.state, OLD.file_name, OLD.media_type, OLD.size, OLD.sha256, OLD.object_key, OLD.object_version,
      OLD.uploaded_by, OLD.confirmed_at) THEN
    RAISE EXCEPTION 'a confirmed version is never changed';
  END IF;
  IF OLD.state = 'confirmed' AND NEW.retain_until < OLD.retain_until THEN
    RAISE EXCEPTION 'retention is never shortened';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_versions_keep BEFORE UPDATE OR DELETE ON document_versions
  FOR EACH ROW EXECUTE FUNCTION documents_keep();
"""

PAGES = """
CREATE TABLE document_pages (
  document_id uuid NOT NULL,
  number integer NOT NULL,
  page integer NOT NULL,
  case_id uuid,
  text text NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT pk_document_pages PRIMARY KEY (document_id, number, page),
  CONSTRAINT fk_document_pages_document_id_number FOREIGN KEY (document_id, number)
    REFERENCES document_versions (document_id, number)
);
CREATE INDEX ix_document_pages_words ON document_pages USING gin (words);
CREATE INDEX ix_document_pages_case_id ON document_pages (case_id) WHERE case_id IS NOT NULL;
"""

CASES = """
CREATE TABLE case_references (
  case_id uuid CONSTRAINT pk_case_references PRIMARY KEY,
  district text NOT NULL,
  is_sealed boolean NOT NULL DEFAULT true,
  read_at timestamptz,
  wanted_at timestamptz
);
CREATE INDEX ix_case_references_wanted_at ON case_references (wanted_at) WHERE wanted_at IS NOT NULL;

CREATE TABLE case_prosecutors (
  case_id uuid NOT NULL,
  prosecutor_id uuid NOT NULL,
  is_on boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT pk_case_prosecutors PRIMARY KEY (case_id, prosecutor_id)
);
"""

RETENTION = """
CREATE TABLE retention_periods (
  kind text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  mode text NOT NULL,
  years integer NOT NULL,
  source text NOT NULL,
  CONSTRAINT pk_retention_periods PRIMARY KEY (kind, valid_from),
  CONSTRAINT ck_retention_periods_mode_known CHECK (mode IN ('GOVERNANCE', 'COMPLIANCE')),
  CONSTRAINT ck_retention_periods_years_in_bounds CHECK (years BETWEEN 1 AND 100),
  CONSTRAINT ck_retention_periods_days_in_order CHECK (valid_to >= valid_from)
);
"""

_PERIODS = sa.table(
    "retention_periods",
    sa.column("kind", sa.Text), sa.column("mode", sa.Text), sa.column("years", sa.Integer),
    sa.column("valid_from", sa.Date), sa.column("valid_to", sa.Date), sa.column("source", sa.Text),
)  # fmt: skip


def upgrade() -> None:
    """Make the tables and fill in the periods of retention."""
    for statements in (DOCUMENTS, KEEP, PAGES, CASES, RETENTION):
        op.execute(statements)
    with Path(__file__).with_name("0001_retention_rules.csv").open(encoding="utf-8", newline="") as file:
        op.bulk_insert(_PERIODS, [_read(row) for row in csv.DictReader(file)])


def downgrade() -> None:
    """Refuse: evidence is never removed."""
    raise NotImplementedError("documents are not removed")


def _read(row: dict[str, str]) -> dict[str, object]:
    return {
        **row,
        "years": int(row["years"]),
        "valid_from": dt.date.fromisoformat(row["valid_from"]),
        "valid_to": dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    }
