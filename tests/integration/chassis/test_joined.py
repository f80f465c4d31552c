"""Reads that came in one message and are answered by one statement, on a real broker and database."""

from __future__ import annotations

import time
import uuid
from typing import Any

import orjson
import pytest

from tests.integration.chassis.conftest import Line, Probe
from tests.integration.chassis.test_calls import add

BREAKS_THE_STATEMENT = uuid.UUID(int=7)
STATEMENTS = "SELECT count(*) FROM ran WHERE what = 'read_notes'"


@pytest.fixture
def answering(probe: Probe) -> Probe:
    """Give the probe with its answering process."""
    probe.start("answers")
    return probe


def read(note_id: object, actor: str | None, **more: Any) -> dict[str, Any]:
    """Give a read of a note as it travels in a message."""
    return {"operation": "read_note", "path": {"note_id": str(note_id)}, "query": {}, "actor": actor, **more}


def ask_many(line: Line, calls: list[dict[str, Any]], **headers: Any) -> list[tuple[int, Any]]:
    """Send reads in one message; give the status and the value of each answer."""
    said, _, body = line.ask("answer_many", {"calls": calls}, headers=headers)
    found, start = [], 0
    for length, answer in zip(said["cmms.lengths"], said["cmms.answers"], strict=True):
        found.append((answer["status"], orjson.loads(body[start : start + length])))
        start += length
    return found


def test_reads_of_one_operation_are_one_statement(answering: Probe, line: Line) -> None:
    """Each place has its own note, in the order of the message, and the database was asked once."""
    notes = [add(line, answering, text)[1]["result"] for text in ("one", "two", "three")]
    before = answering.count(STATEMENTS)
    found = ask_many(line, [read(note["id"], answering.token()) for note in (*notes, notes[0])])

    assert found == [(200, note) for note in (*notes, notes[0])]
    assert answering.count(STATEMENTS) == before + 1


def test_what_is_refused_or_missing_is_told_each_for_itself(answering: Probe, line: Line) -> None:
    """Among reads that are answered together, a stranger, a late sign-in, an unknown note and an odd one get their own refusal."""
    note = add(line, answering)[1]["result"]
    good = answering.token()
    calls = [
        read(note["id"], good), read(note["id"], None), read(uuid.uuid4(), good), read("none", good),
        read(note["id"], answering.token(lifetime=-1)), {**read(note["id"], good), "path": 7}, read(note["id"], good),
    ]  # fmt: skip
    found = ask_many(line, calls)

    assert [status for status, _ in found] == [200, 0, 0, 0, 0, 0, 200]
    assert [said.get("code") for _, said in found] == [
        None, "actor_missing", "note_unknown", "no_such_thing", "actor_expired", "failed", None,
    ]  # fmt: skip


def test_a_statement_that_fails_costs_its_company_nothing(answering: Probe, line: Line) -> None:
    """When the database refuses the joint statement, every read is answered alone."""
    note = add(line, answering)[1]["result"]
    found = ask_many(line, [read(note["id"], answering.token()), read(BREAKS_THE_STATEMENT, answering.token())])

    assert [status for status, _ in found] == [200, 0]
    assert found[1][1]["code"] == "note_unknown"


def test_reads_that_nobody_waits_for_are_not_made(answering: Probe, line: Line) -> None:
    """After their deadline the database is not asked, together no more than alone."""
    note = add(line, answering)[1]["result"]
    before = answering.count(STATEMENTS)
    late = int((time.time() - 1) * 1000)
    found = ask_many(line, [read(note["id"], answering.token())] * 2, deadline=late)

    assert [said["code"] for _, said in found] == ["deadline_passed"] * 2
    assert answering.count(STATEMENTS) == before
