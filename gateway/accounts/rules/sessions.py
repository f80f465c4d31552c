"""How long a sign-in stands, and what its secret looks like."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Final

BROWSER_LIFETIME: Final = dt.timedelta(hours=12)
BROWSER_IDLE: Final = dt.timedelta(hours=2)
TOKEN_DAYS_MOST: Final = 365
TOKEN_PREFIX: Final = "cmms_"  # noqa: S105 - what every token begins with, so that leaked ones can be searched for
SECRET_LENGTH: Final = 43
MOST_TOKENS: Final = 20


def make_secret() -> str:
    """Make the secret of a browser's session: 256 random bits."""
    return secrets.token_urlsafe(32)


def make_token() -> str:
    """Make a bearer token."""
    return TOKEN_PREFIX + make_secret()


def hash_secret(secret: str) -> bytes:
    """Give what is kept of a secret. It is random, so a plain hash cannot be searched backwards."""
    return hashlib.sha256(secret.encode()).digest()


def looks_like_secret(secret: str) -> bool:
    """Tell whether this can be a secret of ours at all, before the database is asked."""
    bare = secret.removeprefix(TOKEN_PREFIX)
    return len(bare) == SECRET_LENGTH and bare.replace("-", "").replace("_", "").isalnum() and bare.isascii()
