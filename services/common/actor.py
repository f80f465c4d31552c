"""Who is asking: a short-lived token, signed by the gateway (for people) or by a service (for itself).

Compact form `base64url(json).base64url(signature)`, Ed25519 (RFC 8032). A key may only speak for its own issuer: the
gateway's for accounts, a service's for `service:<its name>`. Verified tokens are remembered until they expire.
"""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from services.common.errors import Problem

EVERYWHERE: Final = "*"
ISSUER_OF_PEOPLE: Final = "gateway"
LIFETIME_SECONDS: Final = 120
_REMEMBERED: Final = 4096


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a service, or nobody in particular (`anonymous`), as the token says."""

    id: str
    roles: tuple[str, ...] = ()
    may: frozenset[str] = field(default_factory=frozenset)
    districts: tuple[str, ...] = ()
    session_id: str | None = None
    expires_at: float = 0.0

    @property
    def is_service(self) -> bool:
        """Tell whether a service acts by itself."""
        return self.id.startswith("service:")

    @property
    def service(self) -> str | None:
        """Give the name of the service that acts by itself."""
        return self.id.removeprefix("service:") if self.is_service else None

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody signed in."""
        return self.id == "anonymous"

    @property
    def sees_everywhere(self) -> bool:
        """Tell whether the whole province is in this actor's sight."""
        return self.is_service or EVERYWHERE in self.districts

    def sees_district(self, district: str | None) -> bool:
        """Tell whether a district is in this actor's sight."""
        return self.sees_everywhere or (district is not None and district in self.districts)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Signer:
    """Signs actor tokens with one Ed25519 private key (32 raw bytes, base64)."""

    def __init__(self, issuer: str, private_key: str) -> None:
        """Take the issuer's name and its key."""
        self._issuer = issuer
        self._key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private_key))

    def sign(self, claims: Mapping[str, Any], *, lifetime: float = LIFETIME_SECONDS) -> str:
        """Sign claims (`sub`, `roles`, `may`, `districts`, `sid`) for at most `lifetime` seconds."""
        body = orjson.dumps({**claims, "iss": self._issuer, "exp": time.time() + min(lifetime, LIFETIME_SECONDS)})
        return f"{_encode(body)}.{_encode(self._key.sign(body))}"

    def sign_service(self) -> str:
        """Sign this service's own token."""
        return self.sign({"sub": f"service:{self._issuer}"})

    def sign_bytes(self, raw: bytes) -> str:
        """Sign something else that must be proved later: an audit checkpoint."""
        return _encode(self._key.sign(raw))


class Verifier:
    """Checks actor tokens against the issuers' public keys."""

    def __init__(self, public_keys: Mapping[str, str]) -> None:
        """Take issuer -> public key (32 raw bytes, base64)."""
        self._keys = {
            issuer: Ed25519PublicKey.from_public_bytes(base64.b64decode(key)) for issuer, key in public_keys.items()
        }
        self._remembered: dict[str, Actor] = {}

    def verify(self, token: str | None) -> Actor:
        """Give the actor of a valid token; refuse a missing, foreign, tampered or expired one (401)."""
        if not token:
            raise Problem("unauthenticated", "actor_missing", "This call does not say who is asking. Sign in first.")
        actor = self._remembered.get(token) or self._check(token)
        if actor.expires_at < time.time():
            self._remembered.pop(token, None)
            raise Problem("unauthenticated", "actor_expired", "This sign-in has expired. Sign in again.")
        return actor

    def verify_bytes(self, issuer: str, raw: bytes, signature: str) -> bool:
        """Tell whether `issuer` signed these bytes."""
        try:
            self._keys[issuer].verify(_decode(signature), raw)
        except (KeyError, InvalidSignature, ValueError, binascii.Error):
            return False
        return True

    def _check(self, token: str) -> Actor:
        refusal = Problem("unauthenticated", "actor_not_trusted", "This sign-in cannot be trusted. Sign in again.")
        try:
            body_text, signature_text = token.split(".")
            body = _decode(body_text)
            claims = orjson.loads(body)
            issuer, subject = claims["iss"], str(claims["sub"])
            self._keys[issuer].verify(_decode(signature_text), body)
            if (issuer == ISSUER_OF_PEOPLE) == subject.startswith("service:"):
                raise refusal
            if issuer != ISSUER_OF_PEOPLE and subject != f"service:{issuer}":
                raise refusal
            actor = Actor(
                id=subject,
                roles=tuple(claims.get("roles", ())),
                may=frozenset(claims.get("may", ())),
                districts=tuple(claims.get("districts", ())),
                session_id=claims.get("sid"),
                expires_at=float(claims["exp"]),
            )
        except (KeyError, ValueError, TypeError, InvalidSignature, binascii.Error) as error:
            raise refusal from error
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        self._remembered[token] = actor
        return actor


def make_key_pair() -> tuple[str, str]:
    """Make a private and a public key, both raw and base64."""
    key = Ed25519PrivateKey.generate()
    return (
        base64.b64encode(key.private_bytes_raw()).decode(),
        base64.b64encode(key.public_key().public_bytes_raw()).decode(),
    )
