"""What a message needs from the other services when it is rendered: the case's reference, the court's name, the hearing now."""

from __future__ import annotations

import time
from typing import Any, Final
from uuid import UUID

from services.cases import api as cases
from services.common.api import Operation
from services.common.calling import Caller
from services.common.errors import Problem
from services.scheduling import api as scheduling

_COURTS_KEPT_SECONDS: Final = 300.0


class NeighboursAwayError(Exception):
    """Another service cannot answer just now: what needs its answer must wait."""


class Neighbours:
    """Reads from the other services, as this service itself."""

    def __init__(self, caller: Caller) -> None:
        """Take the way to call other services."""
        self._caller = caller
        self._courts: dict[UUID, tuple[float, dict[str, Any] | None]] = {}

    def read_case(self, case_id: UUID) -> dict[str, Any] | None:
        """Give a case's reference: FIR, police station, district, whether it is sealed; None when there is no such case."""
        return self._read(cases.read_case_reference, case_id=case_id)

    def read_hearing(self, hearing_id: UUID) -> dict[str, Any] | None:
        """Give a hearing as it stands now; None when there is no such hearing."""
        return self._read(scheduling.read_hearing, hearing_id=hearing_id)

    def read_court(self, court_id: UUID) -> dict[str, Any] | None:
        """Give a court's names; they are kept for five minutes."""
        now = time.monotonic()
        kept_at, court = self._courts.get(court_id, (-_COURTS_KEPT_SECONDS, None))
        if now - kept_at >= _COURTS_KEPT_SECONDS:
            court = self._read(scheduling.read_court, court_id=court_id)
            self._courts[court_id] = (now, court)
        return court

    def _read(self, operation: Operation, **path: UUID) -> dict[str, Any] | None:
        try:
            answer: dict[str, Any] = self._caller.call(operation, path=path)
        except Problem as problem:
            if problem.kind in ("not_found", "gone"):
                return None
            raise NeighboursAwayError(f"{operation.service}: {problem.code}") from problem
        return answer
