"""The pages for people, the document for programs, and what only this machine may see."""

from __future__ import annotations

import re

import httpx
from openapi_spec_validator import OpenAPIV31SpecValidator

from services.common.database import Database
from tests.integration.gateway.conftest import read_amqp_url
from tests.integration.gateway.echo import Echo
from tests.integration.gateway.running import PASSWORD, Gateway, make_account


def test_front_page_in_both_languages(gateway: Gateway) -> None:
    """The page says what it is in the reader's language and direction, with no script and nothing from outside."""
    client = gateway.client()

    english, urdu = client.get("/api/state"), client.get("/api/state", headers={"Accept-Language": "ur-PK,en;q=0.5"})

    assert '<html lang="en" dir="ltr">' in english.text
    assert '<html lang="ur" dir="rtl">' in urdu.text
    assert urdu.headers["content-language"] == "ur"
    assert client.get("/api/state?lang=ur").text == urdu.text
    for page in (english, urdu):
        assert "<script" not in page.text
        assert not re.search(r'(src|href)="(https?:)?//', page.text)
        assert "default-src 'none'" in page.headers["content-security-policy"]
    assert client.get("/style.css").headers["content-type"].startswith("text/css")


def test_front_page_shows_which_parts_run(gateway: Gateway, echo: Echo) -> None:
    """A part that answers is shown as running, within a second in any case."""
    text = gateway.client().get("/api/state").text

    assert '<th scope="row">echo</th><td class="running">running</td>' in text
    assert '<th scope="row">Message broker</th><td class="running">running</td>' in text


def test_document_is_valid_and_whole(gateway: Gateway) -> None:
    """The OpenAPI document is valid, names every operation, and is not sent again to who holds it."""
    client = gateway.client()

    answer = client.get("/api/openapi.json")
    document = answer.json()

    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert {"/api/things/{thing_id}", "/api/login", "/api/live", "/api/accounts"} <= set(document["paths"])
    assert client.get("/api/openapi.json", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_docs_describe_every_part(gateway: Gateway) -> None:
    """Each part has its page; each kind of error its place; an unknown part is 404."""
    client = gateway.client()

    index, part = client.get("/api/docs?lang=ur"), client.get("/api/docs/echo")

    assert 'href="/api/docs/echo?lang=ur"' in index.text
    assert 'id="problem-conflict"' in index.text
    assert "<code>POST /api/login</code>" in index.text
    assert "`" not in index.text
    assert 'id="create_thing"' in part.text
    assert "things.change" in part.text
    assert "<script" not in index.text + part.text
    assert client.get("/api/docs/nothing").status_code == 404


def test_health_is_for_this_machine_only(gateway: Gateway) -> None:
    """Probes and metrics are answered to loopback alone; what came through a proxy finds nothing there."""
    client = gateway.client()

    assert client.get("/health/live").json() == {"live": True}
    assert client.get("/health/ready").json()["checks"] == {"broker": True, "database": True}
    assert "cmms_http_requests_total" in client.get("/metrics").text
    for path in ("/health/live", "/health/ready", "/metrics"):
        assert client.get(path, headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 404


def test_rates_are_limited(accounts: Database, echo: Echo) -> None:
    """An account that asks too often is told to wait; another account, and another address, is not."""
    own = Gateway(accounts, read_amqp_url(), CMMS_RATE="2", CMMS_LOGIN_RATE="3", CMMS_TRUSTED_PROXIES="127.0.0.1")
    try:
        own.wait_until_ready()
        first, second = own.sign_in(make_account(accounts)), own.sign_in(make_account(accounts))
        answers = [first.get("/api/me") for _ in range(10)]

        assert [answer.status_code for answer in answers[:8]] == [200] * 8
        assert (answers[-1].status_code, answers[-1].json()["code"]) == (429, "rate_exceeded")
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert second.get("/api/me").status_code == 200

        def log_in(**headers: str) -> httpx.Response:
            body = {"login": "nobody", "password": PASSWORD}
            return own.client().post("/api/login", json=body, headers=headers)

        assert [log_in().status_code for _ in range(2)] == [401, 429]
        assert log_in(**{"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}).status_code == 401
    finally:
        own.stop()


def test_secure_cookies_bind_to_the_host(accounts: Database, echo: Echo) -> None:
    """Behind HTTPS the cookie is bound to the host and to HTTPS, and browsers are told to stay there."""
    own = Gateway(accounts, read_amqp_url(), CMMS_COOKIE_SECURE="true")
    try:
        answer = own.client().post("/api/login", json={"login": make_account(accounts), "password": PASSWORD})

        assert answer.headers["set-cookie"].startswith("__Host-session=")
        assert "; Secure" in answer.headers["set-cookie"]
        assert "max-age" in answer.headers["strict-transport-security"]
    finally:
        own.stop()
