"""Signing in and out.

The first step of everything: without it nobody is anybody. Every attempt is counted before the password is looked at, so
that many at once gain nothing, and is counted under the login as typed, so that the answer does not tell which logins there
are. A success starts a session and forgets the count. Signing out, a new password and a locked account end sessions.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gateway.accounts.hashing import hash_password, is_outdated, is_password
from gateway.accounts.models import Account, SignedSession, SignInFailure
from gateway.accounts.rules.delays import FORGOTTEN_AFTER, delay_after
from gateway.accounts.rules.sessions import BROWSER_LIFETIME, hash_secret, make_secret
from services.common.actor import Actor
from services.common.audit import record
from services.common.database import Database
from services.common.errors import Problem
from services.common.ids import new_id

NOBODY = Actor(id="anonymous")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session just begun; `secret` is shown this once."""

    session_id: uuid.UUID
    account_id: uuid.UUID
    secret: str
    expires_at: dt.datetime


def sign_in(database: Database, login: str, password: str, client: str) -> SignedIn:
    """Begin a browser's session, or raise `sign_in_refused` or `sign_in_delayed`. No transaction is open while hashing."""
    folded = login.casefold()[:60]
    with database.transaction() as session:
        count_attempt(session, folded)
    with database.reading() as session:
        account = session.execute(sa.select(Account).where(Account.login == folded)).scalar_one_or_none()
    right = is_password(account.password_hash if account else None, password)
    with database.transaction() as session:
        if account is None or not right or account.is_locked:
            if account is not None:
                record(session, NOBODY, "sign_in_refused", f"account:{account.id}", is_locked=account.is_locked)
            refused = True
        else:
            refused = False
            forget_attempts(session, folded)
            signed_in = _begin(session, account, password, client)
    if refused:
        raise Problem(
            "unauthenticated", "sign_in_refused", "This login and password do not belong together. Try again."
        )
    return signed_in


def sign_out(session: Session, actor: Actor) -> None:
    """End the session that asks."""
    if actor.session_id:
        end_sessions(session, "signed_out", SignedSession.id == uuid.UUID(actor.session_id))
        record(session, actor, "signed_out", f"account:{actor.id}")


def end_sessions(session: Session, why: str, *which: Any) -> int:
    """End the sessions that stand and fit; give how many. The workers notice within five seconds."""
    ended = session.execute(
        sa.update(SignedSession)
        .where(SignedSession.ended_at.is_(None), *which)
        .values(ended_at=sa.func.now(), ended_why=why)
        .returning(SignedSession.id),
        execution_options={"synchronize_session": False},
    ).all()
    return len(ended)


def forget_attempts(session: Session, login: str) -> None:
    """Forget the failures under a login, once somebody has shown that he knows its password or was given another."""
    session.execute(sa.delete(SignInFailure).where(SignInFailure.login == login))


def count_attempt(session: Session, login: str) -> None:
    """Count an attempt at a login's password before looking at it; refuse when the last ones were too many."""
    now = dt.datetime.now(dt.UTC)
    session.execute(sa.delete(SignInFailure).where(SignInFailure.last_at < now - FORGOTTEN_AFTER))
    first = insert(SignInFailure).values(login=login, failures=0, last_at=now, delayed_until=now)
    session.execute(first.on_conflict_do_nothing())
    attempts = session.execute(
        sa.select(SignInFailure).where(SignInFailure.login == login).with_for_update()
    ).scalar_one()
    if attempts.delayed_until > now:
        seconds = int((attempts.delayed_until - now).total_seconds()) + 1
        raise Problem(
            "too_many", "sign_in_delayed", f"Signing in failed several times. Wait {seconds} seconds, then try again.",
            retry_after=seconds,
        )  # fmt: skip
    attempts.failures += 1
    attempts.last_at = now
    attempts.delayed_until = now + delay_after(attempts.failures)


def _begin(session: Session, account: Account, password: str, client: str) -> SignedIn:
    secret, now = make_secret(), dt.datetime.now(dt.UTC)
    expires_at = now + BROWSER_LIFETIME
    begun = SignedSession(
        id=new_id(), account_id=account.id, kind="browser", name=client[:200] or "browser", secret_hash=hash_secret(secret),
        expires_at=expires_at,
    )  # fmt: skip
    session.add(begun)
    if is_outdated(account.password_hash):
        session.execute(
            sa.update(Account).where(Account.id == account.id).values(password_hash=hash_password(password))
        )
    actor = Actor(id=str(account.id), session_id=str(begun.id))
    record(session, actor, "signed_in", f"account:{account.id}", session_id=str(begun.id))
    return SignedIn(begun.id, account.id, secret, expires_at)
