"""What the law says of an accused's bail before anybody decides: right, bar, exceptions (CrPC 496, 497; ATA 21D).

These are notes for the prosecutor who opposes or does not oppose; the order is the court's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from services.cases.rules.routes import Punishment

_TEN_YEARS: Final = 120


@dataclass(frozen=True, slots=True)
class LawNote:
    """A note on the law with its section."""

    code: str
    says: str
    source: str


NOTES: Final = {
    note.code: note
    for note in (
        LawNote("bailable", "Every offence is bailable: bail is a right.", "CrPC s.496"),
        LawNote("special_bar", "No bail: death, imprisonment for life, or ten years and more.", "ATA s.21D"),
        LawNote("special_court", "Only the special court, the High Court or the Supreme Court grants bail.", "ATA s.21D"),
        LawNote(
            "gravity_bar", "No bail if there are reasonable grounds: death, imprisonment for life, or ten years.",
            "CrPC s.497(1)",
        ),
        LawNote("woman", "The bar has an exception: the accused is a woman.", "CrPC s.497(1) first proviso"),
        LawNote("child", "The bar has an exception for who is under sixteen; see the age.", "CrPC s.497(1) first proviso"),
        LawNote(
            "unconfirmed", "The class of an offence is not confirmed yet: hold it against the schedule.", "CrPC Sch. II"
        ),
        LawNote("unknown", "The punishment or the class of an offence is not recorded: see the schedule.", "CrPC Sch. II"),
    )
}  # fmt: skip


def law_of_bail(
    punishment: Punishment | None,
    bailable: Collection[bool | None],
    *,
    is_terrorism: bool,
    is_woman: bool,
    is_juvenile: bool,
    is_confirmed: bool = True,
) -> list[LawNote]:
    """Give the notes on an accused's bail; `bailable`: of each offence whether it is, None where nobody has recorded it.

    `is_confirmed`: what is recorded of them was held against the schedule.
    """
    unconfirmed = [] if is_confirmed else [NOTES["unconfirmed"]]
    if bailable and all(bailable):
        return [NOTES["bailable"], *unconfirmed]
    codes = ["special_court"] if is_terrorism else []
    if is_barred(punishment):
        codes.append("special_bar" if is_terrorism else "gravity_bar")
        if not is_terrorism:
            codes += ["woman"] * is_woman + ["child"] * is_juvenile
    if punishment is None or None in bailable or not bailable:
        codes.append("unknown")
    return [*(NOTES[code] for code in codes), *(unconfirmed if any(one is not None for one in bailable) else [])]


def is_barred(punishment: Punishment | None) -> bool:
    """Tell whether a punishment is death, imprisonment for life, or ten years and more."""
    if punishment is None:
        return False
    return punishment.is_death or punishment.is_life or (punishment.most_months or 0) >= _TEN_YEARS
