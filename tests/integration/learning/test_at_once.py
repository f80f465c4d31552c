"""What happens when the same is asked many times at once: it is done once, and the others are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from services.common.errors import Problem
from services.learning import api
from tests.integration.learning.asking import ask, read_pages
from tests.integration.learning.factories import (
    LIBRARIAN,
    TRAINER,
    Course,
    add_item,
    enrol,
    item_body,
    learner,
    lesson_body,
    start,
)

TIMES = 6


def outcomes(step: Callable[[], Any]) -> Counter[str]:
    """Take a step many times at once and count how it ends: `done`, or the code of its refusal."""

    def end(_: int) -> str:
        try:
            step()
        except Problem as problem:
            return problem.code
        return "done"

    with ThreadPoolExecutor(TIMES) as pool:
        return Counter(pool.map(end, range(TIMES)))


def test_one_is_enrolled_once(course: Course) -> None:
    """Of many clicks one enrols."""
    me = learner()
    found = outcomes(lambda: ask(api.enrol, me, path=course.path, body={}))

    assert found == {"done": 1, "already_enrolled": TIMES - 1}


def test_one_attempt_is_started(course: Course) -> None:
    """Of many clicks one starts the attempt, and one attempt is used."""
    me = learner()
    path = enrol(course, me)
    found = outcomes(lambda: ask(api.start_attempt, me, path=path, body={}))

    assert found == {"done": 1, "attempt_open": TIMES - 1}
    assert ask(api.read_enrolment, me, path=path).value["attempts_used"] == 1


def test_one_submission_is_scored(course: Course) -> None:
    """Of many submissions one is scored, and one certificate is issued."""
    me = learner()
    path = start(enrol(course, me), me)
    body = {"answers": course.answers()}
    found = outcomes(lambda: ask(api.submit_attempt, me, path=path, body=body))

    assert found == {"done": 1, "attempt_submitted": TIMES - 1}
    assert len(read_pages(api.list_certificates, me)) == 1


def test_one_change_of_a_draft_counts(course: Course) -> None:
    """Of many trainers who saw the same version one writes."""
    seen = str(course.draft()["version"])
    found = outcomes(lambda: ask(api.add_lesson, TRAINER, path=course.path, body=lesson_body(), if_match=seen))

    assert found == {"done": 1, "changed_meanwhile": TIMES - 1}
    assert len(course.draft()["lessons"]) == 3


def test_one_text_supersedes() -> None:
    """Of many texts that would supersede the same one does."""
    old = add_item(in_force_from="2000-01-01")

    def supersede() -> None:
        ask(api.add_library_item, LIBRARIAN, body=item_body(in_force_from="2020-01-01", supersedes_id=old["id"]))

    assert outcomes(supersede) == {"done": 1, "superseded_already": TIMES - 1}
