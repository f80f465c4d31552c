"""Passwords: changed by their owner, or set again by an administrator when they are lost.

Either way the other sessions of the account end, so that whoever held the old password is out.
"""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.hashing import hash_password, is_password
from gateway.accounts.models import Account, SignedSession
from gateway.accounts.rules.passwords import find_fault
from gateway.accounts.usecases.signing_in import count_attempt, end_sessions, forget_attempts
from services.common.actor import Actor
from services.common.audit import record
from services.common.database import Database
from services.common.errors import Problem, invalid, not_found


def change_password(database: Database, actor: Actor, old: str, new: str) -> None:
    """Change the own password; hashing happens outside of the transaction. A wrong old one is counted as a failed sign-in."""
    account_id = uuid.UUID(actor.id)
    with database.transaction() as session:
        account = session.execute(sa.select(Account).where(Account.id == account_id)).scalar_one()
        count_attempt(session, account.login)
    if not is_password(account.password_hash, old):
        raise invalid(
            "old_password_wrong",
            "The old password is not right.",
            fields={"old_password": ["This is not your password."]},
        )
    with database.transaction() as session:
        forget_attempts(session, account.login)
    if old == new:
        raise invalid(
            "password_not_new", "Choose another password.", fields={"new_password": ["Choose another password."]}
        )
    _require_good(new, account.login)
    password_hash = hash_password(new)
    with database.transaction() as session:
        changed = session.execute(
            sa.update(Account)
            .where(Account.id == account_id, Account.password_hash == account.password_hash)
            .values(_new_values(password_hash, must_change=False))
            .returning(Account.id)
        ).first()
        if changed is None:
            raise Problem(
                "conflict", "password_changed_meanwhile", "The password was changed meanwhile. Sign in again."
            )
        others = SignedSession.id != uuid.UUID(actor.session_id) if actor.session_id else sa.true()
        end_sessions(session, "password_changed", SignedSession.account_id == account_id, others)
        record(session, actor, "password_changed", f"account:{account_id}")


def reset_password(database: Database, actor: Actor, account_id: uuid.UUID, new: str, reason: str) -> None:
    """Set somebody's password; he must change it when he signs in next."""
    with database.reading() as session:
        account = session.get(Account, account_id)
    if account is None:
        raise not_found("account_unknown", "There is no such account.")
    _require_good(new, account.login)
    password_hash = hash_password(new)
    with database.transaction() as session:
        set_password(session, actor, account, password_hash, reason)


def set_password(session: Session, actor: Actor, account: Account, password_hash: str, reason: str) -> None:
    """Keep a password's hash, end the account's sessions, and let the owner choose his own next."""
    session.execute(
        sa.update(Account).where(Account.id == account.id).values(_new_values(password_hash, must_change=True))
    )
    forget_attempts(session, account.login)
    end_sessions(session, "password_reset", SignedSession.account_id == account.id)
    record(session, actor, "password_reset", f"account:{account.id}", reason)


def _new_values(password_hash: str, *, must_change: bool) -> dict[str, object]:
    return {
        "password_hash": password_hash,
        "must_change_password": must_change,
        "password_changed_at": dt.datetime.now(dt.UTC),
        "version": Account.version + 1,
    }


def _require_good(password: str, login: str) -> None:
    fault = find_fault(password, login)
    if fault:
        raise invalid("password_weak", fault, fields={"new_password": [fault]})
