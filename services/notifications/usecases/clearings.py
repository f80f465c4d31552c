"""Many hearings cleared in one step: each person is told once, of all of his; one of a single hearing is told of that as usual.

A judge is on leave, the bar strikes, a court is abolished. The hearings' own events (which name this step as their batch) keep the
time and the reminders right and tell nobody, except calendars that are kept by mail, each of whose entries needs its own letter.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.events import Heard
from services.notifications.models import CaseRecipient, Hearing, Recipient
from services.notifications.rules.tellings import PROSECUTOR, Addressee
from services.notifications.usecases.case_recipients import as_addressee, find_accounts
from services.notifications.usecases.telling import Fact, tell
from services.scheduling.events import HearingsCleared

Change = dict[str, Any]


def hear_cleared(session: Session, heard: Heard[HearingsCleared]) -> None:
    """Tell each person once what became of his hearings; what was changed again meanwhile is told by its own event."""
    changes = _still_true(session, heard.event.hearings, heard.occurred_at)
    theirs: dict[uuid.UUID, list[Change]] = defaultdict(list)
    people: dict[uuid.UUID, list[Addressee]] = defaultdict(list)
    linked, accounts = _read_linked(session, changes), _read_accounts(session, changes)
    for change in changes:
        for addressee in _addressees_of(change, linked, accounts):
            if addressee not in people[addressee.recipient_id]:
                people[addressee.recipient_id].append(addressee)
            if change not in theirs[addressee.recipient_id]:
                theirs[addressee.recipient_id].append(change)
    for recipient_id in sorted(people):
        fact = _fact_of_one(heard.id, theirs[recipient_id][0]) if len(theirs[recipient_id]) == 1 else None
        tell(session, fact or _fact_of_many(heard.id, theirs[recipient_id]), people[recipient_id])


def _still_true(session: Session, changes: Iterable[Change], said_at: dt.datetime) -> list[Change]:
    by_id = {uuid.UUID(change["hearing_id"]): change for change in changes}
    later = session.scalars(sa.select(Hearing.id).where(Hearing.id.in_(by_id), Hearing.said_at > said_at))
    stale = set(later)
    found = [change for identity, change in by_id.items() if identity not in stale]
    return sorted(found, key=lambda change: (change["previous_starts_at"], change["hearing_id"]))


def _read_linked(session: Session, changes: Iterable[Change]) -> dict[str, list[Addressee]]:
    """Give who is linked to each of the cases."""
    cases = {uuid.UUID(case_id) for change in changes for case_id in change["case_ids"]}
    rows = session.execute(
        sa.select(CaseRecipient.case_id, CaseRecipient.capacity, Recipient)
        .join(Recipient, Recipient.id == CaseRecipient.recipient_id)
        .where(CaseRecipient.case_id.in_(cases), CaseRecipient.until.is_(None))
        .order_by(Recipient.id)
    )
    linked: dict[str, list[Addressee]] = defaultdict(list)
    for case_id, capacity, recipient in rows:
        linked[str(case_id)].append(as_addressee(recipient, capacity))
    return linked


def _read_accounts(session: Session, changes: Iterable[Change]) -> dict[str, Addressee]:
    """Give the prosecutors who stand in the hearings, by their accounts."""
    ids = sorted({person for change in changes for person in change["prosecutor_ids"]})
    found = find_accounts(session, [uuid.UUID(one) for one in ids], PROSECUTOR)
    return dict(zip(ids, found, strict=True))


def _addressees_of(
    change: Change, linked: dict[str, list[Addressee]], accounts: dict[str, Addressee]
) -> list[Addressee]:
    own = [accounts[person] for person in change["prosecutor_ids"]]
    others = [one for case_id in change["case_ids"] for one in linked.get(case_id, ())]
    return [*own, *(one for one in others if not own or one.capacity != PROSECUTOR)]


def _fact_of_one(event_id: uuid.UUID, change: Change) -> Fact:
    previous = dt.datetime.fromisoformat(change["previous_starts_at"])
    is_on = change["starts_at"] is not None
    starts_at = dt.datetime.fromisoformat(change["starts_at"]) if is_on else previous
    details = {"starts_at": starts_at.isoformat()}
    if is_on:
        details["previous_starts_at"] = previous.isoformat()
    return Fact(
        code="hearing_moved" if is_on else "hearing_vacated", event_id=event_id,
        case_id=uuid.UUID(change["case_ids"][0]), hearing_id=uuid.UUID(change["hearing_id"]),
        court_id=uuid.UUID(change["court_id"] or change["previous_court_id"]), needed_by=starts_at, details=details,
    )  # fmt: skip


def _fact_of_many(event_id: uuid.UUID, changes: Sequence[Change]) -> Fact:
    first, last = changes[0]["previous_starts_at"], changes[-1]["previous_starts_at"]
    is_on = all(change["starts_at"] is not None for change in changes)
    return Fact(
        code="hearings_moved" if is_on else "hearings_vacated", event_id=event_id,
        needed_by=dt.datetime.fromisoformat(last),
        details={
            "first_at": first, "last_at": last,
            "changes": [[change["previous_starts_at"], change["starts_at"]] for change in changes],
            "hearing_ids": [change["hearing_id"] for change in changes],
        },
    )  # fmt: skip
