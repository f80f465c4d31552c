"""The use cases by themselves, in transactions that are rolled back: what is refused, what is recorded, what ends with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.hashing import hash_password, is_password
from gateway.accounts.models import Account, SignedSession, SignInFailure
from gateway.accounts.usecases.accounts import change_account, create_account, require_good_password
from gateway.accounts.usecases.passwords import change_password, reset_password
from gateway.accounts.usecases.roles import end_role, give_role
from gateway.accounts.usecases.signing_in import NOBODY, SignedIn, sign_in, sign_out
from gateway.accounts.usecases.tokens import create_token, revoke_token
from services.common.actor import Actor
from services.common.audit import pending_entries
from services.common.database import Database
from services.common.errors import Problem
from tests.conftest import rolled_back
from tests.integration.gateway.running import ADMIN, PASSWORD, make_account
from tests.integration.gateway.test_dated_roles import TODAY

NEXT = "five quite other plain words"


@pytest.fixture
def session(accounts: Database) -> Iterator[Session]:
    """Give a session whose work is rolled back."""
    with rolled_back(accounts) as opened:
        yield opened


def make(session: Session, **changes: Any) -> Account:
    """Make an account."""
    values: dict[str, Any] = {
        "login": f"made-{uuid.uuid4().hex[:8]}", "name": "Amina Shah", "language": "ur", "password_hash": "x", **changes,
    }  # fmt: skip
    return session.get_one(Account, create_account(session, ADMIN, **values))


def act(account_id: Any, session_id: Any = None) -> Actor:
    """Give somebody who acts."""
    return Actor(id=str(account_id), session_id=str(session_id) if session_id else None)


def code_of(problem: pytest.ExceptionInfo[Problem]) -> tuple[str, str]:
    """Give a refusal's kind and code."""
    return problem.value.kind, problem.value.code


def actions(session: Session) -> list[str]:
    """Give what is going to be on the audit trail."""
    return [entry["action"] for entry in pending_entries(session)]


def test_an_account_begins_open_and_must_change_its_password(session: Session) -> None:
    """It is recorded who made it; a login is given once."""
    account = make(session)

    assert (account.is_locked, account.must_change_password, account.version) == (False, True, 1)
    assert actions(session) == ["account_created"]
    with pytest.raises(Problem) as refused:
        make(session, login=account.login)
    assert code_of(refused) == ("conflict", "login_taken")


def test_a_weak_first_password_is_refused() -> None:
    """By the same rule as any other."""
    require_good_password(NEXT, "amina")
    with pytest.raises(Problem) as refused:
        require_good_password("short", "amina")
    assert code_of(refused) == ("invalid", "password_weak")


def test_locking_ends_sessions_and_unlocking_forgets_failures(session: Session) -> None:
    """Whoever is locked is out at once; whoever is let in again need not wait."""
    account = make(session)
    token = create_token(session, act(account.id), "phone", 1)
    change_account(session, ADMIN, account.id, 1, {"is_locked": True, "reason": "left"})
    ended = session.get_one(SignedSession, token.session_id)
    session.refresh(ended)
    assert (account.is_locked, account.version, ended.ended_why) == (True, 2, "account_locked")
    session.add(SignInFailure(login=account.login, failures=9, last_at=sa.func.now(), delayed_until=sa.func.now()))
    session.flush()
    change_account(session, ADMIN, account.id, 2, {"is_locked": False, "reason": "back"})

    assert session.scalar(sa.select(sa.func.count()).where(SignInFailure.login == account.login)) == 0
    assert actions(session) == ["account_created", "token_created", "account_changed", "account_changed"]


def test_a_name_is_changed_without_touching_sessions(session: Session) -> None:
    """Only locking ends sessions, and the trail names the members that were changed."""
    account = make(session)
    token = create_token(session, act(account.id), "phone", 1)
    change_account(session, ADMIN, account.id, None, {"name": "Amina Ali", "reason": "married"})

    assert account.name == "Amina Ali"
    assert session.get_one(SignedSession, token.session_id).ended_at is None
    assert pending_entries(session)[-1]["detail"] == {"members": ["name"]}


@pytest.mark.parametrize(
    ("own", "version", "kind", "code"),
    [(True, None, "conflict", "own_account"), (False, 7, "moved_on", "changed_meanwhile")],
)
def test_changes_that_are_refused(session: Session, *, own: bool, version: int | None, kind: str, code: str) -> None:
    """Nobody locks himself out, and nobody's change is lost."""
    account = make(session)
    with pytest.raises(Problem) as refused:
        change_account(
            session, act(account.id) if own else ADMIN, account.id, version, {"is_locked": True, "reason": "x"}
        )
    assert code_of(refused) == (kind, code)


def test_what_is_not_there_is_not_found(session: Session, accounts: Database) -> None:
    """Accounts, roles and tokens alike."""
    nobody, account = uuid.uuid4(), make(session)
    given = {"role": "clerk", "districts": ["sukkur"], "valid_from": TODAY, "valid_to": None, "source": "x"}
    for step, code in (
        (lambda: change_account(session, ADMIN, nobody, None, {"reason": "x"}), "account_unknown"),
        (lambda: reset_password(accounts, ADMIN, nobody, NEXT, "x"), "account_unknown"),
        (lambda: give_role(session, ADMIN, nobody, **given), "account_unknown"),  # type: ignore[arg-type]  # mixed kinds
        (lambda: end_role(session, ADMIN, account.id, nobody, valid_to=TODAY, source="x"), "role_unknown"),
        (lambda: revoke_token(session, act(account.id), nobody), "token_unknown"),
    ):
        with pytest.raises(Problem) as refused:
            step()
        assert code_of(refused) == ("not_found", code)


def test_nobody_gives_himself_a_role_and_nobody_holds_one_twice(session: Session) -> None:
    """Another administrator gives it; the database refuses a second one for the same days."""
    account = make(session)
    given: dict[str, Any] = {
        "role": "clerk", "districts": ["sukkur"], "valid_from": TODAY, "valid_to": None, "source": "x",
    }  # fmt: skip
    with pytest.raises(Problem) as own:
        give_role(session, act(account.id), account.id, **given)
    assert code_of(own) == ("forbidden", "own_roles")
    give_role(session, ADMIN, account.id, **given)
    with pytest.raises(Problem) as twice:
        give_role(session, ADMIN, account.id, **given)
    assert code_of(twice) == ("conflict", "role_held_already")


def test_tokens_are_bounded_and_taken_back(session: Session) -> None:
    """Twenty stand at a time; one that is taken back makes room, and may be taken back again."""
    account = make(session)
    tokens = [create_token(session, act(account.id), "phone", 1) for _ in range(20)]
    with pytest.raises(Problem) as refused:
        create_token(session, act(account.id), "phone", 1)
    assert code_of(refused) == ("conflict", "too_many_tokens")
    revoke_token(session, act(account.id), tokens[0].session_id)
    revoke_token(session, act(account.id), tokens[0].session_id)
    create_token(session, act(account.id), "phone", 1)

    assert actions(session).count("token_revoked") == 1


def signed_in(accounts: Database) -> tuple[str, SignedIn]:
    """Give a login and a session of it that has begun."""
    login = make_account(accounts)
    return login, sign_in(accounts, login.upper(), PASSWORD, "")


def state_of(accounts: Database, begun: SignedIn) -> str | None:
    """Give why a session ended; None while it stands."""
    with accounts.reading() as session:
        return session.scalar(sa.select(SignedSession.ended_why).where(SignedSession.id == begun.session_id))


def test_signing_in_begins_a_session_and_signing_out_ends_it(accounts: Database) -> None:
    """A login is read in either case; an unnamed client is a browser; without a session there is nothing to end."""
    _, begun = signed_in(accounts)
    with accounts.transaction() as session:
        assert session.get_one(SignedSession, begun.session_id).name == "browser"
        sign_out(session, NOBODY)
    assert state_of(accounts, begun) is None
    with accounts.transaction() as session:
        sign_out(session, act(begun.account_id, begun.session_id))
    assert state_of(accounts, begun) == "signed_out"


def test_wrong_passwords_unknown_logins_and_locked_accounts_are_refused_alike(accounts: Database) -> None:
    """Each is counted; after enough of them even the right password waits."""
    login, _ = signed_in(accounts)
    with accounts.transaction() as session:
        session.execute(sa.update(Account).where(Account.login == login).values(is_locked=True))
    for name, password in ((login, PASSWORD), (login, "wrong wrong wrong"), (f"nobody-{uuid.uuid4().hex}", PASSWORD)):
        with pytest.raises(Problem) as refused:
            sign_in(accounts, name, password, "browser")
        assert code_of(refused) == ("unauthenticated", "sign_in_refused")
    with accounts.transaction() as session:
        later = sa.func.now() + sa.text("interval '1 hour'")
        session.execute(
            sa.update(SignInFailure).where(SignInFailure.login == login).values(failures=9, delayed_until=later)
        )
    with pytest.raises(Problem) as delayed:
        sign_in(accounts, login, PASSWORD, "browser")
    assert code_of(delayed) == ("too_many", "sign_in_delayed")


def test_a_new_password_ends_the_other_sessions(accounts: Database) -> None:
    """The one that changed it stays."""
    login, mine = signed_in(accounts)
    other = sign_in(accounts, login, PASSWORD, "other")
    change_password(accounts, act(mine.account_id, mine.session_id), PASSWORD, NEXT)

    assert (state_of(accounts, mine), state_of(accounts, other)) == (None, "password_changed")
    with accounts.reading() as session:
        assert is_password(session.get_one(Account, mine.account_id).password_hash, NEXT)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("wrong", NEXT, "old_password_wrong"),
        (PASSWORD, PASSWORD, "password_not_new"),
        (PASSWORD, "short", "password_weak"),
    ],
)
def test_a_password_that_is_not_changed(accounts: Database, old: str, new: str, code: str) -> None:
    """The old one must be right, the new one another and good."""
    _, mine = signed_in(accounts)
    with pytest.raises(Problem) as refused:
        change_password(accounts, act(mine.account_id), old, new)
    assert code_of(refused) == ("invalid", code)


def test_a_password_that_is_set_again_must_be_changed(accounts: Database) -> None:
    """All sessions end, and the reason is on record."""
    _, mine = signed_in(accounts)
    reset_password(accounts, ADMIN, mine.account_id, NEXT, "forgotten")

    assert state_of(accounts, mine) == "password_reset"
    with accounts.reading() as session:
        assert session.get_one(Account, mine.account_id).must_change_password
        assert hash_password(NEXT) != session.get_one(Account, mine.account_id).password_hash
