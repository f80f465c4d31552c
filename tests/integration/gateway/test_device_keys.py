"""The key of what a browser keeps on a device."""

from __future__ import annotations

import base64
import uuid
from typing import Any

import httpx

from services.common.database import Database
from tests.integration.gateway.running import Gateway, make_account

DEVICE = "7f2a1c9e-0000-4000-8000-000000000001"


def ask(client: httpx.Client, device: str = DEVICE) -> Any:
    """Ask for the own key on a device."""
    answer = client.get("/api/me/device-key", params={"device": device})
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()["key"]


def test_the_key_is_one_s_own_and_the_same_each_time(gateway: Gateway, accounts: Database) -> None:
    """Each person has another on each device, 256 bits, and gets the same one in the next session."""
    login = make_account(accounts)
    mine, again, other = gateway.sign_in(login), gateway.sign_in(login), gateway.sign_in(make_account(accounts))

    key = ask(mine)

    assert len(base64.b64decode(key, validate=True)) == 32
    assert ask(again) == key
    assert len({key, ask(other), ask(mine, str(uuid.uuid4()))}) == 3


def test_only_a_browser_that_is_signed_in_gets_it(gateway: Gateway, accounts: Database) -> None:
    """No stranger, no program with a token, no session that ended; and a device must be named."""
    browser = gateway.sign_in(make_account(accounts))
    token = browser.post("/api/tokens", json={"name": "program"}).json()["token"]
    place = f"/api/me/device-key?device={DEVICE}"

    stranger = gateway.client().get(place)
    program = gateway.client().get(place, headers={"Authorization": f"Bearer {token}"})
    unnamed = browser.get("/api/me/device-key")
    browser.post("/api/logout")

    assert stranger.status_code == 401
    assert (program.status_code, program.json()["code"]) == (403, "browser_only")
    assert unnamed.status_code == 422
    assert browser.get(place).status_code == 401
