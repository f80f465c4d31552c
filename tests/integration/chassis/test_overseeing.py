"""What every service answers about itself: parked events that can be tried again, entries that are found, a trail that is verified."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from services.common.audit import record
from services.common.context import Context, current
from services.common.database import Database
from services.common.entries import search_entries, select_entries
from services.common.overseeing import AuditFilter
from services.common.parked import outline_reason, read_ids
from tests.conftest import make_actor
from tests.integration.chassis.conftest import Line, Probe, eventually


@pytest.fixture
def parked(probe: Probe, line: Line) -> Probe:
    """Give a probe that runs, with one event that its handler could not take in."""
    for role in ("answers", "listens", "relay"):
        probe.start(role)
    ask(line, probe, "add_note", "notes.add", body={"text": "fail"})
    eventually(lambda: probe.count("SELECT count(*) FROM retries WHERE parked_at IS NOT NULL") == 1)
    return probe


def ask(line: Line, probe: Probe, name: str, *may: str, **kwargs: Any) -> Any:
    """Ask as a person who holds these permissions; give the result, or the problem."""
    _, said, _ = line.ask(name, kwargs, headers={"actor": probe.token(*may)})
    return said["result"] if said["error"] is None else said["error"]["problem"]


def find(database: Database, **wanted: Any) -> list[dict[str, Any]]:
    """Search the trail, page by page of two."""
    found: list[dict[str, Any]] = []
    place: dict[str, Any] = {"limit": 2}
    while True:
        with database.reading() as session:
            page = orjson.loads(search_entries(session, AuditFilter().load({**wanted, **place})).body)
        found += page["items"]
        if page["next"] is None:
            return found
        place["after"] = page["next"]


def keep(database: Database, action: str, subject: str, *, correlation_id: str = "", **detail: Any) -> None:
    """Keep one entry."""
    token = current.set(Context(correlation_id, "test"))
    with database.transaction() as session:
        record(session, make_actor(), action, subject, "as ordered", **detail)
    current.reset(token)


def test_a_parked_event_is_listed_with_its_ids_and_handled_when_replayed(parked: Probe, line: Line) -> None:
    """Why, since when and about what is told, the note's text is not; once mended the handler takes the event in, on record."""
    listed = ask(line, parked, "list_parked_events", "oversight.events")

    (event,) = listed["items"]
    assert (event["handler"], event["event_type"], event["attempts"]) == ("when_note_added", "note_added", 3)
    assert event["reason"] == "RuntimeError('cannot hear this')"
    assert list(event["about"]) == ["note_id"]
    assert "fail" not in str(event)

    parked.execute("INSERT INTO ran VALUES ('mended', now())")
    body = {"number": event["id"], "reason": "the table is mended"}
    assert ask(line, parked, "replay_events", "oversight.events", body=body) == {"replayed": 1}
    eventually(lambda: parked.count("SELECT count(*) FROM heard") == 1)
    kept = find(parked.database, action="events_replayed")[0]
    assert (kept["reason"], kept["detail"]) == ("the table is mended", {"number": event["id"], "count": 1})
    again = ask(line, parked, "replay_events", "oversight.events", body=body)
    assert again["code"] == "event_not_parked"


@pytest.mark.parametrize(
    "name",
    ["list_parked_events", "replay_events", "search_audit_entries", "verify_audit_trail", "read_audit_verification"],
)
def test_a_service_refuses_who_may_not(probe: Probe, line: Line, name: str) -> None:
    """The gateway's check is the first, not the only one."""
    probe.start("answers")
    assert ask(line, probe, name, "notes.add", body={"reason": "no reason"})["code"] == "permission_missing"


def test_entries_are_found_by_all_that_is_known(probe: Probe) -> None:
    """By subject, action, correlation id, day, and by the case that they name; newest first, over pages."""
    case, correlation = str(uuid.uuid4()), uuid.uuid4().hex
    keep(probe.database, "case_registered", f"case:{case}", correlation_id=correlation)
    keep(probe.database, "hearing_fixed", "hearing:1", correlation_id=correlation, case_id=case)
    keep(probe.database, "case_changed", f"case:{case}")

    assert [one["action"] for one in find(probe.database, case_id=case)] == [
        "case_changed",
        "hearing_fixed",
        "case_registered",
    ]
    assert [one["action"] for one in find(probe.database, subject=f"case:{case}")] == [
        "case_changed",
        "case_registered",
    ]
    assert [one["action"] for one in find(probe.database, correlation_id=correlation)] == [
        "hearing_fixed",
        "case_registered",
    ]
    assert find(probe.database, subject=f"case:{case}", to="2020-01-01") == []
    assert len(find(probe.database, subject=f"case:{case}", **{"from": "2020-01-01"})) == 2


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "ix_audit_entries_at"),
        ({"subject": "case:1"}, "ix_audit_entries_subject"),
        ({"actor_id": "a"}, "ix_audit_entries_actor_id"),
        ({"action": "a"}, "ix_audit_entries_action"),
        ({"correlation_id": "a"}, "ix_audit_entries_correlation_id"),
        ({"case_id": str(uuid.UUID(int=1))}, "ix_audit_entries_case_id"),
    ],
)
def test_each_search_has_its_index(probe: Probe, wanted: dict[str, Any], index: str) -> None:
    """However long the trail grows, no search reads it all."""
    found, order = select_entries(AuditFilter().load(wanted))
    statement = found.order_by(*(column.desc() for column, _ in order)).limit(50)
    compiled = statement.compile(probe.database.engine, compile_kwargs={"literal_binds": True})
    with probe.database.transaction() as session:
        session.execute(sa.text("SET LOCAL enable_seqscan = off"))
        plan = [row[0] for row in session.connection().exec_driver_sql(f"EXPLAIN {compiled}".replace("%%", "%"))]
    assert index in "\n".join(plan)


def test_a_trail_is_verified_apart_when_asked(probe: Probe, line: Line) -> None:
    """Asking answers at once; a process of its own walks the trail; who asks meanwhile gets the same; what was found is kept."""
    keep(probe.database, "note_added", "note:1")
    probe.start("answers")
    body = {"reason": "before the inspection"}
    assert ask(line, probe, "read_audit_verification", "oversight.audit")["state"] == "never"
    assert ask(line, probe, "verify_audit_trail", "oversight.audit", body=body)["state"] == "waiting"
    ask(line, probe, "verify_audit_trail", "oversight.audit", body=body)
    assert probe.count("SELECT count(*) FROM audit_verifications") == 1

    probe.start("listens")
    eventually(lambda: probe.count("SELECT count(*) FROM audit_verifications WHERE finished_at IS NOT NULL") == 1)

    found = ask(line, probe, "read_audit_verification", "oversight.audit")
    assert found["state"] in ("sound", "faulty")  # a checkpoint of another test's probe is signed by another key
    assert found["entries"] > 0


def test_what_is_told_of_a_failure_quotes_nobody() -> None:
    """PostgreSQL's second line and long numbers may be somebody's data."""
    reason = (
        r"IntegrityError('(UniqueViolation) duplicate key value violates \"uq\"\nDETAIL: Key (cnic)=(42101-1234567-1)')"
    )
    assert outline_reason(reason) == r"IntegrityError('(UniqueViolation) duplicate key value violates \"uq\""
    assert outline_reason("no such number: +923001234567") == "no such number: …"


def test_only_ids_are_read_out_of_an_event() -> None:
    """Whatever an envelope holds, what is no id stays in it."""
    one = str(uuid.uuid4())
    assert read_ids(orjson.dumps({"data": {"case_id": one, "name": "x", "court_id": 7}}).decode()) == {"case_id": one}
    assert read_ids("no json") == read_ids('{"data": 7}') == {}
