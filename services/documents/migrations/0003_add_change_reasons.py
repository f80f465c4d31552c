"""Add why a version was sent after the first; versions from before say nothing of it."""

from alembic import op

revision = "documents_0003"
down_revision = "documents_0002"
branch_labels = None
depends_on = None

REASONS = """
ALTER TABLE document_versions ADD COLUMN change_reason text
  CONSTRAINT ck_document_versions_change_reason_bounded CHECK (char_length(change_reason) BETWEEN 1 AND 500);
"""

KEEP = """
CREATE OR REPLACE FUNCTION documents_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'documents are superseded, never deleted';
  END IF;
  IF OLD.state = 'confirmed' AND
     (NEW.state, NEW.file_name, NEW.media_type, NEW.size, NEW.sha256, NEW.object_key, NEW.object_version,
      NEW.uploaded_by, NEW.confirmed_at, NEW.change_reason)
     IS DISTINCT FROM
     (OLD.state, OLD.file_name, OLD.media_type, OLD.size, OLD.sha256, OLD.object_key, OLD.object_version,
      OLD.uploaded_by, OLD.confirmed_at, OLD.change_reason) THEN
    RAISE EXCEPTION 'a confirmed version is never changed';
  END IF;
  IF OLD.state = 'confirmed' AND NEW.retain_until < OLD.retain_until THEN
    RAISE EXCEPTION 'retention is never shortened';
  END IF;
  RETURN NEW;
END $$;
"""


def upgrade() -> None:
    """Add the column, and let it stand with the rest of a confirmed version."""
    op.execute(REASONS)
    op.execute(KEEP)


def downgrade() -> None:
    """Refuse: why a document was superseded is part of the record."""
    raise NotImplementedError("reasons are not forgotten")
