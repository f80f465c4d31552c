"""Enrolment, lessons done, progress and the trainers' overview, as the operations answer it."""

from __future__ import annotations

import uuid

from services.learning import api
from tests.conftest import make_actor
from tests.integration.learning.asking import ask, read_pages, refusal
from tests.integration.learning.factories import (
    TRAINER,
    Course,
    attempt,
    begin,
    enrol,
    learner,
    start,
)


def test_one_enrols_oneself(course: Course) -> None:
    """The enrolment is one's own, at its beginning, and found where the answer says."""
    me = learner()
    made = ask(api.enrol, me, path=course.path, body={})

    assert (made.status, made.location) == (201, f"/api/enrolments/{made.id}")
    assert (made.value["account_id"], made.value["state"], made.value["lessons_done"]) == (me.id, "enrolled", [])
    assert (made.value["lesson_count"], made.value["attempts_used"], made.value["attempts_allowed"]) == (2, 0, 3)
    assert ask(api.read_enrolment, me, path={"enrolment_id": made.id}).value == made.value


def test_enrolling_twice_points_to_the_first(course: Course) -> None:
    """The refusal names the enrolment that there is, whoever made it."""
    me = learner()
    first = enrol(course, me)
    problem = refusal(api.enrol, me, path=course.path, body={})

    assert (problem.code, problem.facts) == ("already_enrolled", first)
    assert refusal(api.enrol, TRAINER, path=course.path, body={"account_id": me.id}).facts == first


def test_the_same_key_enrols_once(course: Course) -> None:
    """A repeated request with its key is answered, not refused."""
    me = learner()
    first = ask(api.enrol, me, path=course.path, body={}, key="once")

    assert ask(api.enrol, me, path=course.path, body={}, key="once").value == first.value


def test_a_trainer_enrols_others(course: Course) -> None:
    """Also one who may not follow learners is shown the enrolment just made; a learner enrols nobody else."""
    other = learner()
    enroller = make_actor("learning.enrol", districts=())
    made = ask(api.enrol, enroller, path=course.path, body={"account_id": other.id})

    assert made.value["account_id"] == other.id
    assert refusal(api.enrol, learner(), path=course.path, body={"account_id": other.id}).code == "enrols_self_only"


def test_bad_input_of_an_enrolment_is_named(course: Course) -> None:
    """Who is to be enrolled must be an account's id; the course must exist."""
    problem = refusal(api.enrol, TRAINER, path=course.path, body={"account_id": "somebody"})

    assert (problem.kind, list(problem.fields or {})) == ("invalid", ["account_id"])
    nowhere = {"course_id": str(uuid.uuid4())}
    assert refusal(api.enrol, learner(), path=nowhere, body={}).code == "no_such_course"
    assert refusal(api.enrol, learner(), path={"course_id": "x"}, body={}).code == "no_such_thing"


def test_a_lesson_is_noted_as_done_once(course: Course) -> None:
    """A second note changes nothing; a lesson that the course has not is refused."""
    me = learner()
    path = enrol(course, me)
    lesson = course.draft()["lessons"][0]["id"]
    for _ in range(2):
        done = ask(api.complete_lesson, me, path={**path, "lesson_id": lesson}, body={})

    assert done.value["lessons_done"] == [lesson]
    missing = {**path, "lesson_id": str(uuid.uuid4())}
    assert refusal(api.complete_lesson, me, path=missing, body={}).code == "no_such_lesson"


def test_a_lesson_that_is_taken_out_does_not_count(course: Course) -> None:
    """Progress is told of the version that is published now."""
    me = learner()
    path = enrol(course, me)
    lesson = course.draft()["lessons"][0]["id"]
    ask(api.complete_lesson, me, path={**path, "lesson_id": lesson}, body={})
    course.change(api.remove_lesson, lesson_id=lesson)
    course.change(api.publish_course, {})
    now = ask(api.read_enrolment, me, path=path).value

    assert (now["lessons_done"], now["lesson_count"]) == ([], 1)


def test_nobody_learns_in_anothers_name(course: Course) -> None:
    """A trainer may look at an enrolment, but neither note lessons nor start attempts in it; a stranger finds nothing."""
    me = learner()
    path = enrol(course, me)
    lesson = {**path, "lesson_id": course.draft()["lessons"][0]["id"]}

    assert ask(api.read_enrolment, TRAINER, path=path).value["account_id"] == me.id
    assert refusal(api.complete_lesson, TRAINER, path=lesson, body={}).code == "no_such_enrolment"
    assert refusal(api.start_attempt, TRAINER, path=path, body={}).code == "no_such_enrolment"
    assert refusal(api.read_enrolment, learner(), path=path).code == "no_such_enrolment"
    assert refusal(api.read_enrolment, TRAINER, path={"enrolment_id": str(uuid.uuid4())}).code == "no_such_enrolment"


def test_progress_is_ones_own_unless_one_may_follow(course: Course) -> None:
    """Each sees the own enrolments, latest first; a trainer those of a learner; a learner nobody else's."""
    me = learner()
    enrolled = [enrol(made, me)["enrolment_id"] for made in (course, publish_small(), publish_small())][::-1]

    assert [row["id"] for row in read_pages(api.list_progress, me)] == enrolled
    assert [row["id"] for row in read_pages(api.list_progress, me, query={"account_id": me.id})] == enrolled
    assert [row["id"] for row in read_pages(api.list_progress, TRAINER, query={"account_id": me.id})] == enrolled
    assert refusal(api.list_progress, learner(), query={"account_id": me.id}).code == "not_your_records"
    assert read_pages(api.list_progress, learner()) == []


def publish_small() -> Course:
    """Publish a course of one lesson and one question."""
    made = begin()
    made.change(api.add_lesson, {"title_en": "One", "text_en": "Text"})
    choices = [{"text_en": "a", "is_right": True}, {"text_en": "b", "is_right": False}]
    made.change(
        api.add_question, {"kind": "single", "text_en": "Which?", "choices": choices, "rationale_en": "So it is."}
    )
    made.change(api.publish_course, {})
    return made


def test_trainers_follow_a_courses_learners(course: Course) -> None:
    """By pages and by state; who may not follow is refused, and a course that is not there is said to be missing."""
    people = [learner() for _ in range(3)]
    enrolled = [enrol(course, person) for person in people]
    attempt(course, enrolled[0], people[0])
    start(enrolled[1], people[1])

    def accounts(**query: str) -> list[str]:
        return [row["account_id"] for row in read_pages(api.list_learners, TRAINER, path=course.path, query=query)]

    assert accounts() == [person.id for person in people[::-1]]
    assert [accounts(state=state) for state in ("passed", "started", "enrolled", "failed")] == [
        [people[0].id], [people[1].id], [people[2].id], [],
    ]  # fmt: skip
    assert refusal(api.list_learners, TRAINER, path=course.path, query={"state": "asleep"}).kind == "invalid"
    assert refusal(api.list_learners, learner(), path=course.path).kind == "forbidden"
    assert refusal(api.list_learners, TRAINER, path={"course_id": str(uuid.uuid4())}).code == "no_such_course"


def test_the_overview_counts_how_learners_stand(course: Course) -> None:
    """Enrolled, started, passed, failed, for every course, drafts too; not for learners."""
    people = [learner() for _ in range(4)]
    enrolled = [enrol(course, person) for person in people]
    attempt(course, enrolled[0], people[0])
    for _ in range(3):
        attempt(course, enrolled[1], people[1], right=False)
    start(enrolled[2], people[2])
    draft = begin()
    rows = {row["id"]: row for row in read_pages(api.list_course_overviews, TRAINER)}
    counts = [rows[course.id][state] for state in ("enrolled", "started", "passed", "failed")]

    assert counts == [1, 1, 1, 1]
    assert (rows[draft.id]["published_number"], rows[draft.id]["enrolled"]) == (None, 0)
    assert refusal(api.list_course_overviews, learner()).kind == "forbidden"


def test_a_place_in_a_list_that_nobody_gave_is_refused(course: Course) -> None:
    """A cursor is opaque, and a wrong one is said to be wrong."""
    for after in ("x", "WyIxIl0", "bnVsbA"):
        assert refusal(api.list_courses, learner(), query={"after": after}).code == "cursor_unknown"
    assert refusal(api.list_courses, learner(), query={"limit": 201}).kind == "invalid"


def test_attempts_are_listed_the_latest_first(course: Course) -> None:
    """The learner and whoever follows learners see how each attempt went; for others there is no such enrolment."""
    me = learner()
    enrolment = enrol(course, me)
    attempt(course, enrolment, me, right=False)
    attempt(course, enrolment, me)

    rows = ask(api.list_attempts, me, path=enrolment).value["items"]
    assert [(row["number"], row["passed"], row["percent"], row["state"]) for row in rows] == [
        (2, True, 100, "submitted"), (1, False, 0, "submitted"),
    ]  # fmt: skip
    assert ask(api.list_attempts, TRAINER, path=enrolment).value["items"] == rows
    assert refusal(api.list_attempts, learner(), path=enrolment).code == "no_such_enrolment"
