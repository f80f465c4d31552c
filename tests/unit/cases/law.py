"""The dated clock rules as they are shipped, for tests of what they say."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Final

from services.cases import migrations
from services.cases.rules.clocks import Rule

_FILE: Final = Path(str(migrations.__file__)).with_name("reference") / "clock_rules_2.csv"


def _to_rule(row: dict[str, str]) -> Rule:
    return Rule(
        row["rule_id"], dt.date.fromisoformat(row["valid_from"]),
        dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, row["started_by"],
        frozenset(row["met_by"].split()), row["applies_to"], row["unit"], int(row["length"]) if row["length"] else None,
    )  # fmt: skip


with _FILE.open(encoding="utf-8") as _rows:
    RULES: Final = [_to_rule(row) for row in csv.DictReader(_rows)]
BY_ID: Final = {rule.rule_id: rule for rule in RULES}
