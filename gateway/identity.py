"""Who is asking: the session behind a cookie or a bearer token, and the signed actor token that goes on to the services.

Found sessions are remembered for at most five seconds, which bounds how long a revoked one still works; while they are in
use they are looked up again in the background. The actor token is signed once a minute, so that services recognise it.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from gateway.accounts.queries import find_signed_in, find_standing
from gateway.accounts.rules.sessions import hash_secret, looks_like_secret
from services.common.actor import Signer
from services.common.database import Database, database_problems
from services.common.errors import Problem
from services.common.logs import get_log

log = get_log(__name__)

REMEMBERED_SECONDS: Final = 5.0
_RENEWED_AFTER: Final = 2.5
_TOKEN_SECONDS: Final = 60.0
_MOST: Final = 10_000


@dataclass(slots=True)
class Identity:
    """A person who is signed in, or nobody in particular."""

    account_id: str
    session_id: str | None
    token: str
    signed_at: float
    checked_at: float
    roles: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    must_change_password: bool = False

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody signed in."""
        return self.session_id is None


def sign_in_first() -> Problem:
    """Ask for a sign-in."""
    return Problem("unauthenticated", "sign_in_first", "Sign in first.")


class Identities:
    """The sessions this worker has seen of late."""

    def __init__(self, database: Database, signer: Signer, threads: ThreadPoolExecutor) -> None:
        """Take the accounts' database, the gateway's signer, and the threads for the database."""
        self._database = database
        self._signer = signer
        self._threads = threads
        self._known: dict[str, Identity] = {}
        self._lookups: dict[str, asyncio.Task[Identity]] = {}
        self._anonymous: Identity | None = None

    def recall(self, secret: str) -> Identity | None:
        """Give a session looked up within the last seconds, without waiting; renew it beside when it gets old.

        Whoever must change the password is looked up each time: once they have, they go on at once.
        """
        known = self._known.get(secret)
        if known is None or known.must_change_password:
            return None
        age = time.monotonic() - known.checked_at
        if age > REMEMBERED_SECONDS:
            return None
        if age > _RENEWED_AFTER and secret not in self._lookups:
            self._look_up(secret).add_done_callback(_ignore)
        return known

    async def find(self, secret: str) -> Identity:
        """Give the session of a secret; raise 401 when there is none (any more)."""
        if not looks_like_secret(secret):
            raise sign_in_first()
        known = self.recall(secret)
        if known is not None:
            return known
        return await asyncio.shield(self._lookups.get(secret) or self._look_up(secret))

    def nobody(self) -> Identity:
        """Give the identity of somebody who did not sign in, for what is public."""
        now = time.monotonic()
        if self._anonymous is None or now - self._anonymous.signed_at > _TOKEN_SECONDS:
            self._anonymous = Identity("anonymous", None, self._signer.sign({"sub": "anonymous"}), now, now)
        return self._anonymous

    def forget(self, secret: str) -> None:
        """Forget a session that has just ended here."""
        self._known.pop(secret, None)

    def forget_session(self, session_id: str) -> None:
        """Forget a session by its id."""
        for secret in [secret for secret, known in self._known.items() if known.session_id == session_id]:
            self.forget(secret)

    async def find_standing(self, session_ids: set[str]) -> dict[str, tuple[str, ...]]:
        """Give which of these sessions still stand, with their districts of now; it does not count as using them."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._query_standing, session_ids)

    def _query_standing(self, session_ids: set[str]) -> dict[str, tuple[str, ...]]:
        with database_problems(), self._database.reading() as session:
            return find_standing(session, session_ids)

    def _look_up(self, secret: str) -> asyncio.Task[Identity]:
        task = asyncio.get_running_loop().create_task(self._read(secret))
        self._lookups[secret] = task
        task.add_done_callback(lambda _: self._lookups.pop(secret, None))
        return task

    async def _read(self, secret: str) -> Identity:
        asked_at = time.monotonic()
        found = await asyncio.get_running_loop().run_in_executor(self._threads, self._query, secret)
        if found is None:
            self._known.pop(secret, None)
            raise Problem("unauthenticated", "session_ended", "This sign-in has ended. Sign in again.")
        identity = self._renew(self._known.get(secret), found, asked_at)
        if len(self._known) >= _MOST:
            self._known.pop(next(iter(self._known)))
        self._known[secret] = identity
        return identity

    def _query(self, secret: str) -> Any:
        with database_problems(), self._database.reading() as session:
            return find_signed_in(session, hash_secret(secret))

    def _renew(self, known: Identity | None, found: Any, asked_at: float) -> Identity:
        held = not found.must_change_password
        roles, may = (tuple(sorted(found.roles)), tuple(sorted(found.may))) if held else ((), ())
        districts = tuple(sorted(found.districts))
        claims = {
            "sub": str(found.id), "roles": roles, "may": may, "districts": districts, "sid": str(found.session_id),
        }  # fmt: skip
        same = known is not None and (known.roles, known.may, known.districts) == (roles, may, districts)
        if same and known is not None and asked_at - known.signed_at < _TOKEN_SECONDS:
            token, signed_at = known.token, known.signed_at
        else:
            token, signed_at = self._signer.sign(claims), asked_at
        return Identity(
            str(found.id),
            str(found.session_id),
            token,
            signed_at,
            asked_at,
            roles,
            may,
            districts,
            found.must_change_password,
        )


def _ignore(task: asyncio.Task[Identity]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.info("session_not_renewed", reason=type(task.exception()).__name__)
