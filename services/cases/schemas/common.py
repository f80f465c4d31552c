"""Fields that several shapes of cases share."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from services.cases.rules.words import ACCUSED_ROLES, CUSTODY_STATES, GENDERS
from services.common.schemas import Choice, Code, Day, Schema, Text, View


class Section(Schema):
    """A section of law: the act's code and the section as it is written."""

    act = Code(required=True)
    section = Text(most=20, required=True)


class SectionView(View):
    """A section of law."""

    act = fields.String()
    section = fields.String()


class NewCustody(Schema):
    """The state an accused is in since a day."""

    state = Choice(CUSTODY_STATES, required=True)
    since_on = Day(required=True)


class NewAccused(Schema):
    """An accused: initials only, never a name. `custody` is left out while nobody has told it: no period runs by a guess."""

    initials = Text(most=12, required=True)
    role = Choice(ACCUSED_ROLES, load_default="unknown")
    gender = Choice(GENDERS, load_default="unknown")
    is_juvenile = fields.Boolean(truthy={True}, falsy={False}, load_default=False)
    custody = fields.Nested(NewCustody, load_default=None, allow_none=True)


def some(shape: type[Schema], *, least: int = 1, most: int = 50, **options: Any) -> fields.List[Any]:
    """Take a bounded list of a shape."""
    return fields.List(fields.Nested(shape), validate=validate.Length(min=least, max=most), **options)


def each(shape: type[View]) -> fields.List[Any]:
    """Answer a list of a shape."""
    return fields.List(fields.Nested(shape))


def flag(**options: Any) -> fields.Boolean:
    """Take true or false and nothing like them."""
    return fields.Boolean(truthy={True}, falsy={False}, **options)
