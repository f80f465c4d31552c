"""What a question must be so that it can be answered, and scored, fairly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

SINGLE: Final = "single"
MULTIPLE: Final = "multiple"
KINDS: Final = (SINGLE, MULTIPLE)
FEWEST_CHOICES: Final = 2
MOST_CHOICES: Final = 8


def find_faults(kind: str, choices: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say what is wrong with a question's choices; nothing when they are sound.

    A single-choice question has exactly one right choice; a multiple-choice question at least one right and one wrong
    choice, so that choosing everything, or nothing, is never the whole answer.
    """
    faults = []
    right = sum(1 for choice in choices if choice["is_right"])
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        faults.append(f"Give {FEWEST_CHOICES} to {MOST_CHOICES} choices.")
    if len({choice["text_en"].casefold() for choice in choices}) != len(choices):
        faults.append("Give each choice a text of its own.")
    if kind == SINGLE and right != 1:
        faults.append("Mark exactly one choice as right, or make it a multiple-choice question.")
    if kind == MULTIPLE and not 0 < right < len(choices):
        faults.append("Mark at least one choice as right and leave at least one that is wrong.")
    return faults
