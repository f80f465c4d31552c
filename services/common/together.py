"""Reads of one operation that came in one message, answered by one statement.

A service may say how: a function that takes a session and the checked calls, and gives an answer for each, or None for one
that is to be answered alone. What is refused, what is not found, what leaves a trace of its own: all that is answered
alone, by the operation's method, so nothing is decided in two places but which rows a caller sees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from services.common.answering import Call, Checked, Equipment, Request, check
from services.common.answers import Answer
from services.common.api import Operation
from services.common.logs import get_log

log = get_log(__name__)

Together = Callable[[Session, Sequence[Call]], Sequence[Answer | None]]


def answer_together(
    operation: Operation, together: Together, requests: Sequence[Request], equipment: Equipment
) -> list[Answer | None]:
    """Answer the requests by one statement; None stands for each that must be answered alone."""
    checked = [_check(operation, request, equipment) for request in requests]
    ready = [one for one in checked if one is not None]
    given: list[Answer | None] = [None] * len(requests)
    if len(ready) < 2:
        return given
    try:
        with equipment.database.reading() as session:
            found = iter(together(session, [one.to_call(session) for one in ready]))
            given = [None if one is None else next(found) for one in checked]
    except SQLAlchemyError as error:
        log.warning("answered_alone", operation=operation.name, reason=type(error).__name__)
    return given


def _check(operation: Operation, request: Request, equipment: Equipment) -> Checked | None:
    if request.traceparent is not None:
        return None  # its span is its own
    try:
        return check(operation, request, equipment)
    except Exception:  # noqa: BLE001 - whatever is wrong with a call is found again, and told, when it is answered alone
        return None
