"""What is read of accounts, and the one statement behind every signed-in request."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from gateway.accounts.models import Account, AccountRole, RolePermission, SavedView, SignedSession
from gateway.accounts.rules.sessions import BROWSER_IDLE
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.errors import not_found

TODAY = sa.func.timezone("Asia/Karachi", sa.func.now()).cast(sa.Date)


def _is_not_over(rows: Any) -> Any:
    return sa.or_(rows.valid_to.is_(None), rows.valid_to > TODAY)


def _holds(rows: Any) -> Any:
    return sa.and_(rows.valid_from <= TODAY, _is_not_over(rows))


_held_roles = (
    sa.select(
        sa.func.coalesce(
            sa.func.jsonb_agg(
                aggregate_order_by(
                    sa.func.jsonb_build_object(
                        "id", AccountRole.id, "role", AccountRole.role, "districts", AccountRole.districts,
                        "valid_from", AccountRole.valid_from, "valid_to", AccountRole.valid_to, "source", AccountRole.source,
                    ),
                    AccountRole.id,
                )
            ),
            sa.text("'[]'::jsonb"),
        )
    )
    .where(AccountRole.account_id == Account.id)
    .scalar_subquery()
)  # fmt: skip
_account = sa.select(
    Account.id, Account.login, Account.name, Account.language, Account.is_locked, Account.must_change_password,
    Account.created_at, Account.version, _held_roles.label("roles"),
)  # fmt: skip
_one_account = JsonRow(_account.where(Account.id == sa.bindparam("account_id")))


def _roles_now(column: Any) -> Any:
    return (
        sa.select(sa.func.coalesce(sa.func.array_agg(sa.distinct(column)), sa.text("'{}'::text[]")))
        .where(AccountRole.account_id == Account.id, _holds(AccountRole))
        .scalar_subquery()
    )


_district = sa.func.unnest(AccountRole.districts).table_valued("name").render_derived().lateral("district")
_districts_now = (
    sa.select(sa.func.coalesce(sa.func.array_agg(sa.distinct(_district.c.name)), sa.text("'{}'::text[]")))
    .select_from(AccountRole)
    .join(_district, sa.true())
    .where(AccountRole.account_id == Account.id, _holds(AccountRole))
    .scalar_subquery()
)
_permissions_now = (
    sa.select(sa.func.coalesce(sa.func.array_agg(sa.distinct(RolePermission.permission)), sa.text("'{}'::text[]")))
    .join(AccountRole, AccountRole.role == RolePermission.role)
    .where(AccountRole.account_id == Account.id, _holds(AccountRole), _holds(RolePermission))
    .scalar_subquery()
)
_person = sa.select(
    Account.id, Account.name, _roles_now(AccountRole.role).label("roles"), _districts_now.label("districts"),
    Account.is_locked,
)  # fmt: skip
_one_person = JsonRow(_person.where(Account.id == sa.bindparam("account_id")))
_standing = sa.and_(
    SignedSession.ended_at.is_(None),
    SignedSession.expires_at > sa.func.now(),
    sa.or_(SignedSession.kind == "token", SignedSession.seen_at > sa.func.now() - BROWSER_IDLE),
)
_my_sessions: Any = sa.select(
    SignedSession.id, SignedSession.kind, SignedSession.name, SignedSession.created_at, SignedSession.seen_at,
    SignedSession.expires_at, (SignedSession.id == sa.bindparam("this_session")).label("is_this_one"),
).where(SignedSession.account_id == sa.bindparam("account_id"), _standing)  # fmt: skip
_by_secret = (
    sa.select(
        SignedSession.id.label("session_id"), SignedSession.kind, SignedSession.expires_at,
        (SignedSession.seen_at < sa.func.now() - sa.text("interval '60 seconds'")).label("is_stale"),
        Account.id, Account.login, Account.name, Account.language, Account.must_change_password,
        _roles_now(AccountRole.role).label("roles"), _districts_now.label("districts"), _permissions_now.label("may"),
    )
    .join(Account, Account.id == SignedSession.account_id)
    .where(SignedSession.secret_hash == sa.bindparam("secret_hash"), _standing, Account.is_locked.is_(False))
)  # fmt: skip
_still_standing = (
    sa.select(SignedSession.id, _districts_now.label("districts"))
    .join(Account, Account.id == SignedSession.account_id)
    .where(
        SignedSession.id == sa.func.any(sa.bindparam("ids", type_=postgresql.ARRAY(postgresql.UUID(as_uuid=True)))),
        _standing, Account.is_locked.is_(False),
    )
)  # fmt: skip


def _carries(permission: Any, *, ended: bool = False) -> Any:
    """Tell of an account whether a role of its own carries a permission, now or from a day to come; `ended`: also one that it once held."""
    held = sa.select(AccountRole.id).join(RolePermission, RolePermission.role == AccountRole.role)
    held = held.where(
        AccountRole.account_id == Account.id, RolePermission.permission == permission, _holds(RolePermission)
    )
    return held.where(sa.true() if ended else _is_not_over(AccountRole)).exists()


_me = sa.bindparam("me", type_=postgresql.UUID(as_uuid=True))
_mine = SavedView.account_id == _me
_views = sa.select(
    SavedView.id, SavedView.account_id.label("owner_id"), _mine.label("is_mine"), SavedView.name, SavedView.filter,
    SavedView.columns, SavedView.is_shared, SavedView.changed_at, SavedView.version,
)  # fmt: skip
_one_view = JsonRow(_views.where(SavedView.id == sa.bindparam("view_id", type_=postgresql.UUID(as_uuid=True)), _mine))
_seen = sa.update(SignedSession).where(SignedSession.id == sa.bindparam("session")).values(seen_at=sa.func.now())


def find_signed_in(session: Session, secret_hash: bytes) -> Any:
    """Give who holds this secret with his roles of today, or None; note once a minute that the session is in use."""
    found = session.execute(_by_secret, {"secret_hash": secret_hash}).first()
    if found is not None and found.is_stale:
        session.execute(_seen, {"session": found.session_id})
    return found


def find_standing(session: Session, session_ids: set[str]) -> dict[str, tuple[str, ...]]:
    """Give which of these sessions still stand, with the districts in their owners' sight."""
    found = session.execute(_still_standing, {"ids": [uuid.UUID(session_id) for session_id in session_ids]})
    return {str(row.id): tuple(sorted(row.districts)) for row in found}


def read_me(session: Session, account_id: str, session_id: str | None) -> Answer:
    """Answer who is signed in."""
    chosen = sa.select(
        Account.id, Account.login, Account.name, Account.language, Account.must_change_password,
        _roles_now(AccountRole.role).label("roles"), _permissions_now.label("may"), _districts_now.label("districts"),
        SignedSession.expires_at.label("session_expires_at"),
    ).join(SignedSession, SignedSession.account_id == Account.id)  # fmt: skip
    found = session.execute(
        chosen.where(Account.id == uuid.UUID(account_id), SignedSession.id == uuid.UUID(session_id or ""))
    ).one()
    return answer_json(dict(found._mapping))  # noqa: SLF001 - SQLAlchemy's public name for it


def list_sessions(session: Session, account_id: str, session_id: str | None, query: dict[str, Any]) -> Answer:
    """Answer the own sessions and tokens that stand."""
    params = {"account_id": uuid.UUID(account_id), "this_session": uuid.UUID(session_id) if session_id else None}
    return page(session, _my_sessions, order=[(SignedSession.id, "desc")], query=query, params=params)


def read_account(session: Session, account_id: uuid.UUID, *, status: int = 200, location: str | None = None) -> Answer:
    """Answer one account with all its roles, past and coming ones too."""
    missing = not_found("account_unknown", "There is no such account.")
    return _one_account.one(session, missing=missing, status=status, location=location, account_id=account_id)


def list_accounts(session: Session, query: dict[str, Any]) -> Answer:
    """Answer accounts in the order of their making."""
    statement = _account
    if query["login"]:
        statement = statement.where(Account.login == query["login"])
    if query["role"]:
        statement = statement.where(_has_role(query["role"], None))
    return page(session, statement, order=[(Account.id, "asc")], query=query)


def find_colleagues(session: Session, wanted: Collection[tuple[uuid.UUID, str | None]]) -> dict[uuid.UUID, set[str]]:
    """Give who of these may sign in, and which of the permissions asked for their roles carry, now or from a day to come."""
    ids, permissions = {one for one, _ in wanted}, {permission for _, permission in wanted if permission}
    carried = (
        sa.select(sa.func.coalesce(sa.func.array_agg(sa.distinct(RolePermission.permission)), sa.text("'{}'::text[]")))
        .join(AccountRole, AccountRole.role == RolePermission.role)
        .where(AccountRole.account_id == Account.id, _is_not_over(AccountRole), _holds(RolePermission))
        .where(RolePermission.permission == sa.any_(sa.literal(sorted(permissions), postgresql.ARRAY(sa.Text))))
        .scalar_subquery()
    )
    chosen = sa.select(Account.id, carried.label("may")).where(
        Account.id == sa.any_(sa.literal(sorted(ids), postgresql.ARRAY(postgresql.UUID(as_uuid=True)))),
        Account.is_locked.is_(False),
    )
    return {row.id: set(row.may) for row in session.execute(chosen)}


def list_people(session: Session, query: dict[str, Any]) -> Answer:
    """Answer colleagues by name: those who may sign in now, unless `former` ones are asked for too."""
    statement = _person.where(*(Account.name.icontains(word, autoescape=True) for word in (query["q"] or "").split()))
    if not query["former"]:
        statement = statement.where(Account.is_locked.is_(False))
    if query["role"] or query["district"]:
        statement = statement.where(_has_role(query["role"], query["district"]))
    if query["may"]:
        statement = statement.where(_carries(query["may"], ended=query["former"]))
    return page(session, statement, order=[(Account.name, "asc"), (Account.id, "asc")], query=query)


def read_person(session: Session, account_id: uuid.UUID) -> Answer:
    """Answer the name behind an id, also of one who may no longer sign in."""
    return _one_person.one(
        session, missing=not_found("account_unknown", "There is no such person."), account_id=account_id
    )


def list_views(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the own views and the shared ones, in the order of their making; what somebody shared who is locked shows no more."""
    here = sa.bindparam("here", type_=postgresql.ARRAY(sa.Text))
    owner_stands = sa.exists().where(Account.id == SavedView.account_id, Account.is_locked.is_(False))
    shared = sa.and_(SavedView.is_shared, SavedView.districts.overlap(here), owner_stands)
    # Who sees everywhere is shown what is shared with everywhere, not the habits of every district.
    params = {"me": uuid.UUID(actor.id), "here": sorted({*actor.districts, "*"})}
    return page(session, _views.where(sa.or_(_mine, shared)), order=[(SavedView.id, "asc")], query=query, params=params)


def read_view(session: Session, actor: Actor, view_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer one of the own views."""
    missing = not_found("view_unknown", "You keep no such view. It may have been removed on another device.")
    session.flush()
    return _one_view.one(session, missing=missing, status=status, me=uuid.UUID(actor.id), view_id=view_id)


def _has_role(role: str | None, district: str | None) -> Any:
    held = sa.select(AccountRole.id).where(AccountRole.account_id == Account.id, _holds(AccountRole))
    if role:
        held = held.where(AccountRole.role == role)
    if district:
        held = held.where(AccountRole.districts.overlap([district, "*"]))
    return held.exists()
