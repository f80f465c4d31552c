"""Fields and schemas that every service's input and output is made of.

Text is normalised to Unicode NFC, stripped, bounded, and free of control characters; days lie between 1900 and 2100;
instants carry their zone; unknown members are refused. So nothing that PostgreSQL cannot hold reaches a use case.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

from marshmallow import RAISE, ValidationError, fields, validate
from marshmallow import Schema as MarshmallowSchema

EARLIEST_DAY = dt.date(1900, 1, 1)
LATEST_DAY = dt.date(2100, 12, 31)
LARGEST_WHOLE = 2_147_483_647
PAGE_LIMIT = 200
PROSECUTE = "cases.prosecute"
"""What only those may do who conduct cases: the Prosecutor General and the prosecutors of each rank."""


class Schema(MarshmallowSchema):
    """A shape of input: unknown members are refused, so that a misspelt one is not silently lost."""

    class Meta:
        """How marshmallow treats what it does not know."""

        unknown = RAISE


class View(Schema):
    """A shape of an answer: every declared member is always there, so generated clients need no guesses."""

    def on_bind_field(self, _field_name: str, field_obj: fields.Field[Any]) -> None:
        """Make every member required."""
        field_obj.required = True


class Text(fields.String):
    """Text as a person wrote it: NFC, stripped, no control characters but line breaks when `lines` is set."""

    def __init__(self, *, most: int = 500, least: int = 1, lines: bool = False, **options: Any) -> None:
        """Take the bounds in characters."""
        self._lines = lines
        validators = options.pop("validate", None) or []
        bounds = [validate.Length(min=least, max=most)]
        super().__init__(validate=[*bounds, *(validators if isinstance(validators, list) else [validators])], **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        text = unicodedata.normalize("NFC", text).strip()
        allowed = "\n\t" if self._lines else ""
        text = text.replace("\r\n", "\n") if self._lines else text
        if any(unicodedata.category(character) in ("Cc", "Cs") and character not in allowed for character in text):
            raise ValidationError("Remove the control characters (such as line breaks) from this text.")
        return text


class Code(Text):
    """A short machine-readable word: lower-case letters, digits and single hyphens or underscores."""

    def __init__(self, *, most: int = 60, **options: Any) -> None:
        """Take the longest length in characters."""
        pattern = validate.Regexp(r"^[a-z0-9]+([-_][a-z0-9]+)*$", error="Use lower-case letters, digits and hyphens.")
        super().__init__(most=most, validate=[pattern], **options)


class Day(fields.Date):
    """A calendar day (ISO 8601) between 1900 and 2100."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and (len(value) != 10 or not value.isascii()):
            raise ValidationError("Give a day as YYYY-MM-DD.")
        day = super()._deserialize(value, attr, data, **kwargs)
        if not EARLIEST_DAY <= day <= LATEST_DAY:
            raise ValidationError(f"Give a day between {EARLIEST_DAY} and {LATEST_DAY}.")
        return day


class Instant(fields.AwareDateTime):
    """An instant with its zone (RFC 3339) between 1900 and 2100; kept in UTC."""

    def __init__(self, **options: Any) -> None:
        """Set the format to ISO 8601."""
        super().__init__(format="iso", **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, str) and not value.isascii():
            raise ValidationError("Give an instant such as 2026-01-31T09:00:00+05:00.")
        instant = super()._deserialize(value, attr, data, **kwargs)
        try:
            instant = instant.astimezone(dt.UTC)
        except OverflowError:
            raise ValidationError(f"Give an instant between {EARLIEST_DAY} and {LATEST_DAY}.") from None
        if not EARLIEST_DAY <= instant.date() <= LATEST_DAY:
            raise ValidationError(f"Give an instant between {EARLIEST_DAY} and {LATEST_DAY}.")
        return instant


class Whole(fields.Integer):
    """A whole number in bounds that a database integer holds."""

    def __init__(self, *, least: int = 0, most: int = LARGEST_WHOLE, **options: Any) -> None:
        """Take the bounds."""
        super().__init__(strict=True, validate=validate.Range(min=least, max=most), **options)


class CountParam(fields.Integer):
    """A whole number in a query string."""

    def __init__(self, *, least: int = 0, most: int = LARGEST_WHOLE, **options: Any) -> None:
        """Take the bounds."""
        super().__init__(strict=False, validate=validate.Range(min=least, max=most), **options)


class Money(fields.Decimal):
    """An amount in rupees: a decimal string, two places."""

    def __init__(self, **options: Any) -> None:
        """Set two places, sent as a string."""
        super().__init__(
            places=2, allow_nan=False, as_string=True,
            validate=validate.Range(min=0, max=10**12), **options,
        )  # fmt: skip


class Choice(Text):
    """One of a closed list of words."""

    def __init__(self, choices: tuple[str, ...], **options: Any) -> None:
        """Take the words."""
        self.choices = choices
        super().__init__(most=100, validate=[validate.OneOf(choices)], **options)


class PersonId(fields.UUID):
    """The id of a colleague's account, which the gateway looks up before a change reaches its service.

    It has to be somebody who may sign in; where `may` is set, somebody who holds a role with that permission.
    """

    def __init__(self, *, may: str | None = None, **options: Any) -> None:
        """Take what the person must be allowed to do: `PROSECUTE` where only a prosecutor will do."""
        self.may = may
        super().__init__(**options)


class PageQuery(Schema):
    """What every list takes: how many, and after which row."""

    limit = CountParam(least=1, most=PAGE_LIMIT, load_default=50)
    after = Text(most=400, load_default=None)


class Empty(Schema):
    """A body without members."""
