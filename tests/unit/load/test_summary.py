"""Figures are made of rounds as they say they are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.load.report import write_ratios, write_table
from tests.load.summary import Round, percentile, ratio, summarise


def _round(requests: int, seconds: float, cpu: float, latencies: list[float], errors: int = 0) -> Round:
    return Round(requests, errors, seconds, latencies, {"server": cpu, "postgres": cpu})


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1))
def test_a_percentile_is_the_least_that_enough_do_not_exceed(numbers: list[float], share: float) -> None:
    """Nearest rank: at least the share lies at or below it, and fewer below any smaller number of the list."""
    ordered = sorted(numbers)
    found = percentile(ordered, share)
    assert sum(number <= found for number in ordered) >= share * len(ordered)
    assert sum(number < found for number in ordered) < share * len(ordered)


def test_a_percentile_of_nothing_is_not_a_number() -> None:
    """No request, no latency."""
    assert math.isnan(percentile([], 0.5))


def test_rounds_become_medians_and_common_percentiles() -> None:
    """Rates and costs are medians over rounds; latencies are taken over every request; failures do not count as answers."""
    rounds = [
        _round(100, 1.0, 0.1, [1.0] * 99 + [9.0]),
        _round(100, 2.0, 0.2, [2.0] * 100, errors=10),
        _round(100, 1.0, 0.4, [3.0] * 100),
    ]
    figure = summarise("read", 16, "ours", rounds)
    assert (figure.per_second, figure.per_second_least, figure.per_second_most) == (100.0, 45.0, 100.0)
    assert (figure.cpu_ms, figure.cpu_ms_least, figure.cpu_ms_most) == (4.0, 2.0, 8.0)
    assert (figure.p50_ms, figure.p99_ms, figure.errors, figure.requests) == (2.0, 3.0, 10, 300)
    assert figure.cpu_parts_ms == pytest.approx({"postgres": 700 / 300, "server": 700 / 300})


def test_ratios_are_above_one_where_the_side_is_better() -> None:
    """More requests, less CPU and earlier answers all read as more than one."""
    mine = summarise("read", 16, "ours", [_round(200, 1.0, 0.1, [1.0] * 200)])
    theirs = summarise("read", 16, "peer", [_round(100, 1.0, 0.1, [3.0] * 100)])
    line = write_ratios([mine, theirs], "ours", ("peer",)).splitlines()[1]
    assert line.split() == ["read", "16", "clients", "peer", "requests/s", "2.00", "CPU", "2.00", "p99", "3.00"]
    assert "peer" in write_table([mine, theirs], "ours")


def test_a_ratio_to_nothing_is_not_a_number() -> None:
    """Nothing is not a reference."""
    assert math.isnan(ratio(1.0, 0.0))
