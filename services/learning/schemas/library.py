"""The library: items of law and their sections."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marshmallow import ValidationError, fields, validate

from services.common.schemas import LATEST_DAY, Choice, CountParam, Instant, PageQuery, Schema, Text, View, Whole
from services.learning.rules.acts import PAGE_BREAK

KINDS = ("act", "ordinance", "rules", "judgment", "circular", "guide")
LANGUAGES = ("en", "ur", "sd")
JURISDICTIONS = ("pakistan", "sindh")
EARLIEST_LAW = dt.date(1800, 1, 1)
LONGEST_SECTION = 200_000
LONGEST_IMPORT = 2_000_000
MOST_SECTIONS = 2000


class DayOfLaw(fields.Date):
    """A calendar day (ISO 8601) since 1800: the Penal Code is of 1860, older than any day a case has."""

    def __init__(self, **options: Any) -> None:
        """Let the API's description tell the range."""
        described = {"pattern": r"^(1[89][0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
        super().__init__(metadata=described | options.pop("metadata", {}), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> dt.date:
        if isinstance(value, str) and (len(value) != 10 or not value.isascii()):
            raise ValidationError("Give a day as YYYY-MM-DD.")
        day: dt.date = super()._deserialize(value, attr, data, **kwargs)
        if not EARLIEST_LAW <= day <= LATEST_DAY:
            raise ValidationError(f"Give a day between {EARLIEST_LAW} and {LATEST_DAY}.")
        return day


class NewSection(Schema):
    """A section of an item."""

    number = Text(most=30, required=True)
    heading = Text(most=500, required=True)
    chapter = Text(most=300, load_default=None, allow_none=True)
    text = Text(most=LONGEST_SECTION, lines=True, required=True)


class NewItem(Schema):
    """An item to be added, with its sections or without (to be imported later)."""

    kind = Choice(KINDS, required=True)
    title_en = Text(most=300, required=True)
    title_ur = Text(most=300, load_default=None, allow_none=True)
    abbreviation = Text(most=20, load_default=None, allow_none=True)
    year = Whole(least=1800, most=2100, required=True)
    citation = Text(most=200, required=True)
    jurisdiction = Choice(JURISDICTIONS, load_default=None, allow_none=True)
    source_url = fields.Url(
        schemes={"http", "https"}, load_default=None, allow_none=True, validate=validate.Length(max=500)
    )
    language = Choice(LANGUAGES, required=True)
    in_force_from = DayOfLaw(required=True)
    supersedes_id = fields.UUID(load_default=None, allow_none=True)
    sections = fields.List(fields.Nested(NewSection), load_default=list, validate=validate.Length(max=MOST_SECTIONS))


class ItemChange(Schema):
    """What is to be corrected of an item's description; members that are left out stay as they are."""

    title_en = Text(most=300)
    title_ur = Text(most=300, allow_none=True)
    abbreviation = Text(most=20, allow_none=True)
    jurisdiction = Choice(JURISDICTIONS, allow_none=True)
    source_url = fields.Url(schemes={"http", "https"}, allow_none=True, validate=validate.Length(max=500))


class PagedText(Text):
    """Plain text in pages: a form feed, as text extractors write it, stays a page break."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        pages = value.replace("\f", PAGE_BREAK) if isinstance(value, str) else value
        return super()._deserialize(pages, attr, data, **kwargs)


class ItemText(Schema):
    """The plain text of an Act, to be cut into sections."""

    text = PagedText(most=LONGEST_IMPORT, lines=True, required=True)


class CutSection(View):
    """A section as it was found in a text."""

    number = fields.String()
    heading = fields.String()
    chapter = fields.String(allow_none=True)
    text = fields.String()


class CutText(View):
    """The sections that were found in a text, in their order."""

    sections = fields.List(fields.Nested(CutSection))


class ItemFilter(PageQuery):
    """Which items to list."""

    kind = Choice(KINDS, load_default=None)
    language = Choice(LANGUAGES, load_default=None)
    jurisdiction = Choice(JURISDICTIONS, load_default=None)
    q = Text(most=200, load_default=None, metadata={"description": "Words of the title or the citation"})
    as_of = DayOfLaw(load_default=None, metadata={"description": "Only what was in force on this day"})


class ItemRow(View):
    """An item in the list."""

    id = fields.UUID()
    kind = fields.String()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    abbreviation = fields.String(allow_none=True)
    year = Whole()
    citation = fields.String()
    jurisdiction = fields.String(allow_none=True)
    language = fields.String()
    in_force_from = DayOfLaw()
    superseded_on = DayOfLaw(allow_none=True)


class ItemView(ItemRow):
    """An item."""

    source_url = fields.String(allow_none=True)
    supersedes_id = fields.UUID(allow_none=True)
    superseded_by_id = fields.UUID(allow_none=True)
    section_count = Whole()
    added_at = Instant()
    version = Whole()


class SectionRow(View):
    """A section in its item's table of contents."""

    id = fields.UUID()
    place = Whole()
    number = fields.String()
    heading = fields.String()
    chapter = fields.String(allow_none=True)


class SectionView(SectionRow):
    """A section with its text and the item it stands in."""

    text = fields.String()
    item = fields.Nested(ItemRow)


class SearchQuery(PageQuery):
    """What to look for in sections: words, or a citation such as `489-F PPC` or `u/s 7 ATA`."""

    q = Text(most=200, required=True)
    kind = Choice(KINDS, load_default=None)
    language = Choice(LANGUAGES, load_default=None)
    jurisdiction = Choice(JURISDICTIONS, load_default=None)
    as_of = DayOfLaw(
        load_default=None, metadata={"description": "The law as it stood on this day; today when left out"}
    )
    limit = CountParam(least=1, most=50, load_default=20)


class Hit(View):
    """Where a snippet has what was looked for, in Unicode characters (code points) from the snippet's start."""

    start = Whole()
    length = Whole()


class Snippet(View):
    """The part of a section that shows best why it was found."""

    text = fields.String()
    hits = fields.List(fields.Nested(Hit))


class SearchRow(View):
    """A section that was found; the best come first, exact citations before all."""

    id = fields.UUID()
    item_id = fields.UUID()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    citation = fields.String()
    kind = fields.String()
    language = fields.String()
    number = fields.String()
    heading = fields.String()
    snippet = fields.Nested(Snippet)
