"""Add purposes of hearing, causes of adjournment, results and kinds of court as dated rows, from the file beside this one."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "scheduling_0002"
down_revision = "scheduling_0001"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE hearing_codes (
  kind text NOT NULL,
  code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  title_en text NOT NULL,
  title_ur text,
  stage text,
  sits_on_holidays boolean NOT NULL,
  asked_by text,
  source text NOT NULL,
  CONSTRAINT pk_hearing_codes PRIMARY KEY (kind, code, valid_from)
)
"""
INSERT = sa.text(
    "INSERT INTO hearing_codes (kind, code, title_en, title_ur, stage, sits_on_holidays, asked_by, valid_from, source) "
    "VALUES (:kind, :code, :title_en, :title_ur, :stage, coalesce(CAST(:sits_on_holidays AS boolean), false), "
    ":asked_by, CAST(:valid_from AS date), :source)"
)


def upgrade() -> None:
    """Make the table and fill it."""
    op.execute(TABLE)
    rows = Path(__file__).with_name("0002_hearing_codes.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(rows):
        op.get_bind().execute(INSERT, {name: value or None for name, value in row.items()})


def downgrade() -> None:
    """Refuse: hearings refer to these words."""
    raise NotImplementedError("words in use are not removed")
