"""Let the audit trail be searched by day, action, case and correlation id, and keep what its verifications found.

The indexes are built beside the writers, since every change of the service writes here and may not wait.
"""

from alembic import op

from services.common.tables import audit_verifications

revision = "common_0002"
down_revision = "common_0001"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_audit_entries_at": "(at, lane, number)",
    "ix_audit_entries_action": "(action, at)",
    "ix_audit_entries_correlation_id": "((entry::jsonb ->> 'correlation_id'))",
    "ix_audit_entries_case_id": "((entry::jsonb #>> '{detail,case_id}'))"
    " WHERE (entry::jsonb #>> '{detail,case_id}') IS NOT NULL",
}


def upgrade() -> None:
    """Make the table and the indexes; an index that an interrupted run left unfinished is made anew."""
    audit_verifications.create(op.get_bind(), checkfirst=True)
    with op.get_context().autocommit_block():
        for name, columns in INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE INDEX CONCURRENTLY {name} ON audit_entries {columns}")


def downgrade() -> None:
    """Take the indexes and the findings away; the trail itself stays as it is."""
    for name in INDEXES:
        op.execute(f"DROP INDEX IF EXISTS {name}")
    op.drop_table("audit_verifications")
