"""What scheduling's roster says of prosecutors: in which designation they are posted, and where."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, Final

from services.common.calling import Caller
from services.common.errors import Problem
from services.scheduling.api import list_roster, read_roster_entry

_A_PAGE: Final = 200
_MOST_ALONE: Final = 20
_NOT_TOLD: Final = ("forbidden", "not_found")


def read_posts(
    caller: Caller, token: str | None, district: str, account_ids: Collection[uuid.UUID]
) -> dict[str, dict[str, Any]]:
    """Give the designation and the seat of those who are on the roster, as whoever asks may read it.

    Nothing of the others, and nothing at all when scheduling is away or does not tell them. Never call inside a transaction.
    """
    wanted = {str(account_id) for account_id in account_ids}
    if not wanted or token is None:
        return {}
    try:
        query = {"district": district, "limit": _A_PAGE}
        entries = caller.call(list_roster, query=query, on_behalf_of=token)["items"]
        found = {entry["id"]: entry for entry in entries if entry["id"] in wanted}
        for account_id in sorted(wanted - found.keys())[:_MOST_ALONE]:
            entry = _read_one(caller, token, account_id)
            found |= {} if entry is None else {account_id: entry}
    except Problem:
        return {}
    return {one: {"designation": entry["designation"], "seat": entry["seat"]} for one, entry in sorted(found.items())}


def _read_one(caller: Caller, token: str, account_id: str) -> dict[str, Any] | None:
    try:
        entry: dict[str, Any] = caller.call(read_roster_entry, path={"prosecutor_id": account_id}, on_behalf_of=token)
    except Problem as problem:
        if problem.kind in _NOT_TOLD:
            return None
        raise
    return entry
