"""Keep what a laboratory's request said before it was corrected, and count a report that does not come as a gap."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0035"
down_revision = "cases_0034"
branch_labels = None
depends_on = None

SAYS = "A laboratory was asked more than this many days ago and has not reported"
SOURCE = "No law that sets the time is known; the platform's default of a month, to be confirmed. CrPC s.510; ATA s.27B"


def upgrade() -> None:
    """Make the table and insert the rule."""
    op.create_table(
        "laboratory_request_revisions",
        sa.Column("request_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column(
            "changed_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["laboratory_requests.id"], name=op.f("fk_laboratory_request_revisions_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", "number", name=op.f("pk_laboratory_request_revisions")),
    )
    rules = sa.table("custody_rules", *(sa.column(name) for name in ("rule", "valid_from", "days", "says", "source")))
    row = {
        "rule": "report_overdue",
        "valid_from": sa.text("DATE '2009-10-29'"),
        "days": 30,
        "says": SAYS,
        "source": SOURCE,
    }
    op.execute(sa.insert(rules).values(**row))


def downgrade() -> None:
    """Remove them."""
    op.execute("DELETE FROM custody_rules WHERE rule = 'report_overdue'")
    op.drop_table("laboratory_request_revisions")
