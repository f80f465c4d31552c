"""Add the texts about many hearings changed in one step, in English, Urdu and Sindhi."""

import tomllib
import uuid
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "notifications_0008"
down_revision = "notifications_0007"
branch_labels = None
depends_on = None

SOURCE = "texts about clearings"


def read_templates() -> list[dict[str, object]]:
    """Read the texts beside this file as rows."""
    texts = tomllib.loads((Path(__file__).parent / "templates_v5.toml").read_text(encoding="utf-8"))
    return [
        {
            "id": uuid.uuid5(uuid.NAMESPACE_URL, f"cmms:template:{code}:{language}:{channel}:{text.get('version', 1)}"),
            "code": code,
            "language": language,
            "channel": channel,
            "subject": subject,
            "body": body.strip(),
            "version": text.get("version", 1),
            "source": SOURCE,
        }
        for code, languages in texts.items()
        for language, text in languages.items()
        for channel, subject, body in (("email", text["subject"], text["body"]), ("sms", None, text.get("sms", "")))
        if body
    ]


def upgrade() -> None:
    """Insert the texts, valid from the start."""
    statement = sa.text(
        "INSERT INTO templates (id, code, language, channel, version, subject, body, valid_from, source) "
        "VALUES (:id, :code, :language, :channel, :version, :subject, :body, '2026-01-02T00:00:00Z', :source)"
    )
    op.get_bind().execute(statement, read_templates())


def downgrade() -> None:
    """Refuse: messages refer to their texts."""
    raise NotImplementedError("templates are not removed")
