"""Identifiers: UUID version 7 (RFC 9562), so that indexes grow at their end."""

from __future__ import annotations

import uuid

from uuid_utils.compat import uuid7

_SEEDS = uuid.UUID("6b1f6e0e-6f0c-5d6e-9d0a-3a8f1c7c5f10")


def new_id() -> uuid.UUID:
    """Make a new time-ordered id."""
    return uuid7()


def seed_id(label: str) -> uuid.UUID:
    """Give the fixed id of a thing in the demonstration data, the same in every service: `account:prosecutor1`."""
    return uuid.uuid5(_SEEDS, label)
