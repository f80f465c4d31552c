"""A change that names somebody who will not do is refused before it reaches its service."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from gateway.named import NO_PROSECUTOR, NOBODY
from services.common.database import Database
from tests.integration.gateway.echo import Echo
from tests.integration.gateway.running import ROLE, Gateway, act, make_account, new_account

KEEPERS = "/api/things/018f3c1e-0000-7000-8000-000000000001/keepers"


@pytest.fixture
def hire(administrator: httpx.Client) -> Any:
    """Give the way to make an account that holds a role; it gives the account's id."""

    def make(role: str, **more: Any) -> str:
        account = new_account(administrator)
        assert act(administrator, account, "roles", {**ROLE, "role": role, **more}).status_code == 201
        return str(account.json()["id"])

    return make


def lock(administrator: httpx.Client, account_id: str) -> None:
    """Keep somebody from signing in."""
    path = f"/api/accounts/{account_id}"
    etag = administrator.get(path).headers["etag"]
    locked = administrator.patch(path, json={"is_locked": True, "reason": "left"}, headers={"If-Match": etag})
    assert locked.status_code == 200


def test_who_conducts_cases_is_taken(clerk: httpx.Client, echo: Echo, hire: Any) -> None:
    """A prosecutor, a district's head, the Prosecutor General; as keeper also a clerk, or nobody; from a day to come too."""
    conducting = [hire(role) for role in ("prosecutor", "supervisor", "prosecutor_general")]
    coming = hire("prosecutor", valid_from="2090-01-01")

    for body in ({"keeper_id": hire("clerk"), "prosecutor_ids": [*conducting, coming]}, {"keeper_id": None}):
        assert clerk.post(KEEPERS, json=body).is_success
        assert echo.seen[-1]["body"] == body


def test_others_are_refused_where_they_are_named(
    clerk: httpx.Client, administrator: httpx.Client, echo: Echo, hire: Any
) -> None:
    """One who conducts no cases, one who may no longer sign in, one whom nobody knows."""
    trainer, gone = hire("trainer"), hire("prosecutor")
    lock(administrator, gone)
    before = len(echo.seen)

    refused = clerk.post(KEEPERS, json={"keeper_id": gone, "prosecutor_ids": [trainer, str(uuid.uuid4())]})

    assert (refused.status_code, refused.json()["code"]) == (422, "input_invalid")
    assert refused.json()["errors"] == {
        "keeper_id": [NOBODY],
        "prosecutor_ids": {"0": [NO_PROSECUTOR], "1": [NOBODY]},
    }
    assert len(echo.seen) == before


def test_who_may_not_do_it_learns_nothing_of_colleagues(
    gateway: Gateway, accounts: Database, echo: Echo, hire: Any
) -> None:
    """A stranger is sent to sign in; who lacks the permission hears that from the service, whomever they name."""
    reader = gateway.sign_in(make_account(accounts, "things.read"))
    for person in (hire("prosecutor"), str(uuid.uuid4())):
        assert gateway.client().post(KEEPERS, json={"keeper_id": person}).status_code == 401
        reader.post(KEEPERS, json={"keeper_id": person})
        assert echo.seen[-1]["body"] == {"keeper_id": person}


def test_people_are_found_by_what_they_may_do(administrator: httpx.Client, clerk: httpx.Client, hire: Any) -> None:
    """Those to whom a case may be given, the others, and those whose cases may still be theirs."""
    word = f"Q{uuid.uuid4().hex[:12]}"
    head, past, gone, clerks = (
        new_account(administrator, name=f"{word} {name}") for name in ("head", "past", "gone", "clerk")
    )
    for account, role in ((head, "supervisor"), (past, "prosecutor"), (gone, "prosecutor"), (clerks, "clerk")):
        given = act(administrator, account, "roles", {**ROLE, "role": role})
    role_of = {
        row["role"]: row["id"] for row in administrator.get(f"/api/accounts/{past.json()['id']}").json()["roles"]
    }
    ended = act(
        administrator, past, f"roles/{role_of['prosecutor']}/end", {"valid_to": "2026-06-01", "source": "Order 31/2026"}
    )
    assert (given.status_code, ended.status_code) == (201, 200)
    lock(administrator, gone.json()["id"])

    def found(**query: str) -> list[str]:
        rows = clerk.get("/api/people", params={"q": word, **query}).json()["items"]
        return [row["name"].removeprefix(f"{word} ") + ("!" if row["is_locked"] else "") for row in rows]

    assert found(may="cases.prosecute") == ["head"]
    assert found(may="cases.work") == ["clerk", "head"]
    assert found(may="cases.prosecute", former="true") == ["gone!", "head", "past"]
    assert found() == ["clerk", "head", "past"]
    assert found(former="true") == ["clerk", "gone!", "head", "past"]
