"""Courts follow one another, and none follows itself."""

from __future__ import annotations

import uuid

from services.scheduling.rules.successors import goes_in_circle

ONE, TWO, THREE = (uuid.UUID(int=number) for number in (1, 2, 3))


def test_a_chain_is_no_circle() -> None:
    """A court may be succeeded by one that is succeeded itself."""
    assert not goes_in_circle(ONE, TWO, {ONE: None, TWO: THREE, THREE: None})


def test_a_circle_is_noticed() -> None:
    """Directly, over others, and where others already go in one."""
    assert goes_in_circle(ONE, ONE, {})
    assert goes_in_circle(ONE, TWO, {TWO: THREE, THREE: ONE})
    assert goes_in_circle(ONE, TWO, {TWO: THREE, THREE: TWO})
