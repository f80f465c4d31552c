"""Tie a recording's file to its exhibit, and say for which natures of exhibits a rule of custody is."""

import sqlalchemy as sa
from alembic import op

revision = "cases_0022"
down_revision = "cases_0021"
branch_labels = None
depends_on = None

RULE = """
INSERT INTO custody_rules (rule, valid_from, days, natures, says, source) VALUES (
  'late_to_laboratory', '2009-10-29', 3, ARRAY['narcotic'],
  'The sample reached the laboratory later than 72 hours after it was seized',
  'Control of Narcotic Substances (Government Analysts) Rules 2001 r. 4(2), to be confirmed; dated from the service''s start'
)
"""


def upgrade() -> None:
    """Add the columns and the rule."""
    op.add_column("exhibits", sa.Column("document_id", sa.UUID(), nullable=True))
    op.add_column("custody_rules", sa.Column("natures", sa.ARRAY(sa.Text()), nullable=True))
    op.execute(RULE)


def downgrade() -> None:
    """Remove the rule and the columns."""
    op.execute("DELETE FROM custody_rules WHERE rule = 'late_to_laboratory'")
    op.drop_column("custody_rules", "natures")
    op.drop_column("exhibits", "document_id")
