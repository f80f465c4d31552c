"""What the audit trail promises: whoever changes, removes, adds or reorders an entry is found out, offline too."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from services.common import audit
from services.common.actor import Signer, Verifier
from services.common.audit import GENESIS
from services.common.database import Database
from services.common.journal import read_journal, verify_journal, write_checkpoint
from tests.conftest import make_actor
from tests.integration.chassis.conftest import Probe


def record(database: Database, text: str) -> None:
    """Keep one entry."""
    with database.transaction() as session:
        audit.record(session, make_actor(), "note_added", f"note:{text}", "because", text=text)


def journal(probe: Probe) -> list[dict[str, Any]]:
    """Read the trail."""
    with probe.database.transaction() as session:
        return list(read_journal(session, "probe"))


def faults(probe: Probe, records: list[dict[str, Any]]) -> list[str]:
    """Verify a trail; give its faults."""
    return verify_journal(records, Verifier({"probe": probe.keys["probe"][1]})).faults


@pytest.fixture
def kept(probe: Probe) -> Probe:
    """Give a trail of forty entries and a checkpoint, all new."""
    with as_owner(probe, "audit_entries"), as_owner(probe, "audit_checkpoints"):
        probe.execute("DELETE FROM audit_entries")
        probe.execute("DELETE FROM audit_checkpoints")
        probe.execute("UPDATE audit_heads SET number = 0, hash = decode(repeat('00', 32), 'hex')")
    for number in range(40):
        record(probe.database, str(number))
    with probe.database.transaction() as session:
        assert write_checkpoint(session, Signer("probe", probe.keys["probe"][0]), "probe") == 1
    return probe


@contextmanager
def as_owner(probe: Probe, table: str) -> Iterator[None]:
    """Switch the table's guard off, as only its owner can."""
    probe.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    probe.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_an_untouched_trail_is_sound(kept: Probe) -> None:
    """Forty entries over the lanes and a signed checkpoint verify."""
    found = verify_journal(journal(kept), Verifier({"probe": kept.keys["probe"][1]}))
    assert (found.faults, found.entries, found.checkpoints) == ([], 40, 1)


def test_nothing_new_needs_no_checkpoint(kept: Probe) -> None:
    """A second checkpoint over the same heads is not written."""
    with kept.database.transaction() as session:
        assert write_checkpoint(session, Signer("probe", kept.keys["probe"][0]), "probe") is None


def test_the_database_refuses_to_change_an_entry(kept: Probe) -> None:
    """Neither update nor delete nor truncate passes the trigger."""
    for statement in (
        "UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries", "TRUNCATE audit_entries",
        "DELETE FROM audit_checkpoints",
    ):  # fmt: skip
        with pytest.raises(DBAPIError, match="never changed or removed"):
            kept.execute(statement)


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("audit_entries", "UPDATE audit_entries SET entry = replace(entry, '\"7\"', '\"8\"') WHERE subject = 'note:7'"),
        ("audit_entries", "UPDATE audit_entries SET actor_id = 'nobody' WHERE subject = 'note:7'"),
        ("audit_entries", "DELETE FROM audit_entries WHERE subject = 'note:7'"),
        ("audit_entries", "UPDATE audit_entries SET hash = sha256('x') WHERE subject = 'note:39'"),
        ("audit_checkpoints", "UPDATE audit_checkpoints SET signature = 'AAAA'"),
        ("audit_checkpoints", "UPDATE audit_checkpoints SET body = replace(body, 'probe', 'prose')"),
        ("audit_heads", "UPDATE audit_heads SET number = number + 1 WHERE lane = 0"),
    ],
)
def test_what_an_owner_changes_is_found(kept: Probe, table: str, statement: str) -> None:
    """With the triggers off, each kind of change shows."""
    with as_owner(kept, table):
        kept.execute(statement)
    assert faults(kept, journal(kept)) != []


def test_cutting_off_a_lanes_end_is_found_by_the_checkpoint(kept: Probe) -> None:
    """Removing the last entry and setting the head back would pass the chain; the checkpoint tells."""
    records = journal(kept)
    heads = [entry for entry in records if entry["kind"] == "head" and entry["number"] > 1]
    lane = heads[0]["lane"]
    entries = [entry for entry in records if entry["kind"] == "entry" and entry["lane"] == lane]
    heads[0].update(number=entries[-2]["number"], hash=entries[-2]["hash"])
    records.remove(entries[-1])
    assert any("bound by a checkpoint" in fault for fault in faults(kept, records))


def test_reordering_and_inserting_entries_is_found(kept: Probe) -> None:
    """Two entries that change places, and one that is slipped in between, break the chain of their lane."""
    records = journal(kept)
    lanes = Counter(one["lane"] for one in records if one["kind"] == "entry")
    lane = next(lane for lane, count in lanes.items() if count > 2)
    first, second = [place for place, one in enumerate(records) if one.get("lane") == lane and one["kind"] == "entry"][
        :2
    ]
    swapped = [dict(one) for one in records]
    swapped[first], swapped[second] = swapped[second], swapped[first]
    renumbered = [dict(one) for one in swapped]
    renumbered[first]["number"], renumbered[second]["number"] = 1, 2
    inserted = [*records[: second + 1], dict(records[second]), *records[second + 1 :]]

    assert all(faults(kept, changed) for changed in (swapped, renumbered, inserted))


def test_who_rewrites_everything_still_lacks_the_key(kept: Probe) -> None:
    """With every hash, head and checkpoint made anew around a changed entry, only the signature tells; and it does."""
    records = journal(kept)
    lane = next(one["lane"] for one in records if one["kind"] == "entry")
    previous = GENESIS
    for one in records:
        if one["kind"] == "entry" and one["lane"] == lane:
            one["entry"] = one["entry"].replace("because", "pecause")
            previous = hashlib.sha256(previous + one["entry"].encode()).digest()
            one["hash"] = previous.hex()
    next(one for one in records if one["kind"] == "head" and one["lane"] == lane)["hash"] = previous.hex()
    checkpoint = next(one for one in records if one["kind"] == "checkpoint")
    body = orjson.loads(checkpoint["body"])
    body["heads"][str(lane)][1] = previous.hex()
    checkpoint["body"] = orjson.dumps(body).decode()
    checkpoint["hash"] = hashlib.sha256(GENESIS + checkpoint["body"].encode()).hexdigest()

    assert faults(kept, records) == ["checkpoint 1: its signature is not probe's"]
    stranger = Signer("probe", kept.keys["stranger"][0])
    checkpoint["signature"] = stranger.sign_bytes(bytes.fromhex(checkpoint["hash"]))
    assert faults(kept, records) == ["checkpoint 1: its signature is not probe's"]


def test_writers_at_once_leave_sound_chains(kept: Probe) -> None:
    """Sixteen writers at once fill the lanes without a gap."""

    def write() -> None:
        for _ in range(10):
            record(kept.database, "x")

    threads = [threading.Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept.count("SELECT count(*) FROM audit_entries") == 200
    assert faults(kept, journal(kept)) == []


def test_a_trail_is_verified_where_there_is_no_database(kept: Probe, tmp_path: Path) -> None:
    """The command exports, verifies the export without a database, and ends with status 1 once a byte differs."""
    export = tmp_path / "trail.jsonl"

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "services.common.audit_cli", "probe", *arguments]
        return subprocess.run(
            command, env=kept.environment() | environment, capture_output=True, text=True, check=False
        )

    direct = sa.make_url(kept.environment()["CMMS_DATABASE_URL"]).render_as_string(hide_password=False)
    assert run("export", str(export), CMMS_DATABASE_URL=direct).returncode == 0
    good = run("verify", "--file", str(export), CMMS_DATABASE_URL="")
    assert (good.returncode, good.stdout.strip()) == (0, "probe: sound (40 entries, 1 checkpoints)")
    lines = export.read_bytes().splitlines()
    last = orjson.loads(lines[-1])
    last["entry"] = last["entry"].replace("because", "pecause")
    export.write_bytes(b"\n".join([*lines[:-1], orjson.dumps(last)]))
    bad = run("verify", "--file", str(export), CMMS_DATABASE_URL="")
    assert bad.returncode == 1
    assert "was changed" in bad.stdout
