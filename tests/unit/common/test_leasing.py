"""A lease is held while work is under way, and a step outlives a database that goes away for a moment."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from services.common.leasing import patiently, renewing


class _Gone(Exception):
    """What a driver raises when the server is gone: it names no state."""

    pgcode = None


def test_the_lease_is_renewed_until_the_work_ends() -> None:
    """Again and again while the block runs, never afterwards, although a renewal fails in between."""
    renewed = threading.Semaphore(0)
    calls: list[int] = []

    def renew() -> None:
        calls.append(1)
        renewed.release()
        if len(calls) == 1:
            raise RuntimeError("the database was away")

    with renewing(renew, every=0.01):
        for _ in range(3):
            assert renewed.acquire(timeout=10)
    ended = len(calls)
    time.sleep(0.05)
    assert len(calls) == ended


def test_a_step_is_repeated_while_the_database_is_away() -> None:
    """It succeeds once the database is back; when it stays away its error is raised; another error is raised at once."""
    away = OperationalError("select", {}, _Gone())
    answers: list[Exception | int] = [away, away, 7]

    def step() -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert patiently(step, pause=0.01) == 7
    answers[:] = [away] * 3
    with pytest.raises(OperationalError):
        patiently(step, seconds=0.0, pause=0.01)
    answers[:] = [IntegrityError("insert", {}, _Gone()), 1]
    with pytest.raises(IntegrityError):
        patiently(step, pause=0.01)
    assert answers == [1]
