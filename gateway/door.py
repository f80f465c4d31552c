"""What every request passes first: who asks, from where, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gateway.identity import Identities, Identity, sign_in_first
from gateway.limits import Rate
from gateway.reading import read_cookie, require_same_origin


@dataclass(slots=True)
class Door:
    """What every request passes: identities, rates, and how cookies are named."""

    identities: Identities
    rate: Rate
    cookie: str
    origin: str
    secure: bool
    trusted_proxies: tuple[str, ...] = ()

    def read_secret(self, req: Any) -> tuple[str | None, bool]:
        """Give the secret that the request carries and whether a cookie carried it; a bearer token goes first."""
        bearer = req.get_header("authorization")
        if bearer is not None:
            kind, _, secret = bearer.partition(" ")
            if kind.lower() != "bearer":
                raise sign_in_first()
            return secret.strip(), False
        return read_cookie(req.get_header("cookie"), self.cookie), True

    async def identify(self, req: Any, *, changes: bool, public: bool = False) -> Identity:
        """Give who asks; refuse a stranger where signing in is needed, and anybody who asks too often."""
        secret, by_cookie = self.read_secret(req)
        if secret is None:
            self.rate.take(self.read_address(req))
            if not public:
                raise sign_in_first()
            return self.identities.nobody()
        identity = self.identities.recall(secret)
        if identity is None:
            self.rate.take(self.read_address(req))
            identity = await self.identities.find(secret)
        if by_cookie and changes:
            require_same_origin(req, self.origin)
        self.rate.take(identity.account_id)
        return identity

    def read_address(self, req: Any) -> str:
        """Give the address that asks: the peer's, or what a proxy that we trust says it is."""
        client = req.scope.get("client")
        peer = str(client[0]) if client else "unknown"
        if peer in self.trusted_proxies:
            forwarded = req.get_header("x-forwarded-for")
            if forwarded:
                return str(forwarded.rpartition(",")[2].strip()[:64])
        return peer
