"""The dated clock rules and offences as they are shipped, for tests of what they say."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Final

from services.cases import migrations
from services.cases.rules.clocks import Rule
from services.cases.rules.gravity import Gravity

_REFERENCE: Final = Path(str(migrations.__file__)).with_name("reference")


def _read(name: str) -> list[dict[str, str]]:
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _words(row: dict[str, str], name: str) -> frozenset[str]:
    return frozenset(row[name].split())


def _to_rule(row: dict[str, str]) -> Rule:
    return Rule(
        row["rule_id"], dt.date.fromisoformat(row["valid_from"]),
        dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, row["started_by"],
        _words(row, "met_by"), row["applies_to"], row["unit"], int(row["length"]) if row["length"] else None,
        _words(row, "restarted_by"), _words(row, "stopped_by"), _words(row, "paused_by"), _words(row, "resumed_by"),
        _words(row, "against"), row["counts_for"], row["condition"], row["counted_from"], row["calendar"],
        row["nature"], row["is_once"] == "yes", row["sets_off"] or None, tuple(row["ladder"].split()), row["source"],
    )  # fmt: skip


RULES: Final = [_to_rule(row) for row in _read("clock_rules_2.csv")]
BY_ID: Final = {rule.rule_id: rule for rule in RULES}
OFFENCES: Final[dict[str, dict[str, Gravity]]] = {}
for _row in _read("offences.csv"):
    OFFENCES.setdefault(_row["act"], {})[_row["section"]] = Gravity(_row["is_death"] == "yes", _row["is_life"] == "yes")
