"""Numbered alembic revisions of the gateway's database."""
