"""Many rows of one table at once, by COPY: for what writes thousands in a transaction, where INSERT takes several times as long.

It goes past the ORM: what the rows refer to must be written already. Constraints, triggers and defaults hold as ever.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid
from collections.abc import Callable, Collection, Mapping
from types import NoneType
from typing import Any, Final

import orjson
import psycopg2
from psycopg2 import sql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

NULL: Final = r"\N"
_SPECIAL: Final = re.compile(r"[\\\t\n\r]")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_CHUNK: Final = 1 << 18


def copy_rows(session: Session, table: str, rows: Collection[Mapping[str, Any]]) -> None:
    """Write rows that all have the columns of the first, in its order; a refusal is SQLAlchemy's, without the rows' values."""
    if not rows:
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, next(iter(rows))))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    lines = "".join(["\t".join([_WRITERS[type(value)](value) for value in row.values()]) + "\n" for row in rows])
    driver: Any = session.connection().connection
    with driver.cursor() as cursor:
        try:
            cursor.copy_expert(statement, io.BytesIO(lines.encode()), _CHUNK)
        except psycopg2.Error as error:
            # PostgreSQL quotes the whole row where it says which one it was; a message is logged.
            error.args = (error.diag.message_primary or type(error).__name__,)
            raise DBAPIError.instance(f"COPY {table}", None, error, psycopg2.Error, hide_parameters=True) from error


def _write_text(text: str) -> str:
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def _write_json(value: Any) -> str:
    return _write_text(orjson.dumps(value).decode())


_WRITERS: Final[dict[type, Callable[[Any], str]]] = {
    str: _write_text,
    NoneType: lambda _: NULL,
    uuid.UUID: str,
    int: str,
    bool: str,
    dt.date: dt.date.isoformat,
    dt.datetime: dt.datetime.isoformat,
    bytes: lambda value: f"\\\\x{value.hex()}",
    dict: _write_json,
    list: _write_json,
}
"""How COPY's text format has a value."""
