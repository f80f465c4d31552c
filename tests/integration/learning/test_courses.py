"""Courses from draft to published version, as the operations answer it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from services.learning import api
from services.learning.models import CourseVersion
from services.learning.usecases import drafting
from tests.conftest import database_of, make_actor
from tests.integration.learning.asking import ask, read_pages, refusal
from tests.integration.learning.factories import (
    ANONYMOUS,
    TRAINER,
    Course,
    begin,
    course_body,
    learner,
    lesson_body,
    question_body,
)

CHANGES: list[tuple[Any, Any, dict[str, str]]] = [
    (api.change_course, {"pass_mark": 80}, {}),
    (api.add_lesson, lesson_body(), {}),
    (api.change_lesson, lesson_body(), {"lesson_id": str(uuid.uuid4())}),
    (api.remove_lesson, None, {"lesson_id": str(uuid.uuid4())}),
    (api.add_question, question_body(), {}),
    (api.change_question, question_body(), {"question_id": str(uuid.uuid4())}),
    (api.remove_question, None, {"question_id": str(uuid.uuid4())}),
    (api.publish_course, {}, {}),
]
NAMES = [operation.name for operation, _, _ in CHANGES]


def test_a_draft_begins_with_usual_terms() -> None:
    """Seventy per cent, three attempts, no time limit, nothing published; the version is the ETag."""
    made = ask(api.create_course, TRAINER, body=course_body())

    assert (made.status, made.etag, made.location) == (201, "1", f"/api/courses/{made.id}/draft")
    terms = ("pass_mark", "attempts_allowed", "time_limit_minutes", "published_number", "lessons", "questions")
    assert [made.value[name] for name in terms] == [70, 3, None, None, [], []]


def test_a_code_names_one_course() -> None:
    """The second course of a code is refused."""
    body = course_body()
    ask(api.create_course, TRAINER, body=body)

    assert refusal(api.create_course, TRAINER, body=body).code == "course_code_taken"


def test_a_draft_is_written_part_by_part() -> None:
    """Lessons and questions are added at the end, written anew in their place, taken out; each change counts up."""
    course = begin()
    for title in ("One", "Two", "Three"):
        course.change(api.add_lesson, lesson_body(title_en=title))
    made = course.change(api.add_question, question_body())
    first, second, _ = [lesson["id"] for lesson in made.value["lessons"]]
    course.change(api.change_lesson, lesson_body(title_en="New", text_ur="متن"), lesson_id=first)
    course.change(api.remove_lesson, lesson_id=second)
    question = made.value["questions"][0]
    course.change(api.change_question, question_body("wwr"), question_id=question["id"])
    done = course.change(api.change_course, {"title_ur": None, "time_limit_minutes": 20})

    assert [lesson["title_en"] for lesson in done.value["lessons"]] == ["New", "Three"]
    assert done.value["lessons"][0]["text_ur"] == "متن"
    assert [choice["is_right"] for choice in done.value["questions"][0]["choices"]] == [False, False, True]
    assert (done.value["title_ur"], done.value["time_limit_minutes"], done.etag) == (None, 20, "9")
    assert done.value == course.draft()
    gone = course.change(api.remove_question, question_id=question["id"])
    assert gone.value["questions"] == []


def test_ids_of_choices_tell_nothing() -> None:
    """Choices get ids by lot: they are all different and written anew with the question."""
    course = begin()
    made = course.change(api.add_question, question_body("rwwwwwww")).value["questions"][0]
    ids = [choice["id"] for choice in made["choices"]]
    again = course.change(api.change_question, question_body("rwwwwwww"), question_id=made["id"]).value["questions"][0]

    assert len(set(ids)) == 8
    assert ids != sorted(ids) or [choice["id"] for choice in again["choices"]] != ids


@pytest.mark.parametrize(("operation", "body", "path"), CHANGES, ids=NAMES)
def test_every_change_needs_the_version_that_was_seen(operation: Any, body: Any, path: dict[str, str]) -> None:
    """Without If-Match a change is refused, and with an old one it says that somebody else was there."""
    course = begin()
    where = {**course.path, **path}

    assert refusal(operation, TRAINER, path=where, body=body).kind == "guard_missing"
    assert refusal(operation, TRAINER, path=where, body=body, if_match="7").code == "changed_meanwhile"


@pytest.mark.parametrize(("operation", "body", "path"), CHANGES, ids=NAMES)
def test_only_trainers_write(operation: Any, body: Any, path: dict[str, str]) -> None:
    """Who may follow and enrol may not write, and learners do not even see the draft."""
    course = begin()
    follower = make_actor("learning.follow", "learning.enrol", districts=())

    assert refusal(operation, follower, path={**course.path, **path}, body=body, if_match="1").kind == "forbidden"
    assert refusal(api.read_draft, follower, path=course.path).code == "permission_missing"


@pytest.mark.parametrize(("operation", "body", "path"), CHANGES, ids=NAMES)
def test_what_is_not_there_cannot_be_changed(operation: Any, body: Any, path: dict[str, str]) -> None:
    """A course, a lesson, a question that does not exist is said to be missing."""
    nowhere = {"course_id": str(uuid.uuid4()), **path}

    assert refusal(operation, TRAINER, path=nowhere, body=body, if_match="1").code == "no_such_course"
    if path:
        word = next(iter(path)).removesuffix("_id")
        there = {**begin().path, **path}
        assert refusal(operation, TRAINER, path=there, body=body, if_match="1").code == f"no_such_{word}"


def test_a_part_belongs_to_its_course(course: Course) -> None:
    """A lesson of another course is not found through this one."""
    other = begin()
    path = {**other.path, "lesson_id": course.draft()["lessons"][0]["id"]}

    assert refusal(api.remove_lesson, TRAINER, path=path, if_match="1").code == "no_such_lesson"


@pytest.mark.parametrize(
    ("operation", "body", "field"),
    [
        (api.create_course, course_body(code="Not A Code"), "code"),
        (api.create_course, course_body(pass_mark=0), "pass_mark"),
        (api.create_course, course_body(pass_mark=101), "pass_mark"),
        (api.create_course, course_body(attempts_allowed=0), "attempts_allowed"),
        (api.create_course, course_body(title_en=""), "title_en"),
        (api.create_course, course_body(author="x"), "author"),
        (api.add_lesson, lesson_body(text_en="x" * 60_001), "text_en"),
        (api.add_question, question_body("ww"), "choices"),
        (api.add_question, question_body("rr", kind="multiple"), "choices"),
        (api.add_question, question_body(kind="essay"), "kind"),
        (api.add_question, question_body(points=11), "points"),
        (api.add_question, question_body(choices=[{"text_en": "a", "is_right": "yes"}]), "choices"),
        (api.add_question, {"kind": "single"}, "text_en"),
    ],
)
def test_bad_input_is_named_by_its_field(operation: Any, body: Any, field: str) -> None:
    """What is wrong is said beside the field that it is wrong in."""
    path = {} if operation is api.create_course else begin().path
    problem = refusal(operation, TRAINER, path=path, body=body, if_match="1")

    assert (problem.kind, field in (problem.fields or {})) == ("invalid", True)


def test_an_incomplete_course_is_not_published() -> None:
    """Without a lesson or without a question there is nothing to publish."""
    course = begin()
    assert refusal(api.publish_course, TRAINER, path=course.path, body={}, if_match="1").code == "course_incomplete"
    course.change(api.add_lesson, lesson_body())
    assert refusal(api.publish_course, TRAINER, path=course.path, body={}, if_match="2").code == "course_incomplete"


def test_nobody_sees_a_draft_among_the_courses() -> None:
    """Until it is published a course cannot be read, nor enrolled in."""
    course = begin()

    assert refusal(api.read_course, learner(), path=course.path).code == "no_such_course"
    assert refusal(api.enrol, learner(), path=course.path, body={}).code == "no_such_course"
    assert course.id not in {row["id"] for row in read_pages(api.list_courses, learner(), limit=50)}


def test_publishing_answers_the_outline(course: Course) -> None:
    """Learners see number, terms and the lessons' titles; texts lesson by lesson; no question and no answer."""
    read = ask(api.read_course, learner(), path=course.path).value

    assert (read["number"], read["lesson_count"], read["question_count"]) == (1, 2, 3)
    assert [sorted(lesson) for lesson in read["lessons"]] == [["id", "title_en", "title_ur"]] * 2
    path = {**course.path, "lesson_id": read["lessons"][1]["id"]}
    lesson = ask(api.read_lesson, learner(), path=path).value
    assert (lesson["title_en"], lesson["text_en"]) == ("Second", "Read the report.\nTwice.")
    assert "is_right" not in str(read)
    path["lesson_id"] = str(uuid.uuid4())
    assert refusal(api.read_lesson, learner(), path=path).code == "no_such_lesson"


def test_a_published_version_stays_while_the_draft_goes_on(course: Course) -> None:
    """Changes to the draft are not seen until they are published, as the next number."""
    first = course.draft()["lessons"][0]["id"]
    course.change(api.change_course, {"title_en": "Changed"})
    course.change(api.remove_lesson, lesson_id=first)
    before = ask(api.read_course, learner(), path=course.path).value
    after = course.change(api.publish_course, {})

    assert (before["title_en"], before["number"], before["lesson_count"]) == ("Scrutiny", 1, 2)
    assert (after.value["title_en"], after.value["number"], after.value["lesson_count"]) == ("Changed", 2, 1)
    assert (after.status, after.location) == (201, f"/api/courses/{course.id}")


@pytest.mark.parametrize("statement", ["UPDATE course_versions SET title_en = 'x'", "DELETE FROM course_versions"])
def test_the_database_keeps_published_versions(course: Course, session: Session, statement: str) -> None:
    """Not even by hand is a published version changed or removed."""
    with pytest.raises(DBAPIError, match="never changed or removed"):
        session.execute(sa.text(statement))


def test_a_course_does_not_grow_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is said, not hit in the dark (here lowered to two)."""
    monkeypatch.setattr(drafting, "MOST_PARTS", 2)
    course = begin()
    for _ in range(2):
        course.change(api.add_lesson, lesson_body())

    assert refusal(api.add_lesson, TRAINER, path=course.path, body=lesson_body(), if_match="3").code == "course_full"


def test_the_list_shows_what_is_published_newest_first(course: Course) -> None:
    """By pages, every published course once."""
    newer = Course(begin().id)
    newer.change(api.add_lesson, lesson_body())
    newer.change(api.add_question, question_body())
    newer.change(api.publish_course, {})
    ids = [row["id"] for row in read_pages(api.list_courses, learner())]

    assert ids.index(newer.id) < ids.index(course.id)
    with database_of("learning").transaction() as session:
        published = session.scalars(sa.select(CourseVersion.course_id).distinct()).all()
    assert {uuid.UUID(one) for one in ids} == set(published)


def test_a_stranger_signs_in_first(course: Course) -> None:
    """Courses are for those who are signed in."""
    assert refusal(api.list_courses, ANONYMOUS).kind == "unauthenticated"
    assert refusal(api.read_course, ANONYMOUS, path=course.path).kind == "unauthenticated"


def test_what_publishing_would_change_is_told() -> None:
    """Against nothing all is new; after publishing nothing is; then each change by what it is."""
    course = begin()
    first = course.change(api.add_lesson, lesson_body(title_en="One")).value["lessons"][0]["id"]
    course.change(api.add_question, question_body())
    new = ask(api.read_draft_changes, TRAINER, path=course.path).value
    assert (new["against"], [one["change"] for one in new["lessons"] + new["questions"]]) == (None, ["added", "added"])

    course.change(api.publish_course, {})
    same = ask(api.read_draft_changes, TRAINER, path=course.path).value
    assert same == {"against": 1, "terms": [], "lessons": [], "questions": []}

    course.change(api.change_course, {"pass_mark": 80})
    course.change(api.change_lesson, lesson_body(title_en="One, again"), lesson_id=first)
    course.change(api.add_lesson, lesson_body(title_en="Two"))
    course.change(api.remove_question, question_id=course.draft()["questions"][0]["id"])
    found = ask(api.read_draft_changes, TRAINER, path=course.path).value
    assert found["terms"] == ["pass_mark"]
    assert [(one["title_en"], one["change"]) for one in found["lessons"]] == [
        ("One, again", "changed"),
        ("Two", "added"),
    ]
    assert [(one["title_en"], one["change"]) for one in found["questions"]] == [("Which?", "removed")]


def test_only_trainers_are_told_of_changes() -> None:
    """The draft is nobody else's, and what is not there is not found."""
    course = begin()

    assert refusal(api.read_draft_changes, learner(), path=course.path).kind == "forbidden"
    assert refusal(api.read_draft_changes, TRAINER, path={"course_id": str(uuid.uuid4())}).code == "no_such_course"
