"""The key that locks what one person's browser keeps on one device (decision 0010): the same each time, kept nowhere."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid

_PURPOSE = b"cmms device key 1"


def derive_key(secret: bytes, account_id: uuid.UUID, device: uuid.UUID) -> str:
    """Give 256 bits in base64 that nobody can work out without the secret, nor from another person's or device's key."""
    mixed = hmac.digest(secret, _PURPOSE + account_id.bytes + device.bytes, hashlib.sha256)
    return base64.b64encode(mixed).decode()
