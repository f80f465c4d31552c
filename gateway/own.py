"""The gateway's own operations: answered in its own process, by the same steps as a service's, beside the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson

from gateway.accounts.service import ANSWERS
from gateway.asked import Asked
from gateway.replies import Reply
from services.common.answering import Equipment, Request, answer
from services.common.api import Operation


class OwnCarrier:
    """Answers the accounts' operations in a thread, since the database and argon2 would stop the loop."""

    def __init__(self, equipment: Equipment, threads: ThreadPoolExecutor) -> None:
        """Take the database with the checker of tokens, and the threads."""
        self._equipment = equipment
        self._threads = threads

    async def ask(self, operation: Operation, asked: Asked) -> Reply:
        """Give the operation's answer, or raise its Problem."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._answer, operation, asked)

    def _answer(self, operation: Operation, asked: Asked) -> Reply:
        body: Any = orjson.loads(asked.body) if asked.body is not None else None
        request = Request(
            path=asked.path, query=asked.query, body=body, actor_token=asked.actor, correlation_id=asked.correlation_id,
            idempotency_key=asked.idempotency_key, if_match=asked.if_match, traceparent=asked.traceparent,
        )  # fmt: skip
        answering = ANSWERS[operation]
        given = answer(None, answering.function, operation, request, self._equipment, transaction=answering.transaction)
        return Reply(given.body, given.status, given.etag, given.location, given.next)
