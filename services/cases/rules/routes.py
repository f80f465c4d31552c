"""Which office decides: withdrawal by the gravest punishment, appeals from office to office, as dated rows say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

WITHDRAWAL_STATES: Final = ("proposed", "approved", "refused", "consented", "not_consented")
WITHDRAWAL_EFFECTS: Final = ("discharge", "acquittal")
STATE_APPEALS: Final = ("acquittal", "enhancement")
APPEAL_KINDS: Final = (*STATE_APPEALS, "conviction", "aggrieved")
APPEAL_STATES: Final = (
    "recommended", "approved", "refused", "filed", "allowed", "partly_allowed", "dismissed", "abated", "retrial",
)  # fmt: skip
RETRIAL: Final = "retrial"
APPEAL_RESULTS: Final = ("allowed", "partly_allowed", "dismissed", "abated", RETRIAL)
# From where on an accused is tried again, as the higher court orders (CrPC 423(1)).
BACK_TO: Final = ("de_novo", "evidence", "statement", "arguments", "judgment")
APPEAL_STEPS: Final = ("recommended", "not_recommended", "approved", "refused", "filed", "decided")
ACQUITTAL_GROUNDS: Final = (
    "witness_hostile", "fir_delayed", "custody_chain_broken", "identification_defective", "recovery_defective",
    "medical_contradicts", "witnesses_contradict", "early_acquittal", "compounded", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Punishment:
    """An offence's punishment; `most_months` is None where the law names no term."""

    most_months: int | None
    is_death: bool
    is_life: bool
    is_special_court: bool
    is_vicarious: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether the law's punishment is recorded."""
        return self.is_death or self.is_life or self.most_months is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One office in a route."""

    office: str
    position: int
    permission: str
    acts: str
    most_months: int | None
    is_special_court: bool | None
    source: str


def offence_rows(section: str, known: Iterable[str]) -> list[str]:
    """Give the rows that a section stands for: itself, the section it is a clause of, or all its clauses."""
    rows = set(known)
    while section not in rows and section.endswith(")"):
        shorter = section[: section.rindex("(")]
        if shorter in rows:
            return [shorter]
        section = shorter
    return [section] if section in rows else sorted(row for row in rows if row.startswith(f"{section}("))


def gravest(punishments: Iterable[Punishment]) -> Punishment | None:
    """Give the gravest of several punishments together; None when one of them is not recorded, or there is none."""
    found = [one for one in punishments if not one.is_vicarious]
    if not found or not all(one.is_known for one in found):
        return None
    return Punishment(
        max((one.most_months for one in found if one.most_months is not None), default=None),
        any(one.is_death for one in found),
        any(one.is_life for one in found),
        any(one.is_special_court for one in found),
    )


def route_withdrawal(rows: Sequence[Row], punishment: Punishment | None, *, is_special_court: bool) -> Row | None:
    """Give who approves a withdrawal: the lowest office whose power reaches to the gravest punishment.

    An offence whose punishment is not recorded goes to the office without bounds.
    """
    special = is_special_court or (punishment is not None and punishment.is_special_court)
    for row in sorted(rows, key=lambda row: row.position):
        if row.is_special_court is not None and row.is_special_court != special:
            continue
        if row.most_months is None or _reaches(row.most_months, punishment):
            return row
    return None


def _reaches(most_months: int, punishment: Punishment | None) -> bool:
    if punishment is None or punishment.is_death or punishment.is_life or punishment.most_months is None:
        return False
    return punishment.most_months <= most_months


def next_office(rows: Sequence[Row], after: str | None) -> Row | None:
    """Give the office that follows another in a route; the first one after none; None after the last."""
    ordered = sorted(rows, key=lambda row: row.position)
    if after is None:
        return ordered[0] if ordered else None
    places = [place for place, row in enumerate(ordered) if row.office == after]
    following = ordered[places[-1] + 1 :] if places else []
    return following[0] if following else None


def effect_of_withdrawal(*, is_charged: bool) -> str:
    """Give what a withdrawal with the court's consent is: before the charge a discharge, after it an acquittal (CrPC 494)."""
    return "acquittal" if is_charged else "discharge"


def days_left(last_day: dt.date | None, today: dt.date) -> int | None:
    """Give the days that are left to appeal, negative when the period is over; None where none is known."""
    return None if last_day is None else (last_day - today).days
