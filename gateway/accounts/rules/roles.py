"""The roles there are, and how the files that say what each may do are read."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

ROLES: Final = ("clerk", "prosecutor", "supervisor", "prosecutor_general", "trainer", "administrator", "auditor")
_COLUMNS: Final = ("role", "permission", "valid_from", "source")


@dataclass(frozen=True, slots=True)
class Grant:
    """A role carries a permission from a day on, because a source says so."""

    role: str
    permission: str
    valid_from: dt.date
    source: str


def read_grants(lines: Iterable[str], name: str) -> Iterator[Grant]:
    """Read the grants of one file; raise ValueError naming file and line when one is wrong."""
    rows = csv.DictReader(lines)
    if tuple(rows.fieldnames or ()) != _COLUMNS:
        raise ValueError(f"{name}: the columns must be {', '.join(_COLUMNS)}")
    for row in rows:
        try:
            grant = Grant(row["role"], row["permission"], dt.date.fromisoformat(row["valid_from"]), row["source"])
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name}, line {rows.line_num}: {error}") from error
        if grant.role not in ROLES or not grant.permission or not grant.source:
            raise ValueError(f"{name}, line {rows.line_num}: name a known role, a permission and a source")
        yield grant
