"""Add the purposes of hearing that clerks' lists have and the words had not, from the file beside this one."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "scheduling_0009"
down_revision = "scheduling_0008"
branch_labels = None
depends_on = None

WORD = sa.text(
    "INSERT INTO hearing_codes (kind, code, title_en, title_ur, stage, sits_on_holidays, valid_from, source) "
    "VALUES (:kind, :code, :title_en, :title_ur, :stage, false, CAST(:valid_from AS date), :source)"
)


def upgrade() -> None:
    """Add the words."""
    rows = Path(__file__).with_name("0009_words.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(rows):
        op.get_bind().execute(WORD, row)


def downgrade() -> None:
    """Refuse: hearings refer to these words."""
    raise NotImplementedError("words in use are not removed")
