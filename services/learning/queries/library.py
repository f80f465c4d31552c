"""Reading the library: items, their sections, and the search in sections.

The search has two windows: sections that the citation names, and the newest sections that hold all words. Only what lies in the
windows is ranked, because ranking reads every hit's whole word list: over a broad match that takes a second.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import asdict
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.errors import not_found
from services.learning.access import no_item
from services.learning.models import LibraryItem, LibrarySection
from services.learning.rules.acts import parse_act
from services.learning.rules.days import find_day
from services.learning.rules.folding import fold_name
from services.learning.rules.queries import Meaning, read_query
from services.learning.rules.snippets import make_snippet

WINDOW: Final = 300
CITED_POINTS: Final = 1_000_000
TITLED_POINTS: Final = 1_500_000
NAMED_POINTS: Final = 2_000_000
_NARROWED_BY: Final = ("kind", "language", "jurisdiction")
_SUCCESSOR: Final = aliased(LibraryItem)
_ITEM_ROW: Final = (
    LibraryItem.id, LibraryItem.kind, LibraryItem.title_en, LibraryItem.title_ur, LibraryItem.abbreviation,
    LibraryItem.year, LibraryItem.citation, LibraryItem.jurisdiction, LibraryItem.language, LibraryItem.in_force_from,
    LibraryItem.superseded_on,
)  # fmt: skip
_ITEM: Final = JsonRow(
    sa.select(
        *_ITEM_ROW, LibraryItem.source_url, LibraryItem.supersedes_id, _SUCCESSOR.id.label("superseded_by_id"),
        LibraryItem.section_count, LibraryItem.added_at, LibraryItem.version,
    )
    .join_from(LibraryItem, _SUCCESSOR, _SUCCESSOR.supersedes_id == LibraryItem.id, isouter=True)
    .where(LibraryItem.id == sa.bindparam("item_id"))
)  # fmt: skip
_SECTION_ROW: Final = (
    LibrarySection.id, LibrarySection.place, LibrarySection.number, LibrarySection.heading, LibrarySection.chapter,
)  # fmt: skip
_SECTION: Final = JsonRow(
    sa.select(
        *_SECTION_ROW, LibrarySection.text,
        sa.func.json_build_object(
            *[part for column in _ITEM_ROW for part in (sa.text(f"'{column.key}'"), column)]
        ).label("item"),
    )
    .join_from(LibrarySection, LibraryItem, LibraryItem.id == LibrarySection.item_id)
    .where(LibrarySection.id == sa.bindparam("section_id"))
)  # fmt: skip


def read_item(session: Session, item_id: uuid.UUID, *, status: int = 200, location: str | None = None) -> Answer:
    """Answer an item's description."""
    return _ITEM.one(session, missing=no_item(), status=status, location=location, item_id=item_id)


def list_items(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of the library's items, newest first."""
    rows = sa.select(*_ITEM_ROW).where(*_conditions(query, query["as_of"]))
    if query["q"]:
        name = fold_name(query["q"])
        if name:
            near = LibraryItem.folded_name.op("%>")(name)
            rows = rows.where(sa.or_(LibraryItem.folded_name.contains(name, autoescape=True), near))
        else:
            rows = rows.where(sa.false())
    return page(session, rows, order=[(LibraryItem.id, "desc")], query=query)


def list_sections(session: Session, item_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer a page of an item's sections, in their order."""
    if session.get(LibraryItem, item_id) is None:
        raise no_item()
    rows = sa.select(*_SECTION_ROW).where(LibrarySection.item_id == item_id)
    return page(session, rows, order=[(LibrarySection.place, "asc")], query=query)


def read_section(session: Session, section_id: uuid.UUID) -> Answer:
    """Answer a section with its text."""
    missing = not_found("no_such_section", "The library has no such section. Look it up in its item.")
    return _SECTION.one(session, missing=missing, section_id=section_id)


def preview_sections(session: Session, item_id: uuid.UUID, text: str) -> Answer:
    """Answer how a text would be cut into sections; none found is an answer too."""
    if session.get(LibraryItem, item_id) is None:
        raise no_item()
    return answer_json({"sections": [asdict(section) for section in parse_act(text)]})


def search_sections(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of the sections that were found, the best first, each with its snippet."""
    meaning = read_query(query["q"])
    conditions = _conditions(query, query["as_of"] or find_day(dt.datetime.now(dt.UTC)))
    ranked = _rank(meaning, conditions)
    rows = (
        sa.select(
            LibrarySection.id, LibrarySection.item_id, LibraryItem.title_en, LibraryItem.title_ur, LibraryItem.citation,
            LibraryItem.kind, LibraryItem.language, LibrarySection.number, LibrarySection.heading,
            LibrarySection.text.label("snippet"),
        )
        .join_from(ranked, LibrarySection, LibrarySection.id == ranked.c.id)
        .join(LibraryItem, LibraryItem.id == LibrarySection.item_id)
    )  # fmt: skip
    found = page(session, rows, order=[(ranked.c.points, "desc"), (ranked.c.id, "desc")], query=query)
    body = orjson.loads(found.body)
    for row in body["items"]:
        snippet = make_snippet(row["snippet"], meaning.terms)
        hits = [{"start": start, "length": length} for start, length in snippet.hits]
        row["snippet"] = {"text": snippet.text, "hits": hits}
    return Answer(orjson.dumps(body), next=found.next)


def _conditions(query: dict[str, Any], day: dt.date | None) -> list[Any]:
    conditions = [getattr(LibraryItem, name) == query[name] for name in _NARROWED_BY if query[name]]
    if day is not None:
        conditions += [
            LibraryItem.in_force_from <= day,
            sa.or_(LibraryItem.superseded_on.is_(None), LibraryItem.superseded_on > day),
        ]
    return conditions


def _rank(meaning: Meaning, conditions: list[Any]) -> sa.Subquery:
    """Give the sections of both windows with their points; a section in both counts once, by its best."""
    windows = []
    if meaning.terms:
        windows.append(_rank_words(meaning, conditions))
    if meaning.numbers:
        windows.append(_rank_cited(meaning, conditions))
    if not windows:
        nothing = sa.select(LibrarySection.id, sa.literal(0).label("points")).where(sa.false())
        return nothing.subquery("ranked")
    both = sa.union_all(*windows).subquery("windows")
    best = sa.select(both.c.id, sa.func.max(both.c.points).label("points")).group_by(both.c.id)
    return best.subquery("ranked")


def _rank_words(meaning: Meaning, conditions: list[Any]) -> sa.Select[Any]:
    wanted = _match_all(meaning.terms)
    window = (
        sa.select(LibrarySection.id, LibrarySection.search)
        .join(LibraryItem, LibraryItem.id == LibrarySection.item_id)
        .where(LibrarySection.search.op("@@")(wanted), *conditions)
        .order_by(LibrarySection.id.desc())
        .limit(WINDOW)
        .subquery("matches")
    )
    rank = sa.func.ts_rank(window.c.search, wanted, 1) * 100_000
    return sa.select(window.c.id, sa.cast(rank, sa.Integer).label("points"))


def _match_all(terms: tuple[str, ...]) -> Any:
    """Ask for every term, as it is or by its stems."""
    wanted: Any = None
    for term in terms:
        either = sa.func.phraseto_tsquery(sa.literal_column("'simple'::regconfig"), term).op("||")(
            sa.func.phraseto_tsquery(sa.literal_column("'english'::regconfig"), term)
        )
        wanted = either if wanted is None else wanted.op("&&")(either.self_group())
    return wanted.self_group()


def _rank_cited(meaning: Meaning, conditions: list[Any]) -> sa.Select[Any]:
    """Give the sections of the cited numbers: in the named laws when laws are named, else in any."""
    points: Any = sa.literal(CITED_POINTS)
    cited = [LibrarySection.folded_number.in_(meaning.numbers), *conditions]
    if meaning.laws:
        name = sa.literal(" ") + LibraryItem.folded_name + sa.literal(" ")
        titled = sa.and_(*[name.contains(f" {word} ", autoescape=True) for word in meaning.name])
        abbreviated = LibraryItem.folded_abbreviation.in_(meaning.laws)
        cited.append(sa.or_(abbreviated, titled))
        points = sa.case((abbreviated, NAMED_POINTS), else_=TITLED_POINTS)
    window = (
        sa.select(LibrarySection.id, points.label("points"))
        .join(LibraryItem, LibraryItem.id == LibrarySection.item_id)
        .where(*cited)
        .order_by(LibrarySection.id.desc())
        .limit(WINDOW)
        .subquery("cited")
    )
    return sa.select(window.c.id, window.c.points)
