"""Who is told about a case: its prosecutors by their assignment, others because an office linked them.

Assignments and releases come as events, maybe late or in the wrong order: the one that happened last decides.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict
from services.notifications.models import CaseRecipient, Recipient
from services.notifications.rules.tellings import PROSECUTOR, Addressee
from services.notifications.usecases.recipients import access_recipient, ensure_account, no_such_recipient


def link_recipient(session: Session, actor: Actor, case_id: uuid.UUID, recipient_id: uuid.UUID, capacity: str) -> None:
    """Let somebody be told about a case; the caller has made sure that the actor may see the case."""
    access_recipient(session, actor, recipient_id)
    found = session.get(CaseRecipient, (case_id, recipient_id), with_for_update=True)
    if found is not None and found.capacity == PROSECUTOR and found.until is None:
        raise conflict("is_prosecutor", "This person is told as the case's prosecutor already.")
    now = dt.datetime.now(dt.UTC)
    values = {"case_id": case_id, "recipient_id": recipient_id, "capacity": capacity, "since": now, "until": None}
    session.execute(
        insert(CaseRecipient)
        .values(values)
        .on_conflict_do_update(index_elements=["case_id", "recipient_id"], set_=values)
    )
    record(session, actor, "case_recipient_linked", f"case:{case_id}", recipient_id=recipient_id, capacity=capacity)


def unlink_recipient(session: Session, actor: Actor, case_id: uuid.UUID, recipient_id: uuid.UUID) -> None:
    """Tell somebody no more about a case. Prosecutors leave by their release."""
    access_recipient(session, actor, recipient_id)
    found = session.get(CaseRecipient, (case_id, recipient_id), with_for_update=True)
    if found is None or found.until is not None:
        raise no_such_recipient()
    if found.capacity == PROSECUTOR:
        raise conflict("is_prosecutor", "The case's prosecutors are told as long as they are assigned. Release them.")
    found.until = dt.datetime.now(dt.UTC)
    record(session, actor, "case_recipient_unlinked", f"case:{case_id}", recipient_id=recipient_id)


def hear_assignment(
    session: Session, case_id: uuid.UUID, account_id: uuid.UUID, district: str, at: dt.datetime, *, assigned: bool
) -> uuid.UUID:
    """Keep that a prosecutor joined or left a case's team at an instant; give the recipient."""
    recipient_id = ensure_account(session, account_id, district)
    found = session.get(CaseRecipient, (case_id, recipient_id), with_for_update=True)
    if found is None:
        found = CaseRecipient(case_id=case_id, recipient_id=recipient_id, capacity=PROSECUTOR, since=at)
        found.until = None if assigned else at
        session.add(found)
    elif at >= max(found.since, found.until or found.since):
        found.capacity = PROSECUTOR
        found.since, found.until = (at, None) if assigned else (found.since, at)
    session.flush()
    return recipient_id


def find_addressees(
    session: Session, case_ids: Iterable[uuid.UUID], *, prosecutor_ids: Iterable[uuid.UUID] | None = None
) -> list[Addressee]:
    """Give who is told about these cases. `prosecutor_ids` (accounts) stand for the cases' own prosecutors when given."""
    linked = (
        sa.select(CaseRecipient.capacity, Recipient)
        .join(Recipient, Recipient.id == CaseRecipient.recipient_id)
        .where(CaseRecipient.case_id.in_(list(case_ids)), CaseRecipient.until.is_(None))
        .order_by(Recipient.id)
    )
    if prosecutor_ids is not None:
        linked = linked.where(CaseRecipient.capacity != PROSECUTOR)
    found = [as_addressee(recipient, capacity) for capacity, recipient in session.execute(linked)]
    return find_accounts(session, prosecutor_ids or (), PROSECUTOR) + found


def find_accounts(session: Session, account_ids: Iterable[uuid.UUID], capacity: str) -> list[Addressee]:
    """Give accounts as addressees; an account that nothing concerned before gets its recipient now."""
    found = []
    for account_id in sorted(set(account_ids)):
        recipient = session.get_one(Recipient, ensure_account(session, account_id))
        found.append(as_addressee(recipient, capacity))
    return found


def as_addressee(recipient: Recipient, capacity: str) -> Addressee:
    """Give what the choice of channels needs to know of a recipient."""
    return Addressee(
        recipient_id=recipient.id, capacity=capacity, has_account=recipient.account_id is not None,
        by_sms=recipient.by_sms, by_email=recipient.by_email, has_phone=recipient.phone is not None,
        has_email=recipient.email is not None, is_active=recipient.is_active, district=recipient.district,
        by_invitation=recipient.by_invitation,
    )  # fmt: skip
