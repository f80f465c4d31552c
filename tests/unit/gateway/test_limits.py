"""How often, how deep, and what browsers are told."""

from __future__ import annotations

import time
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.limits import DEPTH, Rate, api_headers, is_too_deep, page_headers
from gateway.reading import check_json
from services.common.errors import Problem


def nest(levels: int, *, by: str = "[") -> bytes:
    """Give JSON of so many levels."""
    return b"[" * levels + b"]" * levels if by == "[" else b'{"a":' * levels + b"1" + b"}" * levels


def refusals(rate: Rate, key: str, times: int) -> list[int]:
    """Ask so many times; give the waits that were told."""
    waits = []
    for _ in range(times):
        try:
            rate.take(key)
        except Problem as problem:
            waits.append(problem.facts["retry_after"])
    return waits


def test_a_burst_passes_and_what_follows_waits() -> None:
    """Three at once pass; the fourth is told a wait of at least a second."""
    waits = refusals(Rate(0.1, 3), "clerk", 5)

    assert len(waits) == 2
    with pytest.raises(Problem) as refused:
        Rate(0.1, 0).take("clerk")
    assert (refused.value.kind, refused.value.code) == ("too_many", "rate_exceeded")
    assert all(1 <= wait <= 12 for wait in waits)


def test_one_key_does_not_slow_another() -> None:
    """Each account and address has a bucket of its own."""
    rate = Rate(0.1, 2)

    assert (len(refusals(rate, "a", 5)), refusals(rate, "b", 2)) == (3, [])


def test_a_bucket_fills_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the wait that was told there is a token again, and never more than the burst."""
    clock = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    rate = Rate(0.5, 2)
    told = refusals(rate, "a", 3)[0]
    clock[0] += told

    assert refusals(rate, "a", 1) == []
    clock[0] += 10_000
    assert len(refusals(rate, "a", 5)) == 3


def test_full_buckets_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buckets of those who went away take no memory; one who is being slowed down is not forgotten."""
    clock = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    rate = Rate(1, 2)
    for number in range(20_000):
        rate.take(f"passer-by {number}")
    clock[0] += 5
    refusals(rate, "runaway", 2)

    assert set(rate._buckets) == {"runaway"}
    assert len(refusals(rate, "runaway", 1)) == 1


@pytest.mark.parametrize("by", ["[", "{"])
def test_64_levels_pass_and_65_do_not(by: str) -> None:
    """The limit is met exactly."""
    assert check_json(nest(DEPTH, by=by)) == nest(DEPTH, by=by)
    with pytest.raises(Problem) as refused:
        check_json(nest(DEPTH + 1, by=by))
    assert refused.value.code == "json_too_deep"


def test_what_no_parser_follows_is_too_deep_as_well() -> None:
    """Thousands of levels are refused by the same name."""
    with pytest.raises(Problem) as refused:
        check_json(nest(100_000))
    assert refused.value.code in ("json_too_deep", "json_malformed")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
)


def depth_of(value: Any) -> int:
    """Give how deep a value nests."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max((depth_of(item) for item in inner), default=0)


@given(_JSON, st.integers(0, 6))
def test_depth_is_what_it_is_counted_to_be(value: Any, depth: int) -> None:
    """The count by levels says what a recursive count says."""
    assert is_too_deep(value, depth) == (depth_of(value) > depth)
    assert orjson.loads(check_json(orjson.dumps(value))) == value


@pytest.mark.parametrize("headers", [api_headers, page_headers])
def test_browsers_are_kept_strict(headers: Any) -> None:
    """Nothing is framed, sniffed, kept or fetched from elsewhere; HTTPS is insisted on where there is HTTPS."""
    plain, secure = dict(headers(secure=False)), dict(headers(secure=True))

    assert "default-src 'none'" in plain["content-security-policy"]
    assert "frame-ancestors 'none'" in plain["content-security-policy"]
    assert (plain["x-content-type-options"], plain["referrer-policy"]) == ("nosniff", "no-referrer")
    assert plain["cache-control"] == "no-store"
    assert "unsafe" not in plain["content-security-policy"]
    assert set(secure) - set(plain) == {"strict-transport-security"}
