"""Roles: given from a day and ended on a day, never overwritten, so that one can always say who held which power when.

A prosecutor's power comes with his posting (Sindh Criminal Prosecution Service Act 2009, ss. 5 to 9); `source` names the order.
"""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gateway.accounts.models import Account, AccountRole
from services.common.actor import Actor
from services.common.audit import record
from services.common.database import violated
from services.common.errors import conflict, forbidden, invalid, not_found
from services.common.ids import new_id


def give_role(
    session: Session, actor: Actor, account_id: uuid.UUID, *, role: str, districts: list[str], valid_from: dt.date,
    valid_to: dt.date | None, source: str,
) -> uuid.UUID:  # fmt: skip
    """Give a role in some districts from a day on; the same role twice at a time is refused by the database."""
    _require_other(session, actor, account_id)
    if valid_to is not None and valid_to <= valid_from:
        raise invalid(
            "role_ends_too_early", "The role must end after it begins.", fields={"valid_to": ["Choose a later day."]}
        )
    _require_same_districts(session, account_id, set(districts), valid_from, valid_to)
    given = AccountRole(
        id=new_id(), account_id=account_id, role=role, districts=sorted(set(districts)), valid_from=valid_from,
        valid_to=valid_to, source=source, given_by=actor.id,
    )  # fmt: skip
    session.add(given)
    try:
        session.flush()
    except IntegrityError as error:
        if violated(error, "ex_account_roles_one_at_a_time"):
            raise conflict(
                "role_held_already", "This person holds this role at that time already. End it first."
            ) from error
        raise
    session.execute(sa.update(Account).where(Account.id == account_id).values(version=Account.version + 1))
    record(
        session, actor, "role_given", f"account:{account_id}", source, role=role, districts=given.districts,
        valid_from=str(valid_from), valid_to=str(valid_to) if valid_to else None,
    )  # fmt: skip
    return given.id


def end_role(
    session: Session, actor: Actor, account_id: uuid.UUID, role_id: uuid.UUID, *, valid_to: dt.date, source: str
) -> None:
    """End a role on a day; the day itself is no longer part of it."""
    _require_other(session, actor, account_id)
    held = session.execute(
        sa.select(AccountRole).where(AccountRole.id == role_id, AccountRole.account_id == account_id).with_for_update()
    ).scalar_one_or_none()
    if held is None:
        raise not_found("role_unknown", "This person was given no such role.")
    if valid_to < held.valid_from:
        raise invalid(
            "role_ends_too_early", "A role cannot end before it began.", fields={"valid_to": ["Choose a later day."]}
        )
    if held.valid_to is not None and held.valid_to <= valid_to:
        raise conflict("role_ended_already", "This role has ended already.")
    held.valid_to = valid_to
    session.execute(sa.update(Account).where(Account.id == account_id).values(version=Account.version + 1))
    record(
        session,
        actor,
        "role_ended",
        f"account:{account_id}",
        source,
        role=held.role,
        role_id=str(role_id),
        valid_to=str(valid_to),
    )


def _require_same_districts(
    session: Session, account_id: uuid.UUID, districts: set[str], valid_from: dt.date, valid_to: dt.date | None
) -> None:
    """Refuse a role in other districts than the roles held at the same time: what one may do would hold in all of them."""
    session.execute(sa.select(Account.id).where(Account.id == account_id).with_for_update())
    held = sa.select(AccountRole.districts).where(
        AccountRole.account_id == account_id,
        sa.or_(AccountRole.valid_to.is_(None), AccountRole.valid_to > valid_from),
        sa.true() if valid_to is None else AccountRole.valid_from < valid_to,
    )
    if any(set(others) != districts for others in session.scalars(held)):
        raise conflict(
            "districts_differ",
            "This person holds a role in other districts at that time, and would hold both roles in all of them. "
            "End that role first, or let the person have a second account.",
        )


def _require_other(session: Session, actor: Actor, account_id: uuid.UUID) -> None:
    if str(account_id) == actor.id:
        raise forbidden("own_roles", "Nobody gives or takes his own roles. Ask another administrator.")
    if session.get(Account, account_id) is None:
        raise not_found("account_unknown", "There is no such account.")
