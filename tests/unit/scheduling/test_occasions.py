"""How the days of an occasion change when the moon is seen."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.occasions import change_days, is_far

days = st.dates(dt.date(2027, 3, 5), dt.date(2027, 3, 15))
EXPECTED = dt.date(2027, 3, 10)


@given(st.dictionaries(days, st.booleans(), min_size=1), st.sets(days, min_size=1))
def test_every_day_is_accounted_for_once(known: dict[dt.date, bool], declared: set[dt.date]) -> None:
    """Closed are exactly the declared days that were not closed before; what is left was declared, or came to nothing."""
    change = change_days(known, declared)
    before = {day for day, is_tentative in known.items() if not is_tentative}

    assert set(change.closed) == declared - before
    assert set(change.reopened) == before - declared
    assert set(change.dropped) == set(known) - before - declared


def test_a_slip_of_the_pen_is_noticed() -> None:
    """A day or two is the moon; more than a week is not."""
    assert not is_far([EXPECTED], [EXPECTED + dt.timedelta(days=1)])
    assert is_far([EXPECTED], [EXPECTED + dt.timedelta(days=8)])
    assert is_far([EXPECTED], [EXPECTED - dt.timedelta(days=8), EXPECTED])
