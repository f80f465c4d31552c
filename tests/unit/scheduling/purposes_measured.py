"""How well purposes of hearing are read: against categories that people gave, and on rows held back.

`python -m tests.unit.scheduling.purposes_measured FILE.csv` prints it for any file with the columns `purpose` and `category`.

Held back: the rows are split in two by a seed, what differs in capitals and dots alone on one side. Of the tables' spellings
and meanings only those stay that a row of the first half used; the second half is read with what is left, and so meets no
entry that was written for it alone.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from services.scheduling.rules.clerks_words import UNKNOWN, VOCABULARY, Meaning, Vocabulary, Words, cut, read
from services.scheduling.rules.purposes import MEANINGS, read_purpose

# 613 purposes that clerks typed, with the category that people gave each; not part of the project (its licence wants its own
# notice), so what reads it does without when it is not there.
SHARED: Final = Path(__file__).parents[4] / "shared/data/hearing-purposes.csv"
CATEGORIES: Final = {
    "Pre-Trial": "pre_trial", "Charge": "charge", "Trial": "trial", "Conviction/Acquittal": "judgment",
    "Sentencing": "sentencing", "Other": "other", "Error": "error", "Unknown": UNKNOWN,
}  # fmt: skip
SPLITS: Final = 20

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """How often what people said and what was read met."""

    pairs: Counter[Row]

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return self.pairs.total()

    @property
    def agreed(self) -> float:
        """The share of rows that were given the people's category, "unknown" included."""
        return sum(count for (people, ours), count in self.pairs.items() if people == ours) / self.rows

    @property
    def unknown(self) -> float:
        """The share of rows that were left unknown."""
        return sum(count for (_, ours), count in self.pairs.items() if ours == UNKNOWN) / self.rows

    @property
    def precision(self) -> float:
        """The share of right ones among the rows that were not left unknown."""
        answered = {pair: count for pair, count in self.pairs.items() if pair[1] != UNKNOWN}
        return sum(count for (people, ours), count in answered.items() if people == ours) / max(
            sum(answered.values()), 1
        )

    def say(self) -> str:
        """Say it in a line."""
        return (
            f"{self.agreed:.1%} as people said, {self.precision:.1%} of what was answered, {self.unknown:.1%} unknown"
        )


def read_rows(path: Path) -> tuple[Row, ...]:
    """Read purposes and the category that people gave each."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple((row["purpose"], CATEGORIES[row["category"]]) for row in csv.DictReader(file))


def measure(rows: Iterable[Row]) -> Measured:
    """Hold what is read against what people said."""
    return Measured(Counter((people, read_purpose(written).category) for written, people in rows))


def measure_held_back(rows: Sequence[Row], *, seed: int) -> tuple[Measured, Measured]:
    """Keep of the tables what one half of the rows used; give how the tables read that half, and how the other."""
    alike = sorted({tuple(cut(written)) for written, _ in rows})
    random.Random(seed).shuffle(alike)
    first = set(alike[: len(alike) // 2])
    tuned = [row for row in rows if tuple(cut(row[0])) in first]
    held_back = [row for row in rows if tuple(cut(row[0])) not in first]
    vocabulary, meanings = _used_by(written for written, _ in tuned)
    both = (
        Measured(Counter((people, read_purpose(written, vocabulary, meanings).category) for written, people in half))
        for half in (tuned, held_back)
    )
    return next(both), next(both)


def _used_by(texts: Iterable[str]) -> tuple[Vocabulary, tuple[Meaning, ...]]:
    spellings: set[Words] = set()
    used: set[int] = set()
    for written in texts:
        spellings |= set(VOCABULARY.spellings_in(written))
        row = read(written, VOCABULARY, MEANINGS).row
        used |= {id(row)}
    kept = {spelling: thing for spelling, thing in VOCABULARY.spellings.items() if spelling in spellings}
    return Vocabulary(kept), tuple(row for row in MEANINGS if id(row) in used)


def draw(measured: Measured) -> list[str]:
    """Draw the confusion table: a line a category that people gave, a column one that was read."""
    names = list(CATEGORIES.values())
    lines = [f"{'people / read as':>18} " + " ".join(f"{name:>10}" for name in names)]
    lines += [
        f"{people:>18} " + " ".join(f"{measured.pairs[people, ours] or '.':>10}" for ours in names) for people in names
    ]
    return lines


@cache
def hold_back(rows: tuple[Row, ...]) -> tuple[Measured, Measured]:
    """Give how the halves that chose the entries were read, and how those held back, over all seeded splits together."""
    halves = [measure_held_back(rows, seed=seed) for seed in range(SPLITS)]
    tuned, held_back = (Measured(sum((half[at].pairs for half in halves), Counter())) for at in (0, 1))
    return tuned, held_back


def describe(rows: tuple[Row, ...]) -> list[str]:
    """Give the confusion table, the shares, and the shares on rows held back."""
    measured, (tuned, held_back) = measure(rows), hold_back(rows)
    return [
        *draw(measured),
        f"{measured.rows} purposes of hearing: {measured.say()}",
        f"{SPLITS} seeded splits, the halves that chose the entries: {tuned.say()}",
        f"{SPLITS} seeded splits, the halves held back: {held_back.say()}",
    ]


if __name__ == "__main__":
    print("\n".join(describe(read_rows(Path(sys.argv[1])))))
