"""The pages made from declarations say what is declared today."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from deploy.describe import describe, describe_api, list_events, name_kind
from services.common.api import Api, Operation
from tests.guards.tree import ROOT, SERVICES

MADE = describe()


@pytest.mark.parametrize("path", MADE)
def test_a_made_page_is_up_to_date(path: str) -> None:
    """What is described is what is declared; `python -m deploy.describe` makes it so again."""
    assert (ROOT / path).read_text(encoding="utf-8") == MADE[path], "run: python -m deploy.describe"


@pytest.mark.parametrize("service", SERVICES)
def test_events_can_be_described(service: str) -> None:
    """Each event names the thing that it is about and says what happened."""
    for event in list_events(service):
        assert event.aggregate, f"{event.wire_name} is about nothing"
        assert event.__doc__, f"{event.wire_name} does not say what happened"


@pytest.mark.parametrize(
    ("hint", "name"),
    [
        (uuid.UUID, "uuid"), (dt.date, "day"), (dt.datetime | None, "instant or nothing"), (tuple[uuid.UUID, ...], "list of uuid"),
        (list[str], "list of text"), (dict[str, int], "whole number by text"), (bool, "yes or no"),
    ],
)  # fmt: skip
def test_kinds_are_named_in_plain_words(hint: Any, name: str) -> None:
    """A reader needs no Python."""
    assert name_kind(hint) == name


def test_the_guard_sees_a_changed_declaration() -> None:
    """Broken once: another permission, another role and a guard each change the page."""
    api = Api("x", "x")
    pages = set()
    for options in ({"may": "x.read"}, {"may": "x.write"}, {"may": "x.read", "guarded": True}, {"public": True}, {}):
        operation = Operation("x", "GET", "/x", names=["read_x"], **options)
        api.__dict__["operations"] = {"read_x": operation}
        pages |= {describe_api([api], {"x.read": ["clerk"]}), describe_api([api], {"x.read": ["auditor"]})}
    assert len(pages) == 7
