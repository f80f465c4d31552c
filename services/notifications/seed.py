"""Demonstration data: a recipient for every demonstration account, with fictitious numbers and addresses, through the use cases."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from services.common.actor import Actor
from services.common.answering import Equipment
from services.common.ids import seed_id
from services.notifications.models import Recipient
from services.notifications.usecases.recipients import change_recipient, ensure_account

DISTRICT: Final = "karachi-south"
PEOPLE: Final = (
    ("clerk", "Demonstration Clerk", "en", False),
    ("prosecutor1", "Demonstration Prosecutor One", "ur", True),
    ("prosecutor2", "Demonstration Prosecutor Two", "en", True),
    ("supervisor", "Demonstration Supervisor", "en", True),
    ("prosecutor_general", "Demonstration Prosecutor General", "en", False),
    ("trainer", "Demonstration Trainer", "sd", False),
    ("administrator", "Demonstration Administrator", "en", False),
    ("auditor", "Demonstration Auditor", "en", False),
)


def seed(equipment: Equipment) -> None:
    """Register the demonstration's people, or leave them as somebody changed them meanwhile."""
    actor = Actor(id=str(seed_id("account:administrator")), roles=("administrator",), districts=("*",))
    for number, (label, name, language, by_sms) in enumerate(PEOPLE, 101):
        account_id = seed_id(f"account:{label}")
        with equipment.database.transaction() as session:
            # An event may have made the bare recipient of an account before the seed ran.
            recipient_id = ensure_account(session, account_id, DISTRICT)
            named = session.scalar(sa.select(Recipient.name).where(Recipient.id == recipient_id))
            if named is None:
                change = {
                    "name": name, "district": DISTRICT, "language": language, "by_sms": by_sms,
                    "phone": f"0300 0000{number}", "email": f"{label}@example.org",
                }  # fmt: skip
                change_recipient(session, actor, recipient_id, change, None)
