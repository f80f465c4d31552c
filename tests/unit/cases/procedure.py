"""The procedure as it is shipped, for tests of what it says."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from services.cases import migrations
from services.cases.rules.procedure import Exit, Procedure, Stage

_FOLDER: Final = Path(str(migrations.__file__)).with_name("reference")


def read_rows(name: str) -> list[dict[str, str]]:
    """Read a file of reference data."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


EXIT_ROWS: Final = [row for number in ("", "_2", "_3") for row in read_rows(f"procedure_exits{number}")]
STAGE_ROWS: Final = read_rows("procedure_stages")
STAGES: Final = [
    Stage(row["code"], row["within"] or None, int(row["position"]), row["is_final"] == "yes") for row in STAGE_ROWS
]
EXITS: Final = [
    Exit(
        row["step"], row["from_stage"], row["to_stage"] or None, frozenset(row["kinds"].split()),
        row["is_resumption"] == "yes", row["permission"],
    )
    for row in EXIT_ROWS
]  # fmt: skip
PROCEDURE: Final = Procedure(STAGES, EXITS)
