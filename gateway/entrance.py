"""Signing in and out over HTTP: the only operations that set a cookie, so they are written by hand."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final

import marshmallow
import orjson

from gateway.accounts.queries import read_me
from gateway.accounts.schemas import SignIn
from gateway.accounts.usecases.signing_in import SignedIn, sign_in, sign_out
from gateway.door import Door
from gateway.identity import Identity
from gateway.limits import Rate, api_headers
from gateway.reading import malformed, read_body, read_correlation, require_same_origin
from services.common.actor import Actor
from services.common.context import Context, current
from services.common.database import Database, database_problems
from services.common.errors import Problem, invalid

_BODY_LIMIT: Final = 10_000


class Entrance:
    """`POST /api/login` and `POST /api/logout`."""

    def __init__(self, door: Door, database: Database, threads: ThreadPoolExecutor, login_rate: int) -> None:
        """Take the door, the accounts' database, the threads, and the sign-ins a minute that one address may try."""
        self._door = door
        self._database = database
        self._threads = threads
        self._rate = Rate(login_rate / 60, login_rate)
        self._headers = api_headers(secure=door.secure)

    async def on_post_login(self, req: Any, resp: Any) -> None:
        """Check a login and its password; answer who it is and set the session's cookie."""
        self._begin(req, resp)
        require_same_origin(req, self._door.origin)
        self._rate.take(self._door.read_address(req))
        raw = await read_body(req, _BODY_LIMIT)
        wanted = _load(raw)
        agent = (req.get_header("user-agent") or "browser")[:200]
        client = "".join(character for character in agent if character.isprintable())
        begun, body = await self._run(req, partial(self._sign_in, wanted["login"], wanted["password"], client))
        resp.data = body
        resp.content_type = "application/json"
        resp.append_header("set-cookie", self._cookie(begun.secret, begun))

    async def on_post_logout(self, req: Any, resp: Any) -> None:
        """End the session that asks and take its cookie back; without one there is nothing to end."""
        self._begin(req, resp)
        secret, by_cookie = self._door.read_secret(req)
        if secret is not None:
            if by_cookie:
                require_same_origin(req, self._door.origin)
            try:
                identity = await self._door.identities.find(secret)
                await self._run(req, partial(self._sign_out, identity))
            except Problem as problem:
                if problem.kind != "unauthenticated":
                    raise
            self._door.identities.forget(secret)
        resp.append_header("set-cookie", self._cookie("", None))
        resp.status = 204

    def _begin(self, req: Any, resp: Any) -> None:
        req.context.correlation_id = read_correlation(req.get_header("x-correlation-id"))
        resp.set_headers(self._headers)
        resp.set_header("x-correlation-id", req.context.correlation_id)

    def _cookie(self, secret: str, begun: SignedIn | None) -> str:
        age = int(begun.expires_at.timestamp() - time.time()) if begun else 0
        secure = "; Secure" if self._door.secure else ""
        return f"{self._door.cookie}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}"

    async def _run(self, req: Any, work: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, _within, req.context.correlation_id, work
        )

    def _sign_in(self, login: str, password: str, client: str) -> tuple[SignedIn, bytes]:
        begun = sign_in(self._database, login, password, client)
        with self._database.reading() as session:
            return begun, read_me(session, str(begun.account_id), str(begun.session_id)).body

    def _sign_out(self, identity: Identity) -> None:
        with self._database.transaction() as session:
            sign_out(session, Actor(id=identity.account_id, session_id=identity.session_id))


def _within(correlation_id: str, work: Any) -> Any:
    token = current.set(Context(correlation_id, "anonymous"))
    try:
        with database_problems():
            return work()
    finally:
        current.reset(token)


def _load(raw: bytes | None) -> dict[str, Any]:
    if raw is None:
        raise malformed("json_malformed", "Send a login and a password as JSON.")
    try:
        loaded: dict[str, Any] = SignIn().load(orjson.loads(raw))
    except marshmallow.ValidationError as error:
        raise invalid(
            "input_invalid",
            "Give a login and a password.",
            fields=error.normalized_messages(),  # type: ignore[no-untyped-call]
        ) from None
    return loaded
