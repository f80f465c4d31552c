"""The vault's lock: identities are encrypted at rest under keys that the database never sees (Fernet: AES-128-CBC and HMAC-SHA-256).

`CMMS_VAULT_KEYS` holds the keys, the newest first: it locks, every one of them opens. To change it, put a new one in front and leave
the old one until nothing lies under it any more (`reseal_identities` sees to it); then take the old one away.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from services.cases.settings import read_vault_keys
from services.common.errors import Problem

_OWNER = "person_id"


class Vault:
    """Locks identities away and opens them again. Each carries whose it is, so that rows cannot be exchanged unseen."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take the keys, the newest first; refuse (ValueError) what is none."""
        if not keys:
            raise ValueError("There is no key.")
        self._lock = MultiFernet([Fernet(key) for key in keys])
        self.key_name = hashlib.sha256(keys[0].encode()).hexdigest()[:12]

    def seal(self, person_id: uuid.UUID, identity: dict[str, Any]) -> bytes:
        """Lock an identity away."""
        return self._lock.encrypt(orjson.dumps({**identity, _OWNER: str(person_id)}))

    def open(self, person_id: uuid.UUID, sealed: bytes) -> dict[str, Any]:
        """Open an identity, if it is this person's and was not tampered with."""
        try:
            identity: dict[str, Any] = orjson.loads(self._lock.decrypt(bytes(sealed)))
        except InvalidToken:
            raise _unreadable() from None
        if identity.pop(_OWNER, None) != str(person_id):
            raise _unreadable()
        return identity


@cache
def open_vault() -> Vault:
    """Open the vault with the keys that the environment names, once a process."""
    try:
        return Vault(read_vault_keys())
    except ValueError:
        raise Problem(
            "unavailable", "vault_without_keys", "The vault's keys are not set on this server. Tell your administrator."
        ) from None


def _unreadable() -> Problem:
    return Problem(
        "unavailable",
        "identity_unreadable",
        "This identity cannot be opened with the keys of this server, or was tampered with. Tell your administrator.",
    )
