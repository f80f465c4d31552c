"""No code on a screen: whatever word a column may hold is called something in every language."""

from __future__ import annotations

import importlib
import json
import re

import pytest
import sqlalchemy as sa

from services.cases.rules.handing_over import OBSTACLES
from tests.guards.tree import ROOT

MODELS = ("services.cases", "services.scheduling", "services.documents", "services.learning", "services.notifications", "gateway.accounts")  # fmt: skip
_WORD = re.compile(r"'([A-Za-z0-9_-]+)'")


def find_codes() -> dict[str, str]:
    """Give each word that a check of one column allows (`one_of`), with its table."""
    found: dict[str, str] = {}
    for name in MODELS:
        tables = importlib.import_module(f"{name}.models").Base.metadata.tables
        for table in tables.values():
            for check in table.constraints:
                text = str(check.sqltext) if isinstance(check, sa.CheckConstraint) else ""
                if text.count(" IN (") == 1:
                    found |= dict.fromkeys(_WORD.findall(text), f"{name} {table.name}")
    return found


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_code_has_its_words(language: str) -> None:
    """A state that a screen shows one day is shown in words, not as its code."""
    path = ROOT / f"gateway/web/src/words/{language}/choices.json"
    known = json.loads(path.read_text(encoding="utf-8"))

    assert {code: place for code, place in find_codes().items() if code not in known} == {}


# States that no column holds: they are found when they are read.
READ = {
    *OBSTACLES,
    *("waiting", "received", "refused", "deemed_given"),
    *("open", "removed", "disputed", "withdrawn", "upheld"),
}


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_state_that_is_read_has_its_words(language: str) -> None:
    """What stands against a handing over, where a sanction and a defect of a report stand."""
    path = ROOT / f"gateway/web/src/words/{language}/choices.json"

    assert READ - set(json.loads(path.read_text(encoding="utf-8"))) == set()


def test_codes_are_found() -> None:
    """The states of an import among them."""
    assert {"imported", "refused", "sending"} <= set(find_codes())
