"""The library: items of law and their sections."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from services.common.schemas import Choice, CountParam, Day, Instant, PageQuery, Schema, Text, View, Whole
from services.learning.rules.acts import PAGE_BREAK

KINDS = ("act", "ordinance", "rules", "judgment", "circular", "guide")
LANGUAGES = ("en", "ur", "sd")
LONGEST_SECTION = 200_000
LONGEST_IMPORT = 2_000_000
MOST_SECTIONS = 2000


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
    source_url = fields.Url(
        schemes={"http", "https"}, load_default=None, allow_none=True, validate=validate.Length(max=500)
    )
    language = Choice(LANGUAGES, required=True)
    in_force_from = Day(required=True)
    supersedes_id = fields.UUID(load_default=None, allow_none=True)
    sections = fields.List(fields.Nested(NewSection), load_default=list, validate=validate.Length(max=MOST_SECTIONS))


class ItemChange(Schema):
    """What is to be corrected of an item's description; members that are left out stay as they are."""

    title_en = Text(most=300)
    title_ur = Text(most=300, allow_none=True)
    abbreviation = Text(most=20, allow_none=True)
    source_url = fields.Url(schemes={"http", "https"}, allow_none=True, validate=validate.Length(max=500))


class PagedText(Text):
    """Plain text in pages: a form feed, as text extractors write it, stays a page break."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        pages = value.replace("\f", PAGE_BREAK) if isinstance(value, str) else value
        return super()._deserialize(pages, attr, data, **kwargs)


class ItemText(Schema):
    """The plain text of an Act, to be cut into sections."""

    text = PagedText(most=LONGEST_IMPORT, lines=True, required=True)


class ItemFilter(PageQuery):
    """Which items to list."""

    kind = Choice(KINDS, load_default=None)
    language = Choice(LANGUAGES, load_default=None)
    q = Text(most=200, load_default=None, metadata={"description": "Words of the title or the citation"})
    as_of = Day(load_default=None, metadata={"description": "Only what was in force on this day"})


class ItemRow(View):
    """An item in the list."""

    id = fields.UUID()
    kind = fields.String()
    title_en = fields.String()
    title_ur = fields.String(allow_none=True)
    abbreviation = fields.String(allow_none=True)
    year = Whole()
    citation = fields.String()
    language = fields.String()
    in_force_from = Day()
    superseded_on = Day(allow_none=True)


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
    as_of = Day(load_default=None, metadata={"description": "The law as it stood on this day; today when left out"})
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
