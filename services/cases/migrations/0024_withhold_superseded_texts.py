"""Let a protected name be taken out of what is superseded: such a text may become '[withheld]', and nothing else."""

from alembic import op

revision = "cases_0024"
down_revision = "cases_0023"
branch_labels = None
depends_on = None

HEAD = """
CREATE OR REPLACE FUNCTION cases_keep_superseded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'what was recorded is superseded, never removed';
  END IF;
"""
WITHHOLD = """
  IF OLD.superseded_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM jsonb_each(to_jsonb(NEW)) AS after JOIN jsonb_each(to_jsonb(OLD)) AS before USING (key)
    WHERE after.value <> before.value
      AND NOT (after.value = '"[withheld]"'
               AND key IN ('place', 'note', 'reference', 'superseded_why', 'result', 'laboratory_number'))
  ) THEN
    RETURN NEW;
  END IF;
"""
REST = """
  IF OLD.superseded_at IS NOT NULL OR
     to_jsonb(NEW) - '{superseded_at,superseded_by,superseded_why}'::text[]
     IS DISTINCT FROM to_jsonb(OLD) - '{superseded_at,superseded_by,superseded_why}'::text[] THEN
    RAISE EXCEPTION 'what was recorded is superseded, never changed';
  END IF;
  RETURN NEW;
END $$;
"""


def upgrade() -> None:
    """Allow it."""
    op.execute(HEAD + WITHHOLD + REST)


def downgrade() -> None:
    """Forbid it again."""
    op.execute(HEAD + REST)
