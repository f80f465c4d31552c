"""Asking notifications' entrypoints as the bus does: signed actor, raw strings in, checked bytes out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from services.common.actor import Actor, Signer, Verifier, make_key_pair
from services.common.answering import Equipment, Request, answer
from services.common.answers import Answer
from services.common.api import Operation
from services.common.calling import Caller
from services.common.errors import not_found
from services.notifications.service import NotificationsService
from tests.conftest import database_of

HIDDEN_CASE = uuid.UUID(int=404)


@dataclass(frozen=True)
class Reply:
    """An answer, read and found to be of the declared shape."""

    value: Any
    status: int
    etag: str | None
    location: str | None


class CasesAnswers(Caller):
    """The cases service's answers to who may see a case: everybody may, but for the hidden one."""

    def call(self, operation: Operation, **asked: Any) -> Any:
        """Answer as the cases service does."""
        assert operation.name == "read_case_reference"
        assert asked["on_behalf_of"]
        if asked["path"]["case_id"] == HIDDEN_CASE:
            raise not_found("case_unknown", "There is no such case.")
        return {"id": str(asked["path"]["case_id"])}


@cache
def _keys() -> tuple[Signer, Signer, Verifier]:
    gateway, notifications = make_key_pair(), make_key_pair()
    verifier = Verifier({"gateway": gateway[1], "notifications": notifications[1]})
    return Signer("gateway", gateway[0]), Signer("notifications", notifications[0]), verifier


@cache
def equipment() -> Equipment:
    """Give what a process of notifications has; calls to the cases service are answered here."""
    signer, _, verifier = _keys()
    caller = CasesAnswers("amqp://127.0.0.1:1/", signer, "notifications")
    return Equipment(database=database_of("notifications"), verifier=verifier, caller=caller, signer=signer)


def sign(actor: Actor) -> str:
    """Sign an actor's token as the gateway does."""
    gateway, _, _ = _keys()
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
    method = getattr(NotificationsService, operation.name)
    given = answer(NotificationsService(), method, operation, request, equipment())
    assert given.status == operation.status
    return Reply(_checked(operation, given), given.status, given.etag, given.location)


def _checked(operation: Operation, given: Answer) -> Any:
    value = orjson.loads(given.body)
    if operation.pages_of is not None:
        assert set(value) == {"items", "next"}
        operation.pages_of(many=True).load(value["items"])
    elif operation.returns is not None:
        operation.returns().load(value)
    return value
