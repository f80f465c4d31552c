"""The read side. PostgreSQL makes the JSON; of an address only the ends are shown."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.ids import first_id_of
from services.notifications.models import (
    Attempt,
    CaseRecipient,
    Hearing,
    Message,
    MessagePart,
    Notice,
    ReceiptRow,
    Recipient,
    Reminder,
    Template,
)
from services.notifications.rules.wording import KARACHI
from services.notifications.usecases.inbox import no_such_notice, read_account
from services.notifications.usecases.recipients import no_such_recipient
from services.notifications.usecases.settling import no_such_message
from services.notifications.usecases.templates import no_such_template

_SIGHT = sa.bindparam("districts", type_=sa.ARRAY(sa.Text))
_EVERYWHERE = sa.bindparam("everywhere", type_=sa.Boolean)

_RECIPIENT = sa.select(
    Recipient.id, Recipient.kind, Recipient.account_id, Recipient.district, Recipient.reference, Recipient.name,
    Recipient.phone, Recipient.phone_typed, Recipient.email, Recipient.language, Recipient.by_sms, Recipient.by_email,
    Recipient.by_invitation, Recipient.is_active, Recipient.version, Recipient.registered_at, Recipient.changed_at,
).where(sa.or_(_EVERYWHERE, Recipient.district == sa.any_(_SIGHT)))  # fmt: skip
_ONE_RECIPIENT = JsonRow(_RECIPIENT.where(Recipient.id == sa.bindparam("wanted")))

_asking = sa.select(sa.cast(sa.bindparam("asking"), sa.Uuid).label("account_id")).subquery("asking")
_PREFERENCES = JsonRow(
    sa.select(
        _asking.c.account_id,
        sa.func.coalesce(Recipient.language, "en").label("language"),
        sa.func.coalesce(Recipient.by_sms, sa.true()).label("by_sms"),
        sa.func.coalesce(Recipient.by_email, sa.true()).label("by_email"),
        sa.func.coalesce(Recipient.by_invitation, sa.false()).label("by_invitation"),
        Recipient.phone,
        Recipient.email,
        sa.func.coalesce(Recipient.version, 0).label("version"),
    ).select_from(_asking.outerjoin(Recipient, Recipient.account_id == _asking.c.account_id))
)

_CASE_RECIPIENT = (
    sa.select(
        CaseRecipient.case_id,
        CaseRecipient.recipient_id,
        Recipient.name,
        CaseRecipient.capacity,
        Recipient.language,
        Recipient.phone.is_not(None).label("has_phone"),
        Recipient.email.is_not(None).label("has_email"),
        CaseRecipient.since,
    )
    .join(Recipient, Recipient.id == CaseRecipient.recipient_id)
    .where(CaseRecipient.case_id == sa.bindparam("case"), CaseRecipient.until.is_(None))
)
_ONE_CASE_RECIPIENT = JsonRow(_CASE_RECIPIENT.where(CaseRecipient.recipient_id == sa.bindparam("wanted")))

_TEMPLATE = sa.select(
    Template.id, Template.code, Template.language, Template.channel, Template.version, Template.subject, Template.body,
    Template.valid_from, Template.source, Template.added_at,
)  # fmt: skip
_ONE_TEMPLATE = JsonRow(_TEMPLATE.where(Template.id == sa.bindparam("wanted")))

_ROW = (
    Message.id, Message.code, Message.channel, Message.status, Message.reason, Message.recipient_id, Message.case_id,
    Message.hearing_id, Message.language, Message.not_before, Message.written_at, Message.status_at,
)  # fmt: skip
_MAY_SEE = sa.or_(_EVERYWHERE, Message.district == sa.any_(_SIGHT))


def _together(columns: dict[str, Any], of: Any, *order: Any) -> Any:
    members: list[Any] = []
    for name, column in columns.items():
        members += [sa.literal_column(f"'{name}'"), column]
    rows = sa.func.jsonb_agg(aggregate_order_by(sa.func.jsonb_build_object(*members), *order))
    empty = sa.literal_column("'[]'::jsonb", JSONB)
    return sa.select(sa.func.coalesce(rows, empty)).where(of == Message.id).correlate(Message).scalar_subquery()


_ONE_MESSAGE = JsonRow(
    sa.select(
        *_ROW,
        Message.event_id,
        sa.case(
            (Message.channel == "email", sa.func.regexp_replace(Message.destination, "^(.).*(@.*)$", r"\1…\2")),
            (Message.channel == "sms", sa.func.regexp_replace(Message.destination, "^(...).*(...)$", r"\1…\2")),
        ).label("destination"),
        Message.subject,
        Message.body,
        Message.template_id,
        Template.version.label("template_version"),
        Message.tries,
        Message.expires_at,
        Message.version,
        _together(
            {
                "id": MessagePart.id, "number": MessagePart.number, "total": MessagePart.total,
                "status": MessagePart.status, "provider_reference": MessagePart.provider_reference,
                "submitted_at": MessagePart.submitted_at, "settled_at": MessagePart.settled_at,
            },
            MessagePart.message_id, MessagePart.number,
        ).label("parts"),
        _together(
            {"part": Attempt.part, "outcome": Attempt.outcome, "reason": Attempt.reason, "made_at": Attempt.made_at},
            Attempt.message_id, Attempt.id,
        ).label("attempts"),
        _together(
            {
                "part": ReceiptRow.part, "state": ReceiptRow.state, "error": ReceiptRow.error,
                "received_at": ReceiptRow.received_at,
            },
            ReceiptRow.message_id, ReceiptRow.id,
        ).label("receipts"),
    )
    .outerjoin(Template, Template.id == Message.template_id)
    .where(Message.id == sa.bindparam("wanted"), _MAY_SEE)
)  # fmt: skip

_REMINDER = (
    sa.select(Reminder.hearing_id, Reminder.tier, Reminder.due_at, Reminder.starts_at, Reminder.state)
    .join(Hearing, Hearing.id == Reminder.hearing_id)
    .where(
        sa.or_(
            Hearing.case_id == sa.bindparam("case"), Hearing.joined_case_ids.any(sa.bindparam("case")),
        )
    )
)  # fmt: skip

_NOTICE = sa.select(
    Notice.id, Notice.code, Notice.language, Notice.subject, Notice.body, Notice.case_id, Notice.hearing_id,
    Notice.received_at, Notice.read_at,
).where(Notice.account_id == sa.bindparam("account"))  # fmt: skip
_ONE_NOTICE = JsonRow(_NOTICE.where(Notice.id == sa.bindparam("wanted")))
_UNREAD = sa.select(sa.func.count()).where(Notice.account_id == sa.bindparam("account"), Notice.read_at.is_(None))


def _sight(actor: Actor) -> dict[str, Any]:
    return {"everywhere": actor.sees_everywhere, "districts": list(actor.districts)}


def read_recipient(session: Session, actor: Actor, recipient_id: UUID, **answered: Any) -> Answer:
    """Answer a recipient of the actor's districts."""
    return _ONE_RECIPIENT.one(session, missing=no_such_recipient(), wanted=recipient_id, **_sight(actor), **answered)


def list_recipients(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of recipients of the actor's districts."""
    statement = _RECIPIENT
    if "kind" in query:
        statement = statement.where(Recipient.kind == query["kind"])
    if "phone" in query:
        statement = statement.where(Recipient.phone == query["phone"])
    return page(session, statement, order=[(Recipient.id, "asc")], query=query, params=_sight(actor))


def read_preferences(session: Session, actor: Actor) -> Answer:
    """Answer what one chose for oneself, or what holds until one does."""
    return _PREFERENCES.one(session, missing=no_such_recipient(), asking=read_account(actor))


def list_case_recipients(session: Session, case_id: UUID, query: dict[str, Any]) -> Answer:
    """Answer who is told about a case; the caller has made sure that the actor may see the case."""
    order = [(CaseRecipient.recipient_id, "asc")]
    return page(session, _CASE_RECIPIENT, order=order, query=query, params={"case": case_id})


def read_case_recipient(session: Session, case_id: UUID, recipient_id: UUID) -> Answer:
    """Answer one of those who are told about a case."""
    return _ONE_CASE_RECIPIENT.one(session, missing=no_such_recipient(), case=case_id, wanted=recipient_id)


def list_case_reminders(session: Session, case_id: UUID, query: dict[str, Any]) -> Answer:
    """Answer the reminders of a case's hearings; the caller has made sure that the actor may see the case."""
    order = [(Reminder.due_at, "asc"), (Reminder.hearing_id, "asc"), (Reminder.tier, "asc")]
    return page(session, _REMINDER, order=order, query=query, params={"case": case_id})


def read_template(session: Session, template_id: UUID, **answered: Any) -> Answer:
    """Answer one version of a text."""
    return _ONE_TEMPLATE.one(session, missing=no_such_template(), wanted=template_id, **answered)


def list_templates(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of texts, in order of code, language, channel and version."""
    statement = _TEMPLATE
    for name in ("code", "language", "channel"):
        if name in query:
            statement = statement.where(getattr(Template, name) == query[name])
    order = [(column, "asc") for column in (Template.code, Template.language, Template.channel, Template.version)]
    return page(session, statement, order=order, query=query)


def read_message(session: Session, actor: Actor, message_id: UUID) -> Answer:
    """Answer a message of the actor's districts, with its way."""
    return _ONE_MESSAGE.one(session, missing=no_such_message(), wanted=message_id, **_sight(actor))


def list_messages(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of messages of the actor's districts, newest first."""
    statement = sa.select(*_ROW).where(_MAY_SEE)
    for name in ("case_id", "recipient_id", "status", "channel"):
        if name in query:
            statement = statement.where(getattr(Message, name) == query[name])
    # An id begins with the instant of its making, so days are found in the index that pages run along.
    if "written_from" in query:
        statement = statement.where(Message.id >= first_id_of(query["written_from"], KARACHI))
    if "written_to" in query:
        statement = statement.where(Message.id < first_id_of(query["written_to"] + dt.timedelta(days=1), KARACHI))
    return page(session, statement, order=[(Message.id, "desc")], query=query, params=_sight(actor))


def list_inbox(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of one's own messages, newest first."""
    statement = _NOTICE.where(Notice.read_at.is_(None)) if query["unread"] else _NOTICE
    params = {"account": read_account(actor)}
    return page(session, statement, order=[(Notice.id, "desc")], query=query, params=params)


def read_notice(session: Session, actor: Actor, notice_id: UUID) -> Answer:
    """Answer one of one's own messages."""
    return _ONE_NOTICE.one(session, missing=no_such_notice(), wanted=notice_id, account=read_account(actor))


def count_unread(session: Session, actor: Actor) -> Answer:
    """Answer how many of one's own messages are unread."""
    return answer_json({"unread": session.scalar(_UNREAD, {"account": read_account(actor)})})
