"""Invitations: what a calendar is told by mail, and what is not."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from icalendar import Calendar

from services.notifications.rules.invitations import (
    CANCEL,
    ENTRY,
    METHODS,
    REQUEST,
    Invitation,
    choose_method,
    is_due,
    write_invitation,
)
from services.notifications.rules.rendering import PLACEHOLDERS

NOW = dt.datetime(2026, 11, 26, 6, 0, tzinfo=dt.UTC)
HEARING = uuid.UUID("019aa000-0000-7000-8000-000000000001")
STARTS = dt.datetime(2027, 3, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=5)))


def event_of(method: str = REQUEST, *, language: str = "en", **more: Any) -> tuple[Any, Any]:
    """Give an invitation's calendar and its event."""
    said = {
        "hearing_id": HEARING, "version": 3, "starts_at": STARTS, "ends_at": STARTS + dt.timedelta(minutes=30),
        "court": "Anti-Terrorism Court II, Karachi", "organizer": "cmms@prosecution.example", "attendee": "one@example.org", **more,
    }  # fmt: skip
    calendar: Any = Calendar.from_ical(write_invitation(method, Invitation(**said), language, NOW))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_has_all_that_itip_wants() -> None:
    """RFC 5546, 3.2.2: the method, one event, its UID, SEQUENCE, times in UTC, the office that invites, the one invited."""
    calendar, event = event_of()

    assert calendar["METHOD"] == REQUEST
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{HEARING}@scheduling.cmms", 2, "CONFIRMED")
    assert (event["DTSTART"].dt, event["DTSTAMP"].dt) == (STARTS, NOW)
    assert b"DTSTART:20270301T040000Z" in event.to_ical()
    assert (event["ORGANIZER"], event["ATTENDEE"]) == ("mailto:cmms@prosecution.example", "mailto:one@example.org")
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_a_cancellation_is_later_than_what_it_cancels() -> None:
    """RFC 5546, 3.2.5: the same UID, a SEQUENCE that grew with the hearing, the state CANCELLED."""
    calendar, event = event_of(CANCEL, version=4)

    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == (CANCEL, "CANCELLED", 3)
    assert event["UID"] == event_of()[1]["UID"]


@pytest.mark.parametrize(("language", "word"), [("en", "Hearing"), ("ur", "سماعت"), ("sd", "ٻڌڻي")])
def test_a_title_says_the_court_and_nothing_of_the_case(language: str, word: str) -> None:
    """In the reader's language; no number, no name."""
    _, event = event_of(language=language)

    assert event["SUMMARY"] == f"{word}: Anti-Terrorism Court II, Karachi"
    assert "DESCRIPTION" not in event


def test_what_is_told_of_hearings_invites_or_cancels() -> None:
    """Only letters about hearings do, and those that end one's part in it cancel."""
    assert set(METHODS) <= set(PLACEHOLDERS)
    assert {code for code, method in METHODS.items() if method == CANCEL} == {
        "hearing_handed_over", "hearing_vacated", "hearing_adjourned_undated",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "method"), [("scheduled", REQUEST), ("provisional", REQUEST), ("merged", CANCEL), ("held", CANCEL)]
)
def test_an_entry_is_brought_up_to_date_as_the_hearing_stands(status: str, method: str) -> None:
    """A letter for calendars alone invites to what still stands, and cancels what does not."""
    assert choose_method(ENTRY, status) == method
    assert choose_method("hearing_vacated", "scheduled") == CANCEL


def test_who_was_handed_the_hearing_back_is_not_cancelled() -> None:
    """The letter about the handover may be late: what the hearing says now decides."""
    me = uuid.uuid4()
    assert is_due("hearing_handed_over", me, [])
    assert not is_due("hearing_handed_over", me, [me])
    assert is_due("hearing_vacated", me, [me])
    assert not is_due("hearing_reminder", me, [me])
