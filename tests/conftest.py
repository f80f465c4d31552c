"""What the tests share: a migrated database of any service on a real PostgreSQL, transactions that are rolled back, actors.

The servers are started by `./cmms test`, which says where they are in CMMS_TEST_INSTANCE (JSON); a developer may set
CMMS_TEST_DSN alone, the URL of any PostgreSQL's superuser, to run the tests that need nothing else.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.database import Database
from services.common.migrate import migrate

# Properties are tried without a deadline: a busy machine makes no rule wrong.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent", "pgcrypto")
_made: list[tuple[str, Database]] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured: whatever they recorded as `says`."""
    for report in terminalreporter.getreports("passed"):
        for name, said in report.user_properties:
            if name == "says" and report.when == "call":
                terminalreporter.write_line(said)


def read_instance() -> dict[str, Any]:
    """Give what `./cmms test` says about the servers that it started; empty without it."""
    found: dict[str, Any] = json.loads(os.environ.get("CMMS_TEST_INSTANCE", "{}"))
    return found


def read_dsn() -> str:
    """Give the URL of the tests' PostgreSQL superuser, or skip what needs it when there is none."""
    dsn = read_instance().get("dsn") or os.environ.get("CMMS_TEST_DSN")
    if not dsn:
        if os.environ.get("CI"):
            pytest.fail("no PostgreSQL for the tests: run them by ./cmms test")
        pytest.skip("needs PostgreSQL: run by ./cmms test, or set CMMS_TEST_DSN")
    return str(dsn)


@contextmanager
def superuser(dsn: str) -> Iterator[sa.Connection]:
    """Open a connection that may make and drop databases."""
    url = sa.make_url(dsn.replace("postgresql://", "postgresql+psycopg2://", 1))
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@cache
def database_of(service: str) -> Database:
    """Make a migrated database of a service, once a test run."""
    dsn = read_dsn()
    name = f"test_{service}_{uuid.uuid4().hex[:8]}"
    with superuser(dsn) as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    url = sa.make_url(dsn).set(database=name).render_as_string(hide_password=False)
    with superuser(url) as connection:
        for extension in EXTENSIONS:
            connection.execute(sa.text(f"CREATE EXTENSION IF NOT EXISTS {extension}"))
    migrate(service, url)
    database = Database(url, name=f"tests-{service}")
    _made.append((name, database))
    return database


@contextmanager
def rolled_back(database: Database) -> Iterator[Session]:
    """Open a session whose work is rolled back at the end, also what a use case flushed."""
    with database.engine.connect() as connection:
        outer = connection.begin()
        session = Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        try:
            yield session
        finally:
            session.close()
            outer.rollback()


def make_actor(
    *permissions: str,
    districts: tuple[str, ...] = ("*",),
    roles: tuple[str, ...] = (),
    id: str | uuid.UUID | None = None,  # noqa: A002 - it is the actor's id
) -> Actor:
    """Make an actor who holds these permissions, anywhere in the province unless districts are given."""
    return Actor(id=str(id or uuid.uuid4()), roles=roles, may=frozenset(permissions), districts=districts)


@pytest.fixture(scope="session", autouse=True)
def _drop_databases() -> Iterator[None]:
    yield
    if not _made:
        return
    dsn = read_dsn()
    for name, database in _made:
        database.engine.dispose()
        with superuser(dsn) as connection:
            connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


@pytest.fixture
def actor() -> Callable[..., Actor]:
    """Give the maker of actors."""
    return make_actor
