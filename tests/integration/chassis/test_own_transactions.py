"""Operations that open their own transactions, because they ask outside systems between them, keep the promises of the others."""

from __future__ import annotations

import uuid
from typing import Any

from tests.integration.chassis.conftest import Line, Probe


def fetch(line: Line, probe: Probe, text: str, *, sub: str) -> Any:
    """Ask for a note under one key; give the answer's body."""
    headers = {"actor": probe.token("notes.add", sub=sub), "idempotency_key": "fetched"}
    return line.ask("fetch_note", {"body": {"text": text}}, headers=headers)[2]


def test_the_same_key_happens_once(probe: Probe, line: Line) -> None:
    """The repeated request gives the first answer's bytes and makes nothing; another request under the key is a conflict."""
    probe.start("answers")
    sub = str(uuid.uuid4())
    first, again = fetch(line, probe, "one", sub=sub), fetch(line, probe, "one", sub=sub)

    assert first == again
    assert b"idempotency_key_reused" in fetch(line, probe, "two", sub=sub)
    assert probe.count("SELECT count(*) FROM notes") == 1
