"""The whole platform, as `./cmms test` started it, to be hurt and asked again."""

from __future__ import annotations

import os

import pytest

from deploy.demo.world import World
from deploy.native.instance import Instance


@pytest.fixture(scope="session")
def world() -> World:
    """Give the platform with everybody signed in; who finds nobody in asks again for two minutes."""
    if not os.environ.get("CMMS_TEST_INSTANCE"):
        pytest.skip("needs the whole platform: run by ./cmms test")
    found = World(Instance.of_tests(), lambda _step: None, patience=120)
    found.sign_in()
    return found
