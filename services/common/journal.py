"""Checkpoints over the audit trail, and its verification, in the database or offline from an export.

A checkpoint's body holds the head (number, hash) of every lane and the hash of the checkpoint before it; its own hash is
SHA-256(previous hash + body) and its signature the service's Ed25519 over that hash. An export is JSON lines: the service's name
first, then checkpoints, heads and entries, so that it can be verified where there is no database.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Signer, Verifier
from services.common.audit import GENESIS
from services.common.tables import audit_checkpoints, audit_entries, audit_heads

_BATCH = 2000


def write_checkpoint(session: Session, signer: Signer, service: str) -> int | None:
    """Bind the lanes' heads as they stand; give the checkpoint's number, or None when nothing happened since the last one."""
    last = session.execute(sa.select(audit_checkpoints).order_by(audit_checkpoints.c.number.desc()).limit(1)).first()
    lanes = session.execute(sa.select(audit_heads).order_by(audit_heads.c.lane)).all()
    heads = {str(row.lane): [row.number, bytes(row.hash).hex()] for row in lanes}
    if (orjson.loads(last.body)["heads"] == heads) if last else not any(row.number for row in lanes):
        return None
    number, previous = (last.number + 1, bytes(last.hash)) if last else (1, GENESIS)
    at = dt.datetime.now(dt.UTC).isoformat()
    body = orjson.dumps(
        {"service": service, "number": number, "at": at, "previous": previous.hex(), "heads": heads}
    ).decode()
    digest = hashlib.sha256(previous + body.encode()).digest()
    session.execute(
        sa.insert(audit_checkpoints).values(number=number, body=body, hash=digest, signature=signer.sign_bytes(digest))
    )
    return number


@dataclass(slots=True)
class Finding:
    """What a verification found: how much was checked, and each fault as a sentence."""

    entries: int = 0
    checkpoints: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults


def read_journal(session: Session, service: str) -> Iterator[dict[str, Any]]:
    """Give the journal as plain records in the order that `verify_journal` takes them."""
    yield {"kind": "service", "name": service}
    for row in session.execute(sa.select(audit_checkpoints).order_by(audit_checkpoints.c.number)):
        yield {"kind": "checkpoint", "body": row.body, "hash": bytes(row.hash).hex(), "signature": row.signature}
    for row in session.execute(sa.select(audit_heads).order_by(audit_heads.c.lane)):
        yield {"kind": "head", "lane": row.lane, "number": row.number, "hash": bytes(row.hash).hex()}
    entries = sa.select(audit_entries).order_by(audit_entries.c.lane, audit_entries.c.number)
    for row in session.execute(entries.execution_options(yield_per=_BATCH)):
        yield {
            "kind": "entry", "lane": row.lane, "number": row.number, "entry": row.entry, "hash": bytes(row.hash).hex(),
            "actor_id": row.actor_id, "action": row.action, "subject": row.subject,
        }  # fmt: skip


@dataclass(slots=True)
class _Walk:
    service: str
    verifier: Verifier
    finding: Finding
    bound: dict[tuple[int, int], str] = field(default_factory=dict)
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)
    lane: int = -1
    number: int = 0
    hash: bytes = GENESIS
    ends: dict[int, tuple[int, str]] = field(default_factory=dict)
    previous_checkpoint: bytes = GENESIS


def verify_journal(records: Iterable[Mapping[str, Any]], verifier: Verifier) -> Finding:
    """Check every chain, head, checkpoint and signature."""
    finding = Finding()
    walk = _Walk("", verifier, finding)
    steps = {"checkpoint": _check_checkpoint, "head": _take_head, "entry": _check_entry}
    for record in records:
        if record["kind"] == "service":
            walk.service = str(record["name"])
        else:
            steps[str(record["kind"])](walk, record)
    for lane, (number, digest) in walk.heads.items():
        if walk.ends.get(lane, (0, GENESIS.hex())) != (number, digest):
            finding.faults.append(f"lane {lane}: its last entry is not the one its head names (number {number})")
    for lane, number in walk.bound:
        finding.faults.append(f"lane {lane}, entry {number}: bound by a checkpoint, but gone or changed")
    return finding


def _check_checkpoint(walk: _Walk, record: Mapping[str, Any]) -> None:
    walk.finding.checkpoints += 1
    number = walk.finding.checkpoints
    body = orjson.loads(record["body"])
    digest = hashlib.sha256(walk.previous_checkpoint + record["body"].encode()).digest()
    if digest.hex() != record["hash"] or body["previous"] != walk.previous_checkpoint.hex() or body["number"] != number:
        walk.finding.faults.append(f"checkpoint {number}: it does not follow the one before it")
    if not walk.verifier.verify_bytes(walk.service, bytes.fromhex(record["hash"]), record["signature"]):
        walk.finding.faults.append(f"checkpoint {number}: its signature is not {walk.service}'s")
    walk.previous_checkpoint = bytes.fromhex(record["hash"])
    for lane, (entry_number, entry_hash) in body["heads"].items():
        if entry_number:
            walk.bound[int(lane), entry_number] = entry_hash


def _take_head(walk: _Walk, record: Mapping[str, Any]) -> None:
    walk.heads[record["lane"]] = (record["number"], record["hash"])


def _check_entry(walk: _Walk, record: Mapping[str, Any]) -> None:
    if record["lane"] != walk.lane:
        walk.lane, walk.number, walk.hash = record["lane"], 0, GENESIS
    walk.finding.entries += 1
    walk.number += 1
    place = f"lane {walk.lane}, entry {record['number']}"
    if record["number"] != walk.number:
        walk.finding.faults.append(f"{place}: entry {walk.number} is missing")
        walk.number = record["number"]
    walk.hash = hashlib.sha256(walk.hash + record["entry"].encode()).digest()
    if walk.hash.hex() != record["hash"]:
        walk.finding.faults.append(f"{place}: the entry was changed, or the one before it was")
        walk.hash = bytes.fromhex(record["hash"])
    said = orjson.loads(record["entry"])
    if any(said[name] != record[name] for name in ("actor_id", "action", "subject")):
        walk.finding.faults.append(f"{place}: its columns say something else than its text")
    walk.ends[walk.lane] = (walk.number, record["hash"])
    if walk.bound.get((walk.lane, walk.number)) == record["hash"]:
        del walk.bound[walk.lane, walk.number]
