"""Add the records that connect cases, their keys, and what people decided about them."""

from alembic import op

revision = "cases_0010"
down_revision = "cases_0009"
branch_labels = None
depends_on = None

STATEMENTS = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE entities (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  label TEXT NOT NULL,
  details JSONB NOT NULL,
  warnings TEXT[] NOT NULL,
  note TEXT,
  identity_id UUID NOT NULL,
  added_by TEXT NOT NULL,
  added_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  withdrawn_at TIMESTAMP WITH TIME ZONE,
  withdrawn_by TEXT,
  withdrawn_why TEXT,
  version INTEGER DEFAULT '1' NOT NULL,
  CONSTRAINT pk_entities PRIMARY KEY (id),
  CONSTRAINT ck_entities_kind CHECK (kind IN ('person', 'phone', 'device', 'vehicle', 'weapon', 'account', 'address', 'organisation')),
  CONSTRAINT ck_entities_role CHECK (role IN ('suspect', 'associate', 'relative', 'owner', 'user', 'financier', 'beneficiary', 'account_holder', 'introducer', 'used_in_offence', 'recovered', 'scene', 'contacted', 'other')),
  CONSTRAINT ck_entities_withdrawn_whole CHECK (num_nulls(withdrawn_at, withdrawn_by, withdrawn_why) IN (0, 3)),
  CONSTRAINT fk_entities_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);

CREATE INDEX ix_entities_case_id_id ON entities (case_id, id);

CREATE INDEX ix_entities_identity_id ON entities (identity_id);

CREATE TABLE entity_keys (
  entity_id UUID NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  CONSTRAINT pk_entity_keys PRIMARY KEY (entity_id, kind, value),
  CONSTRAINT ck_entity_keys_kind CHECK (kind IN ('cnic', 'phone', 'imei', 'chassis', 'iban', 'fsl_match', 'registration', 'engine', 'weapon', 'account', 'address', 'organisation_number', 'sound')),
  CONSTRAINT fk_entity_keys_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id)
);

CREATE INDEX ix_entity_keys_kind_value ON entity_keys (kind, value);

CREATE INDEX ix_entity_keys_sound ON entity_keys USING gin (value gin_trgm_ops) WHERE kind = 'sound';

CREATE INDEX ix_entity_keys_sounds ON entity_keys USING gin (string_to_array(value, ' ')) WHERE kind = 'sound';

CREATE TABLE entity_matches (
  id UUID NOT NULL,
  first_id UUID NOT NULL,
  second_id UUID NOT NULL,
  verdict TEXT NOT NULL,
  points INTEGER NOT NULL,
  reasons TEXT[] NOT NULL,
  decided_why TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  undone_at TIMESTAMP WITH TIME ZONE,
  undone_by TEXT,
  undone_why TEXT,
  CONSTRAINT pk_entity_matches PRIMARY KEY (id),
  CONSTRAINT ck_entity_matches_verdict CHECK (verdict IN ('same', 'different')),
  CONSTRAINT ck_entity_matches_ordered CHECK (first_id < second_id),
  CONSTRAINT ck_entity_matches_undone_whole CHECK (num_nulls(undone_at, undone_by, undone_why) IN (0, 3)),
  CONSTRAINT fk_entity_matches_first_id FOREIGN KEY(first_id) REFERENCES entities (id),
  CONSTRAINT fk_entity_matches_second_id FOREIGN KEY(second_id) REFERENCES entities (id)
);

CREATE INDEX ix_entity_matches_second_id ON entity_matches (second_id);

CREATE UNIQUE INDEX uq_entity_matches_standing ON entity_matches (first_id, second_id) WHERE undone_at IS NULL;
"""


def upgrade() -> None:
    """Make them."""
    op.execute(STATEMENTS)


def downgrade() -> None:
    """Remove them, the last one first."""
    for table in ("entity_matches", "entity_keys", "entities"):
        op.drop_table(table)
