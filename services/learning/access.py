"""The one way to each thing that a use case changes; what someone may not know of does not exist for them."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.errors import Problem, not_found
from services.learning.models import Attempt, Course, CourseVersion, Enrolment, Lesson, LibraryItem, Question

FOLLOW = "learning.follow"
TERMS: Final = (
    "title_en", "title_ur", "summary_en", "summary_ur", "pass_mark", "time_limit_minutes", "attempts_allowed",
)  # fmt: skip


def access_draft(session: Session, course_id: uuid.UUID, if_match: int | None) -> Course:
    """Give a course's draft, held until the end of the transaction, as the caller last saw it."""
    course = session.get(Course, course_id, with_for_update=True)
    if course is None:
        raise no_course()
    require_version(if_match, course.version)
    return course


def read_parts(session: Session, kind: type[Lesson | Question], course_id: uuid.UUID) -> list[dict[str, Any]]:
    """Give a draft's lessons or questions as plain JSON, in their order."""
    table = kind.__table__
    columns = [column for column in table.c if column.name not in ("course_id", "place")]
    rows = session.execute(sa.select(*columns).where(table.c.course_id == course_id).order_by(table.c.place))
    return [{**row, "id": str(row["id"])} for row in rows.mappings()]


def access_published(session: Session, course_id: uuid.UUID) -> CourseVersion:
    """Give the version of a course that learners see now."""
    current = (
        sa.select(CourseVersion)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(Course.id == course_id, CourseVersion.number == Course.published_number)
    )
    version = session.scalars(current).first()
    if version is None:
        raise no_course()
    return version


def access_enrolment(session: Session, actor: Actor, enrolment_id: uuid.UUID) -> Enrolment:
    """Give one's own enrolment, held until the end of the transaction; nobody learns in another's name."""
    enrolment = session.get(Enrolment, enrolment_id, with_for_update=True)
    if enrolment is None or str(enrolment.account_id) != actor.id:
        raise no_enrolment()
    return enrolment


def access_attempt(session: Session, actor: Actor, attempt_id: uuid.UUID) -> tuple[Attempt, Enrolment]:
    """Give one's own attempt with its enrolment; the enrolment is held until the end of the transaction."""
    enrolment_id = session.scalar(sa.select(Attempt.enrolment_id).where(Attempt.id == attempt_id))
    enrolment = session.get(Enrolment, enrolment_id, with_for_update=True) if enrolment_id else None
    if enrolment is None or str(enrolment.account_id) != actor.id:
        raise no_attempt()
    return session.get_one(Attempt, attempt_id, populate_existing=True), enrolment


def access_item(session: Session, item_id: uuid.UUID, if_match: int | None) -> LibraryItem:
    """Give an item of the library, held until the end of the transaction, as the caller last saw it."""
    item = session.get(LibraryItem, item_id, with_for_update=True)
    if item is None:
        raise no_item()
    require_version(if_match, item.version)
    return item


def find_learner(actor: Actor, account_id: uuid.UUID | None) -> uuid.UUID:
    """Give whose records are meant: one's own, or another's when one may follow learners."""
    if account_id is None or str(account_id) == actor.id:
        return uuid.UUID(actor.id)
    if FOLLOW not in actor.may:
        raise Problem(
            "forbidden", "not_your_records", "You may see your own records only. Leave the account out.",
            permission=FOLLOW,
        )  # fmt: skip
    return account_id


def no_course() -> Problem:
    """Say that there is no such published course."""
    return not_found("no_such_course", "There is no such course, or it is not published yet.")


def no_enrolment() -> Problem:
    """Say that there is no such enrolment for this person."""
    return not_found("no_such_enrolment", "There is no such enrolment of yours. Enrol in the course first.")


def no_attempt() -> Problem:
    """Say that there is no such attempt for this person."""
    return not_found("no_such_attempt", "There is no such attempt of yours. Start one from the course.")


def no_item() -> Problem:
    """Say that the library has no such item."""
    return not_found("no_such_item", "The library has no such item. Look it up in the list.")
