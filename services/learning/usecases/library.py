"""The library: add an item with its sections, import the plain text of an Act, correct a description.

An administrator adds an item; its sections come with it or are cut out of its plain text by rules/acts.py. Sections are never changed
afterwards: when the law changes, the new text is added as an item of its own that supersedes the old one from a day on, so that
what the law said on an earlier day is still found.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.database import violated
from services.common.errors import Problem, conflict, invalid
from services.common.ids import new_id
from services.learning.access import access_item
from services.learning.models import LibraryItem, LibrarySection
from services.learning.rules.acts import parse_act
from services.learning.rules.folding import fold_number, make_index_text
from services.learning.rules.texts import make_abbreviation, make_head, make_name
from services.learning.schemas.library import LONGEST_SECTION, MOST_SECTIONS

_WHOLE: Final[Any] = sa.literal_column("'simple'::regconfig")
_STEMS: Final[Any] = sa.literal_column("'english'::regconfig")


def add_item(session: Session, actor: Actor, new: dict[str, Any], *, item_id: uuid.UUID | None = None) -> uuid.UUID:
    """Add an item, with its sections when they are given; give its id."""
    described = {name: value for name, value in new.items() if name != "sections"}
    item = LibraryItem(
        id=item_id or new_id(), **described, added_by=uuid.UUID(actor.id), **_fold(described), superseded_on=None
    )
    if item.supersedes_id is not None:
        _supersede(session, actor, item)
    session.add(item)
    try:
        session.flush()
    except IntegrityError as error:
        raise _explain(error) from error
    _add_sections(session, item, new["sections"])
    record(session, actor, "item_added", f"item:{item.id}", citation=item.citation, sections=item.section_count)
    return item.id


def import_sections(session: Session, actor: Actor, item_id: uuid.UUID, text: str, *, if_match: int | None) -> int:
    """Cut an Act's plain text into an item's sections; give how many were found."""
    item = access_item(session, item_id, if_match)
    if item.section_count:
        raise conflict(
            "sections_exist", "This item has its sections already. Add the new text as an item that supersedes it."
        )
    found = parse_act(text)
    if not found:
        raise invalid(
            "no_sections_found", "No numbered sections were found in this text. Begin each with its number and a full stop.",
            fields={"text": ["No numbered sections."]},
        )  # fmt: skip
    if len(found) > MOST_SECTIONS:
        raise invalid("too_many_sections", f"An item holds at most {MOST_SECTIONS} sections. Part the text.")
    if long := next((section for section in found if len(section.text) > LONGEST_SECTION), None):
        raise invalid(
            "section_too_long", f"Section {long.number} came out too long. Check that the sections after it begin a line.",
            fields={"text": [f"Section {long.number} is longer than {LONGEST_SECTION} characters."]},
        )  # fmt: skip
    _add_sections(
        session,
        item,
        [{"number": s.number[:30], "heading": s.heading, "chapter": s.chapter, "text": s.text} for s in found],
    )
    item.version += 1
    record(session, actor, "sections_imported", f"item:{item.id}", sections=len(found))
    return len(found)


def correct_item(
    session: Session, actor: Actor, item_id: uuid.UUID, change: dict[str, Any], *, if_match: int | None
) -> None:
    """Correct an item's title, abbreviation or source."""
    item = access_item(session, item_id, if_match)
    for name, value in change.items():
        setattr(item, name, value)
    described = {name: getattr(item, name) for name in ("title_en", "title_ur", "abbreviation", "citation")}
    for name, value in _fold(described).items():
        setattr(item, name, value)
    item.version += 1
    record(session, actor, "item_corrected", f"item:{item.id}", members=sorted(change))


def _fold(item: dict[str, Any]) -> dict[str, str | None]:
    name = make_name(item["title_en"], item["title_ur"], item["abbreviation"], item["citation"])
    return {"folded_name": name, "folded_abbreviation": make_abbreviation(item["abbreviation"])}


def _supersede(session: Session, actor: Actor, item: LibraryItem) -> None:
    """Date the older text: it stands until the day before the newer one is in force."""
    old = session.get(LibraryItem, item.supersedes_id, with_for_update=True)
    if old is None:
        raise invalid("superseded_unknown", "The library has no such item to be superseded.", fields=_WRONG_OLD)
    if old.superseded_on is not None:
        raise conflict("superseded_already", "That item has a successor already. Supersede the newest text.")
    if old.in_force_from >= item.in_force_from:
        raise invalid(
            "supersedes_later_text", "A text can only supersede one that was in force before it.", fields=_DAY
        )
    old.superseded_on = item.in_force_from
    old.version += 1
    record(session, actor, "item_superseded", f"item:{old.id}", superseded_on=old.superseded_on)


_WRONG_OLD: Final = {"supersedes_id": ["No such item."]}
_DAY: Final = {"in_force_from": ["Not after the text it supersedes."]}


def _explain(error: IntegrityError) -> Problem:
    if violated(error, "uq_library_items_citation_language_in_force_from"):
        return conflict("item_exists", "The library has this text already: same citation, language and first day.")
    raise error


def _add_sections(session: Session, item: LibraryItem, sections: Sequence[dict[str, Any]]) -> None:
    rows = [
        {
            "id": new_id(),
            "item_id": item.id,
            "place": place,
            "folded_number": fold_number(section["number"]),
            "head": make_head(section["number"], section["heading"]),
            "body": make_index_text(section["text"]),
            **section,
        }
        for place, section in enumerate(sections, 1)
    ]
    if rows:
        search = _make_search(stemmed=item.language == "en")
        session.execute(sa.insert(LibrarySection).values(search=search), rows)
    item.section_count += len(rows)


def _make_search(*, stemmed: bool) -> Any:
    """Make what a section is found by: its words as they are and, in English, their stems too; headings weigh more."""
    configurations = (_WHOLE, _STEMS) if stemmed else (_WHOLE,)
    vector: Any = None
    for configuration in configurations:
        for name, weight in (("head", "A"), ("body", "D")):
            words = sa.func.to_tsvector(configuration, sa.bindparam(name, type_=sa.Text))
            part = sa.func.setweight(words, sa.literal_column(f"'{weight}'::\"char\""))
            vector = part if vector is None else vector.op("||")(part)
    return vector
