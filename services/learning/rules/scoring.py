"""How an attempt is scored.

Single choice: the right choice earns the question's points, anything else nothing. Multiple choice: partial credit,
points x (right choices chosen - wrong choices chosen) / right choices, never below nothing. So guessing everything does
not pay, and each right choice counts the same. An unanswered question earns nothing. Scores are exact fractions; the
percentage that people see is cut (not rounded) to two places, so that 69.999 never looks like a pass at 70.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from services.learning.rules.questions import SINGLE

Answers = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt earned."""

    score: Fraction
    most: int
    passed: bool
    by_question: dict[str, Fraction]

    @property
    def percent(self) -> Fraction:
        """Give the percentage, exactly."""
        return self.score * 100 / self.most


def score_question(question: Mapping[str, Any], chosen: Collection[str]) -> Fraction:
    """Give the points that the chosen choices earn."""
    right = {choice["id"] for choice in question["choices"] if choice["is_right"]}
    picked = set(chosen)
    points = int(question["points"])
    if question["kind"] == SINGLE:
        return Fraction(points if picked == right else 0)
    share = Fraction(len(picked & right) - len(picked - right), len(right))
    return max(share, Fraction(0)) * points


def score_attempt(questions: Sequence[Mapping[str, Any]], answers: Answers, pass_mark: int) -> Result:
    """Score all answers; the attempt is passed when its percentage reaches the pass mark."""
    by_question = {question["id"]: score_question(question, answers.get(question["id"], ())) for question in questions}
    score = sum(by_question.values(), Fraction(0))
    most = sum(question["points"] for question in questions)
    return Result(score, most, score * 100 >= pass_mark * most, by_question)


def find_answer_faults(questions: Sequence[Mapping[str, Any]], answers: Answers) -> list[str]:
    """Say what is wrong with answers as such: foreign questions or choices, several answers to a single choice."""
    asked = {question["id"]: question for question in questions}
    faults = []
    for question_id, chosen in answers.items():
        question = asked.get(question_id)
        if question is None:
            faults.append(f"The question {question_id} is not part of this attempt.")
            continue
        known = {choice["id"] for choice in question["choices"]}
        faults += [f"The question {question_id} has no choice {choice}." for choice in sorted(set(chosen) - known)]
        if question["kind"] == SINGLE and len(set(chosen)) > 1:
            faults.append(f"Choose one answer to the question {question_id}.")
    return faults


def cut(value: Fraction) -> float:
    """Give a score as people see it: two places, cut."""
    return (value.numerator * 100 // value.denominator) / 100
