"""Bearer tokens for phones and programs, and the own password."""

from __future__ import annotations

import time

import httpx
import sqlalchemy as sa

from gateway.accounts.models import Account, SignedSession
from services.common.database import Database
from tests.integration.gateway.running import PASSWORD, Gateway, make_account


def _bearer(gateway: Gateway, token: str) -> httpx.Client:
    return httpx.Client(base_url=gateway.url, headers={"Authorization": f"Bearer {token}"}, timeout=15)


def test_token_acts_as_its_owner_until_it_is_revoked(gateway: Gateway, accounts: Database) -> None:
    """A token is shown once, carries its owner's permissions, is listed without its secret, and can be taken back."""
    browser = gateway.sign_in(make_account(accounts, "things.read"))

    issued = browser.post("/api/tokens", json={"name": "phone", "days": 3})
    phone = _bearer(gateway, issued.json()["token"])

    assert issued.status_code == 201
    assert phone.get("/api/me").json()["may"] == ["things.read"]
    listed = browser.get("/api/tokens").json()["items"]
    assert [(row["kind"], row["is_this_one"]) for row in listed] == [("token", False), ("browser", True)]
    assert issued.json()["token"] not in browser.get("/api/tokens").text
    assert browser.delete(f"/api/tokens/{issued.json()['id']}").status_code == 204
    assert browser.delete(f"/api/tokens/{issued.json()['id']}").status_code == 204
    end = time.monotonic() + 5.5
    while phone.get("/api/me").status_code == 200 and time.monotonic() < end:
        time.sleep(0.2)
    assert phone.get("/api/me").status_code == 401


def test_tampered_and_expired_tokens_are_refused(gateway: Gateway, accounts: Database) -> None:
    """One changed letter, or one second too late, and a token is none."""
    browser = gateway.sign_in(make_account(accounts))
    issued = browser.post("/api/tokens", json={"name": "phone"}).json()
    token = issued["token"]
    changed = token[:-1] + ("a" if token[-1] != "a" else "b")
    with accounts.transaction() as session:
        session.execute(
            sa.update(SignedSession).where(SignedSession.id == issued["id"]).values(expires_at=sa.func.now())
        )

    assert _bearer(gateway, changed).get("/api/me").status_code == 401
    assert _bearer(gateway, token).get("/api/me").status_code == 401


def test_tokens_need_no_origin(gateway: Gateway, accounts: Database) -> None:
    """A bearer token is never sent by a browser by itself, so its changes pass whatever page they come from."""
    browser = gateway.sign_in(make_account(accounts, "things.change"))
    program = _bearer(gateway, browser.post("/api/tokens", json={"name": "program"}).json()["token"])

    answer = program.post("/api/things", json={"name": "x"}, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 201


def test_nobody_ends_anothers_token(gateway: Gateway, accounts: Database) -> None:
    """Another person's token does not exist for me."""
    mine, theirs = gateway.sign_in(make_account(accounts)), gateway.sign_in(make_account(accounts))
    issued = theirs.post("/api/tokens", json={"name": "phone"}).json()

    answer = mine.delete(f"/api/tokens/{issued['id']}")

    assert (answer.status_code, answer.json()["code"]) == (404, "token_unknown")


def test_own_password_is_changed(gateway: Gateway, accounts: Database) -> None:
    """The new password works, the old one no longer, and the other sessions end."""
    login = make_account(accounts)
    mine, other = gateway.sign_in(login), gateway.sign_in(login)
    new = "another five plain words here"

    answer = mine.post("/api/me/password", json={"old_password": PASSWORD, "new_password": new})

    assert answer.status_code == 204, answer.text
    assert mine.get("/api/me").status_code == 200
    secret = other.cookies["session"]
    assert gateway.client().get("/api/me", headers={"Cookie": f"session={secret}"}).status_code == 401
    assert gateway.client().post("/api/login", json={"login": login, "password": PASSWORD}).status_code == 401
    assert gateway.sign_in(login, new).get("/api/me").status_code == 200


def test_weak_or_wrong_passwords_are_refused(gateway: Gateway, accounts: Database) -> None:
    """The old one must be right, the new one long and not the old one."""
    mine = gateway.sign_in(make_account(accounts))

    def change(old: str, new: str) -> str:
        answer = mine.post("/api/me/password", json={"old_password": old, "new_password": new})
        assert answer.status_code == 422
        return str(answer.json()["code"])

    assert change("not my password", "another five plain words") == "old_password_wrong"
    assert change(PASSWORD, PASSWORD) == "password_not_new"
    assert change(PASSWORD, "short") == "password_weak"


def test_account_that_must_change_its_password_may_do_nothing_else(gateway: Gateway, accounts: Database) -> None:
    """Until then its permissions rest; afterwards they are there."""
    login = make_account(accounts, "things.read")
    with accounts.transaction() as session:
        session.execute(sa.update(Account).where(Account.login == login).values(must_change_password=True))
    client = gateway.sign_in(login)

    assert client.get("/api/accounts").status_code == 403
    assert client.get("/api/me").json()["must_change_password"] is True
    new = {"old_password": PASSWORD, "new_password": "another five plain words"}
    assert client.post("/api/me/password", json=new).status_code == 204
    assert client.get("/api/me").json()["must_change_password"] is False
