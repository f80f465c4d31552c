"""Asking documents' entrypoints as the bus does; cases is asked for real, on its own database, without a bus between."""

from __future__ import annotations

from typing import Any

import orjson

from services.cases.service import CasesService
from services.common.answering import Equipment, Request, answer
from services.common.api import Operation
from services.common.calling import Caller
from services.common.errors import Problem
from services.documents.service import DocumentsService
from tests.asking import NOWHERE, Asking
from tests.conftest import database_of


class AskingCases(Caller):
    """Asks the real cases service on its own database; it can be away."""

    is_away = False

    def __init__(self, asking: Asking) -> None:
        """Take whose keys sign."""
        super().__init__(NOWHERE, asking.signer("documents"), "documents")
        self._asking = asking

    def call(self, operation: Operation, *, path: Any = None, **_: Any) -> Any:
        """Ask as documents does."""
        if self.is_away:
            raise Problem("unavailable", "service_away", "A service that is needed for this is not running.")
        place = {name: str(value) for name, value in path.items()}
        signer = self._asking.signer("documents")
        request = Request(path=place, actor_token=signer.sign_service())
        cases_equipment = Equipment(database_of("cases"), self._asking.verifier, self, signer)
        method = getattr(CasesService, operation.name)
        return orjson.loads(answer(CasesService(), method, operation, request, cases_equipment).body)


_asking = Asking(DocumentsService, AskingCases)
ask, refusal, equipment = _asking.ask, _asking.refusal, _asking.equipment


def cases() -> AskingCases:
    """Give the one way to cases, so that a test can let it be away."""
    caller = _asking.caller
    assert isinstance(caller, AskingCases)
    return caller


def keys() -> dict[str, tuple[str, str]]:
    """Give the key pairs of all who sign."""
    return _asking.keys
