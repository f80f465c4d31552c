"""A quarter of a prosecutor's year: Ramadan hours, an Eid that moves with the moon, a trial over several days, and what else happens.

It is played through the operations, by whatever way they are called, so that the same quarter is held against one process and
against the whole platform.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

import recurring_ical_events
from icalendar import Calendar

from services.scheduling import api
from services.scheduling.rules.days import KARACHI

Shown = dict[str, tuple[dt.datetime, dt.datetime, str, int]]
GONE = ("vacated", "adjourned", "lapsed", "merged")
STATES = {"scheduled": "CONFIRMED", "held": "CONFIRMED", "provisional": "TENTATIVE", **dict.fromkeys(GONE, "CANCELLED")}


class Calling(Protocol):
    """A way to call an operation as somebody: `clerk`, `keeper`, `supervisor`, or the `prosecutor` himself."""

    def __call__(
        self, who: str, operation: Any, body: Any = None, *, query: Any = None, if_match: Any = None, **path: Any
    ) -> Any:
        """Give the answer's JSON."""


@dataclass
class Quarter:
    """Where and around which Eid the quarter is played; the days are those of Karachi."""

    call: Calling
    court_id: str
    case_id: str
    prosecutor_id: str
    district: str
    eid: dt.date

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """Give the first and the last day of three months."""
        return self.eid - dt.timedelta(days=46), self.eid + dt.timedelta(days=45)

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """Give the instants between which the quarter lies."""
        first, last = self.days
        return _at(first, 0), _at(last + dt.timedelta(days=1), 0)

    def sitting_day(self, offset: int) -> dt.date:
        """Give the first day from so many after Eid on that is neither Friday nor Sunday."""
        day = self.eid + dt.timedelta(days=offset)
        while day.isoweekday() in (5, 7):
            day += dt.timedelta(days=1)
        return day

    def play(self) -> None:
        """Let the quarter happen."""
        self._declare(0, is_tentative=True)
        self._keep_ramadan()
        self._hear(self.sitting_day(-40), 9)
        self._hear(self.sitting_day(-20), 10)
        self._try_trial()
        waits_for_the_moon = self._hear(self.eid + dt.timedelta(days=3), 10)
        self._declare(1, is_tentative=False)
        self._move(waits_for_the_moon, self.sitting_day(6))
        self._change_more()
        self._take_leave()

    def expected(self) -> Shown:
        """Give what the API says of the prosecutor's own hearings."""
        first, last = self.days
        calendar = self.call("prosecutor", api.read_calendar, query={"from": first, "to": last})
        return {
            f"{row['id']}@scheduling.cmms": (
                dt.datetime.fromisoformat(row["starts_at"]), dt.datetime.fromisoformat(row["ends_at"]),
                STATES[row["status"]], row["version"] - 1,
            )
            for row in calendar["hearings"]
        }  # fmt: skip

    def days_off(self) -> tuple[list[tuple[dt.date, dt.date]], dict[dt.date, str]]:
        """Give what the API says of leave (the day after its last, too) and of holidays with how sure they are."""
        first, last = self.days
        calendar = self.call("prosecutor", api.read_calendar, query={"from": first, "to": last})
        leave = [
            (dt.date.fromisoformat(row["first_on"]), dt.date.fromisoformat(row["last_on"]) + dt.timedelta(days=1))
            for row in calendar["leave"]
            if row["status"] == "approved"
        ]
        holidays = {
            dt.date.fromisoformat(row["day"]): "TENTATIVE" if row["is_tentative"] else "CONFIRMED"
            for row in sorted(calendar["holidays"], key=lambda row: row["is_tentative"], reverse=True)
        }
        return leave, holidays

    def _declare(self, later: int, *, is_tentative: bool) -> None:
        days = [self.eid + dt.timedelta(days=number + later) for number in range(3)]
        body = {
            "days": [str(day) for day in days], "scope": "district", "district": self.district, "name_en": "Eid-ul-Fitr",
            "source": "Home Department's notification", "is_tentative": is_tentative,
        }  # fmt: skip
        self.call("keeper", api.declare_holidays, body)
        if not is_tentative:
            query = {"district": self.district, "from": self.eid, "to": self.eid}
            for row in self.call("keeper", api.list_holidays, query=query)["items"]:
                if row["scope"] != "province":
                    body = {"reason": "the moon was not seen"}
                    self.call("keeper", api.withdraw_holiday, body, holiday_id=row["id"])

    def _keep_ramadan(self) -> None:
        hours = [{"weekday": day, "opens": "09:00", "closes": "12:00" if day == 5 else "13:00"} for day in range(1, 7)]
        body = {
            "valid_from": str(self.eid - dt.timedelta(days=30)), "valid_to": str(self.eid - dt.timedelta(days=1)),
            "source": "High Court's circular for Ramadan", "hours": hours,
        }  # fmt: skip
        self.call("keeper", api.set_sitting_hours, body, court_id=self.court_id)

    def _hear(self, day: dt.date, hour: int, **more: Any) -> dict[str, Any]:
        body = {
            "case_id": self.case_id, "court_id": self.court_id, "starts_at": _at(day, hour).isoformat(), "minutes": 45,
            "purpose": "prosecution_evidence", "prosecutor_ids": [self.prosecutor_id], **more,
        }  # fmt: skip
        found: dict[str, Any] = self.call("clerk", api.schedule_hearing, body)
        return found

    def _try_trial(self) -> None:
        body = {
            "case_id": self.case_id, "court_id": self.court_id, "first_on": str(self.sitting_day(-10)), "count": 5,
            "starts": "11:00", "minutes": 90, "purpose": "prosecution_evidence", "prosecutor_ids": [self.prosecutor_id],
        }  # fmt: skip
        self.call("clerk", api.schedule_sitting, body)

    def _move(self, hearing: dict[str, Any], day: dt.date) -> None:
        body = {"starts_at": _at(day, 9).isoformat(), "reason": "Eid came a day later"}
        # The declaration marked it, so it is not as it was.
        version = self.call("clerk", api.read_hearing, hearing_id=hearing["id"])["version"]
        self.call("clerk", api.move_hearing, body, if_match=version, hearing_id=hearing["id"])

    def _change_more(self) -> None:
        vacated = self._hear(self.sitting_day(12), 9)
        body = {"reason": "the file is with the High Court"}
        self.call("clerk", api.vacate_hearing, body, if_match=1, hearing_id=vacated["id"])
        given_away = self._hear(self.sitting_day(16), 9)
        body = {"prosecutor_ids": [], "reason": "another will stand in"}  # type: ignore[dict-item]
        self.call("clerk", api.move_hearing, body, if_match=1, hearing_id=given_away["id"])
        until = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
        self._hear(self.sitting_day(14), 9, held_until=until.isoformat())

    def _take_leave(self) -> None:
        days = {"first_on": str(self.eid + dt.timedelta(days=20)), "last_on": str(self.eid + dt.timedelta(days=24))}
        applied = self.call("prosecutor", api.apply_for_leave, {**days, "kind": "casual"})
        self.call("supervisor", api.approve_leave, {}, if_match=applied["version"], leave_id=applied["id"])


def hearings_in(text: str) -> Shown:
    """Read a calendar's timed events by the library `icalendar`."""
    return _shown(_events(Calendar.from_ical(text)))


def hearings_between(text: str, span: tuple[dt.datetime, dt.datetime]) -> Shown:
    """Read the same by `recurring_ical_events`, which looks at what lies between two instants."""
    calendar: Any = Calendar.from_ical(text)
    return _shown(recurring_ical_events.of(calendar).between(*span))


def days_in(text: str, *, busy: bool) -> list[tuple[dt.date, dt.date, str]]:
    """Read a calendar's whole days: those that take time, or those that do not."""
    events = [event for event in _events(Calendar.from_ical(text)) if not isinstance(event["DTSTART"].dt, dt.datetime)]
    wanted = "OPAQUE" if busy else "TRANSPARENT"
    return sorted(
        (event["DTSTART"].dt, event["DTEND"].dt, str(event["STATUS"])) for event in events if event["TRANSP"] == wanted
    )


def _shown(events: list[Any]) -> Shown:
    return {
        str(event["UID"]): (event["DTSTART"].dt, event["DTEND"].dt, str(event["STATUS"]), int(event["SEQUENCE"]))
        for event in events
        if isinstance(event["DTSTART"].dt, dt.datetime)
    }


def _events(calendar: Any) -> list[Any]:
    return list(calendar.walk("VEVENT"))


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=KARACHI)
