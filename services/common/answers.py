"""Answers: JSON as bytes, made once (by PostgreSQL where it reads rows), passed through unchanged to the client.

`JsonRow` answers one row, `JsonPage` and `page` a keyset page; all let PostgreSQL write the JSON (`row_to_json`), so that no row becomes
Python objects on its way out. Cursors are opaque: base64url of the last row's order values.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.errors import Problem, invalid
from services.common.prepared import Ready

_EMPTY: Final = b"null"
_READERS: Final[dict[type, Any]] = {
    dt.datetime: dt.datetime.fromisoformat,
    dt.date: dt.date.fromisoformat,
    uuid.UUID: uuid.UUID,
    int: int,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of one JSON value and what the HTTP answer says beside it."""

    body: bytes
    status: int = 200
    etag: str | None = None
    location: str | None = None
    next: str | None = None

    def to_headers(self) -> dict[str, Any]:
        """Give the headers of the bus message."""
        headers: dict[str, Any] = {"cmms.status": self.status}
        if self.etag is not None:
            headers["cmms.etag"] = self.etag
        if self.location is not None:
            headers["cmms.location"] = self.location
        if self.next is not None:
            headers["cmms.next"] = self.next
        return headers


def answer_json(value: Any, *, status: int = 200, etag: object = None, location: str | None = None) -> Answer:
    """Answer a plain value (dict, list, str, dates, UUIDs, Decimals as text)."""
    body = orjson.dumps(value, default=str)
    return Answer(body, status, None if etag is None else str(etag), location)


def no_content() -> Answer:
    """Answer 204: done, and nothing to say."""
    return Answer(_EMPTY, 204)


class JsonRow:
    """A statement that yields one row, prepared once; PostgreSQL makes its JSON.

    A column named `version` becomes the ETag.
    """

    def __init__(self, statement: sa.Select[*tuple[Any, ...]]) -> None:
        """Take the select, its parameters as `sa.bindparam`."""
        row = statement.subquery("answer")
        columns: list[Any] = [sa.cast(sa.func.row_to_json(row.table_valued()), sa.Text).label("body")]
        self._has_version = "version" in row.c
        if self._has_version:
            columns.append(row.c.version)
        self._row = Ready(sa.select(*columns))

    def one(
        self, session: Session, *, missing: Problem, status: int = 200, location: str | None = None, **params: Any
    ) -> Answer:
        """Answer the row, or raise `missing`."""
        found = self._row.rows(session, params)
        if not found:
            raise missing
        etag = str(found[0].version) if self._has_version else None
        return Answer(found[0].body.encode(), status, etag, location)


class JsonPage:
    """Keyset pages of a statement, prepared once; PostgreSQL makes the rows' JSON.

    order: (column, "asc" | "desc") pairs, together unique, none null, all in the same direction.
    """

    def __init__(self, statement: sa.Select[*tuple[Any, ...]], *, order: Sequence[tuple[Any, str]]) -> None:
        """Take the select, its parameters as `sa.bindparam`, and the order."""
        self._statement = statement
        self._columns = [column for column, _ in order]
        self._descending = order[0][1] == "desc"
        self._pages: dict[bool, Ready] = {}

    def answer(self, session: Session, query: Mapping[str, Any], params: Mapping[str, Any] | None = None) -> Answer:
        """Answer a page. query: a loaded PageQuery, `limit` (1 to 200) and `after` (a cursor made here, or None)."""
        given, limit = self._read(query, params)
        is_later = bool(query.get("after"))
        ready = self._pages.get(is_later)
        if ready is None:
            ready = self._pages[is_later] = Ready(self.select(is_later=is_later))
        return _answer_page(ready.rows(session, given), limit)

    def answer_once(
        self, session: Session, query: Mapping[str, Any], params: Mapping[str, Any] | None = None
    ) -> Answer:
        """Answer a page of a statement that is built for this one call."""
        given, limit = self._read(query, params)
        return _answer_page(session.execute(self.select(is_later=bool(query.get("after"))), given).all(), limit)

    def select(self, *, is_later: bool) -> sa.Select[*tuple[Any, ...]]:
        """Give the select of a first page, or of one after a cursor."""
        columns = self._columns
        keys = [sa.cast(column, sa.Text).label(f"cursor_{place}") for place, column in enumerate(columns)]
        ordering = [column.desc() if self._descending else column.asc() for column in columns]
        statement = self._statement
        if is_later:
            statement = statement.where(_beyond(columns, descending=self._descending))
        limit = sa.bindparam("page_limit", type_=sa.Integer)
        return _as_json(statement.order_by(None).order_by(*ordering).limit(limit), keys)

    def _read(self, query: Mapping[str, Any], params: Mapping[str, Any] | None) -> tuple[dict[str, Any], int]:
        limit = query.get("limit", 50)
        given = {**(params or {}), "page_limit": limit + 1}
        if query.get("after"):
            for place, value in enumerate(_read_cursor(query["after"], self._columns)):
                given[f"after_{place}"] = value
        return given, limit


def page(
    session: Session,
    statement: sa.Select[*tuple[Any, ...]],
    *,
    order: Sequence[tuple[Any, str]],
    query: Mapping[str, Any],
    params: Mapping[str, Any] | None = None,
) -> Answer:
    """Answer one keyset page of a statement that is built for this one call; see `JsonPage` for one that is read often."""
    return JsonPage(statement, order=order).answer_once(session, query, params)


def _answer_page(rows: Sequence[sa.Row[Any]], limit: int) -> Answer:
    shown = rows[:limit]
    cursor = write_cursor(list(shown[-1][1:])) if len(rows) > limit else None
    body = b'{"items": [' + ",".join(row[0] for row in shown).encode() + b'], "next": ' + orjson.dumps(cursor) + b"}"
    return Answer(body, next=cursor)


def require_version(if_match: int | None, current: int) -> None:
    """Refuse (412) when the caller saw another version than the one that stands."""
    if if_match is not None and if_match != current:
        raise Problem(
            "moved_on", "changed_meanwhile",
            "Someone changed this since you read it. Read it again and repeat your change.", current_version=current,
        )  # fmt: skip


def _as_json(statement: sa.Select[*tuple[Any, ...]], keys: list[Any]) -> sa.Select[*tuple[Any, ...]]:
    members: list[Any] = []
    for name, column in statement.selected_columns.items():
        members += [sa.literal_column(f"'{name}'"), column]
    body = sa.cast(sa.func.json_build_object(*members), sa.Text).label("body")
    return statement.with_only_columns(body, *keys, maintain_column_froms=True)


def _beyond(columns: Sequence[Any], *, descending: bool) -> Any:
    values = [sa.bindparam(f"after_{place}", type_=sa.Text) for place in range(len(columns))]
    typed = [sa.cast(value, column.type) for value, column in zip(values, columns, strict=True)]
    mine, theirs = sa.tuple_(*columns), sa.tuple_(*typed)
    return mine < theirs if descending else mine > theirs


def write_cursor(values: list[str]) -> str:
    """Write a place in a list: the order values of the last row that was given."""
    return base64.urlsafe_b64encode(orjson.dumps(values)).rstrip(b"=").decode()


def _read_cursor(cursor: str, columns: Sequence[Any]) -> list[str]:
    refusal = invalid(
        "cursor_unknown", "Start the list again: this place in it is not known.", fields={"after": ["Unknown cursor."]}
    )
    try:
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise refusal from None
    if not isinstance(values, list) or len(values) != len(columns) or not all(isinstance(v, str) for v in values):
        raise refusal
    if any(not _fits(value, column.type) for value, column in zip(values, columns, strict=True)):
        raise refusal
    return values


def _fits(value: str, kind: Any) -> bool:
    """Tell whether a cursor's text can be read as its column's type, so that PostgreSQL is not asked to try."""
    try:
        reader = _READERS.get(kind.python_type)
        if reader:
            reader(value)
    except (ValueError, NotImplementedError):
        return False
    return "\x00" not in value
