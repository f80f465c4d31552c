"""Live updates: `GET /api/live`, server-sent events about what happened in the services, for those who may know of it.

Each worker hears all services' events in a queue of its own that ends with it, and hands each on to the sessions that its
audience names: by account, or by a district in their sight; not to whoever is recused from a case that it names (recusals.py).
Ids and the event's type go out, nothing else; who wants more reads it, and is checked then. `Last-Event-ID` is honoured from the worker's memory of its last events: a client
that was away for longer, or comes back to another worker, reads its lists again.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from gateway.identity import Identities, Identity
from gateway.metrics import LIVE
from gateway.recusals import Change, Recusals, read_change
from services.common.errors import Problem
from services.common.logs import get_log

log = get_log(__name__)

HEARTBEAT_SECONDS: Final = 15.0
RECHECK_SECONDS: Final = 3.0
MOST_OF_ONE: Final = 6
_BEHIND: Final = 100
_REMEMBERED: Final = 500
_BEAT: Final = b": \n\n"
_GREETING: Final = b"retry: 3000\n\n"


@dataclass(frozen=True, slots=True)
class Update:
    """An event as it goes out, who may see it, the ids it names, and what it changes about recusals."""

    id: str
    users: frozenset[str]
    districts: frozenset[str]
    written: bytes
    named: frozenset[str] = frozenset()
    recusal: Change | None = None

    def is_for(self, account_id: str, districts: tuple[str, ...]) -> bool:
        """Tell whether somebody may see it: named himself, or one of the districts in his sight is."""
        if account_id in self.users:
            return True
        return bool(self.districts) and ("*" in districts or not self.districts.isdisjoint(districts))


def read_update(body: bytes) -> Update | None:
    """Read an event's envelope; None when it is none, or when nobody may see it."""
    try:
        envelope = orjson.loads(body)
        audience = envelope["audience"]
        users, districts = frozenset(audience["users"]), frozenset(audience["districts"])
        shown = {name: envelope[name] for name in ("id", "type", "source", "aggregate_id", "occurred_at")}
        shown["ids"] = {name: value for name, value in envelope["data"].items() if name.endswith(("_id", "_ids"))}
        event_id, event_type = str(envelope["id"]), str(envelope["type"])
        recusal = read_change(envelope["source"], event_type, envelope["data"])
        named = frozenset(_list_ids(shown))
    except (ValueError, KeyError, TypeError, AttributeError):
        log.warning("event_unreadable", size=len(body))
        return None
    if not (users or districts) or not (event_id + event_type).isprintable():
        return None
    written = b"id: %b\nevent: %b\ndata: %b\n\n" % (event_id.encode(), event_type.encode(), orjson.dumps(shown))
    return Update(event_id, users, districts, written, named, recusal)


def _list_ids(shown: dict[str, Any]) -> Iterator[str]:
    yield str(shown["aggregate_id"])
    for value in shown["ids"].values():
        yield from map(str, value) if isinstance(value, list) else (str(value),)


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream."""

    account_id: str
    session_id: str
    districts: tuple[str, ...]
    waiting: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(_BEHIND))

    def offer(self, written: bytes) -> None:
        """Let an update go out; one who is too far behind is cut off and starts again."""
        try:
            self.waiting.put_nowait(written)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        """End the stream after what waits already."""
        while self.waiting.full():
            self.waiting.get_nowait()
        self.waiting.put_nowait(None)


class LiveUpdates:
    """The open streams of this worker."""

    def __init__(self, identities: Identities, most: int, recusals: Recusals) -> None:
        """Take the sessions, how many streams the worker holds at most, and who is recused from what."""
        self._identities = identities
        self._recusals = recusals
        self._most = most
        self._listeners: set[Listener] = set()
        self._of_account: Counter[str] = Counter()
        self._recent: deque[Update] = deque(maxlen=_REMEMBERED)
        self._is_stopping = False

    def hear(self, body: bytes) -> None:
        """Hand an event on to those who may see it."""
        update = read_update(body)
        if update is None:
            return
        if update.recusal is not None:
            self._recusals.hear(update.recusal)
        self._recent.append(update)
        for listener in self._listeners:
            self._offer(listener, update)

    def _offer(self, listener: Listener, update: Update) -> None:
        if not update.is_for(listener.account_id, listener.districts):
            return
        # Whoever is recused hears that, so that their open page of the case goes; of the case itself nothing any more.
        is_own = update.recusal is not None and update.recusal.account_id == listener.account_id
        if is_own or not self._recusals.bars(listener.account_id, update.named):
            listener.offer(update.written)

    async def recheck(self) -> None:
        """End the streams whose session no longer stands; the others see what their districts are now."""
        if not self._listeners:
            return
        try:
            standing = await self._identities.find_standing({listener.session_id for listener in self._listeners})
        except Problem:
            return  # the database is away; the sessions are looked at again in a moment
        for listener in list(self._listeners):
            districts = standing.get(listener.session_id)
            if districts is None:
                listener.end()
            else:
                listener.districts = districts

    def begin_anew(self) -> None:
        """End every stream, since something may have happened that was not heard: clients come back and read their lists again."""
        self._recent.clear()
        for listener in list(self._listeners):
            listener.end()

    def end_all(self) -> None:
        """End every stream, as the worker stops; clients come back to another one."""
        self._is_stopping = True
        self.begin_anew()

    def open(self, identity: Identity, last_event_id: str | None) -> AsyncIterator[bytes]:
        """Open a stream, beginning with what happened after `last_event_id` when that is remembered."""
        if self._is_stopping or len(self._listeners) >= self._most:
            raise Problem(
                "unavailable", "too_many_listeners", "Too many live connections. Try again later.", retry_after=30
            )
        if self._of_account[identity.account_id] >= MOST_OF_ONE:
            raise Problem(
                "too_many",
                "too_many_listeners",
                "You have several live connections open already. Close one.",
                retry_after=30,
            )
        listener = Listener(identity.account_id, identity.session_id or "", identity.districts)
        missed = self._missed(last_event_id)
        for update in missed[-_BEHIND:]:
            self._offer(listener, update)
        return self._stream(listener)

    def _missed(self, last_event_id: str | None) -> list[Update]:
        recent = list(self._recent)
        ids = [update.id for update in recent]
        return recent[ids.index(last_event_id) + 1 :] if last_event_id in ids else []

    async def _stream(self, listener: Listener) -> AsyncIterator[bytes]:
        self._listeners.add(listener)
        self._of_account[listener.account_id] += 1
        LIVE.inc()
        try:
            yield _GREETING
            while True:
                try:
                    written = await asyncio.wait_for(listener.waiting.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield _BEAT
                    continue
                if written is None:
                    return
                yield written
        finally:
            LIVE.dec()
            self._listeners.discard(listener)
            self._of_account[listener.account_id] -= 1
            if not self._of_account[listener.account_id]:
                del self._of_account[listener.account_id]
