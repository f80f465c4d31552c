"""What documents' tests on PostgreSQL and the object store share."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from services.documents.clients.store import Store
from tests.integration.documents.stores import read_store_settings, shared_store


@pytest.fixture
def store() -> Store:
    """Give the tests' store."""
    return shared_store()


@pytest.fixture
def store_environment(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the tests' store in the environment, as every process of documents has it."""
    for name, value in asdict(read_store_settings()).items():
        monkeypatch.setenv(f"CMMS_{name.upper()}", value)
