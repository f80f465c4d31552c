"""A register's lines, packed between checking and entering."""

from __future__ import annotations

import datetime as dt

import pytest

from services.cases.rules.register import Line, read_line
from services.cases.rules.register_packed import Packed

TODAY = dt.date(2026, 6, 1)


def cells_of(number: int) -> dict[str, str]:
    """Write a line."""
    return {
        "fir": f"{number}/2022", "dated": "2022-03-01", "under_section": "353/34 PPC r/w 7 ATA", "police_station": "Clifton",
        "offence": "", "challan_receive_in_branch": "2022-03-05",
    }  # fmt: skip


def packed(count: int, size: int) -> tuple[list[Line], Packed]:
    """Pack so many lines; give them beside."""
    lines, kept = [], Packed(size)
    for number in range(1, count + 1):
        cells = cells_of(number)
        line, faults = read_line(cells, TODAY)
        assert faults == []
        lines.append(line)
        kept.add(line, cells)
    return lines, kept


@pytest.mark.parametrize("count", [0, 1, 2, 3, 6, 7])
def test_lines_come_back_as_they_were_in_their_order(count: int) -> None:
    """Whatever the size of a batch, and as often as they are asked for; only the last batch is shorter."""
    lines, kept = packed(count, 3)
    for _ in range(2):
        batches = list(kept.batches())
        assert [line for batch in batches for line, _ in batch] == lines
        assert all(len(batch) == 3 for batch in batches[:-1])


def test_empty_cells_are_left_out() -> None:
    """They say nothing, and a register has many."""
    _, kept = packed(1, 1)
    ((_, cells),) = next(kept.batches())
    assert cells == {column: text for column, text in cells_of(1).items() if text}


def test_packed_lines_take_a_fraction_of_their_text() -> None:
    """What repeats from line to line takes no room of its own."""
    _, kept = packed(2000, 1000)
    assert sum(map(len, kept._full)) < 2000 * 100
