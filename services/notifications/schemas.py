"""The shapes of what goes in and out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from services.common.schemas import Choice, Code, Instant, PageQuery, Schema, Text, View
from services.notifications.rules.phones import normalise_phone, takes_messages
from services.notifications.rules.rendering import CHANNELS, PLACEHOLDERS
from services.notifications.rules.statuses import STATUSES
from services.notifications.rules.tellings import CAPACITIES, LINKABLE
from services.notifications.rules.wording import LANGUAGES

KINDS = ("account", "person")
CODES = tuple(PLACEHOLDERS)


def _email(**options: Any) -> Text:
    return Text(
        most=254, validate=[validate.Email(error="Give an e-mail address such as name@example.org.")], **options
    )


def _phone(**options: Any) -> Text:
    return Text(most=40, validate=[_check_phone], **options)


def _check_phone(typed: str) -> None:
    phone = normalise_phone(typed)
    if phone is None:
        raise ValidationError("Give a phone number such as 0300 1234567 or +92 300 1234567.")
    if not takes_messages(phone):
        raise ValidationError("This is a landline. Give a mobile number.")


class Preferences(Schema):
    """What people choose about their own messages, and where these go."""

    language = Choice(LANGUAGES, required=True)
    by_sms = fields.Boolean(required=True)
    by_email = fields.Boolean(required=True)
    phone = _phone(load_default=None, allow_none=True)
    email = _email(load_default=None, allow_none=True)


class NewRecipient(Schema):
    """Somebody to tell things to: an account (with its id) or another person."""

    kind = Choice(KINDS, required=True)
    account_id = fields.UUID(load_default=None, allow_none=True)
    district = Code(required=True)
    reference = Text(most=100, load_default=None, allow_none=True)
    name = Text(most=200, required=True)
    phone = _phone(load_default=None, allow_none=True)
    email = _email(load_default=None, allow_none=True)
    language = Choice(LANGUAGES, load_default="en")
    by_sms = fields.Boolean(load_default=True)
    by_email = fields.Boolean(load_default=True)

    @validates_schema
    def check_account(self, data: dict[str, Any], **_: Any) -> None:
        """Demand the account's id for an account, and refuse it for anybody else."""
        if (data["kind"] == "account") != (data["account_id"] is not None):
            raise ValidationError("Give the account's id for an account, and only then.", "account_id")


class RecipientChange(Schema):
    """What may change about a recipient; what is left out stays."""

    district = Code()
    reference = Text(most=100, allow_none=True)
    name = Text(most=200)
    phone = _phone(allow_none=True)
    email = _email(allow_none=True)
    language = Choice(LANGUAGES)
    by_sms = fields.Boolean()
    by_email = fields.Boolean()
    is_active = fields.Boolean()

    @validates_schema
    def check_something(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a change of nothing."""
        if not data:
            raise ValidationError("Say what to change.")


class RecipientFilter(PageQuery):
    """Which recipients to list."""

    kind = Choice(KINDS)
    phone = _phone()

    @post_load
    def normalise(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Look for the number as it is kept."""
        if "phone" in data:
            data["phone"] = normalise_phone(data["phone"])
        return data


class RecipientView(View):
    """A recipient."""

    id = fields.UUID()
    kind = fields.String()
    account_id = fields.UUID(allow_none=True)
    district = fields.String(allow_none=True)
    reference = fields.String(allow_none=True)
    name = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    phone_typed = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    language = fields.String()
    by_sms = fields.Boolean()
    by_email = fields.Boolean()
    is_active = fields.Boolean()
    version = fields.Integer()
    registered_at = fields.AwareDateTime()
    changed_at = fields.AwareDateTime()


class PreferencesView(View):
    """One's own choices; version 0 before any was made."""

    account_id = fields.UUID()
    language = fields.String()
    by_sms = fields.Boolean()
    by_email = fields.Boolean()
    phone = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    version = fields.Integer()


class CaseLink(Schema):
    """As what somebody is told about a case. Prosecutors are told by their assignment."""

    capacity = Choice(LINKABLE, required=True)


class CaseRecipientView(View):
    """Somebody who is told about a case."""

    case_id = fields.UUID()
    recipient_id = fields.UUID()
    name = fields.String(allow_none=True)
    capacity = fields.String(validate=validate.OneOf(CAPACITIES))
    language = fields.String()
    has_phone = fields.Boolean()
    has_email = fields.Boolean()
    since = fields.AwareDateTime()


class NewTemplate(Schema):
    """A new version of a text; it takes the older one's place from `valid_from` on (at once when left out)."""

    code = Choice(CODES, required=True)
    language = Choice(LANGUAGES, required=True)
    channel = Choice(CHANNELS, required=True)
    subject = Text(most=500, load_default=None, allow_none=True)
    body = Text(most=5000, lines=True, required=True)
    valid_from = Instant(load_default=lambda: dt.datetime.now(dt.UTC))
    source = Text(most=500, required=True)


class TemplateFilter(PageQuery):
    """Which texts to list."""

    code = Choice(CODES)
    language = Choice(LANGUAGES)
    channel = Choice(CHANNELS)


class TemplateView(View):
    """One version of a text."""

    id = fields.UUID()
    code = fields.String()
    language = fields.String()
    channel = fields.String()
    version = fields.Integer()
    subject = fields.String(allow_none=True)
    body = fields.String()
    valid_from = fields.AwareDateTime()
    source = fields.String()
    added_at = fields.AwareDateTime()


class MessageFilter(PageQuery):
    """Which messages to list."""

    case_id = fields.UUID()
    recipient_id = fields.UUID()
    status = Choice(STATUSES)
    channel = Choice(CHANNELS)


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
