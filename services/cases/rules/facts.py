"""The closed list of facts that clocks run by: what happened, in a case, to an accused, to a report, under an order.

A fact is noted with the day (and the hour, where hours count) on which it happened. Facts marked `by_hand` are entered as
such; the others come from the step that makes them true.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CASE, ACCUSED, REPORT, ORDER, OFFICE = SUBJECTS = ("case", "accused", "report", "order", "office")
FIR_RECORDED: Final = "fir_recorded"
REPORT_RECEIVED: Final = "report_received"
INTERIM_REPORT: Final = "interim_report"
FINAL_REPORT: Final = "final_report"
REPORT_RETURNED: Final = "report_returned"
REPORT_FILED: Final = "report_filed"
DETAINED: Final = "detained"
RELEASED_ON_BAIL: Final = "released_on_bail"
ABSCONDED: Final = "absconded"
AT_LARGE: Final = "at_large"
CONVICTED: Final = "convicted"
ACQUITTED: Final = "acquitted"
CASE_DECIDED: Final = "case_decided"

# What a custody state is as a fact.
OF_CUSTODY: Final = {
    "in_custody": DETAINED, "on_bail": RELEASED_ON_BAIL, "absconding": ABSCONDED, "at_large": AT_LARGE,
}  # fmt: skip
# What a verdict is as a fact, beside that the accused's trial is over.
OF_VERDICT: Final = {
    "convicted": CONVICTED, "acquitted": ACQUITTED, "acquitted_early": ACQUITTED, "compounded": "result_given",
    "withdrawn": "result_given", "discharged": "result_given", "abated": "result_given", "dormant": "result_given",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: what it is about, what it is called in English, Urdu and Sindhi, whether it is entered by hand."""

    kind: str
    about: str
    is_by_hand: bool
    says: str
    says_ur: str
    says_sd: str


def _read() -> dict[str, FactKind]:
    with Path(__file__).with_name("facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["kind"]: FactKind(
            row["kind"], row["about"], row["by_hand"] == "yes", row["says"], row["says_ur"], row["says_sd"]
        )
        for row in rows
    }


FACTS: Final = _read()
# Steps whose day is corrected as such, with the row that the step wrote.
STEP_DAYS: Final = (
    FIR_RECORDED, REPORT_RECEIVED, REPORT_RETURNED, REPORT_FILED, DETAINED, RELEASED_ON_BAIL, ABSCONDED, AT_LARGE,
    CASE_DECIDED, "proclamation_published",
)  # fmt: skip
BY_HAND: Final = tuple(kind for kind, fact in FACTS.items() if fact.is_by_hand)
