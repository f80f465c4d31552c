"""Models and migrations say the same."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from services.common import tables
from services.common.migrate import migrate
from tests.conftest import database_of

PARTIES = ("cases", "scheduling", "documents", "learning", "notifications", "gateway")


def metadata_of(party: str) -> sa.MetaData:
    """Give the tables that a party's models describe."""
    module = importlib.import_module("gateway.accounts.models" if party == "gateway" else f"services.{party}.models")
    found: sa.MetaData = module.Base.metadata
    return found


def find_differences(connection: sa.Connection, *described: sa.MetaData) -> list[Any]:
    """Give what the database and the descriptions disagree about."""
    context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _is_ours})
    merged = sa.MetaData(naming_convention=described[0].naming_convention)
    for metadata in described:
        for table in metadata.tables.values():
            table.to_metadata(merged)
    return list(compare_metadata(context, merged))


def _is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:  # noqa: FBT001 - alembic calls it so
    return not (kind == "table" and name == "alembic_version")


@pytest.mark.parametrize("party", PARTIES)
def test_models_and_migrations_say_the_same(party: str) -> None:
    """A freshly migrated database has the tables, columns and constraints that the models describe, and no others."""
    with database_of(party).engine.connect() as connection:
        assert find_differences(connection, tables.metadata, metadata_of(party)) == []


@pytest.mark.parametrize("party", PARTIES)
def test_migrating_again_does_nothing(party: str) -> None:
    """A second run finds nothing to do."""
    assert migrate(party, database_of(party).engine.url.render_as_string(hide_password=False)) == []


def test_the_comparison_sees_a_missing_column() -> None:
    """Broken once: a column that no migration makes is found."""
    more = sa.MetaData()
    sa.Table("outbox_of_nobody", more, sa.Column("id", sa.Integer, primary_key=True))
    with database_of("gateway").engine.connect() as connection:
        assert find_differences(connection, tables.metadata, metadata_of("gateway"), more) != []
