"""What the tests of people's calendars share: a feed, leave, a class of one's own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from services.scheduling import api
from tests.integration.scheduling.answering import me
from tests.integration.scheduling.asking import ask
from tests.integration.scheduling.factories import KEEPER, Scene


def subscribe(place: Scene) -> str:
    """Make the prosecutor's feed; give its token."""
    token: str = ask(api.create_calendar_feed, me(place), body={}).value["token"]
    return token


def take_leave(place: Scene, day: dt.date) -> dict[str, Any]:
    """Let the prosecutor be away on a day and the next."""
    given = {"first_on": str(day), "last_on": str(day + dt.timedelta(days=1)), "kind": "casual"}
    applied = ask(api.apply_for_leave, me(place, "scheduling.apply_for_leave"), body=given)
    approved: dict[str, Any] = ask(
        api.approve_leave, KEEPER, path={"leave_id": applied.id}, body={}, if_match="1"
    ).value
    return approved


def own_class(place: Scene, *, uid: str = "class", hour: int = 9, more: str = "") -> str:
    """Give a file with a class that comes every week on the scene's weekday."""
    day = f"{place.day:%Y%m%d}"
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Diploma class\r\n"
        f"DTSTART;TZID=Asia/Karachi:{day}T{hour:02}0000\r\nDTEND;TZID=Asia/Karachi:{day}T{hour + 1:02}0000\r\n"
        f"RRULE:FREQ=WEEKLY;COUNT=4\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
