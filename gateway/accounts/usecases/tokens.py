"""Bearer tokens: a person gives a phone or a program of his own the right to act as him, until a day, and takes it back."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.models import Account, SignedSession
from gateway.accounts.rules.sessions import MOST_TOKENS, hash_secret, make_token
from gateway.accounts.usecases.signing_in import SignedIn, end_sessions
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, not_found
from services.common.ids import new_id


def create_token(session: Session, actor: Actor, name: str, days: int) -> SignedIn:
    """Issue a token; it carries whatever roles its owner holds while it is used."""
    account_id = uuid.UUID(actor.id)
    session.execute(sa.select(Account.id).where(Account.id == account_id).with_for_update())
    standing = session.scalar(
        sa.select(sa.func.count()).where(
            SignedSession.account_id == account_id, SignedSession.kind == "token", SignedSession.ended_at.is_(None),
            SignedSession.expires_at > sa.func.now(),
        )
    )  # fmt: skip
    if (standing or 0) >= MOST_TOKENS:
        raise conflict("too_many_tokens", f"You hold {MOST_TOKENS} tokens already. End one that you no longer use.")
    token = make_token()
    issued = SignedSession(
        id=new_id(), account_id=account_id, kind="token", name=name, secret_hash=hash_secret(token),
        expires_at=dt.datetime.now(dt.UTC) + dt.timedelta(days=days),
    )  # fmt: skip
    session.add(issued)
    record(session, actor, "token_created", f"account:{account_id}", token_id=str(issued.id), days=days)
    return SignedIn(issued.id, account_id, token, issued.expires_at)


def revoke_token(session: Session, actor: Actor, token_id: uuid.UUID) -> None:
    """End one of the own sessions or tokens; ending an ended one again is no error."""
    mine = (SignedSession.id == token_id, SignedSession.account_id == uuid.UUID(actor.id))
    if session.scalar(sa.select(SignedSession.id).where(*mine)) is None:
        raise not_found("token_unknown", "You hold no such token.")
    if end_sessions(session, "revoked", *mine):
        record(session, actor, "token_revoked", f"account:{actor.id}", token_id=str(token_id))
