"""The closed expressions of the rules: what they say, and what they refuse."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.conditions import NAMES, ConditionError, holds, read_condition
from tests.unit.cases.law import RULES

KNOWN: dict[str, Any] = {
    "is_terrorism": False, "acts": frozenset({"ppc"}), "sections": frozenset({"ppc 302"}), "gender": "female",
    "is_juvenile": None, "punishable_with_death": True, "punishable_with_death_or_life": True, "sentence_months": 36,
    "noted": frozenset({"fir_recorded"}),
}  # fmt: skip


PIECES = st.lists(
    st.sampled_from([*sorted(NAMES), "and", "or", "not", "in", "==", "<", ">=", "(", ")", "'ppc 302'", "36", "true"]),
    max_size=8,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("is_terrorism", False),
        ("not is_terrorism", True),
        ("not not is_terrorism", False),
        ("gender == 'female'", True),
        ("gender != 'female'", False),
        ("sentence_months <= 36", True),
        ("sentence_months < 36", False),
        ("sentence_months > 35 and sentence_months >= 36", True),
        ("'ppc 302' in sections", True),
        ("'ata 7' in sections or 'fir_recorded' in noted", True),
        ("is_terrorism and punishable_with_death or punishable_with_death", True),
        ("is_terrorism and (punishable_with_death or punishable_with_death)", False),
        ("true and not false", True),
        # What is not known compares with nothing, and is in nothing.
        ("is_juvenile == true", False),
        ("is_juvenile != true", False),
        ("'x' in gender", False),
        ("'x' in is_juvenile", False),
    ],
)
def test_an_expression_holds_or_not(text: str, expected: bool) -> None:  # noqa: FBT001 - the table's column
    """Comparisons, membership, and / or / not with their brackets."""
    assert holds(text, KNOWN) is expected


@pytest.mark.parametrize(
    "text",
    [
        "gender ==", "(is_terrorism", "is_terrorism)", "unknown_name", "__import__('os')", "gender = 'x'", "and", "1 +",
        "'open", "not", "noted in", "gender == 'a' 'b'", "lambda", "acts.pop",
    ],
)  # fmt: skip
def test_what_is_no_expression_is_refused(text: str) -> None:
    """Anything outside the closed language is refused when it is read, not run."""
    with pytest.raises(ConditionError):
        read_condition(text)


@given(st.text(max_size=40) | PIECES)
def test_no_text_does_anything_but_hold_or_be_refused(text: str) -> None:
    """Whatever is written, it is judged or refused."""
    with suppress(ConditionError):
        assert read_condition(text)(KNOWN) is not NotImplemented


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.rule_id} {rule.valid_from}")
def test_every_rule_s_condition_can_be_read(rule: Any) -> None:
    """The shipped rules say nothing that the interpreter does not know."""
    assert set(KNOWN) == NAMES
    assert holds(rule.condition, KNOWN) in (True, False)
