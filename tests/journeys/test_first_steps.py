"""What several services and several people do together, over HTTP."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import json
import uuid
from typing import Any

import pytest

from deploy.demo.client import Person, RefusedError
from deploy.demo.world import World
from gateway.accounts import api as accounts
from services.cases import api as cases
from services.common.ids import seed_id
from services.notifications import api as notifications
from services.scheduling import api as scheduling

COURT = seed_id("court:atc-2-karachi")
PROSECUTOR = str(seed_id("account:prosecutor1"))


def new_case(**changes: Any) -> dict[str, Any]:
    """Give a FIR that nobody has registered yet."""
    return {
        "district": "karachi-south", "police_station": f"Station {uuid.uuid4().hex[:10]}", "fir_number": "435",
        "fir_year": 2026, "fir_on": "2026-01-15", "sections": [{"act": "ppc", "section": "324"}],
        "accused": [{"initials": "A.B.", "custody": {"state": "in_custody", "since_on": "2026-01-15"}}], **changes,
    }  # fmt: skip


def register(world: World, **changes: Any) -> dict[str, Any]:
    """Register a FIR as the clerk."""
    case: dict[str, Any] = world.people["clerk"].call(cases.register_case, new_case(**changes))
    return case


def free_slot(world: World, *, skip: int = 0) -> str:
    """Give an instant at which the court and the prosecutor are free."""
    first = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=3)
    query = {"from": first, "to": first + dt.timedelta(days=25), "minutes": 30, "prosecutor_id": PROSECUTOR}
    found = world.people["clerk"].call(scheduling.find_free_slots, query=query, court_id=COURT)
    return str(found["items"][skip]["starts_at"])


def hearing_for(case_id: str, starts_at: str) -> dict[str, Any]:
    """Give a hearing with the first prosecutor."""
    return {
        "case_id": case_id, "court_id": str(COURT), "starts_at": starts_at, "minutes": 30, "purpose": "charge",
        "prosecutor_ids": [PROSECUTOR],
    }  # fmt: skip


def test_a_registered_case_is_read_by_who_may_and_hidden_from_who_may_not(world: World) -> None:
    """The supervisor of the district reads it; without a token nobody does; the trainer's role does not include it."""
    case = register(world)
    assert world.people["supervisor"].call(cases.read_case, case_id=case["id"])["fir_number"] == "435"
    with pytest.raises(RefusedError) as refused:
        world.people["trainer"].call(cases.read_case, case_id=case["id"])
    assert (refused.value.status, refused.value.code) == (403, "permission_missing")
    nobody = Person(world.people["clerk"].address, "nobody", "")
    with pytest.raises(RefusedError) as refused:
        nobody.call(cases.read_case, case_id=case["id"])
    assert refused.value.status == 401


def test_the_same_fir_twice_is_a_conflict_that_names_the_first(world: World) -> None:
    """A police station's FIR is registered once; the refusal leads to it."""
    case = register(world)
    with pytest.raises(RefusedError) as refused:
        register(world, police_station=case["police_station"])
    assert (refused.value.status, refused.value.problem["case_id"]) == (409, case["id"])


def test_a_hearing_is_booked_told_and_not_booked_twice(world: World) -> None:
    """Scheduling hears of the case, books a hearing, refuses a second one in the way; the prosecutor is told by SMS in Urdu and by mail."""
    clerk = world.people["clerk"]
    case = register(world)
    starts_at = free_slot(world)
    hearing = world.wait("scheduling knows the case", lambda: schedule(clerk, case["id"], starts_at))
    with pytest.raises(RefusedError) as refused:
        clerk.call(scheduling.schedule_hearing, hearing_for(case["id"], starts_at))
    assert refused.value.status == 409
    assert hearing["id"] in json.dumps(refused.value.problem)
    label = f"{case['fir_number']}/{case['fir_year']}"
    station = case["police_station"]
    sms = world.wait(
        "the SMS", lambda: [m for m in world.read_messages("smsc") if station in m["text"] and label in m["text"]]
    )
    assert any("ء" <= letter <= "ے" for letter in sms[0]["text"]), "the first prosecutor's language is Urdu"
    assert "A.B." not in sms[0]["text"]
    world.wait("the mail", lambda: [m for m in world.read_messages("mailbox") if station in m["text"] + m["subject"]])
    messages = clerk.call(notifications.list_messages, query={"case_id": case["id"]})["items"]
    assert len({(m["recipient_id"], m["channel"]) for m in messages}) == len(messages), (
        "one message a person and channel"
    )


def schedule(clerk: Person, case_id: str, starts_at: str) -> dict[str, Any] | None:
    """Book a hearing once scheduling has heard of the case."""
    try:
        hearing: dict[str, Any] = clerk.call(scheduling.schedule_hearing, hearing_for(case_id, starts_at))
    except RefusedError as refused:
        if refused.code in ("case_not_known", "case_unknown", "case_not_found"):
            return None
        raise
    return hearing


def test_the_same_key_registers_once(world: World) -> None:
    """A repeated request answers the same bytes; a second request under the same key is a conflict."""
    clerk = world.people["clerk"]
    body, key = new_case(), uuid.uuid4().hex
    first, second = (send(clerk, "POST", "/api/cases", body, {"Idempotency-Key": key}) for _ in range(2))
    assert (first[0], first[2]) == (201, second[2])
    assert send(clerk, "POST", "/api/cases", new_case(), {"Idempotency-Key": key})[0] == 409


def send(
    person: Person, method: str, path: str, body: Any, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Send a request as it is; give status, headers and bytes."""
    host = person.address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=30)
    raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    sent = {"Authorization": f"Bearer {person.token}", "Content-Type": "application/json", **(headers or {})}
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # who sends too much is answered before the end
        connection.request(method, path, raw, sent)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_pages_link_to_the_next_and_reads_carry_a_version(world: World) -> None:
    """A list names its next page by RFC 8288; a read with the version that is known answers 304; a change without If-Match 428."""
    clerk = world.people["clerk"]
    made = [register(world)["id"] for _ in range(3)]
    status, headers, _ = send(clerk, "GET", "/api/cases?limit=2", None)
    assert status == 200
    assert 'rel="next"' in headers["link"]
    status, headers, _ = send(clerk, "GET", f"/api/cases/{made[0]}", None)
    assert send(clerk, "GET", f"/api/cases/{made[0]}", None, {"If-None-Match": headers["etag"]})[0] == 304
    change = {"summary": "A shorter summary", "reason": "typing error"}
    assert send(clerk, "PATCH", f"/api/cases/{made[0]}", change)[0] == 428
    assert send(clerk, "PATCH", f"/api/cases/{made[0]}", change, {"If-Match": headers["etag"]})[0] == 200
    assert send(clerk, "PATCH", f"/api/cases/{made[0]}", change, {"If-Match": headers["etag"]})[0] == 412


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400), (b"[" * 2000 + b"]" * 2000, 400), (b'"text"', 422), (b'{"fir_on": "0001-01-01"}', 422),
        (b'{"fir_year": 99999999999999999999}', 422), (b"\xff\xfe", 400), (b'{"summary": "' + b"x" * 3_000_000 + b'"}', 413),
    ],
)  # fmt: skip
def test_bad_input_is_refused_by_name(world: World, body: bytes, status: int) -> None:
    """Malformed, deep, huge and impossible bodies get a problem with a code, never a 500."""
    found, headers, said = send(world.people["clerk"], "POST", "/api/cases", body)
    assert (found, headers["content-type"]) == (status, "application/problem+json")
    assert json.loads(said)["code"]


def test_every_read_of_the_documented_api_is_mounted(world: World) -> None:
    """The OpenAPI document names the operations, and the docs page loads nothing from outside."""
    clerk = world.people["clerk"]
    document = json.loads(send(clerk, "GET", "/api/openapi.json", None)[2])
    assert document["openapi"].startswith("3.1")
    named = {
        operation["operationId"]
        for path in document["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict) and "operationId" in operation
    }
    assert {"register_case", "schedule_hearing", "list_messages", "enrol"} <= {
        name.rpartition(".")[2] for name in named
    }
    page = send(clerk, "GET", "/api/docs", None)[2].decode()
    assert "https://" not in page.replace("https://www.rfc-editor.org", "")


def test_a_person_sees_himself_and_colleagues(world: World) -> None:
    """Who is signed in, and who the prosecutors of the district are."""
    assert world.people["clerk"].call(accounts.read_me)["login"] == "clerk"
    people = world.people["clerk"].call(accounts.list_people, query={"role": "prosecutor"})["items"]
    assert PROSECUTOR in {person["id"] for person in people}


def test_the_audit_trails_are_sound(world: World) -> None:
    """After all of this every service's trail verifies."""
    register(world)
    assert all("sound" in line for line in world.verify_audit())
