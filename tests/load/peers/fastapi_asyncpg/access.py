"""Who asks, and what he may do."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from tests.load.peers.fastapi_asyncpg.statements import TOKEN

_REMEMBERED_SECONDS = 5.0
_known: dict[bytes, tuple[float, Caller]] = {}
_bearer = HTTPBearer(auto_error=False)


@dataclass(frozen=True)
class Caller:
    """Somebody who is signed in."""

    id: uuid.UUID
    permissions: frozenset[str]
    districts: list[str]

    def sees_district(self, district: str) -> bool:
        """Tell whether a district is in this caller's sight."""
        return "*" in self.districts or district in self.districts

    def sight(self) -> tuple[list[str], bool, bool, uuid.UUID]:
        """Give the parameters of the statements that show cases."""
        return self.districts, "*" in self.districts, "cases.read_sealed" in self.permissions, self.id


async def signed_in(
    request: Request, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Caller:
    """Give the caller of the request's token."""
    if bearer is None:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    secret_hash = hashlib.sha256(bearer.credentials.encode()).digest()
    checked_at, caller = _known.get(secret_hash, (0.0, None))
    if caller is None or time.monotonic() - checked_at > _REMEMBERED_SECONDS:
        found: Any = await request.app.state.pool.fetchrow(TOKEN, secret_hash)
        if found is None:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        caller = Caller(found["account_id"], frozenset(found["permissions"]), found["districts"])
        _known[secret_hash] = (time.monotonic(), caller)
    return caller


def may(permission: str) -> Callable[[Caller], Awaitable[Caller]]:
    """Make the dependency that demands a permission."""

    async def check(caller: Annotated[Caller, Depends(signed_in)]) -> Caller:
        if permission not in caller.permissions:
            raise HTTPException(403)
        return caller

    return check
