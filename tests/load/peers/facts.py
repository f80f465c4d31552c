"""What both peers write beside the case: the event's envelope, the audit entry, the hash of a request. Plain data, no I/O."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Sequence
from typing import Any

from uuid_utils.compat import uuid7

Row = dict[str, Any]


def new_id() -> uuid.UUID:
    """Make a time-ordered id."""
    return uuid7()


def hash_request(body: Any) -> bytes:
    """Give the SHA-256 of what was asked."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).digest()


def outbox_row(fir: Row, spells: Sequence[Row], actor_id: str, correlation_id: str) -> Row:
    """Give the outbox row of a registered case; spells: the custody that each of its accused is in."""
    case_id = fir["id"]
    event_id = new_id()
    data = {
        "case_id": str(case_id),
        **{name: fir[name] for name in ("police_station", "fir_number", "fir_year", "district")},
        "custody": {str(spell["accused_id"]): spell["state"] for spell in spells},
    }
    envelope = {
        "id": str(event_id),
        "type": "case_registered",
        "version": 1,
        "source": "cases",
        "occurred_at": dt.datetime.now(dt.UTC).isoformat(),
        "aggregate_id": str(case_id),
        "data": data,
        "audience": {"users": [], "districts": [fir["district"]]},
        "correlation_id": correlation_id,
        "actor": actor_id,
        "traceparent": None,
    }
    return {
        "event_id": event_id,
        "event_type": "case_registered",
        "aggregate_id": str(case_id),
        "envelope": json.dumps(envelope),
    }


def audit_row(case_id: uuid.UUID, fir: Row, actor_id: str, correlation_id: str) -> Row:
    """Give the audit row of a registered case."""
    at = dt.datetime.now(dt.UTC)
    entry = {
        "at": at.isoformat(),
        "actor_id": actor_id,
        "action": "case_registered",
        "subject": f"case:{case_id}",
        "reason": None,
        "detail": {"fir": f"{fir['fir_number']}/{fir['fir_year']}", "district": fir["district"]},
        "correlation_id": correlation_id,
    }
    text = json.dumps(entry, sort_keys=True)
    return {
        "lane": 0,
        "at": at,
        "actor_id": actor_id,
        "action": "case_registered",
        "subject": f"case:{case_id}",
        "entry": text,
        "hash": hashlib.sha256(text.encode()).digest(),
    }
