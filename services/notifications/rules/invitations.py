"""Invitations to hearings and their cancellations, for calendars that take them from mail (RFC 5546 iTIP, RFC 6047 iMIP).

A hearing keeps its UID, the same as in feeds and collections; SEQUENCE is the number of its changes, so the latest letter wins in
whatever order they are read. No name of a person and no case: a court, a time. Nobody is asked to answer: a court's date stands.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress

REQUEST: Final = "REQUEST"
CANCEL: Final = "CANCEL"
AS_IT_STANDS: Final = "as it stands"
ENTRY: Final = "hearing_entry_changed"
METHODS: Final[dict[str, str]] = {
    "hearing_scheduled": REQUEST,
    "hearing_moved": REQUEST,
    "hearing_adjourned": REQUEST,
    "hearing_handed_over": CANCEL,
    "hearing_vacated": CANCEL,
    "hearing_adjourned_undated": CANCEL,
    ENTRY: AS_IT_STANDS,
}
_STANDING: Final = ("scheduled", "provisional")
_HEARING: Final = {"en": "Hearing", "ur": "سماعت", "sd": "ٻڌڻي"}


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says: which hearing in which version, when and where, from which office to whom."""

    hearing_id: UUID
    version: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    court: str
    organizer: str
    attendee: str


def choose_method(code: str, status: str) -> str:
    """Give the method of a letter's invitation: by what the letter tells, or by how the hearing stands."""
    if METHODS[code] != AS_IT_STANDS:
        return METHODS[code]
    return REQUEST if status in _STANDING else CANCEL


def is_due(code: str, account_id: UUID | None, prosecutor_ids: list[UUID]) -> bool:
    """Tell whether a letter of this kind carries an invitation: one that was handed back meanwhile is not cancelled."""
    if code not in METHODS:
        return False
    return code != "hearing_handed_over" or account_id not in prosecutor_ids


def write_invitation(method: str, said: Invitation, language: str, now: dt.datetime) -> str:
    """Write an invitation or its cancellation."""
    event: Any = Event()
    event.add("uid", f"{said.hearing_id}@scheduling.cmms")
    event.add("sequence", said.version - 1)
    event.add("dtstamp", now)
    event.add("dtstart", said.starts_at.astimezone(dt.UTC))
    event.add("dtend", said.ends_at.astimezone(dt.UTC))
    event.add("summary", f"{_HEARING[language]}: {said.court}")
    event.add("location", said.court)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "CONFIDENTIAL")
    event.add("organizer", vCalAddress(f"mailto:{said.organizer}"))
    attendee = vCalAddress(f"mailto:{said.attendee}")
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
    event.add("attendee", attendee)
    calendar: Any = Calendar()
    calendar.add("prodid", "-//CMMS//notifications//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()
