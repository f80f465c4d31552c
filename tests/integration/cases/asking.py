"""Asking cases' entrypoints as the bus does; an answer is given as its value, a page as its items."""

from __future__ import annotations

from typing import Any

from services.cases.service import CasesService
from services.common.actor import Actor
from services.common.api import Operation
from tests.asking import ISSUERS, Asking

OTHERS = tuple(issuer for issuer in ISSUERS if issuer != "cases")
_asking = Asking(CasesService)
give, refusal, sign = _asking.give, _asking.refusal, _asking.sign


def ask(operation: Operation, actor: Actor, **asked: Any) -> Any:
    """Ask an operation; give what it answers, of a page its items."""
    value = _asking.ask(operation, actor, **asked).value
    return value["items"] if operation.pages_of is not None else value
