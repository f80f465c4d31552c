"""In which columns a register's line says something else than what is registered of its FIR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from services.cases.rules.register import OPTIONAL, REQUIRED, Line, digest_line


class Registered(NamedTuple):
    """What is registered of a FIR: the line it was imported from, or, entered by hand, its day and sections."""

    cells: Mapping[str, str] | None
    fir_on: dt.date
    sections: Sequence[Mapping[str, str]]


class Difference(NamedTuple):
    """A column, what is registered in it and what the register says now; empty where nothing is."""

    column: str
    registered: str
    sent: str


def find_differences(line: Line, cells: Mapping[str, str], known: Registered) -> list[Difference]:
    """Give the columns that differ, in the register's order; how a text is spaced, and the order of columns, do not count."""
    if known.cells is None:
        return _of_fir(line, cells, known)
    columns = [*REQUIRED, *OPTIONAL]
    pairs = ((column, str(known.cells.get(column) or ""), str(cells.get(column) or "")) for column in columns)
    return [
        Difference(column, before.strip(), sent.strip())
        for column, before, sent in pairs
        if digest_line({column: before}) != digest_line({column: sent})
    ]


def _of_fir(line: Line, cells: Mapping[str, str], known: Registered) -> list[Difference]:
    found = []
    if line.fir_on != known.fir_on:
        found.append(Difference("dated", known.fir_on.isoformat(), cells.get("dated", "").strip()))
    if _write(line.sections) != _write(known.sections):
        written = ", ".join(f"{one['section']} {one['act'].upper()}" for one in known.sections)
        found.append(Difference("under_section", written, cells.get("under_section", "").strip()))
    return found


def _write(sections: Sequence[Mapping[str, str]]) -> list[str]:
    return sorted(f"{section['act']} {section['section']}" for section in sections)
