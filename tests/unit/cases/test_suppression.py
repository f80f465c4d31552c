"""Small numbers are hidden, and nothing that is shown gives them away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.suppression import LEAST_SHOWN, choose_hidden, is_small

numbers = st.integers(0, 12)


def test_nought_and_five_are_shown() -> None:
    """Only what is between them is small, on either side of nought."""
    assert [number for number in range(-6, 7) if is_small(number)] == [-4, -3, -2, -1, 1, 2, 3, 4]


def test_a_small_number_takes_the_next_smallest_along() -> None:
    """Else it follows from the total."""
    shown = {"total": 40, "a": 2, "b": 9, "c": 29}
    assert choose_hidden(shown, [("total", "a", "b", "c")]) == {"a", "b"}


def test_two_small_numbers_hide_one_another() -> None:
    """Their sum alone is known."""
    shown = {"total": 40, "a": 2, "b": 3, "c": 35}
    assert choose_hidden(shown, [("total", "a", "b", "c")]) == {"a", "b"}


def test_nought_is_hidden_only_where_there_is_nothing_else() -> None:
    """A total and its only part stand or fall together."""
    assert choose_hidden({"total": 3, "a": 3, "b": 0}, [("total", "a", "b")]) == {"total", "a"}
    assert choose_hidden({"a": 3, "b": 0}, [("a", "b")]) == {"a", "b"}


@given(st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_sum_gives_a_hidden_number_away(rows: list[list[int]]) -> None:
    """A table of rows and columns with totals on both sides: in each sum none is hidden, or at least two."""
    table: dict[tuple[int, int], int] = {(y, x): number for y, row in enumerate(rows) for x, number in enumerate(row)}
    height, width = len(rows), 3
    for y in range(height):
        table[y, width] = sum(table[y, x] for x in range(width))
    for x in range(width + 1):
        table[height, x] = sum(table[y, x] for y in range(height))
    sums = [[(y, x) for x in range(width + 1)] for y in range(height + 1)]
    sums += [[(y, x) for y in range(height + 1)] for x in range(width + 1)]
    hidden = choose_hidden(table, sums)
    assert all(cell in hidden for cell, number in table.items() if 0 < number < LEAST_SHOWN)
    assert all(len(hidden.intersection(one)) != 1 for one in sums)
    if not any(0 < number < LEAST_SHOWN for number in table.values()):
        assert hidden == set()
