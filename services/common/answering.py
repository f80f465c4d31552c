"""How an operation is answered: check who asks and whether time is left, read the request, run the method, write the answer.

Knows nothing of the bus: `answer` takes a Request and gives an Answer, or raises a Problem and nothing else.
"""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import marshmallow
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from services.common.actor import Actor, Signer, Verifier
from services.common.answers import Answer
from services.common.api import Operation
from services.common.calling import Caller
from services.common.context import Context, current
from services.common.database import Database, database_problem, is_away
from services.common.errors import Problem
from services.common.idempotency import claim_key, hash_request, keep_answer
from services.common.logs import get_log

log = get_log(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """A call as it came over the bus: nothing in it is checked yet."""

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    actor_token: str | None = None
    deadline_ms: float | None = None
    correlation_id: str = ""
    idempotency_key: str | None = None
    if_match: Any = None
    traceparent: str | None = None


Step = Callable[[Session], Answer]


@dataclass(slots=True)
class Call:
    """A checked call, as a service's method gets it.

    `once` is for methods that open their own transactions: it runs a step in one, and gives the answer that is kept when the
    same request, by its Idempotency-Key, was answered before.
    """

    session: Session
    actor: Actor
    path: dict[str, Any]
    query: dict[str, Any]
    body: Any
    if_match: int | None
    correlation_id: str
    database: Database
    caller: Caller
    actor_token: str | None
    once: Callable[[Step], Answer]


@dataclass(frozen=True, slots=True)
class Equipment:
    """What a service's process has: its database, the checker of tokens, the way to call others, its own signature."""

    database: Database
    verifier: Verifier
    caller: Caller
    signer: Signer


Method = Callable[[Any, Call], Answer]


def answer(
    service: Any,
    method: Method,
    operation: Operation,
    request: Request,
    equipment: Equipment,
    *,
    transaction: bool = True,
) -> Answer:
    """Answer a request; every failure comes out as a Problem.

    transaction=False: the method opens its own transactions (`call.database`), for steps that speak to outside systems.
    """
    token = None
    try:
        actor = authorise(operation, equipment.verifier.verify(request.actor_token))
        token = current.set(Context(request.correlation_id, actor.id, request.traceparent))
        checked = _check(operation, request, equipment, actor)
        for attempt in (1, 2):
            try:
                return _run(partial(method, service), checked, transaction=transaction)
            except (DBAPIError, PoolTimeout) as error:
                # The whole transaction is repeated once when the connection was lost: the idempotency key tells
                # whether the first one was committed after all.
                if attempt == 2 or not is_away(error) or isinstance(error, PoolTimeout):
                    raise
    except Problem:
        raise
    except (DBAPIError, PoolTimeout) as error:
        problem = database_problem(error)
        log.warning("database_refused", operation=operation.name, code=problem.code, exc_info=problem.kind == "failed")
        raise problem from error
    except Exception as error:
        log.exception("operation_failed", operation=operation.name)
        raise Problem("failed", "failed", "The service failed. The failure has been recorded.") from error
    finally:
        if token is not None:
            current.reset(token)
    raise AssertionError("unreachable")


def authorise(operation: Operation, actor: Actor) -> Actor:
    """Give the actor back when it may call the operation at all; the service's own data decide the rest."""
    if actor.is_service:
        if actor.service in (*operation.also, operation.service):
            return actor
        raise Problem("forbidden", "service_not_allowed", "This service may not call this operation by itself.")
    if operation.public:
        return actor
    if actor.is_anonymous:
        raise Problem("unauthenticated", "sign_in_first", "Sign in first.")
    if operation.may is not None and operation.may not in actor.may:
        raise Problem(
            "forbidden", "permission_missing", "Your role does not include this step. Ask your administrator.",
            permission=operation.may,
        )  # fmt: skip
    return actor


def require_time(deadline_ms: float | None) -> None:
    """Refuse to work when nobody waits for the answer any more."""
    if deadline_ms is not None and time.time() * 1000 > deadline_ms:
        raise Problem("too_late", "deadline_passed", "The service was too busy to answer in time. Try again.")


@dataclass(frozen=True, slots=True)
class Checked:
    """A call that may be made, in time, with its input read."""

    operation: Operation
    request: Request
    equipment: Equipment
    actor: Actor
    path: dict[str, Any]
    query: dict[str, Any]
    body: Any
    if_match: int | None

    def to_call(self, session: Session) -> Call:
        """Give what the method gets."""
        return Call(
            session, self.actor, self.path, self.query, self.body, self.if_match,
            self.request.correlation_id, self.equipment.database, self.equipment.caller, self.request.actor_token,
            partial(_run_once, self),
        )  # fmt: skip


def check(operation: Operation, request: Request, equipment: Equipment) -> Checked:
    """Check who asks, whether time is left, and what is asked; refuse with a Problem."""
    return _check(operation, request, equipment, authorise(operation, equipment.verifier.verify(request.actor_token)))


def _check(operation: Operation, request: Request, equipment: Equipment, actor: Actor) -> Checked:
    require_time(request.deadline_ms)
    wrong: dict[str, Any] = {}
    path = {name: _read_parameter(kind, request.path.get(name)) for name, kind in operation.parameters.items()}
    query = _load(operation.query, dict(request.query), wrong, what="query parameter")
    body = _load(operation.takes, request.body, wrong, what="body")
    if wrong:
        raise Problem(
            "invalid", "input_invalid", "Some of the input is missing or wrong. See the marked fields.", fields=wrong
        )
    if_match = _read_if_match(operation, request.if_match)
    return Checked(operation, request, equipment, actor, path, query or {}, body, if_match)


@cache
def _make(schema: type[marshmallow.Schema]) -> marshmallow.Schema:
    """Make a schema once: making one copies every field, and loading changes nothing of it."""
    return schema()


def _load(schema: type[marshmallow.Schema] | None, value: Any, wrong: dict[str, Any], *, what: str) -> Any:
    if schema is None:
        if value:
            wrong["_"] = [f"This operation takes no {what}."]
        return None
    try:
        return _make(schema).load(value if value is not None else {})
    except marshmallow.ValidationError as error:
        messages: dict[str, Any] = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow leaves it untyped
        wrong.update({"_" if name == "_schema" else str(name): text for name, text in messages.items()})
        return None


def _read_parameter(kind: str, value: Any) -> Any:
    readers: dict[str, Callable[[str], Any]] = {
        "uuid": uuid.UUID, "int": _read_whole, "date": dt.date.fromisoformat, "text": _read_text,
    }  # fmt: skip
    try:
        return readers[kind](str(value))
    except ValueError:
        raise Problem("not_found", "no_such_thing", "There is no such thing here. Check the address.") from None


def _read_whole(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
    if number < 0:
        raise ValueError(value)
    return number


def _read_text(value: str) -> str:
    if not value or len(value) > 500 or not value.isprintable():
        raise ValueError(value)
    return value


def _read_if_match(operation: Operation, value: Any) -> int | None:
    if value is None:
        if operation.guarded:
            raise Problem(
                "guard_missing", "if_match_missing",
                "Send If-Match with the ETag you read, so that nobody's change is lost.",
            )  # fmt: skip
        return None
    try:
        return int(str(value))
    except ValueError:
        raise Problem("malformed", "if_match_malformed", "If-Match must be the ETag that was read.") from None


def _run(method: Callable[[Call], Answer], checked: Checked, *, transaction: bool) -> Answer:
    if checked.operation.changes and transaction:
        return _run_once(checked, lambda session: method(checked.to_call(session)))
    with checked.equipment.database.reading() as session:
        return method(checked.to_call(session))


def _run_once(checked: Checked, step: Step) -> Answer:
    """Run a step in a transaction, unless the request's key stands for an answer already."""
    key = checked.request.idempotency_key
    with checked.equipment.database.transaction() as session:
        if not key:
            return step(session)
        seen = {
            "path": checked.path,
            "query": checked.query,
            "body": checked.request.body,
            "if_match": checked.if_match,
        }
        kept = claim_key(session, checked.actor.id, key, hash_request(checked.operation.name, seen))
        if kept is not None:
            return kept
        given = step(session)
        keep_answer(session, checked.actor.id, key, given)
        return given
