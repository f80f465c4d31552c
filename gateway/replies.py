"""Answers of the services as the gateway hands them on: the result's bytes cut out of the wire format, never parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from gateway.problems import failure
from services.common.errors import Problem
from services.common.logs import get_log

log = get_log(__name__)

_HEAD: Final = b'{"result": '
_TAIL: Final = b', "error": null}'


@dataclass(frozen=True, slots=True)
class Reply:
    """What an operation answered: the bytes of one JSON value and what goes into the HTTP headers."""

    body: bytes
    status: int = 200
    etag: str | None = None
    location: str | None = None
    next: str | None = None


def read_reply(headers: Mapping[str, Any], body: bytes, status: int = 200) -> Reply:
    """Cut the result out of a service's answer; raise the Problem that it carries instead of one."""
    if body.startswith(_HEAD) and body.endswith(_TAIL):
        return Reply(
            body[len(_HEAD) : -len(_TAIL)],
            int(headers.get("cmms.status") or status),
            headers.get("cmms.etag"),
            headers.get("cmms.location"),
            headers.get("cmms.next"),
        )
    raise read_problem(body)


def read_problem(body: bytes) -> Problem:
    """Read a refusal; what is not in our format counts as a failure of the service."""
    try:
        error = orjson.loads(body)["error"]
        wire = error.get("problem")
        if isinstance(wire, dict):
            return Problem.from_wire(wire)
        log.error("service_failed", exc_type=error.get("exc_type"))
    except (ValueError, KeyError, TypeError, AttributeError):
        log.exception("answer_unreadable", size=len(body))
    return failure()


def split_joined(headers: Mapping[str, Any], body: bytes, expected: int) -> list[Reply | Problem]:
    """Take the answer to joined reads apart; an answer that does not add up fails all of them."""
    lengths, answers = headers.get("cmms.lengths") or [], headers.get("cmms.answers") or []
    if not (len(lengths) == len(answers) == expected and sum(lengths) == len(body)):
        problem = read_problem(body)
        return [problem] * expected
    found: list[Reply | Problem] = []
    start = 0
    for length, answer in zip(lengths, answers, strict=True):
        found.append(_read_one(answer, body[start : start + length]))
        start += length
    return found


def _read_one(answer: Mapping[str, Any], body: bytes) -> Reply | Problem:
    status = int(answer.get("status") or 0)
    if status:
        return Reply(body, status, answer.get("etag"), answer.get("location"), answer.get("next"))
    try:
        return Problem.from_wire(orjson.loads(body))
    except (ValueError, TypeError):
        log.exception("answer_unreadable", size=len(body))
        return failure()
