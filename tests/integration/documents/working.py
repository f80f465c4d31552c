"""Turning the documents' worker, step by step, in the test's own process."""

from __future__ import annotations

from services.documents.workers.extractor import extract_text
from services.documents.workers.reading import Limits
from tests.integration.documents.asking import equipment
from tests.integration.documents.stores import shared_store

SMALL = Limits(cpu_seconds=2, clock_seconds=4.0, memory=512 * 1024 * 1024)


def extract_all(limits: Limits = SMALL) -> None:
    """Read every file that waits to be read."""
    while extract_text(equipment(), shared_store(), limits):
        pass
