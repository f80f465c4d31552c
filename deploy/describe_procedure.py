"""Writes docs/procedure.md: the procedure drawn and listed, from the same dated rows that the service reads."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
REFERENCE: Final = ROOT / "services/cases/migrations/reference"
Row = dict[str, str]


def read_rows(name: str, folder: Path = REFERENCE) -> list[Row]:
    """Read a file of dated rows."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def describe_procedure(stages: list[Row], exits: list[Row], powers: list[Row], made: str) -> str:
    """Write the page: the diagram, the stages with their exits, the powers."""
    lines = [
        "# The procedure", "", made, "",
        "A case stands in one stage. What may be done in a stage may be done in every stage within it. A step without a target",
        "leaves the case where it is; a resumption leads back to where it was. `GET /api/procedure/stages` and",
        "`/api/procedure/exits` answer the same rows; a test holds that no stage is a dead end and none out of reach.", "",
        "```mermaid", *draw(stages, exits), "```", "", *list_stages(stages, exits), *list_powers(powers),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def draw(stages: list[Row], exits: list[Row]) -> list[str]:
    """Draw the stages and the steps between them as a Mermaid state diagram.

    Mermaid draws no line from a box to what lies in it: a part that is entered from anywhere in the box is drawn beside it, and
    a line to the first part of a box is drawn to the box.
    """
    lines = ["stateDiagram-v2", "  direction LR", "  [*] --> investigation"]
    beside = {row["to_stage"] for row in exits if _within(stages, row["to_stage"]) == row["from_stage"]}
    for stage in _ordered(stages, ""):
        parts = [part for part in _ordered(stages, stage["code"]) if part["code"] not in beside]
        if parts:
            inside = [f"    {line}" for part in parts for line in _draw_exits(part, stages, exits)]
            ends = [f"    {part['code']} --> [*]" for part in parts if part["is_final"] == "yes"]
            lines += [f"  state {stage['code']} {{", f"    [*] --> {parts[0]['code']}", *inside, *ends, "  }"]
        lines += [f"  {line}" for line in _draw_exits(stage, stages, exits)]
    return [
        *lines,
        *(f"  {line}" for row in stages if row["code"] in beside for line in _draw_exits(row, stages, exits)),
    ]


def _draw_exits(stage: Row, stages: list[Row], exits: list[Row]) -> list[str]:
    """Draw the lines that leave a stage; those that stay are in the tables."""
    lines = []
    for row in exits:
        target = stage["within"] if row["is_resumption"] == "yes" else _box_of(stages, stage, row["to_stage"])
        if row["from_stage"] == stage["code"] and target:
            lines.append(f"{stage['code']} --> {target}: {row['step']}")
    return lines


def _within(stages: Iterable[Row], code: str) -> str | None:
    return next((row["within"] for row in stages if row["code"] == code), None)


def _box_of(stages: list[Row], stage: Row, target: str) -> str:
    """Give the box that a target is the first part of, unless the line begins in that box; else the target."""
    box = _within(stages, target)
    if not box or box in (stage["within"], stage["code"]):
        return target
    return box if _ordered(stages, box)[0]["code"] == target else target


def _ordered(stages: Iterable[Row], within: str) -> list[Row]:
    return sorted((row for row in stages if row["within"] == within), key=lambda row: int(row["position"]))


def list_stages(stages: list[Row], exits: list[Row]) -> list[str]:
    """List each stage with its exits, who takes them, and the law."""
    lines: list[str] = []
    for stage in _ordered(stages, ""):
        for level, one in [(2, stage), *((3, part) for part in _ordered(stages, stage["code"]))]:
            lines += [f"{'#' * level} `{one['code']}`", "", f"{one['says']} ({one['says_ur']}). {one['source']}.", ""]
            lines += _list_exits([row for row in exits if row["from_stage"] == one["code"]])
    return lines


def _list_exits(rows: list[Row]) -> list[str]:
    if not rows:
        return []
    head = ["| step | leads to | for | who | permission | law |", "|---|---|---|---|---|---|"]
    return [*head, *map(_list_exit, rows), ""]


def _list_exit(row: Row) -> str:
    target = f"`{row['to_stage']}`" if row["to_stage"] else "where it was" if row["is_resumption"] == "yes" else "stays"
    kinds = ", ".join(row["kinds"].split()) or "any"
    who = row["who"].replace("_", " ")
    step = f"`{row['step']}`: {row['says']}"
    return f"| {step} | {target} | {kinds} | {who} | `{row['permission']}` | {row['source']} |"


def list_powers(powers: list[Row]) -> list[str]:
    """List what each office may decide."""
    head = [
        "## Powers", "",
        "| power | office | does | up to | special courts | permission | since | law |", "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    return [*head, *(_list_power(row) for row in powers)]


def _list_power(row: Row) -> str:
    bound = f"{int(row['most_months']) // 12} years" if row["most_months"] else "without bounds"
    courts = {"yes": "these alone", "no": "not these", "": "any"}[row["is_special_court"]]
    office = row["office"].replace("_", " ")
    since = f"{row['valid_from']}{' to ' + row['valid_to'] if row['valid_to'] else ''}"
    return f"| `{row['power']}` | {office} | {row['acts']} | {bound} | {courts} | `{row['permission']}` | {since} | {row['source']} |"
