"""Questions that can be answered, and scored, fairly."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learning.rules.questions import find_faults
from services.learning.rules.scoring import score_question


def choices(rights: str) -> list[dict[str, Any]]:
    """Make choices: `r` is right, `w` is wrong."""
    return [
        {"id": str(place), "text_en": f"choice {place}", "is_right": letter == "r"}
        for place, letter in enumerate(rights)
    ]


@pytest.mark.parametrize(
    ("kind", "rights", "fault"),
    [
        ("single", "r", "Give 2 to 8"),
        ("single", "rwwwwwwww", "Give 2 to 8"),
        ("single", "ww", "exactly one"),
        ("single", "rr", "exactly one"),
        ("multiple", "rr", "leave at least one"),
        ("multiple", "www", "at least one choice as right"),
    ],
)
def test_an_unfair_question_is_told(kind: str, rights: str, fault: str) -> None:
    """Too few or many choices, none or too many right ones: each with a sentence that says what to do."""
    assert any(fault in found for found in find_faults(kind, choices(rights)))


def test_the_same_choice_twice_is_a_fault() -> None:
    """Two choices that read alike cannot be told apart, capitals or not."""
    twins = [{"text_en": "Bail", "is_right": True}, {"text_en": "bail", "is_right": False}]

    assert find_faults("single", twins) == ["Give each choice a text of its own."]


@given(st.sampled_from(("single", "multiple")), st.text("rw", max_size=9))
def test_a_sound_question_can_be_answered_in_full_and_not_by_choosing_all(kind: str, rights: str) -> None:
    """Where no fault is found, the right choices earn the point and choosing all does not."""
    made = choices(rights)
    if find_faults(kind, made):
        return
    question = {"kind": kind, "points": 1, "choices": made}

    assert score_question(question, [one["id"] for one in made if one["is_right"]]) == 1
    assert score_question(question, [one["id"] for one in made]) < 1
    assert score_question(question, []) == 0
