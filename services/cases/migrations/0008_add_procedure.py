"""Add the procedure, powers and offences as dated data, and the way each case went by them."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0008"
down_revision = "cases_0007"
branch_labels = None
depends_on = None

TABLES = (
    "procedure_stages",
    "procedure_exits",
    "powers",
    "offences",
    "stage_changes",
)
REFERENCE = (
    "procedure_stages",
    "procedure_exits",
    "powers",
    "offences",
)
LISTS = ("kinds",)
NUMBERS = ("position", "least_months", "most_months")

STATEMENTS = """
CREATE TABLE procedure_stages (
  code TEXT NOT NULL,
  within TEXT,
  position INTEGER NOT NULL,
  is_final BOOLEAN NOT NULL,
  says TEXT NOT NULL,
  says_ur TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  source TEXT NOT NULL,
  CONSTRAINT pk_procedure_stages PRIMARY KEY (code),
  CONSTRAINT fk_procedure_stages_within FOREIGN KEY(within) REFERENCES procedure_stages (code)
);

CREATE TABLE procedure_exits (
  step TEXT NOT NULL,
  from_stage TEXT NOT NULL,
  kinds TEXT[] NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  to_stage TEXT,
  is_resumption BOOLEAN NOT NULL,
  who TEXT NOT NULL,
  permission TEXT NOT NULL,
  says TEXT NOT NULL,
  source TEXT NOT NULL,
  CONSTRAINT pk_procedure_exits PRIMARY KEY (step, from_stage, kinds, valid_from),
  CONSTRAINT ck_procedure_exits_who CHECK (who IN ('police', 'prosecutor', 'prosecutor_general', 'court', 'accused')),
  CONSTRAINT ck_procedure_exits_resumption_goes_back CHECK (NOT (is_resumption AND to_stage IS NOT NULL)),
  CONSTRAINT fk_procedure_exits_from_stage FOREIGN KEY(from_stage) REFERENCES procedure_stages (code),
  CONSTRAINT fk_procedure_exits_to_stage FOREIGN KEY(to_stage) REFERENCES procedure_stages (code)
);

CREATE TABLE powers (
  power TEXT NOT NULL,
  office TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  position INTEGER NOT NULL,
  permission TEXT NOT NULL,
  acts TEXT NOT NULL,
  most_months INTEGER,
  is_special_court BOOLEAN,
  source TEXT NOT NULL,
  CONSTRAINT pk_powers PRIMARY KEY (power, office, valid_from),
  CONSTRAINT ck_powers_office CHECK (office IN ('prosecutor', 'district_public_prosecutor', 'prosecutor_general', 'law_secretary', 'law_minister', 'government')),
  CONSTRAINT ck_powers_acts CHECK (acts IN ('recommend', 'approve', 'report'))
);

CREATE TABLE offences (
  act TEXT NOT NULL,
  section TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  title TEXT NOT NULL,
  title_ur TEXT,
  least_months INTEGER,
  most_months INTEGER,
  is_death BOOLEAN NOT NULL,
  is_life BOOLEAN NOT NULL,
  is_special_court BOOLEAN NOT NULL,
  is_vicarious BOOLEAN NOT NULL,
  sanction_by TEXT,
  is_bailable BOOLEAN,
  is_cognizable BOOLEAN,
  compoundable_by TEXT,
  source TEXT NOT NULL,
  CONSTRAINT pk_offences PRIMARY KEY (act, section, valid_from),
  CONSTRAINT ck_offences_most_over_least CHECK (most_months >= least_months),
  CONSTRAINT fk_offences_act FOREIGN KEY(act) REFERENCES acts (code)
);

CREATE TABLE stage_changes (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  number INTEGER NOT NULL,
  step TEXT NOT NULL,
  from_stage TEXT NOT NULL,
  to_stage TEXT NOT NULL,
  taken_on DATE NOT NULL,
  taken_by TEXT NOT NULL,
  note TEXT,
  recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_stage_changes PRIMARY KEY (id),
  CONSTRAINT uq_stage_changes_case_id_number UNIQUE (case_id, number),
  CONSTRAINT fk_stage_changes_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_stage_changes_from_stage FOREIGN KEY(from_stage) REFERENCES procedure_stages (code),
  CONSTRAINT fk_stage_changes_to_stage FOREIGN KEY(to_stage) REFERENCES procedure_stages (code)
);
"""


def upgrade() -> None:
    """Make the tables and insert the rows of the files beside this one."""
    op.execute(STATEMENTS)
    for name in REFERENCE:
        table = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())
        with (Path(__file__).parent / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [{key: _read(key, value) for key, value in row.items()} for row in csv.DictReader(file)]
        op.bulk_insert(table, rows)


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _read(column: str, value: str) -> object:
    if column in LISTS:
        return value.split()
    if value == "":
        return None
    if column.startswith("is_"):
        return value == "yes"
    return int(value) if column in NUMBERS else value
