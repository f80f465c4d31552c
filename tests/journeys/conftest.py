"""The whole platform, as `./cmms test` started it, with its demonstration's people."""

from __future__ import annotations

import os
from typing import Any

import pytest

from deploy.demo.world import World
from deploy.native.instance import Instance


@pytest.fixture(scope="session")
def told() -> list[dict[str, Any]]:
    """Give the list that the demonstration's steps are told into."""
    return []


@pytest.fixture(scope="session")
def world(told: list[dict[str, Any]]) -> World:
    """Give the platform with everybody signed in."""
    if not os.environ.get("CMMS_TEST_INSTANCE"):
        pytest.skip("needs the whole platform: run by ./cmms test")
    found = World(Instance.of_tests(), told.append)
    found.sign_in()
    return found
