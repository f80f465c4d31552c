"""Views of the list of cases that a person keeps: what it filters and which columns it shows, under a name.

They follow the person from device to device. Whoever holds `views.share` may show a view to the districts in their sight. A name and
a filter may hold what identifies a person, so neither goes into an event, an address or the audit trail.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.models import Account, SavedView
from gateway.accounts.rules.views import MOST_VIEWS, SHARE
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, forbidden, not_found
from services.common.ids import new_id


def keep_view(session: Session, actor: Actor, new: dict[str, Any]) -> uuid.UUID:
    """Keep a view under a name that the person has not given to another one."""
    account_id = uuid.UUID(actor.id)
    session.execute(sa.select(Account.id).where(Account.id == account_id).with_for_update())
    mine = SavedView.account_id == account_id
    if (session.scalar(sa.select(sa.func.count()).where(mine)) or 0) >= MOST_VIEWS:
        raise conflict("too_many_views", f"You keep {MOST_VIEWS} views already. Remove one that you no longer use.")
    _require_free_name(session, account_id, new["name"], None)
    view = SavedView(id=new_id(), account_id=account_id, **_described(actor, new))
    session.add(view)
    session.flush()
    record(session, actor, "view_kept", f"view:{view.id}", is_shared=view.is_shared, districts=view.districts)
    return view.id


def change_view(session: Session, actor: Actor, view_id: uuid.UUID, if_match: int | None, new: dict[str, Any]) -> None:
    """Replace what a view of one's own shows, its name, or with whom it is shared."""
    view = _open_view(session, actor, view_id)
    require_version(if_match, view.version)
    _require_free_name(session, view.account_id, new["name"], view_id)
    for member, value in _described(actor, new).items():
        setattr(view, member, value)
    view.version += 1
    view.changed_at = sa.func.clock_timestamp()
    session.flush()
    record(session, actor, "view_changed", f"view:{view_id}", is_shared=view.is_shared, districts=view.districts)


def forget_view(session: Session, actor: Actor, view_id: uuid.UUID) -> None:
    """Remove a view of one's own; with whom it was shared sees it no more."""
    session.delete(_open_view(session, actor, view_id))
    record(session, actor, "view_forgotten", f"view:{view_id}")


def _open_view(session: Session, actor: Actor, view_id: uuid.UUID) -> SavedView:
    mine = SavedView.account_id == uuid.UUID(actor.id)
    view = session.scalar(sa.select(SavedView).where(SavedView.id == view_id, mine).with_for_update())
    if view is None:
        raise not_found("view_unknown", "You keep no such view. It may have been removed on another device.")
    return view


def _require_free_name(session: Session, account_id: uuid.UUID, name: str, view_id: uuid.UUID | None) -> None:
    taken = sa.select(SavedView.id).where(
        SavedView.account_id == account_id, SavedView.name == name, SavedView.id.is_distinct_from(view_id)
    )
    if session.scalar(taken) is not None:
        raise conflict(
            "view_name_taken", "You keep a view of this name already. Choose another name, or change that one."
        )


def _described(actor: Actor, new: dict[str, Any]) -> dict[str, Any]:
    if new["is_shared"] and (SHARE not in actor.may or not actor.districts):
        raise forbidden("may_not_share_views", "Your role does not include sharing views. Keep it for yourself.")
    districts = sorted(actor.districts) if new["is_shared"] else []
    # Days and ids are kept as they stand in the address of the list.
    wanted = {name: value if value is True or value is False else str(value) for name, value in new["filter"].items()}
    kept = {name: new[name] for name in ("name", "columns", "is_shared")}
    return {**kept, "filter": wanted, "districts": districts}
