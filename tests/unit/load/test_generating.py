"""Generated cases are the same from the same seed, and keep what the tables demand."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from tests.load.filling import to_line
from tests.load.generating import COLUMNS, generate, make_world

DISTRICTS = ["jacobabad", "karachi-south"]


def _rows(seed: int = 1, count: int = 400) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for table, row in generate(range(count), count, make_world(DISTRICTS, seed), seed):
        found[table].append(dict(zip(COLUMNS[table], row, strict=True)))
    return found


def test_the_same_seed_gives_the_same_cases() -> None:
    """And another seed gives others."""
    assert _rows(1, 50) == _rows(1, 50)
    assert _rows(1, 50) != _rows(2, 50)


def test_ids_are_time_ordered_and_never_twice() -> None:
    """Cases come in the order of their ids, which are UUIDs of version 7."""
    rows = _rows()
    cases = [row["id"] for row in rows["cases"]]
    assert cases == sorted(cases)
    assert all(uuid.UUID(case_id).version == 7 and uuid.UUID(case_id).variant == uuid.RFC_4122 for case_id in cases)
    made = [row.get("id") or row["document_id"] for table in rows.values() for row in table]
    assert len(made) == len(set(made))


def test_rows_refer_to_rows_that_are_there() -> None:
    """Whatever names a case, an accused or a report names one that was made: COPY does not check it."""
    rows = _rows()
    ids = {table: {row["id"] for row in rows[table]} for table in ("cases", "accused", "reports")}
    targets = {
        "case_id": "cases",
        "first_id": "cases",
        "second_id": "cases",
        "accused_id": "accused",
        "report_id": "reports",
    }
    for table in rows.values():
        for row in table:
            for column, target in targets.items():
                assert row.get(column) is None or row[column] in ids[target]


def test_cases_keep_the_constraints_of_their_table() -> None:
    """A decided case has a day and an outcome, nobody is counted twice, and no FIR occurs twice."""
    rows = _rows()
    accused = [row["case_id"] for row in rows["accused"]]
    firs = [(row["district"], row["police_station_key"], row["fir_year"], row["fir_number"]) for row in rows["cases"]]
    assert len(firs) == len(set(firs))
    for case in rows["cases"]:
        is_decided = case["stage"] == "decided"
        assert (case["decided_on"] is not None, case["outcome"] is not None) == (is_decided, is_decided)
        assert case["accused_count"] == accused.count(case["id"])


def test_a_line_of_copy_tells_nothing_from_text() -> None:
    """Null is not the word for it, and a backslash stays one."""
    assert to_line((None, "a\\b", 1, True)) == "\\N\ta\\\\b\t1\tTrue\n"
