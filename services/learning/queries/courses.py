"""Reading courses: what is published, for everyone; drafts and overviews, for trainers."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.errors import not_found
from services.learning.access import TERMS, access_published, no_course, read_parts
from services.learning.models import Course, CourseVersion, Enrolment, Lesson, Question
from services.learning.rules.changes import Part, compare_parts

_PUBLISHED: Final = sa.and_(CourseVersion.course_id == Course.id, CourseVersion.number == Course.published_number)
_ROW: Final = (
    Course.id,
    Course.code,
    CourseVersion.title_en,
    CourseVersion.title_ur,
    CourseVersion.summary_en,
    CourseVersion.summary_ur,
    CourseVersion.number,
    CourseVersion.published_at,
    sa.func.jsonb_array_length(CourseVersion.outline).label("lesson_count"),
    sa.func.jsonb_array_length(CourseVersion.questions).label("question_count"),
    CourseVersion.pass_mark,
    CourseVersion.time_limit_minutes,
    CourseVersion.attempts_allowed,
)
_ROWS: Final = sa.select(*_ROW).join_from(Course, CourseVersion, _PUBLISHED)
_COURSE: Final = JsonRow(
    sa.select(*_ROW, CourseVersion.outline.label("lessons"))
    .join_from(Course, CourseVersion, _PUBLISHED)
    .where(Course.id == sa.bindparam("course_id"))
)


def _list_parts(kind: type[Lesson | Question]) -> Any:
    """Give a draft's lessons or questions as one JSON list, in their order."""
    columns = [column for column in kind.__table__.c if column.name not in ("course_id", "place")]
    row = sa.func.json_build_object(*[part for column in columns for part in (sa.text(f"'{column.name}'"), column)])
    listed = sa.func.coalesce(sa.func.json_agg(aggregate_order_by(row, kind.place)), sa.text("'[]'::json"))
    return sa.select(listed).where(kind.course_id == Course.id).correlate(Course).scalar_subquery()


_DRAFT: Final = JsonRow(
    sa.select(
        Course.id, Course.code, Course.title_en, Course.title_ur, Course.summary_en, Course.summary_ur, Course.pass_mark,
        Course.time_limit_minutes, Course.attempts_allowed, Course.published_number, Course.version,
        _list_parts(Lesson).label("lessons"), _list_parts(Question).label("questions"),
    ).where(Course.id == sa.bindparam("course_id"))
)  # fmt: skip


def _count(state: str) -> Any:
    counted = sa.select(sa.func.count()).where(Enrolment.course_id == Course.id, Enrolment.state == state)
    return counted.correlate(Course).scalar_subquery().label(state)


_OVERVIEWS: Final = sa.select(
    Course.id, Course.code, Course.title_en, Course.title_ur, Course.published_number,
    *[_count(state) for state in ("enrolled", "started", "passed", "failed")], Course.version,
)  # fmt: skip


def list_courses(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of the published courses, newest first."""
    return page(session, _ROWS, order=[(Course.id, "desc")], query=query)


def read_course(session: Session, course_id: uuid.UUID, *, status: int = 200, location: str | None = None) -> Answer:
    """Answer a published course with its outline."""
    return _COURSE.one(session, missing=no_course(), course_id=course_id, status=status, location=location)


def read_lesson(session: Session, course_id: uuid.UUID, lesson_id: uuid.UUID) -> Answer:
    """Answer a lesson as it was published last."""
    version = access_published(session, course_id)
    for lesson in version.lessons:
        if lesson["id"] == str(lesson_id):
            return answer_json(lesson)
    raise not_found("no_such_lesson", "The course has no such lesson now. Read its outline again.")


def read_draft(session: Session, course_id: uuid.UUID, *, status: int = 200, location: str | None = None) -> Answer:
    """Answer a course's draft, with the right answers."""
    return _DRAFT.one(session, missing=no_course(), course_id=course_id, status=status, location=location)


def list_overviews(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of all courses with how their learners stand, newest first."""
    return page(session, _OVERVIEWS, order=[(Course.id, "desc")], query=query)


def read_draft_changes(session: Session, course_id: uuid.UUID) -> Answer:
    """Answer what publishing the draft would change for learners."""
    course = session.get(Course, course_id)
    if course is None:
        raise no_course()
    published = access_published(session, course_id) if course.published_number else None
    terms = [name for name in TERMS if published and getattr(published, name) != getattr(course, name)]
    lessons = compare_parts(published.lessons if published else (), read_parts(session, Lesson, course_id))
    questions = compare_parts(published.questions if published else (), read_parts(session, Question, course_id))
    return answer_json({
        "against": course.published_number,
        "terms": terms,
        "lessons": [_name_change(part, "title", change) for part, change in lessons],
        "questions": [_name_change(part, "text", change) for part, change in questions],
    })  # fmt: skip


def _name_change(part: Part, called: str, change: str) -> dict[str, Any]:
    names = {"title_en": part[f"{called}_en"], "title_ur": part[f"{called}_ur"]}
    return {"id": part["id"], **names, "change": change}
