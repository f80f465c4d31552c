"""Courses: begin a draft, change its terms, publish it.

A trainer begins a draft, writes lessons and questions (drafting.py) and publishes. Publishing copies the whole draft into a
version that never changes again; learners see the newest version, attempts stay with the one they were started on. Editing
goes on in the draft.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.database import violated
from services.common.errors import conflict, invalid
from services.common.ids import new_id
from services.learning.access import TERMS, access_draft, read_parts
from services.learning.models import Course, CourseVersion, Lesson, Question


def create_course(
    session: Session, actor: Actor, new: dict[str, Any], *, course_id: uuid.UUID | None = None
) -> uuid.UUID:
    """Begin the draft of a course; nobody but trainers sees it yet."""
    course = Course(id=course_id or new_id(), **new, created_by=uuid.UUID(actor.id), published_number=None)
    session.add(course)
    try:
        session.flush()
    except IntegrityError as error:
        if violated(error, "uq_courses_code"):
            raise conflict("course_code_taken", "A course has this code already. Choose another.") from error
        raise
    record(session, actor, "course_created", f"course:{course.id}", code=course.code)
    return course.id


def change_course(
    session: Session, actor: Actor, course_id: uuid.UUID, change: dict[str, Any], *, if_match: int | None
) -> None:
    """Change a draft's title, summary or terms; what is published stays as it is."""
    course = access_draft(session, course_id, if_match)
    for name, value in change.items():
        setattr(course, name, value)
    course.version += 1
    record(session, actor, "course_changed", f"course:{course.id}", members=sorted(change))


def publish_course(session: Session, actor: Actor, course_id: uuid.UUID, *, if_match: int | None) -> int:
    """Publish the draft as the next version; give its number."""
    course = access_draft(session, course_id, if_match)
    lessons = read_parts(session, Lesson, course_id)
    questions = read_parts(session, Question, course_id)
    if not lessons or not questions:
        raise invalid("course_incomplete", "A course needs at least one lesson and one question to be published.")
    number = (course.published_number or 0) + 1
    published = CourseVersion(
        course_id=course.id,
        number=number,
        **{name: getattr(course, name) for name in TERMS},
        outline=[{name: lesson[name] for name in ("id", "title_en", "title_ur")} for lesson in lessons],
        lessons=lessons,
        questions=questions,
        published_by=uuid.UUID(actor.id),
    )
    session.add(published)
    course.published_number = number
    course.version += 1
    record(session, actor, "course_published", f"course:{course.id}", number=number)
    return number
