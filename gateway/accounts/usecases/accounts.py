"""Accounts: made, changed, locked and unlocked by an administrator. An account is never removed: what was done under it stays."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gateway.accounts.models import Account, SignedSession
from gateway.accounts.rules.logins import FAULT, is_login
from gateway.accounts.rules.passwords import find_fault
from gateway.accounts.usecases.signing_in import end_sessions, forget_attempts
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id


def require_good_password(password: str, login: str) -> None:
    """Refuse a password that is too easily found."""
    fault = find_fault(password, login)
    if fault:
        raise invalid("password_weak", fault, fields={"password": [fault]})


def create_account(
    session: Session, actor: Actor, *, login: str, name: str, language: str, password_hash: str, must_change: bool = True,
    account_id: uuid.UUID | None = None,
) -> uuid.UUID:  # fmt: skip
    """Let a person sign in; what he may do comes with the roles that he is given next."""
    if not is_login(login):
        raise invalid("login_malformed", FAULT, fields={"login": [FAULT]})
    row = {
        "id": account_id or new_id(), "login": login, "name": name, "language": language, "password_hash": password_hash,
        "must_change_password": must_change, "is_locked": False,
    }  # fmt: skip
    created = session.execute(insert(Account).values(row).on_conflict_do_nothing().returning(Account.id)).scalar()
    if created is None:
        raise conflict("login_taken", "This login belongs to somebody else. Choose another one.")
    record(session, actor, "account_created", f"account:{created}")
    return created


def change_account(
    session: Session, actor: Actor, account_id: uuid.UUID, if_match: int | None, change: dict[str, Any]
) -> None:
    """Change name or language, lock or unlock; locking ends the account's sessions at once."""
    account = session.execute(sa.select(Account).where(Account.id == account_id).with_for_update()).scalar_one_or_none()
    if account is None:
        raise not_found("account_unknown", "There is no such account.")
    require_version(if_match, account.version)
    reason = change.pop("reason")
    if change.get("is_locked") and str(account_id) == actor.id:
        raise conflict("own_account", "You cannot lock your own account. Ask another administrator.")
    for member, value in change.items():
        setattr(account, member, value)
    account.version += 1
    if change.get("is_locked"):
        end_sessions(session, "account_locked", SignedSession.account_id == account_id)
    if change.get("is_locked") is False:
        forget_attempts(session, account.login)
    locking = {"is_locked": change["is_locked"]} if "is_locked" in change else {}
    record(session, actor, "account_changed", f"account:{account_id}", reason, members=sorted(change), **locking)
