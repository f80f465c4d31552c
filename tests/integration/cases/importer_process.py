"""A real importer in a process of its own: `python -m … URL LEASE_SECONDS`. Killed by the tests, never stopped."""

from __future__ import annotations

import os
import sys
import time
from types import SimpleNamespace
from typing import Any

from services.cases.workers import importer
from services.common.database import Database


def main() -> None:
    """Import what waits, until killed."""
    url, lease = sys.argv[1:3]
    os.environ["CMMS_IMPORT_LEASE_SECONDS"] = lease
    equipment: Any = SimpleNamespace(database=Database(url, size=2, name="tests-importer"))
    while True:
        if not importer.step(equipment):
            time.sleep(0.05)


if __name__ == "__main__":
    main()
