"""How long a document is kept: dated rules by kind, after the Sindh Criminal Court Rules 2012, r. 16.11.

The periods there run from the final decision of the case, which is not known when a file arrives. What is locked in the
store is therefore a floor: the rule's years from the day of confirmation. A floor may be raised, never lowered.

A lock ends by LAST_LOCK at the latest, since stores may count seconds in 32 bits (Ceph's gateway takes a lock until 2126 for one
until 1990). What is to be kept longer must have its lock extended before that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

LAST_LOCK: Final = dt.datetime(2100, 12, 31, tzinfo=dt.UTC)
"""The latest end of a lock: every store keeps it, and it is within the days that the platform knows."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """A rule in force between two days: nobody can shorten COMPLIANCE; GOVERNANCE yields to a special right."""

    kind: str
    mode: str
    years: int
    valid_from: dt.date
    valid_to: dt.date | None


class NoRuleError(LookupError):
    """No rule says how long documents of a kind are kept on a day."""


def choose_rule(rules: Iterable[RetentionRule], kind: str, day: dt.date) -> RetentionRule:
    """Give the rule for a kind that is in force on a day: the latest one, when several are."""
    in_force = [
        rule
        for rule in rules
        if rule.kind == kind and rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)
    ]
    if not in_force:
        raise NoRuleError(f"no retention rule for {kind} on {day}")
    return max(in_force, key=lambda rule: rule.valid_from)


def retain_until(rule: RetentionRule, since: dt.datetime) -> dt.datetime:
    """Give the instant until which a file is locked: so many years later, to the second; 29 February yields to the 28th."""
    start = since.replace(microsecond=0)
    try:
        until = start.replace(year=start.year + rule.years)
    except ValueError:
        until = start.replace(year=start.year + rule.years, day=28)
    return min(until, LAST_LOCK)
