"""The people whom a change names: each must be a colleague who may sign in, and may do what the place asks for.

The services keep ids of people and know nothing more of them; the accounts are the gateway's. So a change that gives a case, a
hearing or a task to somebody is looked at here on its way. Which members of a body name people, the operations' own schemas say
(`PersonId`); that a member is no UUID at all, the service says that owns the thing.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import orjson
from marshmallow import Schema, fields

from gateway.accounts.queries import find_colleagues
from services.common.database import Database, database_problems
from services.common.errors import invalid
from services.common.schemas import PROSECUTE, PersonId

_EACH: Final = "[]"
NOBODY: Final = "Choose a colleague who may sign in."
NO_PROSECUTOR: Final = "Choose a prosecutor: this person has no role that conducts cases."
NOT_THEIRS: Final = "Choose somebody else: this person has no role that may do this."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body names somebody: the members on the way there (`[]`: each of a list), and the permission that they need."""

    way: tuple[str, ...]
    may: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a body names, and where it does."""

    way: tuple[str | int, ...]
    account_id: uuid.UUID
    may: str | None


Wanted = frozenset[tuple[uuid.UUID, str | None]]
Find = Callable[[Wanted], Awaitable[dict[uuid.UUID, set[str]]]]
"""Give who of these may sign in, and which of the permissions asked for they have."""


def find_places(schema: type[Schema] | None) -> tuple[Place, ...]:
    """Give where bodies of a shape name people."""
    return tuple(_walk_shape(schema(), (), (schema,))) if schema else ()


def _walk_shape(schema: Schema, way: tuple[str, ...], seen: tuple[type[Schema], ...]) -> Iterator[Place]:
    for name, field in schema.fields.items():
        yield from _walk_field(field, (*way, field.data_key or name), seen)


def _walk_field(field: fields.Field[Any], way: tuple[str, ...], seen: tuple[type[Schema], ...]) -> Iterator[Place]:
    if isinstance(field, PersonId):
        yield Place(way, field.may)
    elif isinstance(field, fields.List):
        yield from _walk_field(field.inner, (*way, _EACH), seen)
    elif isinstance(field, fields.Nested) and type(field.schema) not in seen:
        inner = (*way, _EACH) if field.many else way
        yield from _walk_shape(field.schema, inner, (*seen, type(field.schema)))


def find_named(body: Any, places: Sequence[Place]) -> list[Named]:
    """Give whom a body names; what is not there, or is no UUID, is left to the service."""
    found = []
    for place in places:
        for way, value in _walk_body(body, place.way):
            try:
                found.append(Named(way, uuid.UUID(value), place.may))
            except (ValueError, TypeError, AttributeError):
                continue
    return found


def _walk_body(value: Any, way: tuple[str, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if not way:
        yield (), value
        return
    step, *rest = way
    inner: Iterator[tuple[str | int, Any]] = iter(())
    if step == _EACH and isinstance(value, list):
        inner = iter(enumerate(value))
    elif step != _EACH and isinstance(value, dict) and step in value:
        inner = iter([(step, value[step])])
    for name, one in inner:
        for further, found in _walk_body(one, tuple(rest)):
            yield (name, *further), found


class People:
    """Looks up whom changes name."""

    def __init__(self, database: Database, threads: ThreadPoolExecutor) -> None:
        """Take the accounts' database and the threads for it."""
        self._database = database
        self._threads = threads

    async def find(self, wanted: Wanted) -> dict[uuid.UUID, set[str]]:
        """Give who of these may sign in, and which of the permissions asked for they have."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._query, wanted)

    def _query(self, wanted: Wanted) -> dict[uuid.UUID, set[str]]:
        with database_problems(), self._database.reading() as session:
            return find_colleagues(session, wanted)


async def require_colleagues(body: bytes | None, places: Sequence[Place], find: Find) -> None:
    """Refuse a body that names somebody who will not do, at the member that does."""
    named = find_named(orjson.loads(body), places) if body and places else []
    if not named:
        return
    known = await find(frozenset((one.account_id, one.may) for one in named))
    wrong: dict[str, Any] = {}
    for one in named:
        if one.account_id not in known:
            _mark(wrong, one.way, NOBODY)
        elif one.may and one.may not in known[one.account_id]:
            _mark(wrong, one.way, NO_PROSECUTOR if one.may == PROSECUTE else NOT_THEIRS)
    if wrong:
        raise invalid("input_invalid", "Some of the input is missing or wrong. See the marked fields.", fields=wrong)


def _mark(wrong: dict[str, Any], way: tuple[str | int, ...], says: str) -> None:
    *outer, last = map(str, way)
    for step in outer:
        wrong = wrong.setdefault(step, {})
    wrong[last] = [says]
