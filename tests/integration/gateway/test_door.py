"""Signing in, and one operation from end to end."""

from __future__ import annotations

import httpx
import orjson

from services.common.actor import Verifier
from services.common.database import Database
from tests.integration.gateway.echo import Echo
from tests.integration.gateway.running import PASSWORD, Gateway, make_account

THING = "/api/things/018f3c1e-0000-7000-8000-000000000001"


def test_read_goes_to_the_service_and_back(clerk: httpx.Client, gateway: Gateway, echo: Echo) -> None:
    """A read carries path and query as strings and the signed actor; the answer's bytes and ETag come back."""
    answer = clerk.get(THING, headers={"X-Correlation-Id": "browser-4711"})

    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] == '"7"'
    assert answer.headers["x-correlation-id"] == "browser-4711"
    assert answer.json()["path"] == {"thing_id": "018f3c1e-0000-7000-8000-000000000001"}
    headers = echo.seen[-1]["headers"]
    actor = Verifier({"gateway": gateway.public_key}).verify(headers["nameko.actor"])
    assert actor.may == {"things.read", "things.change"}
    assert actor.districts == ("karachi-south",)
    assert headers["nameko.correlation_id"] == "browser-4711"


def test_sign_in_sets_a_strict_cookie(gateway: Gateway, accounts: Database) -> None:
    """The session's cookie is out of reach of scripts and of other sites, and `me` tells who it is."""
    login = make_account(accounts, "things.read")

    client = gateway.client()
    answer = client.post("/api/login", json={"login": login, "password": PASSWORD})
    cookie = answer.headers["set-cookie"]

    assert answer.status_code == 200
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert PASSWORD not in answer.text
    me = client.get("/api/me").json()
    assert (me["login"], me["may"], me["districts"]) == (login, ["things.read"], ["karachi-south"])


def test_stranger_is_sent_to_sign_in(gateway: Gateway) -> None:
    """Without a session the answer is 401 as RFC 9457 wants it, with the way to sign in."""
    answer = gateway.client().get(THING)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "sign_in_first"
    assert answer.json()["correlation_id"] == answer.headers["x-correlation-id"]


def test_change_carries_key_and_body(clerk: httpx.Client, echo: Echo) -> None:
    """A change takes its Idempotency-Key and its body along; 201 has Location and ETag."""
    answer = clerk.post("/api/things", json={"name": "خط"}, headers={"Idempotency-Key": "key-12345678"})

    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/things/1"
    assert answer.headers["etag"] == '"1"'
    seen = echo.seen[-1]
    assert seen["headers"]["nameko.idempotency_key"] == "key-12345678"
    assert seen["body"] == {"name": "خط"}
    assert orjson.loads(answer.content)["body"] == {"name": "خط"}
