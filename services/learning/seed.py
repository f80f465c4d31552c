"""Demonstration data: a course on the scrutiny of police reports, a learner in it, and a handful of laws in short.

Made through the use cases; run again it adds only what is missing. The laws' sections are summaries, and say so.
"""

from __future__ import annotations

import tomllib
import uuid
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import EVERYWHERE, Actor
from services.common.answering import Equipment
from services.common.ids import seed_id
from services.learning.models import Course, Enrolment, Lesson, LibraryItem, Question
from services.learning.schemas.courses import NewCourse, NewLesson, NewQuestion
from services.learning.schemas.library import NewItem
from services.learning.usecases.courses import create_course, publish_course
from services.learning.usecases.drafting import add_part
from services.learning.usecases.enrolment import enrol
from services.learning.usecases.library import add_item

LEARNERS: Final = ("prosecutor1", "prosecutor2")
SUMMARY: Final = {
    "en": "In short, and not in the words of the law: ",
    "ur": "خلاصہ، قانون کے الفاظ نہیں: ",
}


def seed(equipment: Equipment) -> None:
    """Make what is missing of the demonstration."""
    trainer = _account("trainer", "learning.write", "learning.enrol")
    with equipment.database.transaction() as session:
        course_id = _publish_course(session, trainer)
        for learner in LEARNERS:
            _enrol(session, trainer, course_id, seed_id(f"account:{learner}"))
    with equipment.database.transaction() as session:
        for item in _read("seed_library.toml")["items"]:
            _add_item(session, _account("administrator", "library.add"), item)


def _account(label: str, *may: str) -> Actor:
    return Actor(id=str(seed_id(f"account:{label}")), may=frozenset(may), districts=(EVERYWHERE,))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _publish_course(session: Session, trainer: Actor) -> uuid.UUID:
    written = _read("seed_course.toml")
    course_id = seed_id(f"course:{written['code']}")
    if session.get(Course, course_id) is not None:
        return course_id
    lessons, questions = written.pop("lessons"), written.pop("questions")
    create_course(session, trainer, NewCourse().load(written), course_id=course_id)
    for lesson in lessons:
        add_part(session, trainer, course_id, Lesson, NewLesson().load(lesson), if_match=None)
    for question in questions:
        add_part(session, trainer, course_id, Question, NewQuestion().load(question), if_match=None)
    publish_course(session, trainer, course_id, if_match=None)
    session.flush()
    return course_id


def _enrol(session: Session, trainer: Actor, course_id: uuid.UUID, account_id: uuid.UUID) -> None:
    known = sa.select(Enrolment.id).where(Enrolment.course_id == course_id, Enrolment.account_id == account_id)
    if session.scalar(known) is None:
        enrol(session, trainer, course_id, account_id)


def _add_item(session: Session, librarian: Actor, written: dict[str, Any]) -> None:
    item_id = seed_id(f"library:{written.pop('label')}")
    if session.get(LibraryItem, item_id) is not None:
        return
    language = written.setdefault("language", "en")
    for section in written["sections"]:
        section["text"] = SUMMARY[language] + section["text"]
    new = NewItem().load({**written, "in_force_from": written["in_force_from"].isoformat()})
    add_item(session, librarian, new, item_id=item_id)
