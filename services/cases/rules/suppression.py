"""Hiding small numbers from outsiders, and what would give them away.

A number under five may point at a person. Hiding it alone does not help where it follows from a sum: so in every sum that is
shown no single member stays hidden, but another one, the smallest, is hidden with it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

LEAST_SHOWN: Final = 5

Cell = TypeVar("Cell", bound=Hashable)


def is_small(number: int) -> bool:
    """Tell whether a number may point at somebody. Nought points at nobody."""
    return 0 < abs(number) < LEAST_SHOWN


def choose_hidden(numbers: Mapping[Cell, int], sums: Iterable[Sequence[Cell]]) -> set[Cell]:
    """Give the cells to hide; `sums` lists cells of which each follows from all others, such as a total and its parts."""
    hidden = {cell for cell, number in numbers.items() if is_small(number)}
    members = [[cell for cell in one if cell in numbers] for one in sums]
    is_settled = False
    while not is_settled:
        is_settled = True
        for cells in members:
            among = [cell for cell in cells if cell in hidden]
            if len(among) == 1 and len(cells) > 1:
                hidden.add(_smallest(numbers, [cell for cell in cells if cell not in hidden]))
                is_settled = False
    return hidden


def _smallest(numbers: Mapping[Cell, int], cells: Sequence[Cell]) -> Cell:
    """Give the smallest that is not nought, which shows least; nought where there is nothing else."""
    return min(cells, key=lambda cell: (numbers[cell] == 0, abs(numbers[cell])))
