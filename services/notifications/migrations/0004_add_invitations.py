"""Add the choice to be invited to hearings by mail, and the invitation that goes with a letter."""

from alembic import op

revision = "notifications_0004"
down_revision = "notifications_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.execute("ALTER TABLE recipients ADD COLUMN by_invitation boolean DEFAULT false NOT NULL")
    op.execute("ALTER TABLE messages ADD COLUMN invitation text")


def downgrade() -> None:
    """Refuse: what was sent is kept."""
    raise NotImplementedError("messages are not removed")
