"""Exhibits are kept until the time for appeal is over; and gaps read as sentences."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from services.cases.rules.custody_chain_disposal import Disposal, disposal_refusal
from services.cases.rules.custody_chain_facts import GAP_KINDS, Gap
from services.cases.rules.custody_chain_steps import CUSTODY_STEPS, STEPS
from services.cases.rules.custody_chain_words import WORDS, describe_gap

DECIDED = dt.date(2024, 1, 1)
LAST = DECIDED + dt.timedelta(days=184)


def refusal(**changes: Any) -> str | None:
    """Give the code that the destruction of a weapon, long after the decision, is refused with."""
    lawful = {
        "step": "destroyed", "nature": "weapon", "on": LAST + dt.timedelta(days=1), "has_order": True,
        "decided_on": DECIDED, "keep_days": 184, "is_appeal_open": False,
    }  # fmt: skip
    found = disposal_refusal(Disposal(**{**lawful, **changes}))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"has_order": False}, "order_missing"),
        ({"decided_on": None}, "case_undecided"),
        ({"is_appeal_open": True}, "appeal_pending"),
        ({"on": LAST}, "appeal_time_running"),
        ({"step": "handed_back", "decided_on": None}, None),
        ({"step": "handed_back", "has_order": False}, "order_missing"),
        ({"nature": "narcotic", "decided_on": None}, None),
        ({"nature": "explosive", "is_appeal_open": True}, None),
        ({"nature": "narcotic", "has_order": False}, "order_missing"),
    ],
)
def test_nothing_is_destroyed_before_its_time(changes: dict[str, Any], code: str | None) -> None:
    """On the last day of the time for appeal it is kept, on the next it may go; interim custody and what is dangerous by order."""
    assert refusal(**changes) == code


@pytest.mark.parametrize("kind", GAP_KINDS)
def test_every_kind_of_gap_reads_as_a_sentence(kind: str) -> None:
    """With its days, and without a word of ours in it."""
    gap = Gap(
        kind=kind, from_on=dt.date(2022, 6, 9), to_on=dt.date(2022, 6, 13), step="malkhana_in", next_step="malkhana_out",
        place="carried", entry="register_xix", role="carrier", expected="M.K.", found="A.B.",
    )  # fmt: skip
    said = describe_gap(gap, "PW-A")
    assert said.startswith("From 9 June 2022 to 13 June 2022 (4 days) ")
    assert said.endswith(".")
    assert "_" not in said


def test_one_day_and_a_pseudonym_are_said_so() -> None:
    """A gap of one day is that day; a protected custodian is the pseudonym alone."""
    gap = Gap(kind="custodian_not_witness", from_on=dt.date(2022, 6, 9), to_on=dt.date(2022, 6, 9), role="carrier")
    assert describe_gap(gap, "PW-A") == "On 9 June 2022 the carrier (PW-A) is not on the list of witnesses."
    assert describe_gap(gap) == "On 9 June 2022 the carrier is not on the list of witnesses."


def test_every_step_entry_and_role_has_its_words() -> None:
    """What the table of steps names can be said."""
    assert set(WORDS["en"]["step"]) == set(CUSTODY_STEPS)
    assert {step.entry for step in STEPS.values() if step.entry} == set(WORDS["en"]["entry"])
    assert {step.role for step in STEPS.values() if step.role} == set(WORDS["en"]["role"])
