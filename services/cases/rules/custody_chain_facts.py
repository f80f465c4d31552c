"""What the detector of custody gaps reads, and what it finds."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

GAP_KINDS: Final = (
    "unexplained_days", "missing_entry", "custodian_unnamed", "custodian_not_witness", "never_sealed", "seal_mismatch",
    "left_unsealed", "quantity_mismatch", "hash_mismatch", "order_impossible", "late_to_laboratory", "not_produced",
    "not_played", "report_overdue",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A recorded step of custody, as it stands after corrections; `position` is its place in the order of entry."""

    id: Any
    position: int
    step: str
    on: dt.date
    person_id: Any = None
    carrier_id: Any = None
    register_entry: str | None = None
    road_certificate: str | None = None
    reference: str | None = None
    seal_impression: str | None = None
    quantity: decimal.Decimal | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a laboratory was asked about an exhibit, and when its report came, if it did."""

    on: dt.date
    reported_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An exhibit with its steps; `decided_on`: the day the case was decided; `is_marked`: the court has exhibited it.

    `stored_sha256`: of the recording's file as it lies in the documents' store; `is_begun`: it is recovered by the day asked for.
    """

    series: str
    nature: str
    events: tuple[Event, ...]
    quantity: decimal.Decimal | None = None
    sha256: str | None = None
    stored_sha256: str | None = None
    decided_on: dt.date | None = None
    is_marked: bool = False
    is_begun: bool = True
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class GapRule:
    """A kind of gap as dated data: from when it counts, above how many days, by which authority, for which natures (all: None)."""

    kind: str
    valid_from: dt.date
    valid_to: dt.date | None
    days: int | None
    source: str
    natures: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A gap in a chain: its days, the steps it lies between, the paper that lacks or the person, by role, who must testify."""

    kind: str
    from_on: dt.date
    to_on: dt.date
    step: str | None = None
    next_step: str | None = None
    place: str | None = None
    entry: str | None = None
    role: str | None = None
    person_id: Any = None
    expected: str | None = None
    found: str | None = None
    source: str = ""

    @property
    def days(self) -> int:
        """Give the number of days from the first to the last."""
        return (self.to_on - self.from_on).days


def rule_on(rules: Iterable[GapRule], nature: str, day: dt.date) -> GapRule | None:
    """Give of the rules on one kind of gap the one for things of a nature, as it stood on a day."""
    valid = (
        rule
        for rule in rules
        if (rule.natures is None or nature in rule.natures)
        and rule.valid_from <= day
        and (rule.valid_to is None or day <= rule.valid_to)
    )
    return max(valid, key=lambda rule: rule.valid_from, default=None)
