"""Opinions, stages and outcomes: which words agree with which."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules import words
from services.cases.rules.outcomes import ACQUITTALS, outcome_of
from services.cases.rules.scrutiny import FIT, NEEDS_OPINIONS, contradiction
from services.cases.rules.stages import COMPLETES_INVESTIGATION, milestones_of_report

AGREEING = {
    ("fit_for_trial", "met", "met"), ("fit_on_other_sections", "met", "met"), ("discharge", "met", "not_met"),
    ("discharge", "not_met", None),
}  # fmt: skip
verdicts = st.sampled_from(words.VERDICTS)


@pytest.mark.parametrize("said", list(product(words.OPINIONS, words.TESTS, (*words.TESTS, None))))
def test_an_opinion_agrees_with_its_tests_or_says_how_not(said: tuple[str, str, str | None]) -> None:
    """Of all that can be said four agree; of every other the sentence tells what to change."""
    sentence = contradiction(*said)
    assert (sentence is None) == (said in AGREEING)
    assert sentence is None or sentence.endswith(".")


def test_what_a_report_meets() -> None:
    """Every report is one received; those that end the investigation are final, an interim one is itself."""
    assert {kind: milestones_of_report(kind) - {"report_received"} for kind in words.REPORT_KINDS} == {
        "final": {"final_report"}, "cancellation": {"final_report"}, "discharge": {"final_report"},
        "interim": {"interim_report"}, "supplementary": set(),
    }  # fmt: skip
    assert all("report_received" in milestones_of_report(kind) for kind in words.REPORT_KINDS)


@pytest.mark.parametrize(
    ("results", "outcome"),
    [
        (["convicted"], "convicted"),
        (["convicted", "acquitted"], "partly_convicted"),
        (["convicted", "abated"], "partly_convicted"),
        (["acquitted", "withdrawn"], "acquitted"),
        (["acquitted_early"], "acquitted"),
        (["compounded"], "acquitted"),
        (["withdrawn"], "otherwise_disposed"),
        (["discharged", "abated", "dormant"], "otherwise_disposed"),
        ([], "otherwise_disposed"),
    ],
)
def test_a_cases_outcome_follows_from_its_accuseds(results: list[str], outcome: str) -> None:
    """One conviction makes a case partly convicted, all make it convicted; without any, one acquittal decides."""
    assert outcome_of(results) == outcome


@given(st.lists(verdicts, max_size=8), st.randoms())
def test_the_order_of_accused_changes_no_outcome(results: list[str], dice: Random) -> None:
    """And every outcome is a known word."""
    mixed = sorted(results, key=lambda _: dice.random())
    assert outcome_of(mixed) == outcome_of(results)
    assert outcome_of(results) in words.OUTCOMES


def test_the_words_are_closed_lists_that_the_rules_keep_to() -> None:
    """No list says a word twice, and every word a rule knows is in its list."""
    lists = {name: value for name, value in vars(words).items() if name.isupper()}
    assert all(len(set(value)) == len(value) for value in lists.values())
    assert set(words.VERDICTS) >= ACQUITTALS
    assert set(words.OPINIONS) >= FIT
    assert set(words.REPORT_KINDS) >= NEEDS_OPINIONS | COMPLETES_INVESTIGATION
