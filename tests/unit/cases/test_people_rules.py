"""Who may investigate a terrorism case (ATA s.19(1))."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.people import RANKS, check_officer, check_team, is_at_least

RANK = st.sampled_from(RANKS)


@pytest.mark.parametrize(
    ("rank", "is_terrorism", "wrong"),
    [
        ("si", False, []),
        ("si", True, ["officer_below_inspector"]),
        ("inspector", True, []),
        ("dsp", True, []),
        ("other", True, ["officer_below_inspector"]),
        (None, True, ["officer_below_inspector"]),
    ],
)
def test_a_terrorism_case_wants_an_inspector(rank: str | None, is_terrorism: bool, wrong: list[str]) -> None:  # noqa: FBT001 - a table's column
    """An inspector or above, and only there."""
    assert check_officer(rank, is_terrorism=is_terrorism) == wrong


@pytest.mark.parametrize(
    ("ranks", "wrong"),
    [
        ([], []),
        (["sp", "dsp", "inspector", "other", "other"], []),
        (["sp", "dsp", "inspector", "other"], ["team_incomplete"]),
        (["sp", "dsp", "inspector"], ["team_incomplete"]),
        (["sp", "dsp"], ["team_below_quorum"]),
        (["dsp"] * 5, ["team_without_head"]),
        (["dsp"], ["team_without_head", "team_below_quorum"]),
    ],
)
def test_a_team_has_its_head_its_members_and_its_quorum(ranks: list[str | None], wrong: list[str]) -> None:
    """Five members with an SP or above; below three it cannot sit."""
    assert check_team(ranks) == wrong


@given(ranks=st.lists(RANK, min_size=1, max_size=12), more=RANK)
def test_another_member_never_makes_a_team_worse(ranks: list[str | None], more: str) -> None:
    """Whoever joins can only mend what is missing."""
    before, after = check_team(ranks), check_team([*ranks, more])
    order = ["team_incomplete", "team_below_quorum"]
    sizes = [max((order.index(one) for one in found if one in order), default=-1) for found in (before, after)]
    assert sizes[1] <= sizes[0]
    assert not ("team_without_head" in after and "team_without_head" not in before)


@given(low=RANK, high=RANK)
def test_ranks_are_in_one_order(low: str, high: str) -> None:
    """Of two ranks of the police at least one is as high as the other; what is not of the police is below all."""
    if low != "other" and high != "other":
        assert is_at_least(low, high) or is_at_least(high, low)
    assert not is_at_least("other", "constable")
