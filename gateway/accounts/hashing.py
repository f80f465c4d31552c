"""argon2id, the way passwords are kept (RFC 9106, second recommended option); a hash of an older setting is made anew.

Each hash takes 64 MiB and some 50 ms on purpose, so a process makes two at once at most.
"""

from __future__ import annotations

import threading
from typing import Final

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER: Final = argon2.PasswordHasher()
_NOBODYS: Final = _HASHER.hash("nobody has this password")
_AT_ONCE: Final = threading.BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Hash a password."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def is_password(password_hash: str | None, password: str) -> bool:
    """Tell whether this is the password; without an account it takes just as long and says no."""
    try:
        with _AT_ONCE:
            _HASHER.verify(password_hash or _NOBODYS, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether the hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(password_hash)
