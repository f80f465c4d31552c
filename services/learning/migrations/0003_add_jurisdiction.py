"""Add where a text of the library is law: the whole of Pakistan or Sindh alone; null where nobody has said so yet."""

from alembic import op

revision = "learning_0003"
down_revision = "learning_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; it is filled by correcting an item."""
    op.execute("ALTER TABLE library_items ADD COLUMN jurisdiction text")


def downgrade() -> None:
    """Refuse: what librarians said is kept."""
    raise NotImplementedError("the library is not removed")
