"""Attempts: started, submitted, scored, lapsed; what is right is told afterwards and not before."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from services.common.actor import Actor
from services.common.tables import audit_entries
from services.learning import api
from services.learning.models import Attempt
from services.learning.service import LearningService
from tests.conftest import database_of, make_actor
from tests.integration.learning.asking import ask, refusal
from tests.integration.learning.factories import TRAINER, Course, attempt, enrol, learner, publish, start


@pytest.fixture
def me() -> Actor:
    """Give a learner."""
    return learner()


@pytest.fixture
def enrolment(course: Course, me: Actor) -> dict[str, str]:
    """Enrol the learner in the course."""
    return enrol(course, me)


def shift_due(path: dict[str, str], seconds: float) -> None:
    """Move the end of an attempt's time to so many seconds from now."""
    due = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
    with database_of("learning").transaction() as session:
        session.execute(sa.update(Attempt).where(Attempt.id == uuid.UUID(path["attempt_id"])).values(due_at=due))


def audited(subject: str) -> list[str]:
    """Give what the audit trail says was done to a thing, in order."""
    found = sa.select(audit_entries.c.action).where(audit_entries.c.subject == subject).order_by(audit_entries.c.at)
    with database_of("learning").transaction() as session:
        return list(session.scalars(found))


def let_lapse() -> None:
    """Run the timer that lets attempts lapse."""
    with database_of("learning").transaction() as session:
        LearningService().let_attempts_lapse(session)


def timed(me: Actor, **more: Any) -> tuple[Course, dict[str, str]]:
    """Enrol in a course with a time limit."""
    course = publish(time_limit_minutes=30, **more)
    return course, enrol(course, me)


def test_an_open_attempt_tells_no_answer(me: Actor, enrolment: dict[str, str]) -> None:
    """Questions and choices are shown; which are right, why, and how the law is cited is not."""
    made = ask(api.start_attempt, me, path=enrolment, body={})
    read = ask(api.read_attempt, me, path={"attempt_id": made.id})

    assert (made.status, made.location, made.value) == (201, f"/api/attempts/{made.id}", read.value)
    assert (made.value["state"], made.value["number"], made.value["course_version"], made.value["most"]) == (
        "open",
        1,
        1,
        4,
    )
    hidden = ("chosen", "score", "rationale_en", "rationale_ur", "source")
    for question in read.value["questions"]:
        assert [question[name] for name in hidden] == [None] * 5
        assert {choice["is_right"] for choice in question["choices"]} == {None}
    assert "Because of the law" not in str(read.value)
    assert [read.value[name] for name in ("score", "percent", "passed", "submitted_at")] == [None] * 4


def test_the_order_of_an_attempt_stays(me: Actor, enrolment: dict[str, str]) -> None:
    """Read again, questions and choices stand as they stood."""
    path = start(enrolment, me)

    assert ask(api.read_attempt, me, path=path).value == ask(api.read_attempt, me, path=path).value


def test_a_right_attempt_passes_and_tells_all(course: Course, me: Actor, enrolment: dict[str, str]) -> None:
    """Everything right: 100 per cent, a certificate, and for each question what was right and why."""
    done = attempt(course, enrolment, me)

    assert (done["state"], done["score"], done["percent"], done["passed"]) == ("submitted", 4.0, 100.0, True)
    for question in done["questions"]:
        assert question["rationale_en"] == "Because of the law."
        assert sorted(question["chosen"]) == sorted(c["id"] for c in question["choices"] if c["is_right"])
    now = ask(api.read_enrolment, me, path=enrolment).value
    assert (now["state"], now["best_percent"], now["certificate_code"]) == ("passed", 100.0, done["certificate_code"])
    assert refusal(api.start_attempt, me, path=enrolment, body={}).code == "already_passed"


def test_a_wrong_attempt_fails(course: Course, me: Actor, enrolment: dict[str, str]) -> None:
    """Everything wrong: nothing earned, no certificate, another attempt may follow."""
    done = attempt(course, enrolment, me, right=False)

    assert (done["percent"], done["passed"], done["certificate_code"]) == (0.0, False, None)
    assert ask(api.read_enrolment, me, path=enrolment).value["state"] == "started"
    assert ask(api.start_attempt, me, path=enrolment, body={}).value["number"] == 2


def test_half_a_multiple_choice_earns_half(course: Course, me: Actor, enrolment: dict[str, str]) -> None:
    """One of two right choices earns half the point; a question that is left out earns nothing."""
    given = course.answers()
    given[2]["choice_ids"] = given[2]["choice_ids"][:1]
    path = start(enrolment, me)
    done = ask(api.submit_attempt, me, path=path, body={"answers": given[1:]}).value

    assert {question["score"] for question in done["questions"]} == {0.0, 2.0, 0.5}
    assert (done["score"], done["percent"], done["passed"]) == (2.5, 62.5, False)


def test_attempts_are_used_up(course: Course, me: Actor, enrolment: dict[str, str]) -> None:
    """After three the learner has failed, until a new version allows more."""
    for _ in range(3):
        attempt(course, enrolment, me, right=False)
    problem = refusal(api.start_attempt, me, path=enrolment, body={})

    assert (problem.code, problem.facts) == ("attempts_used_up", {"attempts_allowed": 3})
    assert ask(api.read_enrolment, me, path=enrolment).value["state"] == "failed"
    course.change(api.change_course, {"attempts_allowed": 4})
    course.change(api.publish_course, {})
    assert attempt(course, enrolment, me)["passed"]


def test_one_attempt_at_a_time(me: Actor, enrolment: dict[str, str]) -> None:
    """While one is open no other is started; the refusal names it, and so does the enrolment."""
    path = start(enrolment, me)

    problem = refusal(api.start_attempt, me, path=enrolment, body={})
    assert (problem.code, problem.facts) == ("attempt_open", path)
    assert ask(api.read_enrolment, me, path=enrolment).value["open_attempt_id"] == path["attempt_id"]


def test_an_attempt_is_submitted_once(course: Course, me: Actor, enrolment: dict[str, str]) -> None:
    """The first submission stands."""
    path = start(enrolment, me)
    ask(api.submit_attempt, me, path=path, body={"answers": []})

    assert refusal(api.submit_attempt, me, path=path, body={"answers": course.answers()}).code == "attempt_submitted"


def test_an_attempt_stays_with_its_version(course: Course, me: Actor, enrolment: dict[str, str]) -> None:
    """A version that is published meanwhile changes neither questions nor pass mark of what is under way."""
    given = course.answers()
    path = start(enrolment, me)
    course.change(api.remove_question, question_id=course.draft()["questions"][0]["id"])
    course.change(api.change_course, {"pass_mark": 100})
    course.change(api.publish_course, {})
    done = ask(api.submit_attempt, me, path=path, body={"answers": given[1:]}).value

    assert (done["course_version"], done["pass_mark"], done["percent"], done["passed"]) == (1, 70, 75.0, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"answers": [{"question_id": str(uuid.uuid4()), "choice_ids": ["x"]}]},
        {"answers": [{"question_id": "7", "choice_ids": []}]},
        {"answers": [{"choice_ids": []}]},
        {"answers": "all"},
        {"answers": [{"question_id": str(uuid.UUID(int=1)), "choice_ids": []}] * 2},
        {},
    ],
    ids=["foreign", "no-id", "no-question", "no-list", "twice", "nothing"],
)
def test_answers_that_do_not_fit_are_refused(me: Actor, enrolment: dict[str, str], wrong: Any) -> None:
    """The attempt stays open, so nothing is lost by a mistake of the page."""
    path = start(enrolment, me)
    problem = refusal(api.submit_attempt, me, path=path, body=wrong)

    assert (problem.kind, list(problem.fields or {})) == ("invalid", ["answers"])
    assert ask(api.read_attempt, me, path=path).value["state"] == "open"


def test_two_answers_to_a_single_choice_are_refused(course: Course, me: Actor, enrolment: dict[str, str]) -> None:
    """Choosing everything is no way to be right."""
    path = start(enrolment, me)
    question = next(q for q in ask(api.read_attempt, me, path=path).value["questions"] if q["kind"] == "single")
    given = {"question_id": question["id"], "choice_ids": [choice["id"] for choice in question["choices"]]}

    assert refusal(api.submit_attempt, me, path=path, body={"answers": [given]}).code == "answers_wrong"


def test_an_attempt_is_its_learners(course: Course, me: Actor, enrolment: dict[str, str]) -> None:
    """Others find nothing; who may follow learners sees it once it was submitted, and never submits it."""
    path = start(enrolment, me)
    follower = make_actor("learning.follow", districts=())

    for actor in (learner(), follower, TRAINER):
        assert refusal(api.read_attempt, actor, path=path).code == "no_such_attempt"
        assert refusal(api.submit_attempt, actor, path=path, body={"answers": []}).code == "no_such_attempt"
    ask(api.submit_attempt, me, path=path, body={"answers": course.answers()})
    assert ask(api.read_attempt, follower, path=path).value["passed"] is True
    assert refusal(api.read_attempt, learner(), path=path).code == "no_such_attempt"
    nowhere = {"attempt_id": str(uuid.uuid4())}
    assert refusal(api.read_attempt, me, path=nowhere).code == "no_such_attempt"
    assert refusal(api.submit_attempt, me, path=nowhere, body={"answers": []}).code == "no_such_attempt"


def test_a_timed_attempt_ends(me: Actor) -> None:
    """It is due half an hour after its start; after that and the grace its answers come too late."""
    course, enrolment = timed(me)
    path = start(enrolment, me)
    made = ask(api.read_attempt, me, path=path).value
    begun, due = (dt.datetime.fromisoformat(made[name]) for name in ("started_at", "due_at"))

    assert due - begun == dt.timedelta(minutes=30)
    shift_due(path, -60)
    assert refusal(api.submit_attempt, me, path=path, body={"answers": course.answers()}).code == "attempt_lapsed"


def test_answers_under_way_when_time_ends_count(me: Actor) -> None:
    """Within the grace a slow network costs nobody the attempt."""
    course, enrolment = timed(me)
    path = start(enrolment, me)
    shift_due(path, -1)

    assert ask(api.submit_attempt, me, path=path, body={"answers": course.answers()}).value["passed"]


def test_a_new_attempt_ends_one_whose_time_is_over(me: Actor) -> None:
    """Who comes back late starts the next attempt without waiting for the timer; the old one counts as used."""
    _, enrolment = timed(me)
    path = start(enrolment, me)
    shift_due(path, -60)
    made = ask(api.start_attempt, me, path=enrolment, body={}).value

    assert made["number"] == 2
    assert ask(api.read_attempt, me, path=path).value["state"] == "lapsed"
    assert audited(f"attempt:{path['attempt_id']}") == ["attempt_started", "attempt_lapsed"]


def test_the_timer_lets_attempts_lapse(me: Actor) -> None:
    """Those whose time is over lapse, others stay; what lapsed tells no answers and cannot be submitted."""
    _, enrolment = timed(me)
    over, running = start(enrolment, me), start(timed(learner_of := learner())[1], learner_of)
    shift_due(over, -60)
    let_lapse()
    lapsed = ask(api.read_attempt, me, path=over).value

    assert (lapsed["state"], lapsed["score"], {q["rationale_en"] for q in lapsed["questions"]}) == (
        "lapsed",
        None,
        {None},
    )
    assert ask(api.read_attempt, learner_of, path=running).value["state"] == "open"
    assert refusal(api.submit_attempt, me, path=over, body={"answers": []}).code == "attempt_lapsed"
    assert ask(api.read_enrolment, me, path=enrolment).value["state"] == "started"


def test_the_last_attempt_that_lapses_fails_the_learner(me: Actor) -> None:
    """With one attempt allowed, letting its time pass is failing, whether the timer or the learner comes first."""
    _, enrolment = timed(me, attempts_allowed=1)
    path = start(enrolment, me)
    shift_due(path, -60)
    assert refusal(api.start_attempt, me, path=enrolment, body={}).code == "attempts_used_up"
    let_lapse()

    assert ask(api.read_enrolment, me, path=enrolment).value["state"] == "failed"
    assert refusal(api.start_attempt, me, path=enrolment, body={}).code == "attempts_used_up"
