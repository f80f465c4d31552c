"""After a run, says how purposes of hearing were read, held against what people said of them."""

from __future__ import annotations

import sys
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the confusion table and the shares, when the purposes were read."""
    measured = sys.modules.get("tests.unit.scheduling.purposes_measured")
    for line in measured.SAID if measured is not None else ():
        terminalreporter.write_line(line)
