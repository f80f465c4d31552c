"""The detector of gaps in an exhibit's chain of custody.

An acquittal follows where the keeper of the malkhana or the carrier is not produced, where days between recovery and the
laboratory's receipt are unexplained, where the Register XIX entry or the road certificate is not tendered. The detector
walks the recorded steps in their order and names each such gap with its days. What counts, from how many days on and by
which authority, is dated data (`GapRule`): a rule that is not valid on the gap's first day names nothing.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from services.cases.rules.custody_chain_checks import find_mismatches, find_persons, find_unproved
from services.cases.rules.custody_chain_facts import Chain, Event, Gap, GapRule, rule_on
from services.cases.rules.custody_chain_steps import CARRIED, MALKHANA, OFFICER, START, STEPS, bridge, goal_of

_HANDS: Final = frozenset({OFFICER, CARRIED})


@dataclass(frozen=True, slots=True)
class _Walked:
    """A step as it was walked: what had to happen unrecorded before it (None: nothing can have), and how it left the exhibit."""

    event: Event
    missing: tuple[str, ...] | None
    place: str
    is_proved_rest: bool

    @property
    def fits(self) -> bool:
        """Tell whether the step follows from the one before."""
        return self.missing == ()


def find_gaps(chain: Chain, rules: Iterable[GapRule], witnesses: Collection[Any], as_of: dt.date) -> list[Gap]:
    """Find the gaps of a chain as they stand on a day, in the order of their first days; what comes later is not seen yet."""
    chain, by_kind = _until(chain, as_of), dict[str, list[GapRule]]()
    for rule in rules:
        by_kind.setdefault(rule.kind, []).append(rule)
    found = itertools.chain(
        _find_chain_gaps(chain, witnesses, as_of), _find_court_gaps(chain), _find_overdue(chain, as_of)
    )
    counted = (_counted(gap, chain.nature, by_kind.get(gap.kind, ())) for gap in found)
    return sorted((gap for gap in counted if gap is not None), key=lambda gap: (gap.from_on, gap.to_on, gap.kind))


def unexplained_stretches(chain: Chain, as_of: dt.date) -> list[Gap]:
    """Give all stretches of days, however short, in which no entry shows where the exhibit was."""
    events = arrange(_until(chain, as_of).events)
    return list(_find_stretches(_walk(events), as_of)) if needs_chain(chain.series, chain.nature) else []


def arrange(events: Iterable[Event]) -> list[Event]:
    """Put steps in their order: by day, and on one day as entered, unless in another order more of them follow."""
    arranged: list[Event] = []
    place, seen = START, frozenset[str]()
    entered = sorted(events, key=lambda event: (event.on, event.position))
    for _, today in itertools.groupby(entered, key=lambda event: event.on):
        as_entered = list(today)
        fitted = _fit(as_entered, place, seen)
        misfits, place_after = _try_order(as_entered, place, seen)
        fitted_misfits, fitted_after = _try_order(fitted, place, seen)
        chosen, place = (fitted, fitted_after) if fitted_misfits < misfits else (as_entered, place_after)
        arranged += chosen
        seen |= {event.step for event in chosen}
    return arranged


def _fit(today: Sequence[Event], place: str, seen: frozenset[str]) -> list[Event]:
    """Put a day's steps so that each follows, as far as that goes: what is done at a place before what leads away from it."""
    waiting, fitted = list(today), list[Event]()
    while waiting:
        fitting = [event for event in waiting if place in goal_of(STEPS[event.step], seen)]
        here = [event for event in fitting if STEPS[event.step].begins_at == {place} and not STEPS[event.step].leads_to]
        chosen = next(iter(here or fitting or waiting))
        waiting.remove(chosen)
        fitted.append(chosen)
        place, seen = STEPS[chosen.step].leads_to or place, seen | {chosen.step}
    return fitted


def _try_order(events: Sequence[Event], place: str, seen: frozenset[str]) -> tuple[int, str]:
    """Give how many of a day's steps do not follow in this order, and where they leave the exhibit."""
    misfits = 0
    for event in events:
        step = STEPS[event.step]
        misfits += place not in goal_of(step, seen)
        place, seen = step.leads_to or place, seen | {event.step}
    return misfits, place


def _until(chain: Chain, as_of: dt.date) -> Chain:
    """Give a chain as it stood on a day; one that begins later is not without its recovery: it is not there yet."""
    events = tuple(event for event in chain.events if event.on <= as_of)
    is_decided = chain.decided_on is not None and chain.decided_on <= as_of
    return replace(
        chain,
        events=events,
        decided_on=chain.decided_on if is_decided else None,
        is_begun=bool(events or not chain.events),
    )


def needs_chain(series: str, nature: str) -> bool:
    """Tell whether custody has to be shown: not for papers, nor for what the defence brings."""
    return series != "defence" and nature != "document"


def _find_chain_gaps(chain: Chain, witnesses: Collection[Any], as_of: dt.date) -> Iterator[Gap]:
    if not needs_chain(chain.series, chain.nature) or not chain.is_begun:
        return
    if not chain.events:
        yield Gap(kind="missing_entry", from_on=as_of, to_on=as_of, step="seized", entry="recovery_memo")
        return
    events = arrange(chain.events)
    walked = _walk(events)
    yield from _find_stretches(walked, as_of)
    yield from _find_missing(walked)
    yield from find_unproved(events)
    yield from find_persons(events, witnesses)
    yield from find_mismatches(chain, events, as_of)
    yield _find_way_to_laboratory(events, as_of)


def _find_way_to_laboratory(events: Sequence[Event], as_of: dt.date) -> Gap:
    """Give the time from the recovery to the laboratory's receipt, explained or not; a rule says for what it is too long."""
    received = next((event for event in events if event.step == "laboratory_received"), None)
    start, end = events[0].on, received.on if received else as_of
    step = received.step if received else None
    return Gap(kind="late_to_laboratory", from_on=start, to_on=end, step=events[0].step, next_step=step)


def _find_overdue(chain: Chain, as_of: dt.date) -> Iterator[Gap]:
    """Find the laboratories that were asked and have not answered yet; a rule says from how many days on that matters."""
    for asked in chain.asked:
        if asked.on <= as_of and (asked.reported_on is None or asked.reported_on > as_of):
            yield Gap(kind="report_overdue", from_on=asked.on, to_on=as_of, next_step="laboratory_reported")


def _find_court_gaps(chain: Chain) -> Iterator[Gap]:
    """Find what the court was not shown: known once the case is decided."""
    if chain.decided_on is None or chain.series == "defence":
        return
    steps = {event.step for event in chain.events}
    if "produced_in_court" not in steps and not chain.is_marked:
        yield Gap(kind="not_produced", from_on=chain.decided_on, to_on=chain.decided_on)
    if chain.nature == "electronic" and "played" not in steps:
        yield Gap(kind="not_played", from_on=chain.decided_on, to_on=chain.decided_on)


def _walk(events: Sequence[Event]) -> list[_Walked]:
    walked: list[_Walked] = []
    place, is_proved_rest, seen = START, False, set[str]()
    for event in events:
        step = STEPS[event.step]
        way = bridge(place, goal_of(step, seen))
        missing, here = way if way is not None else (None, place)
        if step.leads_to is not None:
            here = step.leads_to
        if here == MALKHANA and step.leads_to is not None:
            is_proved_rest = bool(event.register_entry)
        elif here != place or step.leads_to is not None:
            is_proved_rest = here not in _HANDS
        place = here
        seen.add(event.step)
        walked.append(_Walked(event, missing, place, is_proved_rest))
    return walked


def _find_stretches(walked: Sequence[_Walked], as_of: dt.date) -> Iterator[Gap]:
    """Find the days in somebody's hands, in a malkhana without a register entry, or before a step that does not follow."""
    runs: list[list[int]] = []
    for number, current in enumerate(walked):
        if current.is_proved_rest and (number + 1 == len(walked) or walked[number + 1].fits):
            continue
        is_still_there = current.fits and STEPS[current.event.step].leads_to is None
        if runs and runs[-1][-1] == number - 1 and is_still_there:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        first, after = walked[run[0]], run[-1] + 1
        following = walked[after].event if after < len(walked) else None
        yield Gap(
            kind="unexplained_days", from_on=first.event.on,
            to_on=following.on if following else as_of, step=first.event.step,
            next_step=following.step if following else None, place=first.place,
            person_id=first.event.carrier_id if first.place == CARRIED else first.event.person_id,
        )  # fmt: skip


def _find_missing(walked: Sequence[_Walked]) -> Iterator[Gap]:
    """Find steps that must have happened and are not recorded, and steps that cannot stand in this order.

    A step that lacks what is recorded only later, where in turn it does not follow, is one impossible order, not two gaps.
    """
    settled: set[int] = set()
    for place, current in enumerate(walked):
        if current.fits or place in settled:
            continue
        event = current.event
        before = walked[place - 1].event if place else event
        later = _find_recorded_later(walked, place)
        if later is not None:
            settled.add(later)
            end = walked[later].event
            yield Gap(kind="order_impossible", from_on=event.on, to_on=end.on, step=event.step, next_step=end.step)
        elif current.missing is None:
            yield Gap(
                kind="order_impossible", from_on=before.on, to_on=event.on, step=before.step, next_step=event.step
            )
        else:
            for name in current.missing:
                yield Gap(
                    kind="missing_entry", from_on=before.on, to_on=event.on, step=name, next_step=event.step,
                    entry=STEPS[name].entry,
                )  # fmt: skip


def _find_recorded_later(walked: Sequence[_Walked], place: int) -> int | None:
    missing = walked[place].missing or ()
    for later in range(place + 1, len(walked)):
        if walked[later].event.step in missing and not walked[later].fits:
            return later
    return None


def _counted(gap: Gap, nature: str, rules: Sequence[GapRule]) -> Gap | None:
    rule = rule_on(rules, nature, gap.from_on)
    if rule is None or (rule.days is not None and gap.days <= rule.days):
        return None
    return replace(gap, source=rule.source)
