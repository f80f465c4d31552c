"""Whose live updates leave out which cases: nobody hears of a case that they are recused from (CrPC s.495(4)).

The cases service is asked when a person's stream opens, and its events are heard from then on. While it cannot be asked no stream
opens: the client reads its lists again from time to time instead.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from gateway.asked import Asked
from gateway.asking import Carrier
from gateway.identity import Identity
from services.common.api import Api

SOURCE: Final = "cases"
OPERATION: Final = "list_own_recusals"
_CHANGES: Final = {"prosecutor_recused": True, "recusal_withdrawn": False}

Ask = Callable[[Identity, str], Awaitable[Collection[str]]]


@dataclass(frozen=True, slots=True)
class Change:
    """A recusal that was declared or taken back."""

    account_id: str
    case_id: str
    stands: bool


def read_change(source: object, event_type: object, data: dict[str, Any]) -> Change | None:
    """Give what an event changes about recusals; None when it changes nothing."""
    stands = _CHANGES.get(str(event_type)) if source == SOURCE else None
    return None if stands is None else Change(str(data["prosecutor_id"]), str(data["case_id"]), stands)


async def ask_nobody(_identity: Identity, _correlation_id: str) -> Collection[str]:
    """Give no case: without a cases service nobody is recused."""
    return ()


def find_asking(apis: Sequence[Api], carrier: Carrier) -> Ask:
    """Give the way to ask for a person's recusals: the service that tells them, where there is one."""
    operation = next((api.operations[OPERATION] for api in apis if OPERATION in api.operations), None)
    if operation is None:
        return ask_nobody

    async def ask(identity: Identity, correlation_id: str) -> Collection[str]:
        reply = await carrier.ask(operation, Asked(identity.token, correlation_id))
        case_ids: list[str] = orjson.loads(reply.body)["case_ids"]
        return case_ids

    return ask


class Recusals:
    """What this worker knows of the recusals of those who listen, or listened."""

    def __init__(self, ask: Ask = ask_nobody) -> None:
        """Take the way to ask for a person's recusals."""
        self._ask = ask
        self._cases: dict[str, set[str]] = {}
        self._meanwhile: dict[str, list[dict[str, bool]]] = {}

    async def learn(self, identity: Identity, correlation_id: str) -> None:
        """Ask for a person's recusals; what is heard while the answer is on its way counts for more than the answer."""
        heard: dict[str, bool] = {}
        waiting = self._meanwhile.setdefault(identity.account_id, [])
        waiting.append(heard)
        try:
            answered = await self._ask(identity, correlation_id)
        finally:
            waiting.remove(heard)
            if not waiting:
                self._meanwhile.pop(identity.account_id, None)
        told = {**dict.fromkeys(answered, True), **heard}
        self._cases[identity.account_id] = {case_id for case_id, stands in told.items() if stands}

    def hear(self, change: Change) -> None:
        """Keep that a recusal was declared or taken back."""
        for heard in self._meanwhile.get(change.account_id, ()):
            heard[change.case_id] = change.stands
        known = self._cases.get(change.account_id)
        if known is not None:
            (known.add if change.stands else known.discard)(change.case_id)

    def bars(self, account_id: str, named: frozenset[str]) -> bool:
        """Tell whether any of these ids is a case that the person is recused from."""
        return not named.isdisjoint(self._cases.get(account_id, ()))
