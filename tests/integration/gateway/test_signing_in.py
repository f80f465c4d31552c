"""Signing in and out: refusals that tell nothing, growing delays, other sites' pages, sessions that end."""

from __future__ import annotations

import time

import httpx
import sqlalchemy as sa

from gateway.accounts.models import Account, SignedSession
from services.common.database import Database
from tests.integration.gateway.running import PASSWORD, Gateway, make_account


def test_wrong_password_and_unknown_login_look_alike(gateway: Gateway, accounts: Database) -> None:
    """A guesser learns nothing about which logins there are."""
    login = make_account(accounts)
    client = gateway.client()

    wrong = client.post("/api/login", json={"login": login, "password": "wrong wrong wrong"})
    unknown = client.post("/api/login", json={"login": "nobody-at-all", "password": "wrong wrong wrong"})

    assert (wrong.status_code, wrong.json()["code"]) == (401, "sign_in_refused")
    assert {k: v for k, v in wrong.json().items() if k != "correlation_id"} == {
        k: v for k, v in unknown.json().items() if k != "correlation_id"
    }
    assert "set-cookie" not in wrong.headers


def test_failures_are_delayed_more_and_more(gateway: Gateway, accounts: Database) -> None:
    """After five failures even the right password waits; Retry-After says how long; then it works again."""
    login = make_account(accounts)
    client = gateway.client()

    def enter(password: str) -> httpx.Response:
        return client.post("/api/login", json={"login": login, "password": password})

    answers = [enter("wrong wrong wrong")]
    while answers[-1].status_code == 401 and len(answers) < 15:  # on a slow machine the first waits are over too soon
        answers.append(enter("wrong wrong wrong"))

    assert [answer.status_code for answer in answers[:5]] == [401] * 5
    assert (answers[-1].status_code, answers[-1].json()["code"]) == (429, "sign_in_delayed")
    assert int(answers[-1].headers["retry-after"]) >= 1
    gateway.wait_for(lambda: enter(PASSWORD).status_code == 200)


def test_locked_account_cannot_sign_in(gateway: Gateway, accounts: Database) -> None:
    """A locked account is refused like a wrong password, and a session it still had ends within five seconds."""
    login = make_account(accounts)
    client = gateway.sign_in(login)
    assert client.get("/api/me").status_code == 200
    with accounts.transaction() as session:
        session.execute(sa.update(Account).where(Account.login == login).values(is_locked=True))

    refused = gateway.client().post("/api/login", json={"login": login, "password": PASSWORD})
    end = time.monotonic() + 5.5
    while client.get("/api/me").status_code == 200 and time.monotonic() < end:
        time.sleep(0.2)

    assert refused.status_code == 401
    assert client.get("/api/me").status_code == 401


def test_signing_out_ends_the_session(gateway: Gateway, accounts: Database) -> None:
    """Signing out ends the session at once, takes the cookie back, and may be repeated."""
    client = gateway.sign_in(make_account(accounts))
    secret = client.cookies["session"]

    answer = client.post("/api/logout")

    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert gateway.client().get("/api/me", headers={"Cookie": f"session={secret}"}).status_code == 401
    assert client.post("/api/logout").status_code == 204


def test_change_from_another_sites_page_is_refused(gateway: Gateway, accounts: Database) -> None:
    """A cookie alone changes nothing for another site's page; our own page, and programs, may."""
    client = gateway.sign_in(make_account(accounts, "things.change"))

    def create(**headers: str) -> int:
        return client.post("/api/things", json={"name": "x"}, headers=headers).status_code

    assert create(**{"Sec-Fetch-Site": "cross-site"}) == 403
    assert create(**{"Sec-Fetch-Site": "same-site"}) == 403
    assert create(Origin="https://evil.example") == 403
    assert create(Origin="null") == 403
    assert create(**{"Sec-Fetch-Site": "same-origin", "Origin": gateway.url}) == 201
    assert create(Origin=gateway.url) == 201
    assert create() == 201
    assert client.post("/api/logout", headers={"Origin": "https://evil.example"}).status_code == 403


def test_cross_site_login_is_refused(gateway: Gateway, accounts: Database) -> None:
    """Another site cannot sign its visitor in under an account of its own choice."""
    answer = gateway.client().post(
        "/api/login",
        json={"login": make_account(accounts), "password": PASSWORD},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")


def test_login_input_is_checked(gateway: Gateway) -> None:
    """A sign-in without its members, or that is no JSON, is refused field by field."""
    client = gateway.client()

    missing = client.post("/api/login", json={"login": "x"})

    assert missing.status_code == 422
    assert "password" in missing.json()["errors"]
    assert client.post("/api/login").status_code == 400
    assert client.post("/api/login", content=b"[]", headers={"Content-Type": "application/json"}).status_code == 422
    assert (
        client.post("/api/login", content=b"{}" * 9000, headers={"Content-Type": "application/json"}).status_code == 413
    )


def test_idle_and_expired_sessions_end(gateway: Gateway, accounts: Database) -> None:
    """A browser's session ends after two idle hours, and in any case after twelve."""
    for change in ("seen_at = now() - interval '3 hours'", "expires_at = now() - interval '1 second'"):
        login = make_account(accounts)
        secret = gateway.sign_in(login).cookies["session"]
        with accounts.transaction() as session:
            account_id = session.scalar(sa.select(Account.id).where(Account.login == login))
            session.execute(sa.text(f"UPDATE sessions SET {change} WHERE account_id = :id"), {"id": account_id})

        answer = gateway.client().get("/api/me", headers={"Cookie": f"session={secret}"})

        assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")


def test_made_up_secrets_are_refused(gateway: Gateway) -> None:
    """Neither made-up cookies nor other authorisation schemes get in."""
    client = gateway.client()

    for headers in (
        {"Cookie": "session=" + "a" * 43},
        {"Cookie": "session=short"},
        {"Cookie": "session=" + "a" * 43 + "; session=" + "b" * 43},
        {"Authorization": "Bearer cmms_" + "a" * 43},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic Y2xlcms6Y2xlcms="},
    ):
        assert client.get("/api/me", headers=headers).status_code == 401, headers


def test_secret_is_not_kept(gateway: Gateway, accounts: Database) -> None:
    """The database holds a hash of the session's secret, never the secret."""
    secret = gateway.sign_in(make_account(accounts)).cookies["session"]

    with accounts.reading() as session:
        kept = session.scalars(sa.select(SignedSession.secret_hash)).all()

    assert all(secret.encode() not in bytes(one) and len(one) == 32 for one in kept)
