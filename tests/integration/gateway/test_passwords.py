"""Passwords as they are guessed, and hashing that holds nobody up."""

from __future__ import annotations

import threading
import uuid

import httpx
import pytest
import sqlalchemy as sa

from gateway.accounts.hashing import hash_password
from gateway.accounts.models import Account, SignInFailure
from gateway.accounts.usecases.accounts import create_account
from gateway.accounts.usecases.passwords import change_password
from gateway.accounts.usecases.signing_in import sign_in
from services.common.actor import Actor
from services.common.database import Database
from services.common.errors import Problem
from tests.conftest import rolled_back
from tests.integration.gateway.running import ADMIN, PASSWORD, Gateway, make_account


def test_guessing_the_old_password_is_slowed_down_too(gateway: Gateway, accounts: Database) -> None:
    """Who finds a browser signed in cannot try passwords without end; the right one, in time, forgets the failures."""
    login = make_account(accounts)
    client = gateway.sign_in(login)

    def guess(old: str, new: str = "five quite other plain words") -> httpx.Response:
        return client.post("/api/me/password", json={"old_password": old, "new_password": new})

    answers = [guess("guess number 0")]
    while answers[-1].status_code == 422 and len(answers) < 15:  # on a slow machine the first waits are over too soon
        answers.append(guess(f"guess number {len(answers)}"))

    assert [answer.status_code for answer in answers[:5]] == [422] * 5
    assert (answers[-1].status_code, answers[-1].json()["code"]) == (429, "sign_in_delayed")
    assert int(answers[-1].headers["retry-after"]) >= 1
    gateway.wait_for(lambda: guess(PASSWORD).status_code == 204)
    with accounts.reading() as session:
        assert session.scalar(sa.select(SignInFailure.failures).where(SignInFailure.login == login)) is None


def test_many_sign_ins_hold_up_nobody_else(gateway: Gateway, accounts: Database, clerk: httpx.Client) -> None:
    """argon2 works in threads of its own, two at a time: while ten people sign in, somebody else's read comes back before the last of them."""
    logins = [make_account(accounts) for _ in range(10)]
    done: list[str] = []
    begun = threading.Barrier(11)

    def enter(login: str) -> None:
        begun.wait()
        gateway.sign_in(login)
        done.append("signed in")

    threads = [threading.Thread(target=enter, args=(login,)) for login in logins]
    for thread in threads:
        thread.start()
    begun.wait()
    assert clerk.get("/api/me").status_code == 200
    done.append("read")
    for thread in threads:
        thread.join()

    assert done.count("signed in") == 10
    assert done[-1] == "signed in"


def test_a_hash_of_an_older_setting_is_made_anew(accounts: Database) -> None:
    """Whoever signs in leaves a hash of today's strength behind."""
    import argon2

    login = make_account(accounts)
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)
    with accounts.transaction() as session:
        session.execute(sa.update(Account).where(Account.login == login).values(password_hash=weak))

    sign_in(accounts, login, PASSWORD, "browser")

    with accounts.reading() as session:
        kept = session.scalar(sa.select(Account.password_hash).where(Account.login == login))
    assert kept is not None
    assert kept != weak
    assert "m=65536" in kept


def test_a_password_changed_meanwhile_is_not_overwritten(accounts: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes at once: the second one, which knew the old password only, is refused."""
    login = make_account(accounts)
    with accounts.reading() as session:
        account_id = session.scalar(sa.select(Account.id).where(Account.login == login))

    def hash_slowly(password: str) -> str:
        with accounts.transaction() as session:
            session.execute(sa.update(Account).where(Account.login == login).values(password_hash="changed"))
        return hash_password(password)

    monkeypatch.setattr("gateway.accounts.usecases.passwords.hash_password", hash_slowly)

    with pytest.raises(Problem) as refused:
        change_password(accounts, Actor(id=str(account_id)), PASSWORD, "five quite other plain words")
    assert refused.value.code == "password_changed_meanwhile"


def test_a_malformed_login_is_given_to_nobody(accounts: Database) -> None:
    """Also where no schema stands before the use case, as on the command line."""
    with rolled_back(accounts) as session, pytest.raises(Problem) as refused:
        create_account(session, ADMIN, login="Has Blanks", name="x", language="en", password_hash="x")
    assert refused.value.code == "login_malformed"


def test_people_hold_twenty_tokens_at_most(gateway: Gateway, accounts: Database) -> None:
    """The twenty-first is refused until one is ended."""
    client = gateway.sign_in(make_account(accounts))

    def create() -> httpx.Response:
        return client.post("/api/tokens", json={"name": f"token {uuid.uuid4()}"})

    made = [create() for _ in range(20)]
    refused = create()

    assert {answer.status_code for answer in made} == {201}
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_tokens")
    assert client.delete(f"/api/tokens/{made[0].json()['id']}").status_code == 204
    assert client.delete(f"/api/tokens/{made[0].json()['id']}").status_code == 204
    assert create().status_code == 201
