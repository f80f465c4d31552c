"""Who holds an office that something goes up to: the district's head, the Prosecutor General, by their postings.

Postings come as events, maybe late or again: of two from one day the one that happened last holds.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from services.common.events import Heard
from services.notifications.models import OfficeHolder
from services.notifications.rules.quiet_hours import KARACHI
from services.notifications.rules.tellings import OFFICE, Addressee
from services.notifications.usecases.case_recipients import find_accounts
from services.scheduling.events import ProsecutorPosted

# The designation that holds an office, and whether in each district or for the whole province.
_HELD_BY: Final = {
    "district_public_prosecutor": ("district-public-prosecutor", True),
    "prosecutor_general": ("prosecutor-general", False),
}


def hear_posted(session: Session, heard: Heard[ProsecutorPosted]) -> None:
    """Keep a posting."""
    event = heard.event
    said = {"district": event.district, "designation": event.designation, "heard_at": heard.occurred_at}
    row = insert(OfficeHolder).values(account_id=event.prosecutor_id, first_on=event.first_on, **said)
    session.execute(
        row.on_conflict_do_update(
            index_elements=["account_id", "first_on"], set_=said, where=OfficeHolder.heard_at < row.excluded.heard_at
        )
    )


def find_holders(session: Session, office: str, district: str) -> list[Addressee]:
    """Give the accounts that hold an office today; nobody where none is known to."""
    designation, is_local = _HELD_BY.get(office, ("", False))
    today = dt.datetime.now(KARACHI).date()
    later = aliased(OfficeHolder)
    left = sa.exists().where(
        later.account_id == OfficeHolder.account_id, later.first_on > OfficeHolder.first_on, later.first_on <= today
    )
    held = sa.select(OfficeHolder.account_id).where(
        OfficeHolder.designation == designation, OfficeHolder.first_on <= today, sa.not_(left)
    )
    if is_local:
        held = held.where(OfficeHolder.district == district)
    return find_accounts(session, session.scalars(held), OFFICE)
