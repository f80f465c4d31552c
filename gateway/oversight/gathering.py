"""Asking every service the same and gathering what they answer; who is down hides nobody and is named as silent.

The gateway's own audit trail counts as one more service's. Who searches the trails is recorded there, before anything is found.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import orjson
from sqlalchemy.orm import Session

from gateway.asked import Asked
from gateway.bus import Bus
from gateway.oversight import api
from gateway.oversight.merging import merge_pages, read_places
from gateway.oversight.state import State
from gateway.replies import Reply, read_reply
from services import VERSION
from services.common import overseeing
from services.common.answering import Checked, Equipment, Request, check
from services.common.api import Operation
from services.common.audit import record
from services.common.context import Context, current
from services.common.database import database_problems
from services.common.entries import search_entries
from services.common.errors import Problem, not_found
from services.common.verifying import ask_verification, read_verification, verify_when_asked

OWN: Final = "gateway"
_WAIT_SECONDS: Final = 4.0
_SILENCE: Final = ("unavailable", "too_late", "failed", "not_found")


class Gathering:
    """Answers the operations of `api.py`."""

    def __init__(
        self, bus: Bus, services: Sequence[str], equipment: Equipment, threads: ThreadPoolExecutor, state: State
    ) -> None:
        """Take the way to the services, the gateway's own database and threads, and what knows the parts' state."""
        self._bus = bus
        self._services = services
        self._equipment = equipment
        self._threads = threads
        self._state = state
        self._verifying: set[asyncio.Future[None]] = set()
        self._ways = {
            api.list_parked_events: self._list_parked,
            api.replay_events: self._replay,
            api.search_audit_entries: self._search,
            api.list_audit_verifications: self._list_verifications,
            api.verify_audit_trails: self._verify,
            api.read_state: self._read_state,
        }

    async def ask(self, operation: Operation, asked: Asked) -> Reply:
        """Give the operation's answer, or raise its Problem."""
        body = orjson.loads(asked.body) if asked.body is not None else None
        request = Request(path=asked.path, query=asked.query, body=body, actor_token=asked.actor)
        checked = check(operation, request, self._equipment)
        return Reply(orjson.dumps(await self._ways[operation](checked, asked)), operation.status)

    async def _list_parked(self, _checked: Checked, asked: Asked) -> dict[str, Any]:
        given, silent = await self._gather(overseeing.list_parked_events, asked, {})
        items = [{**item, "service": service} for service, parked in given.items() for item in parked["items"]]
        items.sort(key=lambda item: str(item["parked_at"]))
        return {"items": items, "more": any(parked["more"] for parked in given.values()), "silent": silent}

    async def _replay(self, checked: Checked, asked: Asked) -> Any:
        service = checked.path["service"]
        if service not in self._services:
            raise not_found("service_unknown", "There is no such part of the system.")
        return await self._ask_one(service, overseeing.replay_events, asked, {})

    async def _search(self, checked: Checked, asked: Asked) -> dict[str, Any]:
        wanted = {name: value for name, value in asked.query.items() if name not in ("after", "limit")}
        await self._run(asked, lambda session: record(session, checked.actor, "audit_searched", "audit", **wanted))
        before = read_places(checked.query["after"])
        limit = checked.query["limit"]
        queries = {
            service: {**wanted, "limit": str(limit), **({"after": before[service]} if service in before else {})}
            for service in (*self._services, OWN)
        }
        own = {**checked.query, "after": before.get(OWN)}
        given, silent = await self._gather(
            overseeing.search_audit_entries, asked, queries,
            own=lambda session: orjson.loads(search_entries(session, own).body),
        )  # fmt: skip
        items, after = merge_pages(given, before, limit)
        return {"items": items, "next": after, "silent": silent}

    async def _list_verifications(self, _checked: Checked, asked: Asked) -> dict[str, Any]:
        given, silent = await self._gather(overseeing.read_audit_verification, asked, {}, own=read_verification)
        return {"items": [{**found, "service": service} for service, found in given.items()], "silent": silent}

    async def _verify(self, checked: Checked, asked: Asked) -> dict[str, Any]:
        given, silent = await self._gather(
            overseeing.verify_audit_trail, asked, {},
            own=lambda session: ask_verification(session, checked.actor, checked.body["reason"]),
        )  # fmt: skip
        begun = asyncio.get_running_loop().run_in_executor(None, self._verify_own)
        self._verifying.add(begun)
        begun.add_done_callback(self._verifying.discard)
        return {"items": [{**found, "service": service} for service, found in given.items()], "silent": silent}

    def _verify_own(self) -> None:
        with self._equipment.database.reading() as session:
            verify_when_asked(session, OWN)

    async def _read_state(self, _checked: Checked, asked: Asked) -> dict[str, Any]:
        states = await self._state.ask_all(asked.correlation_id)
        return {"version": VERSION, "items": [{"part": part, "state": state} for part, state in states.items()]}

    async def _gather(
        self,
        operation: Operation,
        asked: Asked,
        queries: Mapping[str, Mapping[str, str]],
        *,
        own: Callable[[Session], Any] | None = None,
    ) -> tuple[dict[str, Any], list[str]]:
        """Give each service's answer, and the services that gave none."""
        asking = {
            service: self._ask_one(service, operation, asked, queries.get(service, {})) for service in self._services
        }
        if own is not None:
            asking[OWN] = self._run(asked, own)
        answers = await asyncio.gather(*asking.values(), return_exceptions=True)
        given = dict(zip(asking, answers, strict=True))
        _raise_other_than_silence(given.values())
        silent = [service for service, answer in given.items() if isinstance(answer, Problem)]
        return {service: answer for service, answer in given.items() if service not in silent}, silent

    async def _ask_one(self, service: str, operation: Operation, asked: Asked, query: Mapping[str, str]) -> Any:
        kwargs = {"path": {}, "query": query, "body": orjson.loads(asked.body) if asked.body is not None else None}
        headers = {"nameko.actor": asked.actor, "nameko.correlation_id": asked.correlation_id}
        if asked.idempotency_key is not None and operation.changes:
            headers["nameko.idempotency_key"] = asked.idempotency_key
        message = orjson.dumps({"args": [], "kwargs": kwargs})
        reply = read_reply(*await self._bus.send(service, operation.name, message, headers, _WAIT_SECONDS))
        return orjson.loads(reply.body)

    async def _run(self, asked: Asked, work: Callable[[Session], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._work, asked.correlation_id, work)

    def _work(self, correlation_id: str, work: Callable[[Session], Any]) -> Any:
        token = current.set(Context(correlation_id, OWN))
        try:
            with database_problems(), self._equipment.database.transaction() as session:
                return work(session)
        finally:
            current.reset(token)


def _raise_other_than_silence(answers: Iterable[Any]) -> None:
    for answer in answers:
        if isinstance(answer, BaseException) and getattr(answer, "kind", None) not in _SILENCE:
            raise answer
