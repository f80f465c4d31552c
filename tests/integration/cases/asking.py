"""Asking the operations of cases as the bus does: a signed actor and raw strings in, bytes of the declared shape out."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
import pytest

from services.cases.service import CasesService
from services.common.actor import Actor, Signer, Verifier, make_key_pair
from services.common.answering import Equipment, Request, answer
from services.common.answers import Answer
from services.common.api import Operation
from services.common.calling import Caller
from services.common.errors import Problem
from tests.conftest import database_of

OTHERS = ("gateway", "scheduling", "documents", "learning", "notifications")


@cache
def _keys() -> tuple[dict[str, Signer], Verifier]:
    pairs = {issuer: make_key_pair() for issuer in OTHERS}
    signers = {issuer: Signer(issuer, private) for issuer, (private, _) in pairs.items()}
    return signers, Verifier({issuer: public for issuer, (_, public) in pairs.items()})


def sign(actor: Actor) -> str:
    """Sign an actor's token as the gateway does, or as the service that acts by itself."""
    signers, _ = _keys()
    if actor.service is not None:
        return signers[actor.service].sign_service()
    return signers["gateway"].sign(
        {"sub": actor.id, "roles": actor.roles, "may": sorted(actor.may), "districts": list(actor.districts)}
    )


def give(operation: Operation, actor: Actor, **asked: Any) -> Answer:
    """Ask an operation with its `path`, `query`, `body`, `if_match`."""
    signers, verifier = _keys()
    caller = Caller("amqp://127.0.0.1:1/", signers["gateway"], "cases")
    equipment = Equipment(database=database_of("cases"), verifier=verifier, caller=caller, signer=signers["gateway"])
    request = Request(
        path={name: str(value) for name, value in asked.get("path", {}).items()},
        query={name: str(value) for name, value in asked.get("query", {}).items()},
        body=orjson.loads(orjson.dumps(asked.get("body"))),
        actor_token=sign(actor),
        if_match=asked.get("if_match"),
    )
    return answer(CasesService(), getattr(CasesService, operation.name), operation, request, equipment)


def ask(operation: Operation, actor: Actor, **asked: Any) -> Any:
    """Ask an operation; the answer must have its status and exactly its shape."""
    given = give(operation, actor, **asked)
    assert given.status == operation.status
    value = orjson.loads(given.body)
    if operation.pages_of is not None:
        operation.pages_of(many=True).load(value["items"])
        return value["items"]
    if operation.returns is not None:
        operation.returns().load(value)
    return value


def refusal(operation: Operation, actor: Actor, **asked: Any) -> Problem:
    """Give the Problem that asking ends with."""
    with pytest.raises(Problem) as refused:
        give(operation, actor, **asked)
    return refused.value
