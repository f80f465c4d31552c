"""The shapes of the texts that messages are made of."""

from __future__ import annotations

import datetime as dt

from marshmallow import fields

from services.common.schemas import Choice, Instant, PageQuery, Schema, Text, View
from services.notifications.rules.rendering import CHANNELS, PLACEHOLDERS
from services.notifications.rules.wording import LANGUAGES

CODES = tuple(PLACEHOLDERS)


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


class TemplatePreviewed(Schema):
    """A text that is being written."""

    code = Choice(CODES, required=True)
    language = Choice(LANGUAGES, required=True)
    channel = Choice(CHANNELS, required=True)
    subject = Text(most=500, load_default=None, allow_none=True)
    body = Text(most=5000, lines=True, required=True)


class OfferedWord(View):
    """A word that a text of this code may use, with the made-up fact of the preview."""

    word = fields.String()
    sample = fields.String()


class TemplatePreview(View):
    """The text as its reader would get it; of a short message its parts and units; `refusal`: why it would not be taken."""

    subject = fields.String(allow_none=True)
    body = fields.String()
    coding = fields.String(allow_none=True)
    units = fields.Integer(allow_none=True)
    units_in_part = fields.Integer(allow_none=True)
    parts = fields.Integer(allow_none=True)
    refusal = fields.String(allow_none=True)
    says = fields.String(allow_none=True)
    words = fields.List(fields.Nested(OfferedWord))
