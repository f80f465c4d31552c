"""The court's orders on an accused, held against the law: remand and its limits, verdicts on charges, numbers on transfer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

PLEAS: Final = ("claims_trial", "admitted")
CHARGE_VERDICTS: Final = ("convicted", "acquitted", "acquitted_early", "compounded", "withdrawn", "discharged")
BAIL_KINDS: Final = ("pre_arrest", "post_arrest", "statutory_delay", "suspension_of_sentence")
BAIL_STATES: Final = ("pending", "granted", "refused", "not_pressed", "cancelled")
BAIL_DECISIONS: Final = ("granted", "refused", "not_pressed")
REMAND_KINDS: Final = ("police", "judicial")
NUMBER_REASONS: Final = ("filed", "transferred", "court_abolished", "corrected")
_NUMBER: Final = re.compile(r"^(?P<stem>.*?)(?P<number>\d+)(?:\s*-?\s*(?P<suffix>[A-Za-z]))?(?P<rest>\s*(?:/|of).*)?$")
_LETTERS: Final = "ABCDEFGHIJKLNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long remand of a kind may last; `sections_for_women`: the only sections that allow it for a woman."""

    least_days: int | None
    most_days: int | None
    most_total: int | None
    sections_for_women: frozenset[str] | None
    source: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A remand from a day until a day; the day it ends on is the next one's first."""

    from_on: dt.date
    until_on: dt.date

    @property
    def days(self) -> int:
        """Give how many days it lasts."""
        return (self.until_on - self.from_on).days


def remand_faults(
    limit: Limit, new: Spell, earlier: Iterable[Spell], *, is_woman: bool, sections: Collection[str]
) -> list[str]:
    """Give what is beyond the law in a remand, each as a sentence with its section."""
    total = new.days + sum(spell.days for spell in earlier)
    faults = []
    if limit.least_days is not None and new.days < limit.least_days:
        faults.append(f"This is {new.days} days; an order is for {limit.least_days} days at least ({limit.source}).")
    if limit.most_days is not None and new.days > limit.most_days:
        faults.append(f"This is {new.days} days; an order is for {limit.most_days} days at most ({limit.source}).")
    if limit.most_total is not None and total > limit.most_total:
        faults.append(f"This makes {total} days in all; {limit.most_total} are the most ({limit.source}).")
    if is_woman and limit.sections_for_women is not None and not limit.sections_for_women & set(sections):
        faults.append(f"A woman is not given into police custody for these offences ({limit.source}).")
    return faults


def verdict_of_charges(verdicts: Sequence[str]) -> str:
    """Give an accused's result from the verdicts on the charges: convicted of one is convicted; else the gravest acquittal."""
    for verdict in CHARGE_VERDICTS:
        if verdict in verdicts:
            return verdict
    raise ValueError("no charge has a verdict")


def new_over_old(numbers: Sequence[str]) -> str:
    """Write a case's numbers as on its cover: the newest over the older ones (SCCR 7.2)."""
    return " / ".join(f"({number})" if place else number for place, number in enumerate(reversed(numbers)))


def suffixed(leading: str, taken: Collection[str]) -> str | None:
    """Give the next free number of a case tried with a leading one: 420, 420-A, 420-B; None when the number has no digits.

    `m` marks miscellaneous cases (SCCR 7.2) and is never given out.
    """
    match = _NUMBER.match(leading)
    if match is None:
        return None
    used = {fold_number(number) for number in taken}
    stem, number, rest = match["stem"], match["number"], match["rest"] or ""
    candidates = (f"{stem}{number}-{letter}{rest}" for letter in _LETTERS)
    return next((one for one in candidates if fold_number(one) not in used), None)


def fold_number(number: str) -> str:
    """Give what is compared of a court's number: `420 A of 2022` and `420-A/2022` are one."""
    return re.sub(r"[\s\-/.]|of", "", number.casefold())
