"""Statements are planned once a connection, and nothing else changes by that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, registry

from services.common.database import Database, is_away
from services.common.prepared import Ready
from tests.conftest import database_of

_metadata = sa.MetaData()
_things = sa.Table(
    "prepared_things",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("tags", sa.ARRAY(sa.Text)),
)
_BY_NAME = sa.select(_things.c.id).where(_things.c.name == sa.bindparam("wanted"))


@pytest.fixture(name="database")
def _database() -> Iterator[Database]:
    url = database_of("cases").engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    database = Database(url, size=1)
    _metadata.create_all(database.engine)
    with database.transaction() as session:
        session.execute(sa.insert(_things).values(id=1, name="one", tags=["a"]))
    yield database
    _metadata.drop_all(database.engine)
    database.engine.dispose()


class _Thing:
    """A row as an object."""

    def __init__(self, **values: object) -> None:
        for name, value in values.items():
            setattr(self, name, value)


registry().map_imperatively(_Thing, _things)


def _prepared(session: Session) -> list[str]:
    """Give what this connection has prepared of the table's statements; asked as text, which is never prepared."""
    found = session.execute(sa.text("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%things%'"))
    return [statement for (statement,) in found]


def test_a_statement_is_prepared_once_a_connection(database: Database) -> None:
    """The same select with other values is one prepared statement, and answers by its values."""
    with database.reading() as session:
        before = len(_prepared(session))
        answers = [session.scalars(_BY_NAME, {"wanted": name}).all() for name in ("one", "two", "100%", "one")]
        assert answers == [[1], [], [], [1]]
        assert len(_prepared(session)) == before + 1


def test_a_change_is_prepared_too(database: Database) -> None:
    """An update tells how many rows it changed, as if it were sent as text."""
    with database.transaction() as session:
        changed = session.execute(
            sa.update(_things).where(_things.c.id == sa.bindparam("which")).values(tags=["b", "%"]), {"which": 1}
        )
        assert changed.rowcount == 1  # type: ignore[attr-defined]  # a result of an update is a CursorResult
        assert any(statement.startswith("PREPARE") and "UPDATE" in statement for statement in _prepared(session))
        assert session.scalar(sa.select(_things.c.tags)) == ["b", "%"]


def test_what_cannot_be_prepared_is_sent_as_before(database: Database) -> None:
    """A parameter whose type PostgreSQL cannot tell does not spoil the transaction that meets it."""
    untyped = sa.bindparam("anything", type_=sa.types.NullType())
    unknown = sa.select(sa.func.json_build_object("x", untyped), _things.c.id)
    with database.transaction() as session:
        session.execute(sa.insert(_things).values(id=2, name="two"))
        assert session.execute(unknown, {"anything": "y"}).first() is not None
        assert session.scalars(_BY_NAME, {"wanted": "two"}).all() == [2]


def test_a_list_of_any_length_is_not_prepared(database: Database) -> None:
    """IN with its values written out would be a statement of its own for each length."""
    with database.reading() as session:
        before = len(_prepared(session))
        for names in (["one"], ["one", "two"], ["one", "two", "three"]):
            assert session.scalars(sa.select(_things.c.id).where(_things.c.name.in_(names))).all() == [1]
        assert len(_prepared(session)) == before


def test_a_select_made_once_may_hold_a_list(database: Database) -> None:
    """What is in a person's sight is a list of any length; it is executed as ever, each time by its own values."""
    for names, found in ((["one"], [1]), (["one", "two"], [1]), (["two"], []), ([], [])):
        ready = Ready(_BY_NAME.where(_things.c.name.in_(names)))
        for _ in range(2):
            with database.reading() as session:
                assert [row.id for row in ready.rows(session, {"wanted": "one"})] == found


def test_rows_in_a_stream_are_read_as_before(database: Database) -> None:
    """A cursor on the server declares its statement; it is not executed by name."""
    with database.transaction() as session:
        rows = session.execute(sa.select(_things.c.name), execution_options={"yield_per": 1})
        assert [name for (name,) in rows] == ["one"]


def test_a_plan_that_a_migration_made_stale_costs_one_connection(database: Database) -> None:
    """The call that meets it is told that the connection was lost, which repeats it; the next one finds the new column."""
    named = sa.select(_things.c.name)
    with database.reading() as session:
        assert session.scalars(named).all() == ["one"]
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE prepared_things ALTER name TYPE varchar(50)")
        connection.commit()
    with pytest.raises(DBAPIError) as caught, database.reading() as session:
        session.scalars(named).all()
    assert is_away(caught.value)
    with database.reading() as session:
        assert session.scalars(named).all() == ["one"]


def test_a_ready_select_sees_what_the_session_wrote(database: Database) -> None:
    """What a use case has changed and not yet sent is sent before a ready select reads."""
    ready = Ready(_BY_NAME)
    with database.transaction() as session:
        session.add(_Thing(id=3, name="three"))
        assert [row.id for row in ready.rows(session, {"wanted": "three"})] == [3]
        assert ready.rows(session, {"wanted": "four"}) == []


def test_a_connection_that_read_is_given_back_for_transactions(database: Database) -> None:
    """After a read, which commits each statement by itself, a transaction on the same connection can be rolled back."""
    with database.reading() as session:
        session.scalars(_BY_NAME, {"wanted": "one"}).all()
    with database.transaction() as session:
        session.execute(sa.insert(_things).values(id=4, name="four"))
        session.rollback()
    with database.reading() as session:
        assert session.scalars(_BY_NAME, {"wanted": "four"}).all() == []
