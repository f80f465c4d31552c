"""Asking learning's entrypoints as the bus does: signed actor, raw strings in, checked bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
import pytest

from services.common.actor import Actor, Signer, Verifier, make_key_pair
from services.common.answering import Equipment, Request, answer
from services.common.answers import Answer
from services.common.api import Operation
from services.common.calling import Caller
from services.common.errors import Problem
from services.learning.service import LearningService
from tests.conftest import database_of


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


@cache
def _keys() -> tuple[Signer, Signer, Verifier]:
    gateway, notifications = make_key_pair(), make_key_pair()
    verifier = Verifier({"gateway": gateway[1], "notifications": notifications[1]})
    return Signer("gateway", gateway[0]), Signer("notifications", notifications[0]), verifier


@cache
def equipment() -> Equipment:
    """Give what a process of learning has; nothing here calls other services."""
    signer, _, verifier = _keys()
    caller = Caller("amqp://127.0.0.1:1/", signer, "learning")
    return Equipment(database=database_of("learning"), verifier=verifier, caller=caller, signer=signer)


def sign(actor: Actor) -> str:
    """Sign an actor's token as the gateway does, or as the service itself."""
    gateway, notifications, _ = _keys()
    if actor.is_service:
        return notifications.sign_service()
    return gateway.sign(
        {"sub": actor.id, "roles": actor.roles, "may": sorted(actor.may), "districts": list(actor.districts)}
    )


def ask(
    operation: Operation,
    actor: Actor,
    *,
    path: dict[str, Any] | None = None,
    query: dict[str, Any] | None = None,
    body: Any = None,
    if_match: str | None = None,
    key: str | None = None,
) -> Reply:
    """Ask an operation; its answer must be exactly of the declared shape."""
    request = Request(
        path={name: str(value) for name, value in (path or {}).items()},
        query={name: str(value) for name, value in (query or {}).items()},
        body=orjson.loads(orjson.dumps(body)),
        actor_token=sign(actor),
        idempotency_key=key,
        if_match=if_match,
    )
    method = getattr(LearningService, operation.name)
    given = answer(LearningService(), method, operation, request, equipment())
    assert given.status == operation.status
    return Reply(_checked(operation, given), given.status, given.etag, given.location)


def refusal(*arguments: Any, **more: Any) -> Problem:
    """Give the Problem that asking ends with."""
    with pytest.raises(Problem) as caught:
        ask(*arguments, **more)
    return caught.value


def read_pages(operation: Operation, actor: Actor, *, limit: int = 2, **more: Any) -> list[dict[str, Any]]:
    """Read a list to its end by small pages; no row may come twice."""
    query = dict(more.pop("query", {}))
    rows: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        found = ask(operation, actor, query={**query, "limit": limit, **after}, **more).value
        rows += found["items"]
        if found["next"] is None:
            break
        assert len(found["items"]) == limit
        after = {"after": found["next"]}
    assert len({row["id"] for row in rows}) == len(rows)
    return rows


def _checked(operation: Operation, given: Answer) -> Any:
    value = orjson.loads(given.body)
    if operation.pages_of is not None:
        assert set(value) == {"items", "next"}
        operation.pages_of(many=True).load(value["items"])
    elif operation.returns is not None:
        operation.returns().load(value)
    return value
