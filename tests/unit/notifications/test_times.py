"""When people are told: quiet hours, reminders, tries."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.rules.quiet_hours import KARACHI, NO_QUIET_HOURS, WARNING, QuietHours, read_quiet_hours
from services.notifications.rules.reminders import TIERS, is_worth_sending, plan_reminders
from services.notifications.rules.retrying import DELAYS, WORTH_DAYS, expiry, next_try

instants = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001


def local(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """Give an instant of November 2026 by the clock of Karachi."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=KARACHI)


@pytest.mark.parametrize(("hour", "quiet"), [(6, True), (7, False), (20, False), (21, True), (23, True), (0, True)])
def test_quiet_hours_span_midnight(hour: int, quiet: bool) -> None:  # noqa: FBT001
    """From nine in the evening to seven in the morning, by the clock of Karachi."""
    assert QuietHours().is_quiet(local(24, hour)) is quiet


@given(instants, st.one_of(st.none(), instants))
def test_nothing_is_sent_early_or_at_night(now: dt.datetime, needed_by: dt.datetime | None) -> None:
    """A message leaves now or later; at night only when the morning would be too late."""
    at = QuietHours().earliest_send(now, needed_by)

    assert at >= now
    assert at - now <= dt.timedelta(hours=10)
    if QuietHours().is_quiet(at):
        assert needed_by is not None
        assert needed_by - now < dt.timedelta(hours=10) + WARNING


def test_mornings() -> None:
    """What comes at night waits for seven o'clock of the right day, unless it begins before ten."""
    earliest_send = QuietHours().earliest_send
    assert earliest_send(local(24, 22), None) == local(25, 7)
    assert earliest_send(local(25, 3), None) == local(25, 7)
    assert earliest_send(local(24, 22), local(25, 9, 30)) == local(24, 22)
    assert earliest_send(local(24, 22), local(25, 11)) == local(25, 7)


def test_an_office_has_its_own_quiet_hours() -> None:
    """They are read from the settings, may lie within a day, and there may be none."""
    noon = read_quiet_hours("12:30 - 14:00")
    assert [noon.is_quiet(local(24, 12, minute)) for minute in (29, 30)] == [False, True]
    assert noon.earliest_send(local(24, 13), None) == local(24, 14)
    assert read_quiet_hours("21:00-07:00") == QuietHours()
    assert read_quiet_hours("none") is NO_QUIET_HOURS
    assert not any(NO_QUIET_HOURS.is_quiet(local(24, hour)) for hour in range(24))
    for wrong in ("", "21", "25:00-07:00", "21:00"):
        with pytest.raises(ValueError):  # noqa: PT011 - what is said of it is the settings' business
            read_quiet_hours(wrong)


@given(instants, instants)
def test_reminders_are_only_planned_ahead(starts_at: dt.datetime, now: dt.datetime) -> None:
    """Every planned reminder is still to come, and comes before its hearing."""
    for tier, due_at in plan_reminders(starts_at, now).items():
        assert now < due_at < starts_at
        assert starts_at - due_at == TIERS[tier]


def test_reminders_that_come_too_late_are_dropped() -> None:
    """A reminder that is due helps until the next one is due; the last until an hour before."""
    starts_at = local(24, 9)
    hours = dt.timedelta(hours=1)

    assert is_worth_sending("week", starts_at, starts_at - 25 * hours)
    assert not is_worth_sending("week", starts_at, starts_at - 24 * hours)
    assert is_worth_sending("hours", starts_at, starts_at - 1.5 * hours)
    assert not is_worth_sending("hours", starts_at, starts_at - hours)


@given(st.integers(0, 50), instants)
def test_tries_grow_apart(tries: int, now: dt.datetime) -> None:
    """Each pause is at least as long as the one before, and at most an hour."""
    assert next_try(tries, now) <= next_try(tries + 1, now) <= now + DELAYS[-1]


def test_expiry() -> None:
    """A message is worth sending until what it says begins, else for three days."""
    now = local(24, 9)

    assert expiry(now, local(25, 9)) == local(25, 9)
    assert expiry(now, None) == now + WORTH_DAYS
