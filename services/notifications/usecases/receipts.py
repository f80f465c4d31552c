"""Receipts of the operator's centre: each is kept once, and moves its message on, never back.

A receipt may come before the answer to the submission, twice, late, or with the centre's id written another way. It is
found by that id; while a part is still under way, by our own reference that the centre repeats, and the number it went to.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.ids import new_id
from services.notifications.models import Message, MessagePart, ReceiptRow
from services.notifications.rules.receipts import Receipt, same_ids
from services.notifications.rules.statuses import ACCEPTED, SUBMITTING, UNKNOWN, combine, may_settle_part
from services.notifications.usecases.claiming import list_parts
from services.notifications.usecases.moving import move

_AT_ONCE = 200


def take_receipt(session: Session, receipt: Receipt) -> bool:
    """Keep a receipt and let it count; False when it was known, or fits no message (yet)."""
    row = {
        "id": new_id(), "provider_reference": receipt.provider_reference, "destination": _digits(receipt.destination),
        "reference": receipt.reference, "state": receipt.state, "error": receipt.error,
    }  # fmt: skip
    kept = session.scalar(insert(ReceiptRow).values(row).on_conflict_do_nothing().returning(ReceiptRow))
    return kept is not None and _count(session, kept)


def match_waiting(session: Session) -> int:
    """Try again the receipts of the last day that fitted no message; give how many fit one now.

    A receipt and the answer to its submission, kept by two senders at the same moment, do not see one another.
    """
    waiting = session.scalars(
        sa.select(ReceiptRow)
        .where(ReceiptRow.message_id.is_(None), ReceiptRow.received_at > sa.func.now() - sa.text("interval '1 day'"))
        .order_by(ReceiptRow.received_at)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    return sum(_count(session, row) for row in waiting)


def _count(session: Session, row: ReceiptRow) -> bool:
    receipt = Receipt(row.provider_reference, row.state, row.error, row.reference, row.destination)
    found = _find_part(session, receipt)
    if found is None:
        return False
    message = session.get_one(Message, found.message_id, with_for_update=True, populate_existing=True)
    parts = list_parts(session, message.id)
    part = parts[found.number - 1]
    part.provider_reference = part.provider_reference or receipt.provider_reference
    row.message_id, row.part = message.id, part.number
    apply_status(part, receipt.status)
    status = combine([each.status for each in parts], in_doubt=message.status == UNKNOWN)
    return move(session, message, status, f"the operator reports {receipt.state} {receipt.error or ''}".strip())


def adopt_receipts(session: Session, message: Message, part: MessagePart) -> None:
    """Let receipts count that came before the part's id at the centre was known."""
    waiting = session.scalars(
        sa.select(ReceiptRow)
        .where(
            ReceiptRow.message_id.is_(None),
            ReceiptRow.provider_reference.in_(same_ids(part.provider_reference or "")),
            ReceiptRow.destination == _digits(message.destination or ""),
        )
        .order_by(ReceiptRow.received_at)
    )
    for row in waiting:
        row.message_id, row.part = message.id, part.number
        apply_status(part, Receipt(row.provider_reference, row.state).status)


def apply_status(part: MessagePart, status: str | None) -> None:
    """Put a part into the state a receipt names, when that is a step forward."""
    if status == ACCEPTED and part.status == SUBMITTING:
        part.status = ACCEPTED
    elif status is not None and may_settle_part(part.status, status):
        part.status = status
        part.settled_at = dt.datetime.now(dt.UTC)


def _find_part(session: Session, receipt: Receipt) -> MessagePart | None:
    sent_there = (
        sa.select(MessagePart)
        .join(Message, Message.id == MessagePart.message_id)
        .where(Message.channel == "sms", Message.destination == f"+{_digits(receipt.destination)}")
        .order_by(MessagePart.submitted_at.desc())
        .limit(1)
    )
    exactly = MessagePart.provider_reference == receipt.provider_reference
    alike = MessagePart.provider_reference.in_(same_ids(receipt.provider_reference))
    found = session.scalar(sent_there.where(exactly)) or session.scalar(sent_there.where(alike))
    if found is None and receipt.reference is not None:
        under_way = sa.and_(MessagePart.reference == receipt.reference, MessagePart.status == SUBMITTING)
        found = session.scalar(sent_there.where(under_way))
    return found


def _digits(number: str) -> str:
    return number.lstrip("+")
