"""The tables that the migrations make are those that the models mean."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from services.notifications.models import Base
from tests.conftest import database_of


def test_models_and_migrations_agree() -> None:
    """Nothing is in one and not in the other, and the constraints have the names that errors are known by."""
    names = set(Base.metadata.tables)

    def is_ours(_thing: Any, name: str | None, kind: str, _reflected: Any, _compared: Any) -> bool:
        return kind != "table" or name in names

    with database_of("notifications").engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": True, "include_object": is_ours}
        )
        assert compare_metadata(context, Base.metadata) == []
        kept = set(connection.scalars(sa.text("SELECT conname FROM pg_constraint")))
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            assert str(constraint.name) in kept
