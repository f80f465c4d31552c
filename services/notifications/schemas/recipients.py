"""The shapes of recipients: who is told, where, in which language, about which case."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from services.common.schemas import Choice, Code, PageQuery, PersonId, Schema, Text, View
from services.notifications.rules.phones import normalise_phone, takes_messages
from services.notifications.rules.tellings import CAPACITIES, LINKABLE
from services.notifications.rules.wording import LANGUAGES

KINDS = ("account", "person")


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
    """What people choose about their own messages, and where these go; `by_invitation`: letters about hearings invite to them."""

    language = Choice(LANGUAGES, required=True)
    by_sms = fields.Boolean(required=True)
    by_email = fields.Boolean(required=True)
    by_invitation = fields.Boolean(load_default=False)
    phone = _phone(load_default=None, allow_none=True)
    email = _email(load_default=None, allow_none=True)


class NewRecipient(Schema):
    """Somebody to tell things to: an account (with its id) or another person."""

    kind = Choice(KINDS, required=True)
    account_id = PersonId(load_default=None, allow_none=True)
    district = Code(required=True)
    reference = Text(most=100, load_default=None, allow_none=True)
    name = Text(most=200, required=True)
    phone = _phone(load_default=None, allow_none=True)
    email = _email(load_default=None, allow_none=True)
    language = Choice(LANGUAGES, load_default="en")
    by_sms = fields.Boolean(load_default=True)
    by_email = fields.Boolean(load_default=True)
    by_invitation = fields.Boolean(load_default=False)

    @validates_schema
    def check_account(self, data: dict[str, Any], **_: Any) -> None:
        """Demand the account's id for an account, and refuse it for anybody else."""
        if (data["kind"] == "account") != (data["account_id"] is not None):
            raise ValidationError("Choose whose account it is for one with an account, and only then.", "account_id")


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
    by_invitation = fields.Boolean()
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
    by_invitation = fields.Boolean()
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
    by_invitation = fields.Boolean()
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
