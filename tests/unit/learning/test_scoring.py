"""How attempts are scored: exact, fair to each right choice, and of no use to who guesses."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learning.rules.scoring import cut, find_answer_faults, score_attempt, score_question


def question(kind: str = "single", right: str = "a", wrong: str = "bc", *, id: str = "q", points: int = 1) -> Any:  # noqa: A002 - a question's id
    """Make a question whose choices are single letters."""
    choices = [{"id": letter, "is_right": letter in right} for letter in right + wrong]
    return {"id": id, "kind": kind, "points": points, "choices": choices}


@st.composite
def quizzes(draw: st.DrawFn) -> tuple[list[Any], dict[str, list[str]]]:
    """Make questions and some answers to them."""
    questions, answers = [], {}
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(("single", "multiple")))
        letters = "abcdefgh"[: draw(st.integers(2, 8))]
        count = 1 if kind == "single" else draw(st.integers(1, len(letters) - 1))
        made = question(kind, letters[:count], letters[count:], id=f"q{number}", points=draw(st.integers(1, 10)))
        questions.append(made)
        if draw(st.booleans()):
            most = 1 if kind == "single" else len(letters)
            answers[made["id"]] = draw(st.lists(st.sampled_from(letters), max_size=most, unique=True))
    return questions, answers


@pytest.mark.parametrize(
    ("chosen", "earned"), [("a", 3), ("b", 0), ("", 0), ("ab", 0)], ids=["right", "wrong", "unanswered", "both"]
)
def test_a_single_choice_earns_all_or_nothing(chosen: str, earned: int) -> None:
    """Only the right choice, and it alone, earns the points."""
    assert score_question(question(points=3), chosen) == earned


@pytest.mark.parametrize(
    ("chosen", "earned"),
    [
        ("ab", Fraction(4)),
        ("a", Fraction(2)),
        ("ac", Fraction(0)),
        ("abc", Fraction(2)),
        ("cd", Fraction(0)),
        ("", Fraction(0)),
    ],
)
def test_a_multiple_choice_earns_its_share(chosen: str, earned: Fraction) -> None:
    """Each right choice earns the same, each wrong one takes as much away, and nothing is the least."""
    assert score_question(question("multiple", "ab", "cd", points=4), chosen) == earned


def test_a_third_is_a_third() -> None:
    """Scores are exact: one of three right choices, three times, is one point."""
    third = score_question(question("multiple", "abc", "d"), "a")

    assert third * 3 == 1


def test_a_choice_that_is_named_twice_counts_once() -> None:
    """Repeating a right choice earns nothing more."""
    assert score_question(question("multiple", "ab", "cd"), ["a", "a"]) == Fraction(1, 2)


@pytest.mark.parametrize(("mark", "passes"), [(66, True), (67, False)])
def test_the_pass_mark_is_compared_exactly(mark: int, passes: bool) -> None:  # noqa: FBT001 - the expectation
    """Two thirds pass at 66 per cent and fail at 67; nothing is rounded up."""
    questions = [question(id=name) for name in "xyz"]

    result = score_attempt(questions, {"x": "a", "y": "a"}, mark)

    assert result.passed is passes
    assert cut(result.percent) == 66.66


def test_exactly_the_pass_mark_passes() -> None:
    """Seven of ten is 70 per cent."""
    questions = [question(id=str(number)) for number in range(10)]

    assert score_attempt(questions, {str(number): "a" for number in range(7)}, 70).passed


@given(quizzes(), st.integers(1, 100))
def test_a_score_lies_between_nothing_and_all(quiz: tuple[list[Any], dict[str, list[str]]], mark: int) -> None:
    """Whatever is answered, no question earns less than nothing or more than its points, and the sum is theirs."""
    questions, answers = quiz
    result = score_attempt(questions, answers, mark)

    assert all(0 <= result.by_question[one["id"]] <= one["points"] for one in questions)
    assert sum(result.by_question.values()) == result.score
    assert result.passed == (result.percent >= mark)


@given(quizzes())
def test_all_right_choices_are_full_marks_and_all_choices_are_not(
    quiz: tuple[list[Any], dict[str, list[str]]],
) -> None:
    """Choosing what is right passes at 100; choosing everything never does."""
    questions, _ = quiz
    right = {one["id"]: [c["id"] for c in one["choices"] if c["is_right"]] for one in questions}
    everything = {one["id"]: [c["id"] for c in one["choices"]] for one in questions}

    assert score_attempt(questions, right, 100).passed
    assert not score_attempt(questions, everything, 100).passed


@given(quizzes())
def test_one_more_right_choice_never_earns_less(quiz: tuple[list[Any], dict[str, list[str]]]) -> None:
    """Adding a right choice to an answer of a multiple choice never lowers its score."""
    for one in quiz[0]:
        if one["kind"] == "multiple":
            chosen = set(quiz[1].get(one["id"], []))
            for choice in one["choices"]:
                if choice["is_right"]:
                    assert score_question(one, chosen | {choice["id"]}) >= score_question(one, chosen)


@given(quizzes())
def test_answers_to_what_was_asked_are_without_fault(quiz: tuple[list[Any], dict[str, list[str]]]) -> None:
    """Own questions, own choices, one for a single choice: nothing to complain of."""
    assert find_answer_faults(*quiz) == []


def test_answers_that_do_not_fit_are_named() -> None:
    """A foreign question, an unknown choice and two answers to a single choice are each told."""
    faults = find_answer_faults([question()], {"other": ["a"], "q": ["a", "z"]})

    assert faults == [
        "The question other is not part of this attempt.",
        "The question q has no choice z.",
        "Choose one answer to the question q.",
    ]


@given(st.fractions(min_value=0, max_value=100))
def test_what_people_see_is_cut_not_rounded(value: Fraction) -> None:
    """The shown number is never above the true one, and less than a hundredth below."""
    shown = Fraction(str(cut(value)))

    assert shown <= value < shown + Fraction(1, 100)
