"""A report's figures made of what was counted: sums, rates with their denominators, reconciliation; small numbers hidden first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from services.cases.rules.reports import AGE_BANDS, OLDEST_BAND, Movement, disposition_days, explain, percent
from services.cases.rules.suppression import choose_hidden

FACT_NAMES: Final = (
    "registered", "filed", "case_convicted", "case_acquitted", "case_otherwise", "report_received", "report_returned",
    "report_filed", "report_late", "opinion_fit", "opinion_discharge", "accused_convicted", "accused_acquitted",
    "accused_otherwise", "hearing_held", "hearing_adjourned",
)  # fmt: skip
MOVEMENT: Final = ("opening", "instituted", "received", "decided", "transferred", "closing")
BANDS: Final = (*(name for name, _ in AGE_BANDS), OLDEST_BAND)
_COUNTS: Final = (*FACT_NAMES, *MOVEMENT, *BANDS, "entered_late")
# What follows from one another within a row.
_SUMS: Final = (
    MOVEMENT, ("closing", *BANDS), ("decided", "case_convicted", "case_acquitted", "case_otherwise"),
    ("instituted", "registered"),
)  # fmt: skip

Row = dict[str, Any]


def hide_small(total: Row, groups: Sequence[Row], *, is_sum: bool) -> None:
    """Hide small numbers in place (None), with what would give them away; `is_sum`: the groups add up to the total."""
    hide([total, *groups], _COUNTS, _SUMS, adding_up=range(len(groups) + 1) if is_sum else ())
    for row in (total, *groups):
        row["oldest_ids"] = row["oldest_days"] = None


def hide(
    rows: Sequence[Row], names: Iterable[str], sums: Iterable[Iterable[str]], *, adding_up: Iterable[int] = ()
) -> None:
    """Hide the small ones of these names in rows; `sums` hold within each row, `adding_up` are rows that hold together."""
    names, places = list(names), list(adding_up)
    cells = {(place, name): int(row[name]) for place, row in enumerate(rows) for name in names}
    linked = [[(place, name) for name in one] for one in sums for place in range(len(rows))]
    linked += [[(place, name) for place in places] for name in names]
    for place, name in choose_hidden(cells, linked):
        rows[place][name] = None


def make_figures(row: Mapping[str, Any], days: int) -> dict[str, Any]:
    """Give what a report shows of a row, over a period of so many days."""
    return {
        **_movement_of(row),
        **{name: row[name] for name in FACT_NAMES},
        "entered_late": row["entered_late"],
        **_rates(row, days),
        "pending_by_age": {name: row[name] for name in BANDS},
        "oldest": _oldest(row),
    }


def _movement_of(row: Mapping[str, Any]) -> dict[str, Any]:
    moved = {name: row[name] for name in MOVEMENT}
    if None in moved.values():
        return {**moved, "unexplained": None, "reconciles": None}
    movement = Movement(**moved)
    return {**moved, "unexplained": movement.unexplained, "reconciles": explain(movement)}


def _rates(row: Mapping[str, Any], days: int) -> dict[str, Any]:
    """Give each rate beside its denominator: of those contested to a verdict, and of all that were disposed of."""
    contested = add(row["accused_convicted"], row["accused_acquitted"])
    accused = add(contested, row["accused_otherwise"])
    tried = add(row["case_convicted"], row["case_acquitted"])
    settled = add(row["report_returned"], row["report_filed"])
    return {
        "accused_contested": contested,
        "accused_disposed": accused,
        "conviction_of_accused_contested": percent(row["accused_convicted"], contested),
        "conviction_of_accused_disposed": percent(row["accused_convicted"], accused),
        "cases_contested": tried,
        "cases_disposed": add(tried, row["case_otherwise"]),
        "conviction_of_cases_contested": percent(row["case_convicted"], tried),
        "conviction_of_cases_disposed": percent(row["case_convicted"], add(tried, row["case_otherwise"])),
        "clearance": percent(row["decided"], add(row["instituted"], row["received"])),
        "disposition_days": disposition_days(row["closing"], row["decided"], days),
        "reports_settled": settled,
        "returned_of_settled": percent(row["report_returned"], settled),
        "late_of_settled": percent(row["report_late"], settled),
        "adjourned_of_hearings": percent(row["hearing_adjourned"], add(row["hearing_adjourned"], row["hearing_held"])),
    }


def add(*numbers: int | None) -> int | None:
    """Give a sum, unless a part of it is hidden."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _oldest(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the three cases pending longest; to outsiders nothing, for a case is nobody's number."""
    days = row["oldest_days"] or []
    ids = row["oldest_ids"] or []
    return [{"case_id": str(case_id), "since": str(day)} for case_id, day in zip(ids, days, strict=False)]
