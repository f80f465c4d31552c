"""Asking documents' entrypoints as the bus does: signed actor, raw strings in, checked bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
import pytest
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from services.common.actor import Actor, Signer, Verifier, make_key_pair
from services.common.answering import Equipment, Request, answer
from services.common.answers import Answer
from services.common.api import Operation
from services.common.calling import Caller
from services.common.errors import Problem
from services.documents.service import DocumentsService
from tests.conftest import database_of

ISSUERS = ("gateway", "documents", "learning")


@dataclass(frozen=True)
class Reply:
    """An answer, read and found to be of the declared shape."""

    value: Any
    status: int
    etag: str | None
    location: str | None


@cache
def keys() -> dict[str, tuple[str, str]]:
    """Give the key pairs of all who sign."""
    return {issuer: make_key_pair() for issuer in ISSUERS}


@cache
def _verifier() -> Verifier:
    return Verifier({issuer: public for issuer, (_, public) in keys().items()})


def signer(issuer: str) -> Signer:
    """Give somebody's signature."""
    return Signer(issuer, keys()[issuer][0])


class AskingCases(Caller):
    """Asks the real cases service on its own database, without a bus between; it can be away."""

    is_away = False

    def call(self, operation: Operation, *, path: Any = None, **_: Any) -> Any:
        """Ask as documents does."""
        if self.is_away:
            raise Problem("unavailable", "service_away", "A service that is needed for this is not running.")
        from services.cases.service import CasesService

        place = {name: str(value) for name, value in path.items()}
        request = Request(path=place, actor_token=signer("documents").sign_service())
        cases = Equipment(database_of("cases"), _verifier(), self, signer("documents"))
        method = getattr(CasesService, operation.name)
        return orjson.loads(answer(CasesService(), method, operation, request, cases).body)


@cache
def cases() -> AskingCases:
    """Give the one way to cases, so that a test can let it be away."""
    return AskingCases("amqp://127.0.0.1:1/", signer("documents"), "documents")


@cache
def equipment() -> Equipment:
    """Give what a process of documents has."""
    return Equipment(
        database=database_of("documents"), verifier=_verifier(), caller=cases(), signer=signer("documents")
    )


def sign(actor: Actor) -> str:
    """Sign an actor's token as the gateway does, or as the service itself."""
    if actor.service:
        return signer(actor.service).sign_service()
    claims = {"sub": actor.id, "roles": actor.roles, "may": sorted(actor.may), "districts": list(actor.districts)}
    return signer("gateway").sign(claims)


def ask(
    operation: Operation, actor: Actor, *, query: dict[str, Any] | None = None, body: Any = None,
    if_match: str | None = None, key: str | None = None, **path: Any,
) -> Reply:  # fmt: skip
    """Ask an operation; its answer must be exactly of the declared shape. What else is named stands in the path."""
    request = Request(
        path={name: str(value) for name, value in path.items()},
        query={name: str(value) for name, value in (query or {}).items()},
        body=orjson.loads(orjson.dumps(body, default=str)), actor_token=sign(actor), idempotency_key=key,
        if_match=if_match,
    )  # fmt: skip
    method = getattr(DocumentsService, operation.name)
    # Whether the method opens its own transactions is said at its entrypoint.
    given = answer(
        DocumentsService(), method, operation, request, equipment(), transaction=_has_transaction(operation.name)
    )
    return Reply(_checked(operation, given), given.status, given.etag, given.location)


def _has_transaction(name: str) -> bool:
    (entrypoint,) = getattr(getattr(DocumentsService, name), ENTRYPOINT_EXTENSIONS_ATTR)
    return bool(entrypoint.transaction)


def refusal(operation: Operation, actor: Actor, **asked: Any) -> Problem:
    """Give the Problem that asking ends with."""
    with pytest.raises(Problem) as caught:
        ask(operation, actor, **asked)
    return caught.value


def _checked(operation: Operation, given: Answer) -> Any:
    value = orjson.loads(given.body)
    if operation.pages_of is not None:
        assert set(value) == {"items", "next"}
        operation.pages_of(many=True).load(value["items"])
    elif operation.returns is not None:
        operation.returns().load(value)
    return value
