"""What clerks type, and the word that it is read as."""

from __future__ import annotations

from marshmallow import fields

from services.common.schemas import Choice, Schema, Text, View


class TypedWords(Schema):
    """What a clerk typed as a purpose of hearing or as a cause of adjournment."""

    kind = Choice(("purpose", "cause"), required=True)
    written = Text(most=200, required=True)


class WordsRead(View):
    """The word that is meant; `code` is null where none is named. `category`: which part of a trial, `cause`, `error` or `unknown`."""

    kind = fields.String()
    written = fields.String()
    code = fields.String(allow_none=True)
    category = fields.String()
    title_en = fields.String(allow_none=True)
    title_ur = fields.String(allow_none=True)
