"""Events, declared once: a dataclass of ids and facts, its wire name and version.

    @dataclass(frozen=True, kw_only=True)
    class CaseRegistered(Event, source="cases"):
        case_id: UUID
        district: str

The wire name is the class name in snake case. Add members with defaults; never change what one means; a breaking change is a new class.
"""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
import uuid
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, Generic, Self, TypeVar

_WORD = re.compile(r"(?<!^)(?=[A-Z])")
E = TypeVar("E", bound="Event")


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact that happened, without names, numbers or addresses of people."""

    source: ClassVar[str] = ""
    wire_name: ClassVar[str] = ""
    schema_version: ClassVar[int] = 1
    aggregate: ClassVar[str] = ""

    def __init_subclass__(cls, source: str = "", version: int = 1, aggregate: str = "", **options: Any) -> None:
        """Register the source service, the version, and the member that names the aggregate (first `…_id` by default)."""
        super().__init_subclass__(**options)
        cls.source = source or cls.source
        cls.schema_version = version
        cls.wire_name = _WORD.sub("_", cls.__name__).lower()
        cls.aggregate = aggregate or next((name for name in cls.__annotations__ if name.endswith("_id")), "")

    def to_data(self) -> dict[str, Any]:
        """Give the members as plain JSON."""
        return {member.name: _plain(getattr(self, member.name)) for member in fields(self)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Read the members; unknown ones are ignored, missing ones without a default raise ValueError."""
        hints = typing.get_type_hints(cls)
        values: dict[str, Any] = {}
        for member in fields(cls):
            if member.name in data:
                values[member.name] = _typed(hints[member.name], data[member.name])
            elif member.default is MISSING and member.default_factory is MISSING:
                raise ValueError(f"{cls.wire_name}: {member.name} is missing")
        return cls(**values)


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who may see the live update an event causes: accounts and districts."""

    users: Sequence[str] = field(default_factory=tuple)
    districts: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class Heard(Generic[E]):
    """An event as a listener gets it."""

    id: uuid.UUID
    event: E
    occurred_at: dt.datetime
    correlation_id: str
    actor_id: str


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _typed(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        return _typed(next(option for option in typing.get_args(hint) if option is not type(None)), value)
    if origin in (list, tuple, Sequence):
        inner = typing.get_args(hint)[0]
        return [_typed(inner, item) for item in value]
    if hint is uuid.UUID:
        return uuid.UUID(value)
    if hint is dt.datetime:
        return dt.datetime.fromisoformat(value)
    if hint is dt.date:
        return dt.date.fromisoformat(value)
    return value
