"""What holds of the detector for every chain of custody."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from services.cases.rules.custody_chain import arrange, find_gaps, unexplained_stretches
from services.cases.rules.custody_chain_facts import Event, Gap
from services.cases.rules.custody_chain_steps import CUSTODY_STEPS, STEPS
from tests.unit.cases.custody import RULES, WITNESSES, chain, event, gaps_of, way

ON_THE_WAY = st.integers(min_value=0, max_value=1)
DAYS = st.integers(min_value=0, max_value=12)
MOVES = [step for step in STEPS.values() if step.leads_to not in (None, "gone", "owner") and step.name != "seized"]


@st.composite
def whole_chains(draw: st.DrawFn, in_hands: st.SearchStrategy[int] = ON_THE_WAY) -> tuple[Event, ...]:
    """Draw a chain in which each step follows, with all papers; it waits, a day at least, only where it is kept."""
    day, place = 0, "officer"
    steps = [(0, "seized"), (0, "sealed")]
    for _ in range(draw(st.integers(min_value=1, max_value=9))):
        step = draw(st.sampled_from([move for move in MOVES if place in move.begins_at]))
        day += draw(st.integers(1, 12)) if place in ("malkhana", "laboratory", "court") else draw(in_hands)
        steps.append((day, step.name))
        place = step.leads_to or place
    return tuple(replace(one, quantity=None, seal_impression=None) for one in way(*steps))


@st.composite
def any_chains(draw: st.DrawFn) -> tuple[Event, ...]:
    """Draw steps in any order, with or without their papers."""
    entered = draw(st.lists(st.tuples(DAYS, st.sampled_from(CUSTODY_STEPS), st.booleans()), max_size=9))
    bare = {"register_entry": None, "road_certificate": None, "person_id": None, "carrier_id": None, "reference": None}
    return tuple(
        event(number, step, dt.date(2022, 6, 9) + dt.timedelta(days=days), **({} if has_papers else bare))
        for number, (days, step, has_papers) in enumerate(entered)
    )


def days_of(gaps: list[Gap]) -> set[dt.date]:
    """Give the days after which nobody knew where the exhibit was."""
    return {gap.from_on + dt.timedelta(days=day) for gap in gaps for day in range(gap.days)}


def last_day(events: tuple[Event, ...]) -> dt.date:
    """Give the day of the last step."""
    return max((one.on for one in events), default=dt.date(2022, 6, 9))


@given(whole_chains())
def test_a_whole_chain_never_has_a_gap(events: tuple[Event, ...]) -> None:
    """However long it is kept and however often it travels."""
    assert gaps_of(*events) == []


@settings(max_examples=500, suppress_health_check=[HealthCheck.filter_too_much])
@given(whole_chains(in_hands=st.just(1)), st.data())
def test_a_documented_step_never_adds_unexplained_days(events: tuple[Event, ...], data: st.DataObject) -> None:
    """Entering what was left out, between two unexplained days, leaves fewer of them or as many, and no others.

    Each step has a day of its own, so that its place among the others is certain.
    """
    left_out = data.draw(st.sets(st.sampled_from(range(1, len(events))), min_size=1))
    kept = [one for place, one in enumerate(events) if place not in left_out]
    as_of = last_day(events)
    before = unexplained_stretches(chain(*kept), as_of)
    found = events[data.draw(st.sampled_from(sorted(left_out)))]
    assume(any(gap.from_on < found.on < gap.to_on for gap in before))
    after = unexplained_stretches(chain(*kept, found), as_of)
    assert days_of(after) <= days_of(before)


@given(any_chains(), DAYS)
def test_stretches_never_overlap_and_never_end_before_they_begin(events: tuple[Event, ...], more: int) -> None:
    """Each day is counted once, and none after the day the question is asked for or the last step."""
    as_of = last_day(events) + dt.timedelta(days=more)
    stretches = unexplained_stretches(chain(*events), as_of)
    assert all(gap.from_on <= gap.to_on <= as_of for gap in stretches)
    assert all(one.to_on <= following.from_on for one, following in itertools.pairwise(stretches))
    assert sum(gap.days for gap in stretches) == len(days_of(stretches))


@given(any_chains())
def test_arranging_keeps_every_step_and_the_order_of_days(events: tuple[Event, ...]) -> None:
    """No step is lost or doubled; arranging what is arranged changes nothing."""
    arranged = arrange(events)
    assert sorted(one.id for one in arranged) == [one.id for one in events]
    assert [one.on for one in arranged] == sorted(one.on for one in events)
    again = [replace(one, position=place) for place, one in enumerate(arranged)]
    assert [one.id for one in arrange(again)] == [one.id for one in arranged]


@given(any_chains(), DAYS)
def test_without_rules_nothing_is_named_and_more_time_never_closes_a_gap(events: tuple[Event, ...], more: int) -> None:
    """A kind that no rule is valid for is not named; what was a gap yesterday is one today."""
    as_of = last_day(events)
    assert find_gaps(chain(*events), (), WITNESSES, as_of) == []
    now = find_gaps(chain(*events), RULES, WITNESSES, as_of)
    later = find_gaps(chain(*events), RULES, WITNESSES, as_of + dt.timedelta(days=more))
    assert {(gap.kind, gap.from_on, gap.step, gap.entry) for gap in now if events} <= {
        (gap.kind, gap.from_on, gap.step, gap.entry) for gap in later if events
    }
