"""Recipients: who can be told things, by which channel, in which language.

People are registered by their district's office, or come by themselves: an account's row is made the first time something
concerns it, and its owner chooses the rest. Names and numbers stay here; events and messages hold the id.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import Problem, conflict, forbidden, not_found
from services.common.ids import new_id
from services.notifications.models import Recipient
from services.notifications.rules.phones import normalise_phone


def no_such_recipient() -> Problem:
    """Say that there is no such recipient, or none in this person's districts."""
    return not_found("recipient_unknown", "There is no such recipient in your districts.")


def access_recipient(session: Session, actor: Actor, recipient_id: uuid.UUID) -> Recipient:
    """Give a recipient for change; its district must be in the actor's sight."""
    found = session.get(Recipient, recipient_id, with_for_update=True)
    if found is None or not actor.sees_district(found.district):
        raise no_such_recipient()
    return found


def register_recipient(session: Session, actor: Actor, new: dict[str, Any]) -> uuid.UUID:
    """Register somebody to tell things to; an account only once."""
    if not actor.sees_district(new["district"]):
        raise forbidden("district_not_yours", "Register recipients in your own districts.")
    values = {**new, "id": new_id(), **_phones(new["phone"])}
    inserted = session.execute(
        insert(Recipient).values(values).on_conflict_do_nothing().returning(Recipient.id)
    ).scalar()
    if inserted is None:
        raise conflict("account_registered", "This account is registered already. Change that entry.")
    record(session, actor, "recipient_registered", f"recipient:{inserted}", kind=new["kind"], district=new["district"])
    return inserted


def change_recipient(
    session: Session, actor: Actor, recipient_id: uuid.UUID, change: dict[str, Any], if_match: int | None
) -> None:
    """Change what is known of a recipient; what is left out stays."""
    found = access_recipient(session, actor, recipient_id)
    require_version(if_match, found.version)
    if "district" in change and not actor.sees_district(change["district"]):
        raise forbidden("district_not_yours", "Move recipients between your own districts only.")
    _apply(found, change)
    record(session, actor, "recipient_changed", f"recipient:{found.id}", members=sorted(change))


def set_preferences(session: Session, actor: Actor, account_id: uuid.UUID, chosen: dict[str, Any]) -> None:
    """Let people choose for themselves."""
    recipient_id = ensure_account(session, account_id)
    found = session.get_one(Recipient, recipient_id, with_for_update=True)
    _apply(found, chosen)
    record(session, actor, "preferences_set", f"recipient:{found.id}", members=sorted(chosen))


def ensure_account(session: Session, account_id: uuid.UUID, district: str | None = None) -> uuid.UUID:
    """Give the recipient of an account; make it, with the inbox alone, when there is none yet."""
    row = {"id": new_id(), "kind": "account", "account_id": account_id, "district": district}
    session.execute(insert(Recipient).values(row).on_conflict_do_nothing(index_elements=["account_id"]))
    return session.execute(sa.select(Recipient.id).where(Recipient.account_id == account_id)).scalar_one()


def _apply(found: Recipient, change: dict[str, Any]) -> None:
    values = {**change, **_phones(change["phone"])} if "phone" in change else change
    for name, value in values.items():
        setattr(found, name, value)
    found.version += 1
    found.changed_at = dt.datetime.now(dt.UTC)


def _phones(typed: str | None) -> dict[str, str | None]:
    return {"phone": normalise_phone(typed) if typed else None, "phone_typed": typed}
