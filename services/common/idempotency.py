"""Idempotency keys: the same key with the same request answers the same; with another request it is a conflict.

The key is a row of the use case's own transaction, so an effect and its remembered answer stand or fall together. A second
call with the key waits for the first to end (the primary key makes it), then finds the answer.

The key itself is not kept, only its digest, and the request's hash is bound to it: so whoever has the database cannot try out
which name or number a request held.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.answers import Answer
from services.common.closing import keep_at_end
from services.common.errors import conflict
from services.common.prepared import Ready
from services.common.tables import idempotency_keys as keys

KEPT_DAYS = 7

_claim = Ready(
    insert(keys)
    .values({name: sa.bindparam(name) for name in ("actor_id", "key", "request_hash")})
    .on_conflict_do_nothing()
    .returning(keys.c.key)
)
_find = sa.select(keys.c.request_hash, keys.c.answer, keys.c.headers).where(
    keys.c.actor_id == sa.bindparam("actor"), keys.c.key == sa.bindparam("claimed")
)
_blank = sa.update(keys).values(answer=b"null")
_forget = sa.delete(keys).where(keys.c.created_at < sa.func.now() - sa.text(f"interval '{KEPT_DAYS} days'"))


def hash_request(operation: str, request: dict[str, Any]) -> bytes:
    """Give the SHA-256 of what makes two requests the same: operation, path, query, body, the version seen."""
    return hashlib.sha256(orjson.dumps([operation, request], option=orjson.OPT_SORT_KEYS, default=str)).digest()


def claim_key(session: Session, actor_id: str, key: str, request_hash: bytes) -> Answer | None:
    """Claim the key for this transaction, or give the answer that it stands for already."""
    name, bound = _digest(key), hmac.digest(key.encode(), request_hash, "sha256")
    if _claim.rows(session, {"actor_id": actor_id, "key": name, "request_hash": bound}):
        return None
    found = session.execute(_find, {"actor": actor_id, "claimed": name}).one()
    if bytes(found.request_hash) != bound:
        raise conflict(
            "idempotency_key_reused",
            "This Idempotency-Key was used for another request. Use a new key for a new request.",
        )
    headers = orjson.loads(found.headers)
    return Answer(bytes(found.answer), **headers)


def keep_answer(session: Session, actor_id: str, key: str, answer: Answer) -> None:
    """Remember the answer with the key, when the transaction is committed."""
    headers = {"status": answer.status, "etag": answer.etag, "location": answer.location, "next": answer.next}
    keep_at_end(
        session,
        {"actor": actor_id, "claimed": _digest(key), "answer": answer.body, "headers": orjson.dumps(headers).decode()},
    )


def forget_answers(session: Session, words: Iterable[str]) -> None:
    """Blank the kept answers that hold one of these words; the keys go on standing for their requests."""
    holds = [
        sa.func.position(sa.literal(orjson.dumps(word)[1:-1], sa.LargeBinary).op("IN")(keys.c.answer)) for word in words
    ]
    session.execute(_blank.where(sa.or_(*(place > 0 for place in holds))))


def forget_old_keys(session: Session) -> None:
    """Forget keys older than a week."""
    session.execute(_forget)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
