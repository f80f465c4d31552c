"""Every screen from right to left, with the rights of each kind of person. A file of its own: the two directions are walked at the same time."""

from __future__ import annotations

from typing import Final

import pytest

from tests.browser.conftest import Open
from tests.browser.reading import read_every_screen

_LOOKED: Final[set[str]] = set()


@pytest.mark.parametrize(
    ("login", "language", "least"),
    [("supervisor", "ur", 50), ("admin", "sd", 25), ("trainer", "ur", 10), ("prosecutor1", "sd", 40)],
)
def test_every_screen_can_be_read_by_everybody(desk: Open, login: str, language: str, least: int) -> None:
    """No link leads nowhere; axe finds nothing on any screen; no word is of another language."""
    kinds = read_every_screen(desk, login, language, _LOOKED)
    assert len(kinds) >= least, kinds
