"""Statements that PostgreSQL plans once a connection instead of at every call.

psycopg2 sends each statement as text, and PostgreSQL parses and plans it anew: more than half of what reading a case costs.
So what SQLAlchemy built of constructs (select, insert, update, delete) is prepared by its text the first time a connection
sees it, and only executed afterwards. PostgreSQL itself goes on planning anew where the values matter (`plan_cache_mode`
auto). What cannot be prepared is sent as before, and stays so.

A `Ready` statement, made once, also spares SQLAlchemy's own work at every call: for what is read most.

Prepared statements belong to a session of PostgreSQL: a pooler between us and it must not mix sessions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg2
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import CompileError
from sqlalchemy.orm import Session
from sqlalchemy.sql import sqltypes

from services.common.logs import get_log

log = get_log(__name__)

MOST_A_CONNECTION: Final = 300
_MOST_KNOWN: Final = 2000
_PARAMETER: Final = re.compile(r"%(?:\((?P<name>[^)]+)\)s|(?P<percent>%))")
_PREPARED: Final = "cmms_prepared"
_UNKNOWN: Final = "unknown"
_STALE_PLAN: Final = "0A000"
_ready: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Form:
    """A statement's two forms: how it is prepared, and how it is executed; None where it cannot be prepared."""

    prepare: str
    execute: str


class PreparedStatements:
    """Rewrites what an engine is about to send: `listen` to it once."""

    def __init__(self) -> None:
        """Begin without forms."""
        self._forms: dict[str, Form | None] = {}

    def listen(self, engine: sa.Engine) -> None:
        """Take part in every execution of the engine."""
        event.listen(engine, "before_cursor_execute", self._before, retval=True)
        event.listen(engine, "handle_error", _note_stale_plan)

    def _before(  # noqa: PLR0917 - SQLAlchemy's signature
        self,
        connection: sa.Connection,
        cursor: Any,
        statement: str,
        parameters: Any,
        context: Any,
        many: bool,  # noqa: FBT001 - SQLAlchemy's signature
    ) -> tuple[str, Any]:
        # A named cursor's statement becomes part of a DECLARE, where EXECUTE may not stand.
        form = None if many or cursor.name else self._find(statement, context)
        if form is None or not isinstance(parameters, Mapping):
            return statement, parameters
        prepared = connection.info.setdefault(_PREPARED, set())
        if form.prepare not in prepared:
            if len(prepared) >= MOST_A_CONNECTION or not self._prepare(cursor, statement, form):
                return statement, parameters
            prepared.add(form.prepare)
        return form.execute, parameters

    def _find(self, statement: str, context: Any) -> Form | None:
        try:
            return self._forms[statement]
        except KeyError:
            if len(self._forms) >= _MOST_KNOWN or context is None:
                return None
            compiled = context.compiled or _ready.get(statement)
            form = None if compiled is None else _make_form(statement, compiled, len(self._forms))
            self._forms[statement] = form
            return form

    def _prepare(self, cursor: Any, statement: str, form: Form) -> bool:
        """Prepare on this connection; a refusal does not spoil the transaction under way."""
        is_within = not cursor.connection.autocommit
        try:
            if is_within:
                cursor.execute("SAVEPOINT before_preparing")
            cursor.execute(form.prepare)
        except psycopg2.OperationalError:
            return False  # the connection is gone: the statement itself, sent next, tells SQLAlchemy
        except psycopg2.Error as error:
            log.warning("not_prepared", reason=str(error).partition("\n")[0], statement=statement[:200])
            self._forms[statement] = None
            if is_within:
                cursor.execute("ROLLBACK TO SAVEPOINT before_preparing")
            return False
        if is_within:
            cursor.execute("RELEASE SAVEPOINT before_preparing")
        return True


class Ready:
    """A statement that gives rows, made once: its text is kept, and executing it goes past the ORM and SQLAlchemy's cache."""

    def __init__(self, statement: sa.Executable) -> None:
        """Take the statement, its parameters as `sa.bindparam`."""
        self._statement: Any = statement
        self._text = ""
        self._has_list = False
        self._defaults: dict[str, Any] = {}
        self._processors: dict[str, Callable[[Any], Any]] = {}

    def rows(self, session: Session, params: Mapping[str, Any]) -> Sequence[sa.Row[Any]]:
        """Give the rows."""
        if session.autoflush:
            session.flush()  # as the ORM does before a select, so that a use case reads what it wrote
        connection = session.connection()
        if not (self._text or self._has_list):
            self._make(connection.dialect)
        if self._has_list:
            return session.execute(self._statement, dict(params)).all()
        values = {**self._defaults, **params}
        for name, process in self._processors.items():
            values[name] = process(values[name])
        return connection.exec_driver_sql(self._text, values).all()

    def _make(self, dialect: sa.Dialect) -> None:
        compiled: Any = self._statement.compile(dialect=dialect)
        if compiled.literal_execute_params or compiled.post_compile_params:
            self._has_list = True  # written out anew for each length, so there is no one text to keep
            return
        self._defaults = dict(compiled.params)
        self._processors = dict(compiled._bind_processors)  # noqa: SLF001 - SQLAlchemy has no public name for them
        self._text = str(compiled)
        _ready[self._text] = compiled


def _make_form(statement: str, compiled: Any, number: int) -> Form | None:
    """Number the parameters and give them their types."""
    if not isinstance(compiled.statement, (sa.Select, sa.CompoundSelect, sa.Insert, sa.Update, sa.Delete)):
        return None
    if compiled.literal_execute_params or compiled.post_compile_params:
        return None  # lists written out: each length would be a statement of its own
    names: list[str] = []

    def place(match: re.Match[str]) -> str:
        if match["percent"]:
            return "%%"
        if match["name"] not in names:
            names.append(match["name"])
        return f"${names.index(match['name']) + 1}"

    text = _PARAMETER.sub(place, statement)
    types = [_type_of(compiled, name) for name in names]
    title = f"cmms_{number}"
    head = f"PREPARE {title} ({', '.join(types)})" if types else f"PREPARE {title}"
    values = ", ".join(f"%({name})s" for name in names)
    return Form(f"{head} AS {text.replace('%%', '%')}", f"EXECUTE {title} ({values})" if names else f"EXECUTE {title}")


def _type_of(compiled: Any, name: str) -> str:
    bind = compiled.binds.get(name)
    kind = None if bind is None else bind.type
    if kind is None or isinstance(kind, sqltypes.NullType):
        return _UNKNOWN
    if isinstance(kind, sqltypes.String):
        return "text"
    try:
        return str(compiled.dialect.type_compiler_instance.process(kind))
    except CompileError:
        return _UNKNOWN


def _note_stale_plan(context: Any) -> None:
    """Give a connection up whose plans a migration made useless; the call is repeated on another."""
    if getattr(context.original_exception, "pgcode", None) == _STALE_PLAN and "cached plan" in str(
        context.original_exception
    ):
        context.is_disconnect = True
