"""Asking a service's entrypoints as the bus does: a signed actor and raw strings in, checked bytes out.

asking = Asking(LearningService)
ask, refusal = asking.ask, asking.refusal
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import orjson
import pytest
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from services.common.actor import Actor, Signer, Verifier, make_key_pair
from services.common.answering import Equipment, Request, answer
from services.common.answers import Answer
from services.common.api import Operation
from services.common.bus import Service
from services.common.calling import Caller
from services.common.errors import Problem
from tests.conftest import database_of

ISSUERS: Final = ("gateway", "cases", "scheduling", "documents", "learning", "notifications")
NOWHERE: Final = "amqp://127.0.0.1:1/"


@dataclass(frozen=True)
class Reply:
    """An answer, read and found to be of the declared shape."""

    value: Any
    status: int
    etag: str | None
    location: str | None

    @property
    def id(self) -> str:
        """Give the id of what was answered."""
        return str(self.value["id"])


class Asking:
    """The way to one service's operations, on its own migrated database; without a bus between."""

    def __init__(self, service: type[Service], make_caller: Callable[[Asking], Caller] | None = None) -> None:
        """Take the service, and how it calls others (nobody answers, unless a caller is made)."""
        self._service = service
        self._make_caller = make_caller or (lambda asking: Caller(NOWHERE, asking.signer(service.name), service.name))
        self.keys: dict[str, tuple[str, str]] = {issuer: make_key_pair() for issuer in ISSUERS}

    def signer(self, issuer: str) -> Signer:
        """Give somebody's signature."""
        return Signer(issuer, self.keys[issuer][0])

    @cached_property
    def verifier(self) -> Verifier:
        """Give what checks the signatures."""
        return Verifier({issuer: public for issuer, (_, public) in self.keys.items()})

    @cached_property
    def caller(self) -> Caller:
        """Give the service's way to others."""
        return self._make_caller(self)

    def equipment(self) -> Equipment:
        """Give what a process of the service has."""
        name = self._service.name
        return Equipment(database_of(name), self.verifier, self.caller, self.signer(name))

    def sign(self, actor: Actor) -> str:
        """Sign an actor's token as the gateway does, or as the service that acts by itself."""
        if actor.service:
            return self.signer(actor.service).sign_service()
        claims = {"sub": actor.id, "roles": actor.roles, "may": sorted(actor.may), "districts": list(actor.districts)}
        return self.signer("gateway").sign(claims)

    def give(
        self, operation: Operation, actor: Actor, *, path: dict[str, Any] | None = None,
        query: dict[str, Any] | None = None, body: Any = None, if_match: str | None = None, key: str | None = None,
        **more_path: Any,
    ) -> Answer:  # fmt: skip
        """Ask an operation, `key` being its Idempotency-Key; what else is named stands in the path. Give the bare answer."""
        request = Request(
            path={name: str(value) for name, value in {**(path or {}), **more_path}.items()},
            query={name: str(value) for name, value in (query or {}).items()},
            body=orjson.loads(orjson.dumps(body, default=str)), actor_token=self.sign(actor), idempotency_key=key,
            if_match=if_match,
        )  # fmt: skip
        method = getattr(self._service, operation.name)
        (entrypoint,) = getattr(method, ENTRYPOINT_EXTENSIONS_ATTR)
        transaction = bool(entrypoint.transaction)
        return answer(self._service(), method, operation, request, self.equipment(), transaction=transaction)

    def ask(self, operation: Operation, actor: Actor, **asked: Any) -> Reply:
        """Ask an operation; its answer must have its status and be exactly of the declared shape."""
        given = self.give(operation, actor, **asked)
        assert given.status in (operation.status, 202)
        return Reply(_checked(operation, given), given.status, given.etag, given.location)

    def refusal(self, operation: Operation, actor: Actor, **asked: Any) -> Problem:
        """Give the Problem that asking ends with."""
        with pytest.raises(Problem) as caught:
            self.give(operation, actor, **asked)
        return caught.value

    def read_pages(self, operation: Operation, actor: Actor, *, limit: int = 2, **more: Any) -> list[dict[str, Any]]:
        """Read a list to its end by small pages; no row may come twice."""
        query = dict(more.pop("query", {}))
        rows: list[dict[str, Any]] = []
        after: dict[str, str] = {}
        while True:
            found = self.ask(operation, actor, query={**query, "limit": limit, **after}, **more).value
            rows += found["items"]
            if found["next"] is None:
                break
            assert len(found["items"]) == limit
            after = {"after": found["next"]}
        assert len({row["id"] for row in rows}) == len(rows)
        return rows


def _checked(operation: Operation, given: Answer) -> Any:
    if operation.media != "application/json":
        return orjson.loads(given.body)
    value: Any = orjson.loads(given.body) if given.body else None
    if operation.pages_of is not None:
        assert set(value) == {"items", "next"}
        operation.pages_of(many=True).load(value["items"])
    elif operation.returns is not None:
        operation.returns().load(value)
    return value
