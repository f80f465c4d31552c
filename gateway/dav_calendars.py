"""What calendar programs see: one person's calendar, read from scheduling by the secret of his feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from gateway.asked import Asked
from gateway.asking import Carrier
from gateway.identity import Identities
from services.common.errors import Problem
from services.scheduling import api as scheduling

_NAMES_AT_ONCE: Final = 400
_LONG_AGO: Final = {"from": "1900-01-01T00:00:00Z", "to": "1900-01-01T00:00:01Z"}
_UNKNOWN: Final = "calendar_feed_not_found"


@dataclass(frozen=True, slots=True)
class Resource:
    """An object of the collection; `calendar` is there when its text was asked for."""

    name: str
    etag: str
    changed_at: dt.datetime
    size: int
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed and what is gone since a state, and the token of the state it is now."""

    token: str
    changed: list[Resource]
    gone: list[str]


class PersonsCalendar:
    """One person's calendar, as one request sees it."""

    def __init__(self, carrier: Carrier, identities: Identities, secret: str, correlation_id: str) -> None:
        """Take the way to the services, and the secret that opens the calendar."""
        self._carrier = carrier
        self._identities = identities
        self._secret = secret
        self._correlation_id = correlation_id

    async def check(self) -> None:
        """Refuse (401) a secret that opens nothing."""
        await self._ask(scheduling.read_calendar_objects, query=_LONG_AGO)

    async def synchronise(self, since: str | None = None) -> Changes:
        """Give what changed since a state; all there is without one."""
        found = await self._ask(scheduling.sync_calendar, body=orjson.dumps({"since": since}))
        return Changes(found["token"], [_read(member) for member in found["changed"]], found["gone"])

    async def find(self, names: Sequence[str]) -> list[Resource]:
        """Give the objects of these names that are there, with their texts."""
        found: list[Resource] = []
        for first in range(0, len(names), _NAMES_AT_ONCE):
            found += await self.read(names=",".join(names[first : first + _NAMES_AT_ONCE]))
        return found

    async def read(self, **query: str) -> list[Resource]:
        """Give objects with their texts: those that touch a span, or all."""
        found: list[Resource] = []
        while True:
            answer = await self._ask(scheduling.read_calendar_objects, query=query)
            found += [_read(item) for item in answer["items"]]
            if answer["next"] is None:
                return found
            query = {**query, "after": answer["next"]}

    async def read_free_busy(self, start: str, end: str) -> str:
        """Give when the person is busy, as iCalendar."""
        text: str = await self._ask(scheduling.read_feed_free_busy, query={"from": start, "to": end})
        return text

    async def _ask(self, operation: Any, *, query: dict[str, str] | None = None, body: bytes | None = None) -> Any:
        path = {"token": self._secret}
        asked = Asked(self._identities.nobody().token, self._correlation_id, path, query or {}, body)
        try:
            reply = await self._carrier.ask(operation, asked)
        except Problem as problem:
            if problem.code == _UNKNOWN:
                raise open_with_a_secret() from None
            raise
        return orjson.loads(reply.body)


def open_with_a_secret() -> Problem:
    """Ask for the secret of a calendar feed."""
    return Problem(
        "unauthenticated", "calendar_secret_needed",
        "Give the secret of your calendar feed as the password. Your own password is never asked for here.",
    )  # fmt: skip


def _read(item: dict[str, Any]) -> Resource:
    text = item.get("calendar", "")
    size = item.get("size", len(text.encode()))
    return Resource(item["name"], item["etag"], dt.datetime.fromisoformat(item["changed_at"]), size, text)
