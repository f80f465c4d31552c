"""Identifiers: UUID version 7 (RFC 9562), so that indexes grow at their end."""

from __future__ import annotations

import datetime as dt
import uuid

from uuid_utils.compat import uuid7

_SEEDS = uuid.UUID("6b1f6e0e-6f0c-5d6e-9d0a-3a8f1c7c5f10")


def new_id() -> uuid.UUID:
    """Make a new time-ordered id."""
    return uuid7()


def first_id_of(day: dt.date, zone: dt.tzinfo) -> uuid.UUID:
    """Give the least id that can have been made on a day: version 7 begins with the milliseconds since 1970."""
    midnight = dt.datetime.combine(day, dt.time(), zone)
    return uuid.UUID(int=int(midnight.timestamp() * 1000) << 80)


def seed_id(label: str) -> uuid.UUID:
    """Give the fixed id of a thing in the demonstration data, the same in every service: `account:prosecutor1`."""
    return uuid.uuid5(_SEEDS, label)
