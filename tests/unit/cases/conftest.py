"""After a run, says how many of the law's periods were held against how many worked examples."""

from __future__ import annotations

import sys
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the counts, when the examples were tried."""
    tried = sys.modules.get("tests.unit.cases.worked_examples")
    law = sys.modules.get("tests.unit.cases.law")
    if tried is not None and law is not None:
        rules = len({(rule.rule_id, rule.valid_from) for rule in law.RULES})
        terminalreporter.write_line(f"statutory periods: {rules} dated rules, {tried.COUNT} worked examples")
