"""When a court sits: its timetables and the holidays (Sindh Criminal Court Rules 2012, rules 3.3 to 3.5).

Several timetables may cover a day (Ramadan hours within the ordinary ones): the one recorded last holds, whole week at a time.
A tentative holiday (the moon is awaited) closes nothing; it is shown, and closes once it is declared.
In a vacation only what is urgent is heard, by the courts that keep duty (all, when none is named) and in the duty hours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.scheduling.rules.days import days_from, instant_at

Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when a court sits on a day."""

    opens: dt.time
    closes: dt.time


@dataclass(frozen=True, slots=True)
class Timetable:
    """A court's week from a day on, to a day or until another comes; ISO weekdays, 1 is Monday."""

    valid_from: dt.date
    valid_to: dt.date | None
    hours: Mapping[int, Hours]

    def covers(self, day: dt.date) -> bool:
        """Tell whether the timetable is meant for a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Vacation:
    """Days in which a court hears only what is urgent, both counted; `duty` are its own turns, `others_keep_duty`: courts are named."""

    first_on: dt.date
    last_on: dt.date
    hours: Hours | None = None
    others_keep_duty: bool = False
    duty: Sequence[tuple[dt.date, dt.date]] = ()

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day lies in it."""
        return self.first_on <= day <= self.last_on

    def is_on_duty(self, day: dt.date) -> bool:
        """Tell whether the court hears what is urgent on a day of it."""
        return not self.others_keep_duty or any(first <= day <= last for first, last in self.duty)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known about a court's days: timetables in the order they were recorded, holidays, vacations."""

    timetables: Sequence[Timetable]
    holidays: frozenset[dt.date] = field(default_factory=frozenset)
    vacations: Sequence[Vacation] = ()
    opened_on: dt.date = dt.date.min
    closed_on: dt.date | None = None


def is_open(calendar: Calendar, day: dt.date) -> bool:
    """Tell whether the court exists on a day; the day it is closed on is the first without it."""
    return calendar.opened_on <= day and (calendar.closed_on is None or day < calendar.closed_on)


def hours_by_timetable(timetables: Sequence[Timetable], day: dt.date) -> Hours | None:
    """Give the hours of the timetable that holds on a day, holidays not regarded."""
    holding = [timetable for timetable in timetables if timetable.covers(day)]
    return holding[-1].hours.get(day.isoweekday()) if holding else None


def vacation_on(calendar: Calendar, day: dt.date) -> Vacation | None:
    """Give the vacation a day lies in."""
    return next((vacation for vacation in calendar.vacations if vacation.covers(day)), None)


def hours_on(calendar: Calendar, day: dt.date) -> Hours | None:
    """Give the hours a court sits on a day; None on a holiday, in a vacation, on a weekday off, or when there is no such court."""
    if day in calendar.holidays or vacation_on(calendar, day) or not is_open(calendar, day):
        return None
    return hours_by_timetable(calendar.timetables, day)


def sitting_days(calendar: Calendar, first: dt.date, last: dt.date) -> list[dt.date]:
    """Give the days from first to last, both counted, on which the court sits."""
    return [day for day in days_from(first, last) if hours_on(calendar, day)]


def openings(calendar: Calendar, first: dt.date, last: dt.date) -> list[Span]:
    """Give the spans of instants in which the court sits."""
    spans: list[Span] = []
    for day in days_from(first, last):
        hours = hours_on(calendar, day)
        if hours:
            spans.append((instant_at(day, hours.opens), instant_at(day, hours.closes)))
    return spans


def what_forbids(
    calendar: Calendar, day: dt.date, starts: dt.time, ends: dt.time, *, sits_on_holidays: bool
) -> str | None:
    """Give the code of what forbids a sitting on a day from starts to ends, or None.

    Remand and bail are heard on holidays and days off too (`sits_on_holidays`), at any time, and in vacations in the duty hours;
    nothing is heard in a court that does not exist.
    """
    if not is_open(calendar, day):
        return "court_not_open"
    if day in calendar.holidays:
        return None if sits_on_holidays else "court_holiday"
    vacation = vacation_on(calendar, day)
    if vacation is not None:
        return _in_vacation(vacation, day, (starts, ends), sits_on_holidays=sits_on_holidays)
    hours = hours_by_timetable(calendar.timetables, day)
    if hours is None:
        return None if sits_on_holidays else "outside_sitting_hours"
    within = hours.opens <= starts and ends <= hours.closes
    return None if within else "outside_sitting_hours"


def _in_vacation(
    vacation: Vacation, day: dt.date, times: tuple[dt.time, dt.time], *, sits_on_holidays: bool
) -> str | None:
    if not sits_on_holidays or not vacation.is_on_duty(day):
        return "court_vacation"
    hours = vacation.hours
    within = hours is None or (hours.opens <= times[0] and times[1] <= hours.closes)
    return None if within else "outside_sitting_hours"
