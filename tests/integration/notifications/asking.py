"""Asking notifications' entrypoints as the bus does; who may see a case is answered here."""

from __future__ import annotations

import uuid
from typing import Any

from services.common.api import Operation
from services.common.calling import Caller
from services.common.errors import not_found
from services.notifications.service import NotificationsService
from tests.asking import NOWHERE, Asking, Reply

__all__ = ["HIDDEN_CASE", "Reply", "ask"]

HIDDEN_CASE = uuid.UUID(int=404)


class CasesAnswers(Caller):
    """The cases service's answers to who may see a case: everybody may, but for the hidden one."""

    def call(self, operation: Operation, **asked: Any) -> Any:
        """Answer as the cases service does."""
        assert operation.name == "read_case_reference"
        assert asked["on_behalf_of"]
        if asked["path"]["case_id"] == HIDDEN_CASE:
            raise not_found("case_unknown", "There is no such case.")
        return {"id": str(asked["path"]["case_id"])}


_asking = Asking(
    NotificationsService, lambda asking: CasesAnswers(NOWHERE, asking.signer("notifications"), "notifications")
)
ask = _asking.ask
