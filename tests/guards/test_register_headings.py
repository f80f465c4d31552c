"""The client tells the headings of a register as the service reads them, each in words of every language."""

from __future__ import annotations

import json
import re

import pytest

from services.cases.rules.register import OPTIONAL, REQUIRED
from tests.guards.tree import ROOT

CLIENT = ROOT / "gateway/web/src"


def test_the_client_knows_every_heading() -> None:
    """Those that must be there stand first, as many as the client marks."""
    said = (CLIENT / "screens/cases/importing/headings.ts").read_text(encoding="utf-8")
    listed = re.findall(r'^  "(\w+)",$', said, re.MULTILINE)

    assert (tuple(listed[: len(REQUIRED)]), set(listed)) == (REQUIRED, {*REQUIRED, *OPTIONAL})
    assert f"slice(0, {len(REQUIRED)})" in said


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_heading_is_explained(language: str) -> None:
    """Nobody guesses what stands under a heading."""
    words = json.loads((CLIENT / f"words/{language}/imports.json").read_text(encoding="utf-8"))

    assert set(words["holding"]) == {*REQUIRED, *OPTIONAL}
