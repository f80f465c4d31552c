"""Add the outbox, the inbox, retries, idempotency keys and the audit trail.

The function appends entries to the first lane of the audit trail that nobody holds, and waits for lane 0 when all are held.
Entries can be added, never changed or removed: a trigger refuses.
"""

from alembic import op

from services.common.tables import metadata

revision = "common_0001"
down_revision = None
branch_labels = ("common",)
depends_on = None

APPEND = """
CREATE FUNCTION cmms_audit_append(entries text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  head audit_heads%ROWTYPE;
  entry text;
  fields jsonb;
BEGIN
  SELECT * INTO head FROM audit_heads ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    SELECT * INTO head FROM audit_heads WHERE lane = 0 FOR UPDATE;
  END IF;
  FOREACH entry IN ARRAY entries LOOP
    fields := entry::jsonb;
    head.number := head.number + 1;
    head.hash := sha256(head.hash || convert_to(entry, 'UTF8'));
    INSERT INTO audit_entries (lane, number, at, actor_id, action, subject, entry, hash)
    VALUES (head.lane, head.number, (fields->>'at')::timestamptz, fields->>'actor_id', fields->>'action',
            fields->>'subject', entry, head.hash);
  END LOOP;
  UPDATE audit_heads SET number = head.number, hash = head.hash WHERE lane = head.lane;
END $$
"""

KEEP = """
CREATE FUNCTION cmms_audit_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed or removed';
END $$
"""


def upgrade() -> None:
    """Make the tables, the lanes and the functions."""
    metadata.create_all(op.get_bind())
    op.execute("ALTER TABLE audit_heads SET (fillfactor = 20)")
    op.execute(
        "INSERT INTO audit_heads SELECT lane, 0, decode(repeat('00', 32), 'hex') FROM generate_series(0, 7) lane"
    )
    op.execute(APPEND)
    op.execute(KEEP)
    for table in ("audit_entries", "audit_checkpoints"):
        op.execute(
            f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION cmms_audit_keep()"
        )


def downgrade() -> None:
    """Refuse: evidence is never removed."""
    raise NotImplementedError("the audit trail is not removed")
