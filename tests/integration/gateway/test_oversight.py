"""What those who watch over the system are promised: one answer from all services, and a service that is down hides nobody."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from services.common.audit import record
from services.common.context import Context, current
from services.common.database import Database
from services.common.tables import audit_entries
from tests.conftest import make_actor
from tests.integration.gateway.echo import Echo
from tests.integration.gateway.running import Gateway, Line, make_account

PARKED = {
    "id": 7, "handler": "when_case_registered", "event_type": "case_registered", "event_id": str(uuid.uuid4()),
    "about": {"case_id": str(uuid.uuid4())}, "attempts": 6, "parked_at": "2026-01-01T00:00:00+00:00", "reason": "KeyError('x')",
}  # fmt: skip
WORD = {"reason": "the court list is mended"}


@pytest.fixture(scope="module")
def watched(accounts: Database, echo: Echo, line: Line) -> Iterator[Gateway]:
    """Run a gateway that knows the echo service and an absent one."""
    del echo
    running = Gateway(accounts, line.url, doorway="tests.integration.gateway.oversight_doorway:application")
    running.wait_until_ready()
    yield running
    running.stop()


@pytest.fixture
def answers(echo: Echo) -> Iterator[dict[str, Any]]:
    """Let a test say what the echo service answers."""
    yield echo.answers
    echo.answers.clear()


@pytest.fixture(scope="module")
def administrator(watched: Gateway, accounts: Database) -> httpx.Client:
    """Give a client who may see to parked events."""
    return watched.sign_in(make_account(accounts, "oversight.events"))


@pytest.fixture(scope="module")
def auditor(watched: Gateway, accounts: Database) -> httpx.Client:
    """Give a client who may read the audit trails."""
    return watched.sign_in(make_account(accounts, "oversight.audit"))


def entry(number: int, at: str) -> dict[str, Any]:
    """Give an entry as a service finds it."""
    return {
        "at": at, "lane": 0, "number": number, "actor_id": "a", "action": "case_registered", "subject": "case:1",
        "reason": None, "detail": {}, "correlation_id": "",
    }  # fmt: skip


def keep(database: Database, action: str, correlation_id: str) -> None:
    """Keep an entry in the gateway's own trail."""
    token = current.set(Context(correlation_id, "test"))
    with database.transaction() as session:
        record(session, make_actor(), action, f"account:{correlation_id}", "as ordered", rows=1)
    current.reset(token)


def test_parked_events_are_gathered_and_the_silent_named(administrator: httpx.Client, answers: dict[str, Any]) -> None:
    """Each event is given with its service; the service that is down is named and hides nothing."""
    answers["list_parked_events"] = {"items": [PARKED], "more": False}

    found = administrator.get("/api/parked-events").json()

    assert found == {"items": [{**PARKED, "service": "echo"}], "more": False, "silent": ["absent"]}


def test_a_replay_reaches_its_service(administrator: httpx.Client, answers: dict[str, Any], echo: Echo) -> None:
    """Number, reason and key go on; a service there is none of is not found, one that is down says when to try again."""
    answers["replay_events"] = {"replayed": 1}
    key = {"Idempotency-Key": "replay-it-once"}

    done = administrator.post("/api/services/echo/parked-events/replay", json={"number": 7, **WORD}, headers=key)

    assert (done.status_code, done.json()) == (200, {"replayed": 1})
    seen = next(call for call in reversed(echo.seen) if call["operation"] == "replay_events")
    assert seen["body"] == {"number": 7, **WORD}
    assert seen["headers"]["nameko.idempotency_key"] == "replay-it-once"
    assert administrator.post("/api/services/nobody/parked-events/replay", json=WORD).status_code == 404
    away = administrator.post("/api/services/absent/parked-events/replay", json=WORD)
    assert (away.status_code, away.json()["code"]) == (503, "service_away")


def test_a_replay_needs_a_reason(administrator: httpx.Client) -> None:
    """Nothing is tried again without a word why."""
    answer = administrator.post("/api/services/echo/parked-events/replay", json={"number": 7})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["reason"])


@pytest.mark.parametrize("path", ["/api/parked-events", "/api/audit-entries", "/api/audit-verifications"])
def test_others_are_refused(watched: Gateway, accounts: Database, path: str) -> None:
    """Who holds neither permission sees nothing of it."""
    answer = watched.sign_in(make_account(accounts, "things.read")).get(path)
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_missing")


def test_neither_watcher_sees_what_the_other_does(administrator: httpx.Client, auditor: httpx.Client) -> None:
    """Who repairs does not read the trail of his own deeds; who audits repairs nothing."""
    assert administrator.get("/api/audit-entries").status_code == 403
    assert auditor.post("/api/services/echo/parked-events/replay", json=WORD).status_code == 403


def test_entries_of_all_trails_come_as_one_list(
    auditor: httpx.Client, answers: dict[str, Any], accounts: Database
) -> None:
    """Pages run over the services' and the gateway's own entries, newest first, none twice and none left out."""
    correlation = uuid.uuid4().hex
    keep(accounts, "account_created", correlation)
    keep(accounts, "account_changed", correlation)
    new, old = entry(2, "2199-01-01T00:00:00+00:00"), entry(1, "2000-01-01T00:00:00+00:00")
    answers["search_audit_entries"] = {"items": [new, old], "next": None}

    first = auditor.get("/api/audit-entries", params={"correlation_id": correlation, "limit": 2}).json()
    answers["search_audit_entries"] = {"items": [old], "next": None}
    second = auditor.get(
        "/api/audit-entries", params={"correlation_id": correlation, "limit": 2, "after": first["next"]}
    ).json()

    assert [(one["service"], one["action"]) for one in first["items"]] == [
        ("echo", "case_registered"), ("gateway", "account_changed"),
    ]  # fmt: skip
    assert [(one["service"], one["action"]) for one in second["items"]] == [
        ("gateway", "account_created"), ("echo", "case_registered"),
    ]  # fmt: skip
    assert (first["silent"], second["next"]) == (["absent"], None)
    assert second["items"][0]["reason"] == "as ordered"


def test_a_page_goes_on_where_each_trail_was_left(auditor: httpx.Client, answers: dict[str, Any], echo: Echo) -> None:
    """The service is asked for what follows the last entry of its own that was given."""
    answers["search_audit_entries"] = {"items": [entry(2, "2199-01-01T00:00:00+00:00")], "next": "more"}
    query: dict[str, Any] = {"action": "case_registered", "limit": 1}
    first = auditor.get("/api/audit-entries", params=query).json()

    auditor.get("/api/audit-entries", params={**query, "after": first["next"]})

    calls = [call["query"] for call in echo.seen if call["operation"] == "search_audit_entries"]
    assert "after" not in calls[-2]
    assert calls[-1]["after"]
    assert calls[-1]["action"] == "case_registered"


def test_a_search_is_itself_recorded(auditor: httpx.Client, accounts: Database) -> None:
    """Who looked for what stands in the trail, even when nothing was found."""
    subject = f"case:{uuid.uuid4()}"

    auditor.get("/api/audit-entries", params={"subject": subject, "from": "2026-01-01"})

    with accounts.reading() as session:
        kept = session.execute(
            sa.select(audit_entries.c.actor_id).where(
                audit_entries.c.action == "audit_searched", audit_entries.c.entry.contains(subject)
            )
        ).scalars().all()  # fmt: skip
    assert kept == [auditor.get("/api/me").json()["id"]]


@pytest.mark.parametrize("after", ["x", "bnVsbA", "eyJlY2hvIjogMX0"])
def test_a_place_that_is_none_is_refused(auditor: httpx.Client, after: str) -> None:
    """A cursor that was not written here is bad input, not a failure."""
    answer = auditor.get("/api/audit-entries", params={"after": after})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_unknown")


def test_trails_are_verified_and_the_gateways_own_too(
    watched: Gateway, auditor: httpx.Client, answers: dict[str, Any]
) -> None:
    """Asking answers at once; the gateway's own trail is walked in a process of its own and its finding kept."""
    waiting: dict[str, Any] = {
        "state": "waiting", "asked_at": None, "asked_by": None, "finished_at": None, "entries": None,
        "checkpoints": None, "fault_count": None, "faults": [],
    }  # fmt: skip
    answers["verify_audit_trail"] = answers["read_audit_verification"] = waiting

    asked = auditor.post("/api/audit-verifications", json={"reason": "before the inspection"})

    assert asked.status_code == 202
    assert {one["service"]: one["state"] for one in asked.json()["items"]} == {"echo": "waiting", "gateway": "waiting"}
    assert asked.json()["silent"] == ["absent"]

    def own() -> dict[str, Any]:
        items = auditor.get("/api/audit-verifications").json()["items"]
        return next(one for one in items if one["service"] == "gateway")

    watched.wait_for(lambda: own()["finished_at"])
    assert own()["entries"] > 0


def test_the_state_of_the_parts_is_told(administrator: httpx.Client) -> None:
    """Whoever is signed in reads which parts run."""
    found = administrator.get("/api/parts").json()
    states = {one["part"]: one["state"] for one in found["items"]}
    assert states == {"bus": "running", "accounts": "running", "echo": "running", "absent": "away"}
    assert found["version"]
