"""Drafting: add, rewrite and remove the lessons and questions of a course's draft.

Comes after a draft was begun and before it is published; published versions do not notice. Every change counts the draft's
version up, so two trainers cannot overwrite one another's work. Choices get ids by lot: ids in the order of writing
would tell learners which choice the author thought of first, often the right one.
"""

from __future__ import annotations

import secrets
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import invalid, not_found
from services.learning.access import access_draft
from services.learning.models import Course, Lesson, Question

MOST_PARTS: Final = 200
Part = Lesson | Question
_WORDS: Final[dict[type[Part], str]] = {Lesson: "lesson", Question: "question"}


def add_part(
    session: Session, actor: Actor, course_id: uuid.UUID, kind: type[Part], new: dict[str, Any], *, if_match: int | None
) -> uuid.UUID:
    """Add a lesson or a question at the draft's end."""
    course = access_draft(session, course_id, if_match)
    last, count = session.execute(
        sa.select(sa.func.max(kind.place), sa.func.count()).where(kind.course_id == course_id)
    ).one()
    if count >= MOST_PARTS:
        raise invalid("course_full", f"A course holds at most {MOST_PARTS} of these. Make a second course.")
    part = kind(**_complete(kind, new), course_id=course_id, place=(last or 0) + 1)
    session.add(part)
    session.flush()
    _note(session, actor, course, f"{_WORDS[kind]}_added", part.id)
    return part.id


def change_part(
    session: Session, actor: Actor, path: dict[str, Any], kind: type[Part], new: dict[str, Any], *, if_match: int | None
) -> None:
    """Write a lesson or a question anew, in its place."""
    course, part = _access_part(session, path, kind, if_match)
    for name, value in _complete(kind, new).items():
        setattr(part, name, value)
    _note(session, actor, course, f"{_WORDS[kind]}_changed", part.id)


def remove_part(
    session: Session, actor: Actor, path: dict[str, Any], kind: type[Part], *, if_match: int | None
) -> None:
    """Take a lesson or a question out of the draft; versions that have it keep it."""
    course, part = _access_part(session, path, kind, if_match)
    session.delete(part)
    _note(session, actor, course, f"{_WORDS[kind]}_removed", part.id)


def _access_part(session: Session, path: dict[str, Any], kind: type[Part], if_match: int | None) -> tuple[Course, Part]:
    course = access_draft(session, path["course_id"], if_match)
    word = _WORDS[kind]
    part = session.get(kind, path[f"{word}_id"])
    if not isinstance(part, (Lesson, Question)) or part.course_id != course.id:
        raise not_found(f"no_such_{word}", f"The draft has no such {word}. Read the draft again.")
    return course, part


def _complete(kind: type[Part], new: dict[str, Any]) -> dict[str, Any]:
    if kind is Lesson:
        return new
    return {**new, "choices": [{"id": secrets.token_hex(4), **choice} for choice in new["choices"]]}


def _note(session: Session, actor: Actor, course: Course, action: str, part_id: uuid.UUID) -> None:
    course.version += 1
    record(session, actor, action, f"course:{course.id}", part_id=part_id)
