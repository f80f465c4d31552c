"""Things that learning's tests are about, valid by default, and the steps to them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from services.common.actor import Actor
from services.learning import api
from services.learning.models import CourseVersion
from tests.conftest import database_of, make_actor
from tests.integration.learning.asking import ask

TRAINER = make_actor("learning.write", "learning.follow", "learning.enrol", "learning.revoke", districts=())
LIBRARIAN = make_actor("library.add", districts=())
ANONYMOUS = make_actor(id="anonymous", districts=())


def learner() -> Actor:
    """Make someone who is signed in and may nothing in particular."""
    return make_actor(districts=())


def course_body(**more: Any) -> dict[str, Any]:
    """Give a course's input."""
    return {
        "code": f"course-{uuid.uuid4().hex[:10]}", "title_en": "Scrutiny", "title_ur": "جانچ",
        "summary_en": "How a report is read.", **more,
    }  # fmt: skip


def lesson_body(**more: Any) -> dict[str, Any]:
    """Give a lesson's input."""
    return {"title_en": "Reading", "text_en": "Read the report.\nTwice.", **more}


def question_body(rights: str = "rww", **more: Any) -> dict[str, Any]:
    """Give a question's input: a choice for each letter, `r` for a right one."""
    choices = [{"text_en": f"{letter}{place}", "is_right": letter == "r"} for place, letter in enumerate(rights, 1)]
    return {
        "kind": "single", "text_en": "Which?", "choices": choices, "rationale_en": "Because of the law.",
        "source": "SCPSA s.9", **more,
    }  # fmt: skip


@dataclass(frozen=True)
class Course:
    """A course, and what is right in its newest version."""

    id: str

    @property
    def path(self) -> dict[str, str]:
        """Give the path of its operations."""
        return {"course_id": self.id}

    def draft(self) -> dict[str, Any]:
        """Read the draft."""
        found: dict[str, Any] = ask(api.read_draft, TRAINER, path=self.path).value
        return found

    def change(self, operation: Any, body: Any = None, *, actor: Actor = TRAINER, **path: str) -> Any:
        """Change the draft as it stands now."""
        version = str(self.draft()["version"])
        return ask(operation, actor, path={**self.path, **path}, body=body, if_match=version)

    def answers(self, *, right: bool = True) -> list[dict[str, Any]]:
        """Give the right answers to every question, or wrong ones."""
        with database_of("learning").transaction() as session:
            number = sa.select(sa.func.max(CourseVersion.number)).where(CourseVersion.course_id == uuid.UUID(self.id))
            version = session.scalars(
                sa.select(CourseVersion).where(
                    CourseVersion.course_id == uuid.UUID(self.id), CourseVersion.number == number.scalar_subquery()
                )
            ).one()
            return [{"question_id": one["id"], "choice_ids": _choose(one, right=right)} for one in version.questions]


def _choose(question: dict[str, Any], *, right: bool) -> list[str]:
    chosen = [choice["id"] for choice in question["choices"] if choice["is_right"] == right]
    return chosen if question["kind"] == "multiple" else chosen[:1]


def begin(**more: Any) -> Course:
    """Begin a draft."""
    return Course(ask(api.create_course, TRAINER, body=course_body(**more)).id)


def publish(**more: Any) -> Course:
    """Publish a course with two lessons, two single choices and a multiple one."""
    course = begin(**more)
    for title in ("First", "Second"):
        course.change(api.add_lesson, lesson_body(title_en=title))
    course.change(api.add_question, question_body())
    course.change(api.add_question, question_body("wr", points=2))
    course.change(api.add_question, question_body("rrww", kind="multiple"))
    course.change(api.publish_course, {})
    return course


def enrol(course: Course, actor: Actor) -> dict[str, str]:
    """Enrol someone; give the path of the enrolment's operations."""
    return {"enrolment_id": ask(api.enrol, actor, path=course.path, body={}).id}


def start(enrolment: dict[str, str], actor: Actor) -> dict[str, str]:
    """Start an attempt; give the path of its operations."""
    return {"attempt_id": ask(api.start_attempt, actor, path=enrolment, body={}).id}


def attempt(course: Course, enrolment: dict[str, str], actor: Actor, *, right: bool = True) -> dict[str, Any]:
    """Start an attempt and submit it, all right or all wrong; give it."""
    path = start(enrolment, actor)
    found: dict[str, Any] = ask(
        api.submit_attempt, actor, path=path, body={"answers": course.answers(right=right)}
    ).value
    return found


def item_body(**more: Any) -> dict[str, Any]:
    """Give a library item's input; its citation is its own."""
    name = uuid.uuid4().hex[:8]
    return {
        "kind": "act", "title_en": f"Test Act {name}", "year": 1997, "citation": f"Act {name} of 1997", "language": "en",
        "in_force_from": "1997-08-16", **more,
    }  # fmt: skip


def section_body(number: str = "7", **more: Any) -> dict[str, Any]:
    """Give a section's input."""
    return {"number": number, "heading": "Punishment", "text": "Whoever does it is punished.", **more}


def add_item(**more: Any) -> dict[str, Any]:
    """Add an item to the library and give it."""
    found: dict[str, Any] = ask(api.add_library_item, LIBRARIAN, body=item_body(**more)).value
    return found
