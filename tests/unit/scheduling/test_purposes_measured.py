"""How well purposes of hearing are read, held against 613 that clerks typed and the category that people gave each.

The file is public (CC BY 4.0) but not part of the project: where it is not there, the project's own rows are read alone.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from services.scheduling.rules.clerks_words import UNKNOWN, VOCABULARY, cut
from services.scheduling.rules.purposes import read_purpose
from tests.unit.scheduling.purposes_measured import SHARED, Row, describe, hold_back, measure, read_rows

OWN = Path(__file__).with_name("purposes_typed.csv")


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    """The rows of the public file."""
    if not SHARED.exists():
        pytest.skip(f"needs {SHARED.name} in the folder shared/data beside the project")
    return read_rows(SHARED)


def test_nine_in_ten_purposes_are_given_the_peoples_category(
    rows: tuple[Row, ...], record_property: Callable[[str, object], None]
) -> None:
    """At least 90 % of the rows get the category that people gave, and 95 % of those that are answered at all."""
    measured = measure(rows)
    for line in describe(rows):
        record_property("says", line)

    assert measured.rows >= 600
    assert measured.agreed >= 0.90
    assert measured.precision >= 0.95
    assert measured.unknown <= 0.06


def test_what_no_entry_was_written_for_is_left_rather_than_guessed(rows: tuple[Row, ...]) -> None:
    """With the entries that half of the rows use, the other half is still read rightly where it is answered; the rest is unknown."""
    tuned, held_back = hold_back(rows)

    assert tuned.agreed >= 0.90
    assert held_back.precision >= 0.90
    assert held_back.agreed >= 0.75
    assert held_back.unknown > tuned.unknown


def test_a_slip_of_the_pen_seldom_makes_another_purpose(rows: tuple[Row, ...]) -> None:
    """One letter left out, doubled or exchanged with the next changes the category of at most 2 % of the rows to another."""
    chance = random.Random(1881)
    pairs = [(read_purpose(written).category, read_purpose(_slip(written, chance)).category) for written, _ in rows]
    other = [pair for pair in pairs if pair[0] != pair[1] and UNKNOWN not in pair]

    assert len(other) <= 0.02 * len(pairs)
    assert sum(before == after for before, after in pairs) >= 0.85 * len(pairs)


def test_no_row_is_learnt_by_heart(rows: tuple[Row, ...]) -> None:
    """No spelling of the table is a whole row of more than three words; nearly all are single words."""
    spellings = VOCABULARY.spellings
    whole = {written for written, _ in rows if tuple(cut(written)) in spellings and len(cut(written)) > 3}

    assert whole == set()
    assert sum(len(spelling) == 1 for spelling in spellings) >= 0.7 * len(spellings)


def test_the_projects_own_rows_are_read_as_they_are_meant() -> None:
    """Abridged, misspelt, in roman Urdu, Urdu and Sindhi, by sections of the law that hold here: code and category."""
    with OWN.open(encoding="utf-8", newline="") as file:
        own = list(csv.DictReader(file))
    read = {row["purpose"]: read_purpose(row["purpose"]) for row in own}

    assert len(own) >= 150
    assert [
        row
        for row in own
        if (read[row["purpose"]].code or "", read[row["purpose"]].category) != (row["code"], row["category"])
    ] == []


def _slip(written: str, chance: random.Random) -> str:
    """Make one slip somewhere in a text's longest word."""
    word = max(written.split(), key=len)
    if len(word) < 5:
        return written
    at = chance.randrange(1, len(word) - 1)
    changed = chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return written.replace(word, changed, 1)
