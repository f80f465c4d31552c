"""Add the financing behind a case: checklist, money moved, references, orders on property, lists of proscribed persons."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0021"
down_revision = "cases_0020"
branch_labels = None
depends_on = None

STATEMENTS = """
CREATE TABLE financings (
  case_id UUID NOT NULL,
  is_terror_financing BOOLEAN NOT NULL,
  predicate TEXT,
  note TEXT,
  opened_on DATE NOT NULL,
  CONSTRAINT pk_financings PRIMARY KEY (case_id),
  CONSTRAINT fk_financings_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);

CREATE TABLE financing_items (
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  says TEXT NOT NULL,
  says_ur TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  source TEXT NOT NULL,
  CONSTRAINT pk_financing_items PRIMARY KEY (code)
);

CREATE TABLE financing_checks (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  item_code TEXT NOT NULL,
  state TEXT NOT NULL,
  done_on DATE,
  note TEXT,
  recorded_by TEXT NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  superseded_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_financing_checks PRIMARY KEY (id),
  CONSTRAINT ck_financing_checks_state CHECK (state IN ('open', 'done', 'not_needed')),
  CONSTRAINT ck_financing_checks_done_has_day CHECK ((state = 'done') = (done_on IS NOT NULL)),
  CONSTRAINT fk_financing_checks_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_financing_checks_item_code FOREIGN KEY(item_code) REFERENCES financing_items (code)
);

CREATE UNIQUE INDEX uq_financing_checks_current ON financing_checks (case_id, item_code) WHERE superseded_at IS NULL;

CREATE TABLE money_transfers (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  from_entity_id UUID,
  to_entity_id UUID,
  made_on DATE NOT NULL,
  amount NUMERIC(16, 2) NOT NULL,
  currency TEXT NOT NULL,
  channel TEXT NOT NULL,
  note TEXT,
  recorded_by TEXT NOT NULL,
  CONSTRAINT pk_money_transfers PRIMARY KEY (id),
  CONSTRAINT ck_money_transfers_channel CHECK (channel IN ('cash', 'transfer', 'remittance', 'hawala', 'mobile_wallet', 'card', 'crypto', 'other')),
  CONSTRAINT ck_money_transfers_amount_positive CHECK (amount > 0),
  CONSTRAINT ck_money_transfers_two_ends CHECK (from_entity_id <> to_entity_id),
  CONSTRAINT ck_money_transfers_an_end CHECK (num_nonnulls(from_entity_id, to_entity_id) > 0),
  CONSTRAINT fk_money_transfers_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_money_transfers_from_entity_id FOREIGN KEY(from_entity_id) REFERENCES entities (id),
  CONSTRAINT fk_money_transfers_to_entity_id FOREIGN KEY(to_entity_id) REFERENCES entities (id)
);

CREATE INDEX ix_money_transfers_case_id ON money_transfers (case_id, made_on);

CREATE TABLE financing_references (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  dated_on DATE NOT NULL,
  note TEXT,
  recorded_by TEXT NOT NULL,
  CONSTRAINT pk_financing_references PRIMARY KEY (id),
  CONSTRAINT ck_financing_references_kind CHECK (kind IN ('str', 'ctr', 'fmu_report', 'bank_reply', 'mla_request', 'sanctions_list')),
  CONSTRAINT uq_financing_references_case_id_kind_reference UNIQUE (case_id, kind, reference),
  CONSTRAINT fk_financing_references_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);

CREATE TABLE property_orders (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  entity_id UUID,
  kind TEXT NOT NULL,
  property TEXT NOT NULL,
  order_reference TEXT NOT NULL,
  amount NUMERIC(16, 2),
  recorded_by TEXT NOT NULL,
  CONSTRAINT pk_property_orders PRIMARY KEY (id),
  CONSTRAINT ck_property_orders_kind CHECK (kind IN ('freeze', 'seizure', 'attachment')),
  CONSTRAINT uq_property_orders_case_id_kind_order_reference UNIQUE (case_id, kind, order_reference),
  CONSTRAINT fk_property_orders_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_property_orders_entity_id FOREIGN KEY(entity_id) REFERENCES entities (id)
);

CREATE TABLE property_steps (
  id UUID NOT NULL,
  order_id UUID NOT NULL,
  step TEXT NOT NULL,
  taken_on DATE NOT NULL,
  taken_at TIMESTAMP WITH TIME ZONE,
  note TEXT,
  recorded_by TEXT NOT NULL,
  CONSTRAINT pk_property_steps PRIMARY KEY (id),
  CONSTRAINT ck_property_steps_step CHECK (step IN ('property_frozen', 'attachment_ordered', 'freeze_reported', 'forfeiture_notice_given', 'forfeiture_claimed', 'forfeiture_ordered', 'forfeiture_appealed', 'attachment_order_sent', 'attachment_notice_issued', 'attachment_extended', 'attachment_progress_reported', 'attachment_settled')),
  CONSTRAINT fk_property_steps_order_id FOREIGN KEY(order_id) REFERENCES property_orders (id)
);

CREATE INDEX ix_property_steps_order_id ON property_steps (order_id, id);

CREATE TABLE proscribed_persons (
  id UUID NOT NULL,
  list_code TEXT NOT NULL,
  list_version TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT[] NOT NULL,
  father_name TEXT,
  cnic TEXT,
  sound TEXT NOT NULL,
  listed_on DATE,
  source TEXT NOT NULL,
  loaded_by TEXT NOT NULL,
  loaded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  superseded_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_proscribed_persons PRIMARY KEY (id)
);

CREATE INDEX ix_proscribed_persons_cnic ON proscribed_persons (cnic) WHERE superseded_at IS NULL;

CREATE INDEX ix_proscribed_persons_list ON proscribed_persons (list_code, id) WHERE superseded_at IS NULL;

CREATE INDEX ix_proscribed_persons_sound ON proscribed_persons USING gin (sound gin_trgm_ops) WHERE superseded_at IS NULL;
"""


def upgrade() -> None:
    """Make the tables, and insert the checklist's items."""
    op.execute(STATEMENTS)
    table = sa.Table("financing_items", sa.MetaData(), autoload_with=op.get_bind())
    with (Path(__file__).parent / "reference" / "financing_items.csv").open(encoding="utf-8", newline="") as file:
        op.bulk_insert(table, [{**row, "valid_to": row["valid_to"] or None} for row in csv.DictReader(file)])


def downgrade() -> None:
    """Remove them, the last one first."""
    for table in (
        "proscribed_persons",
        "property_steps",
        "property_orders",
        "financing_references",
        "money_transfers",
        "financing_checks",
        "financing_items",
        "financings",
    ):
        op.drop_table(table)
