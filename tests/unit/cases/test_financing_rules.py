"""Which steps may follow under an order on property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.facts import FACTS
from services.cases.rules.financing import FIRST, ORDER_KINDS, STEPS, check_step


@pytest.mark.parametrize(
    ("kind", "step", "taken", "may"),
    [
        ("freeze", "freeze_reported", [], True), ("seizure", "forfeiture_notice_given", [], True),
        ("freeze", "forfeiture_claimed", [], False), ("freeze", "forfeiture_claimed", ["forfeiture_notice_given"], True),
        ("freeze", "forfeiture_appealed", ["forfeiture_notice_given", "forfeiture_ordered"], True),
        ("freeze", "forfeiture_appealed", ["forfeiture_notice_given"], False), ("freeze", "attachment_extended", [], False),
        ("freeze", "freeze_reported", ["freeze_reported"], False), ("attachment", "attachment_extended", [], True),
        ("attachment", "attachment_progress_reported", ["attachment_progress_reported"], True),
        ("attachment", "attachment_notice_issued", ["attachment_settled"], False), ("attachment", "freeze_reported", [], False),
    ],
)  # fmt: skip
def test_a_step_follows_those_that_it_needs(kind: str, step: str, taken: list[str], *, may: bool) -> None:
    """Each once, but for the monthly report; none after an attachment is settled."""
    assert (check_step(kind, step, taken) is None) == may


@given(st.sampled_from(ORDER_KINDS), st.lists(st.sampled_from(STEPS), max_size=12))
def test_a_refusal_is_a_sentence_and_changes_nothing(kind: str, steps: list[str]) -> None:
    """Whatever is tried, what was taken could be taken in that order."""
    taken: list[str] = []
    for step in steps:
        why = check_step(kind, step, taken)
        if why is None:
            taken.append(step)
        else:
            assert why.endswith(".")
    assert all(check_step(kind, step, taken[:place]) is None for place, step in enumerate(taken))


def test_every_step_is_a_fact_about_an_order() -> None:
    """So that the clocks run by it."""
    assert {FACTS[step].about for step in (*STEPS, *FIRST.values())} == {"order"}
