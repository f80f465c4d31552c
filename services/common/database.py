"""One PostgreSQL database a service: the engine, the transaction, and tables' common ground."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session

from services.common.errors import Problem
from services.common.prepared import PreparedStatements

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_OPTIONS: Final = (
    "-c timezone=UTC -c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
)


def new_metadata() -> sa.MetaData:
    """Make a MetaData whose constraints have predictable names."""
    return sa.MetaData(naming_convention=NAMING)


class TypedBase(DeclarativeBase):
    """The ground of a service's tables: each service derives its own `Base` from it with `metadata = new_metadata()`."""

    __abstract__ = True
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this attribute itself
        str: sa.Text(),
        uuid.UUID: postgresql.UUID(as_uuid=True),
        dt.datetime: sa.DateTime(timezone=True),
        dt.date: sa.Date(),
        dict[str, Any]: postgresql.JSONB(),
    }


class Database:
    """The service's connection pool."""

    def __init__(self, url: str, *, size: int = 20, name: str = "cmms") -> None:
        """Take the URL, the number of connections and the name PostgreSQL shows for them."""
        self.engine = sa.create_engine(
            url.replace("postgresql://", "postgresql+psycopg2://", 1),
            pool_size=size,
            max_overflow=0,
            pool_timeout=5,
            pool_recycle=1800,
            connect_args={
                "options": _OPTIONS, "application_name": name, "connect_timeout": 3,
                "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3,
            },
            skip_autocommit_rollback=True,
            hide_parameters=True,  # an error's message is logged, and the values of a row are people's data
        )  # fmt: skip
        PreparedStatements().listen(self.engine)
        self._reading = self.engine.execution_options()
        event.listen(self._reading, "engine_connect", _begin_autocommit)
        event.listen(self.engine, "checkin", _end_autocommit)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open the one transaction of a use case; it is committed at the end, or rolled back when left early."""
        with Session(self.engine, expire_on_commit=False, autoflush=True) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session for reads alone: no transaction, no round trips to begin and end one."""
        with Session(self._reading, autoflush=False) as session:
            yield session

    def is_up(self) -> bool:
        """Tell whether the database answers."""
        try:
            with self.engine.connect() as connection:
                connection.execute(sa.text("select 1"))
        except (DBAPIError, PoolTimeout):
            return False
        return True


def _begin_autocommit(connection: sa.Connection) -> None:
    """Let each statement stand alone. psycopg2's attribute costs nothing; SQLAlchemy's way asks PostgreSQL, twice a read."""
    driver: Any = connection.connection.dbapi_connection
    driver.autocommit = True


def _end_autocommit(driver: Any, _record: Any) -> None:
    """Give a connection back as the next transaction expects it."""
    if driver is not None and driver.autocommit and not driver.closed:
        driver.autocommit = False


def is_away(error: BaseException) -> bool:
    """Tell whether the database went away (as against: refused a statement)."""
    if isinstance(error, PoolTimeout):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, OperationalError) and getattr(error.orig, "pgcode", None) in (
        None,
        "57P01",
        "57P02",
        "57P03",
    )


@contextmanager
def database_problems() -> Iterator[None]:
    """Say what goes wrong with the database in here as a Problem."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        raise database_problem(error) from error


def database_problem(error: DBAPIError | PoolTimeout) -> Problem:
    """Say what a database error means to the caller, without its internals."""
    if is_away(error):
        return Problem("unavailable", "database_away", "The service cannot reach its data just now. Try again shortly.")
    code = getattr(error.orig, "pgcode", None) if isinstance(error, DBAPIError) else None
    if code in ("40001", "40P01", "55P03"):
        return Problem("unavailable", "busy", "Others are changing the same thing just now. Try again.")
    if code == "57014":
        return Problem(
            "unavailable", "took_too_long", "This took too long and was stopped. Narrow it down, or try again."
        )
    if code and code.startswith("22"):
        return Problem("invalid", "value_out_of_range", "A value is outside what can be kept. Check numbers and dates.")
    if code == "23505":
        return Problem("conflict", "already_exists", "Such an entry exists already.")
    if code == "23503":
        return Problem("conflict", "reference_missing", "Something this refers to does not exist.")
    return Problem("failed", "failed", "The service failed. The failure has been recorded.")


def violated(error: DBAPIError, constraint: str) -> bool:
    """Tell whether a statement was refused by the named constraint."""
    diagnostics = getattr(error.orig, "diag", None)
    return getattr(diagnostics, "constraint_name", None) == constraint
