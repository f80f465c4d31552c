"""The shapes of messages with their parts, attempts and receipts, of reminders, and of the inbox."""

from __future__ import annotations

from marshmallow import fields

from services.common.schemas import Choice, Day, PageQuery, Schema, Text, View
from services.notifications.rules.rendering import CHANNELS
from services.notifications.rules.statuses import STATUSES


class MessageFilter(PageQuery):
    """Which messages to list; days are those of Karachi on which they were written, both counted."""

    case_id = fields.UUID()
    recipient_id = fields.UUID()
    status = Choice(STATUSES)
    channel = Choice(CHANNELS)
    written_from = Day()
    written_to = Day()


class MessageRow(View):
    """A message in a list."""

    id = fields.UUID()
    code = fields.String()
    channel = fields.String()
    status = fields.String()
    reason = fields.String(allow_none=True)
    recipient_id = fields.UUID()
    case_id = fields.UUID(allow_none=True)
    hearing_id = fields.UUID(allow_none=True)
    language = fields.String(allow_none=True)
    not_before = fields.AwareDateTime()
    written_at = fields.AwareDateTime()
    status_at = fields.AwareDateTime()


class PartView(View):
    """One short message of a text, or the e-mail: its number at the operator's centre, its state."""

    id = fields.UUID()
    number = fields.Integer()
    total = fields.Integer()
    status = fields.String()
    provider_reference = fields.String(allow_none=True)
    submitted_at = fields.AwareDateTime(allow_none=True)
    settled_at = fields.AwareDateTime(allow_none=True)


class AttemptView(View):
    """One try to hand a part over."""

    part = fields.Integer()
    outcome = fields.String()
    reason = fields.String(allow_none=True)
    made_at = fields.AwareDateTime()


class ReceiptView(View):
    """What the operator's centre reported."""

    part = fields.Integer(allow_none=True)
    state = fields.String()
    error = fields.String(allow_none=True)
    received_at = fields.AwareDateTime()


class MessageView(MessageRow):
    """A message with the text that was sent and all that is known of its way. The address shows its ends only."""

    event_id = fields.UUID()
    destination = fields.String(allow_none=True)
    subject = fields.String(allow_none=True)
    body = fields.String(allow_none=True)
    template_id = fields.UUID(allow_none=True)
    template_version = fields.Integer(allow_none=True)
    tries = fields.Integer()
    expires_at = fields.AwareDateTime()
    version = fields.Integer()
    parts = fields.List(fields.Nested(PartView))
    attempts = fields.List(fields.Nested(AttemptView))
    receipts = fields.List(fields.Nested(ReceiptView))


class ReminderView(View):
    """A reminder of a hearing: when it is due, and the hearing's time that it is for."""

    hearing_id = fields.UUID()
    tier = fields.String(metadata={"description": "week, day or hours: how long before the hearing."})
    due_at = fields.AwareDateTime()
    starts_at = fields.AwareDateTime()
    state = fields.String()


class Settlement(Schema):
    """What the operator or the mail server's log says about a message whose outcome is unknown."""

    outcome = Choice(("sent", "not_sent", "give_up"), required=True)
    reason = Text(most=500, required=True)


class Cancellation(Schema):
    """Why a message shall not be sent."""

    reason = Text(most=500, required=True)


class InboxFilter(PageQuery):
    """Which of one's own messages to list."""

    unread = fields.Boolean(load_default=False)


class NoticeView(View):
    """A message in one's inbox."""

    id = fields.UUID()
    code = fields.String()
    language = fields.String()
    subject = fields.String()
    body = fields.String()
    case_id = fields.UUID(allow_none=True)
    hearing_id = fields.UUID(allow_none=True)
    received_at = fields.AwareDateTime()
    read_at = fields.AwareDateTime(allow_none=True)


class UnreadView(View):
    """How many messages in one's inbox are unread."""

    unread = fields.Integer()
