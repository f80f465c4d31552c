"""The states of a message and of its parts. A message never goes backwards: a late or repeated receipt changes nothing.

queued: waits for its hour. sending: under way, maybe not for the first time. sent: the operator has it. unknown: its
sender died while it was under way, and nobody knows whether it left. delivered, failed, expired, rejected, cancelled: ends.
From unknown it may go back to sending only when the operator's centre proved that it never had the message.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

QUEUED: Final = "queued"
SENDING: Final = "sending"
UNKNOWN: Final = "unknown"
SENT: Final = "sent"
DELIVERED: Final = "delivered"
FAILED: Final = "failed"
EXPIRED: Final = "expired"
REJECTED: Final = "rejected"
CANCELLED: Final = "cancelled"

STATUSES: Final = (QUEUED, SENDING, UNKNOWN, SENT, DELIVERED, FAILED, EXPIRED, REJECTED, CANCELLED)
ENDS: Final = frozenset({DELIVERED, FAILED, EXPIRED, REJECTED, CANCELLED})
RANK: Final = {QUEUED: 0, SENDING: 1, UNKNOWN: 1, SENT: 2, **dict.fromkeys(ENDS, 3)}

_NEXT: Final[dict[str, frozenset[str]]] = {
    QUEUED: frozenset({SENDING, SENT, DELIVERED, FAILED, EXPIRED, REJECTED, CANCELLED}),
    SENDING: frozenset({UNKNOWN, SENT, DELIVERED, FAILED, EXPIRED, REJECTED, CANCELLED}),
    UNKNOWN: frozenset({SENDING, SENT, DELIVERED, FAILED, EXPIRED, REJECTED}),
    SENT: frozenset({DELIVERED, FAILED, EXPIRED, REJECTED}),
}

PENDING: Final = "pending"
SUBMITTING: Final = "submitting"
ACCEPTED: Final = "accepted"
PART_STATUSES: Final = (PENDING, SUBMITTING, ACCEPTED, DELIVERED, FAILED, EXPIRED, REJECTED)
PART_ENDS: Final = frozenset({DELIVERED, FAILED, EXPIRED, REJECTED})


def may_move(current: str, following: str) -> bool:
    """Tell whether a message in one state may go to another."""
    return following in _NEXT.get(current, frozenset())


def may_settle_part(current: str, following: str) -> bool:
    """Tell whether a receipt may put a part into a state: never away from an end, never before it was submitted."""
    return following in PART_ENDS and current in (SUBMITTING, ACCEPTED)


def combine(parts: Sequence[str], *, in_doubt: bool = False) -> str:
    """Give the state of a message from those of its parts; `in_doubt`: a part under way has lost its sender."""
    for bad in (REJECTED, FAILED, EXPIRED):
        if bad in parts:
            return bad
    if all(part == DELIVERED for part in parts):
        return DELIVERED
    if all(part in (ACCEPTED, DELIVERED) for part in parts):
        return SENT
    return UNKNOWN if in_doubt and SUBMITTING in parts else SENDING
