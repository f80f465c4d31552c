"""Busy times from people's own calendars: what is kept, how it unfolds, what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.days import KARACHI
from services.scheduling.rules.own_times import OwnTimesRefusedError, read_own_times, title_of, unfold

MONTH = (dt.datetime(2027, 3, 1, tzinfo=KARACHI), dt.datetime(2027, 4, 1, tzinfo=KARACHI))
CLASS = "UID:class\nDTSTART;TZID=Asia/Karachi:20270301T170000\nDTEND;TZID=Asia/Karachi:20270301T180000\n"


def file_of(*events: str, more: str = "") -> str:
    """Give a calendar file of these events."""
    inner = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{more}{inner}END:VCALENDAR\n"


def starts(*events: str, span: tuple[dt.datetime, dt.datetime] = MONTH, more: str = "") -> list[str]:
    """Give when the events' instances begin, by Karachi's clock."""
    spans = [found for kept in read_own_times(file_of(*events, more=more)) for found in unfold(kept.calendar, span)]
    return [f"{start.astimezone(KARACHI):%m-%d %H:%M}" for start, _ in sorted(spans)]


def refusal(text: str) -> str:
    """Give why a file is refused."""
    with pytest.raises(OwnTimesRefusedError) as caught:
        read_own_times(text)
    return str(caught.value)


def test_a_weekly_class_unfolds_with_exceptions_and_overrides() -> None:
    """An EXDATE is left out, a moved instance stands at its new time, a cancelled one takes none, an extra one is added."""
    rule = "RRULE:FREQ=WEEKLY;BYDAY=MO\nEXDATE;TZID=Asia/Karachi:20270308T170000\nRDATE;TZID=Asia/Karachi:20270325T100000\n"
    moved = (
        "UID:class\nRECURRENCE-ID;TZID=Asia/Karachi:20270315T170000\nDTSTART;TZID=Asia/Karachi:20270316T080000\n"
        "DTEND;TZID=Asia/Karachi:20270316T083000"
    )
    off = f"{CLASS}RECURRENCE-ID;TZID=Asia/Karachi:20270322T170000\nSTATUS:CANCELLED".replace("0301T", "0322T")

    assert starts(CLASS + rule, moved, off) == ["03-01 17:00", "03-16 08:00", "03-25 10:00", "03-29 17:00"]


def test_from_an_instance_on_all_may_change() -> None:
    """An override for this and all that follow moves them all."""
    later = (
        "UID:class\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Karachi:20270315T170000\n"
        "DTSTART;TZID=Asia/Karachi:20270315T190000\nDTEND;TZID=Asia/Karachi:20270315T200000"
    )

    found = starts(CLASS + "RRULE:FREQ=WEEKLY;BYDAY=MO", later)

    assert found == ["03-01 17:00", "03-08 17:00", "03-15 19:00", "03-22 19:00", "03-29 19:00"]


def test_a_time_follows_its_own_zone_through_summer_time() -> None:
    """A weekly call fixed in London comes an hour earlier in Karachi once London's clocks are put forward (28 March 2027)."""
    call = "UID:call\nDTSTART;TZID=Europe/London:20270319T120000\nDTEND;TZID=Europe/London:20270319T130000\nRRULE:FREQ=WEEKLY"
    span = (MONTH[0], MONTH[1] + dt.timedelta(days=2))

    assert starts(call, span=span) == ["03-19 17:00", "03-26 17:00", "04-02 16:00"]


def test_karachis_own_summer_time_is_known() -> None:
    """In July 2008 nine o'clock was 03:00 UTC; in July 2027 it is 04:00."""
    event = "UID:x\nDTSTART:{}T090000\nDTEND:{}T100000"
    for day, hour in (("20080715", 3), ("20270715", 4)):
        (kept,) = read_own_times(file_of(event.format(day, day)))
        around = dt.datetime.strptime(day, "%Y%m%d").replace(tzinfo=dt.UTC)
        ((start, _),) = unfold(kept.calendar, (around, around + dt.timedelta(days=1)))
        assert start.hour == hour


def test_days_and_lengths() -> None:
    """A whole day is Karachi's day; a length stands for an end; a zone by its name of Windows, and none at all, are understood."""
    day = "UID:d\nDTSTART;VALUE=DATE:20270305"
    length = "UID:l\nDTSTART;TZID=Pakistan Standard Time:20270306T090000\nDURATION:PT90M"
    floating = "UID:f\nDTSTART:20270307T090000\nDTEND:20270307T093000"
    found = {kept.uid: unfold(kept.calendar, MONTH) for kept in read_own_times(file_of(day, length, floating))}

    assert found == {
        "d": [(dt.datetime(2027, 3, 5, tzinfo=KARACHI), dt.datetime(2027, 3, 6, tzinfo=KARACHI))],
        "l": [(dt.datetime(2027, 3, 6, 9, tzinfo=KARACHI), dt.datetime(2027, 3, 6, 10, 30, tzinfo=KARACHI))],
        "f": [(dt.datetime(2027, 3, 7, 9, tzinfo=KARACHI), dt.datetime(2027, 3, 7, 9, 30, tzinfo=KARACHI))],
    }


def test_what_is_free_takes_no_time() -> None:
    """A transparent event and a cancelled one are not busy."""
    assert starts(CLASS + "TRANSP:TRANSPARENT") == []
    assert starts(CLASS + "STATUS:CANCELLED") == []


def test_only_what_is_needed_is_kept() -> None:
    """Guests, places, descriptions, alarms and other components go; the title stays, for its owner."""
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:wake\nTRIGGER:-PT5M\nEND:VALARM\n"
    private = "SUMMARY:Evening class\nDESCRIPTION:room 5\nLOCATION:College\nATTENDEE:mailto:a@example.org\n"
    todo = "BEGIN:VTODO\nUID:t\nSUMMARY:shop\nEND:VTODO\n"
    (kept,) = read_own_times(file_of(CLASS + private + alarm, more=todo))

    assert title_of(kept.calendar) == "Evening class"
    for word in ("room 5", "College", "example.org", "VALARM", "shop"):
        assert word not in kept.calendar


def test_a_files_own_idea_of_a_zone_is_not_believed() -> None:
    """A file that says that Karachi lies at UTC+11 changes nothing; a zone known to nobody is refused, defined or not."""
    zone = (
        "BEGIN:VTIMEZONE\nTZID:{}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+1100\nTZOFFSETTO:+1100\n"
        "RRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n"
    )

    assert starts(CLASS, more=zone.format("Asia/Karachi")) == ["03-01 17:00"]
    text = file_of(CLASS.replace("Asia/Karachi", "Middle-earth"), more=zone.format("Middle-earth"))
    assert "Middle-earth is not known" in refusal(text)


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ("RRULE:FREQ=SECONDLY", "by days, weeks"), ("RRULE:FREQ=HOURLY", "by days, weeks"), ("RRULE:FREQ=DAILY;BYSECOND=1,2", "by days, weeks"),
        ("RRULE:FREQ=DAILY;INTERVAL=0", "between 1 and 1000"), ("RRULE:FREQ=DAILY;COUNT=100000", "between 1 and 1000"),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"), ("RRULE:FREQ=WEEKLY;BYSETPOS=3;BYDAY=MO", "days or weeks may"),
        ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "days or weeks may"), ("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", "may not be narrowed"),
        ("RRULE:FREQ=DAILY;COUNT=5;UNTIL=20280101T000000Z", "not by both"), ("RRULE:FREQ=WEEKLY;BYDAY=XX", "cannot be read"),
        ("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "one recurrence rule"), ("EXDATE:" + ",".join(["20270301T170000"] * 501), "exceptions"),
        ("DTSTART:20270302T000000", "cannot be read"),
    ],
)  # fmt: skip
def test_a_recurrence_that_cannot_be_honoured_is_refused(changes: str, because: str) -> None:
    """Rules finer than days, endless searches and contradictions are refused in a sentence."""
    assert because in refusal(file_of(CLASS + changes))


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "BEGIN:VCALENDAR\nEND:VCALENDAR", file_of(), file_of("SUMMARY:x"), file_of("UID:x"), file_of("UID:x\nDTSTART:tomorrow"),
        file_of("UID:x\nDTSTART:20270301T090000\nDTEND:20270301T080000"), file_of("UID:x\nDTSTART:18000101T090000"),
        file_of("UID:x\nDTSTART;VALUE=DATE:20270301\nDTEND:20270302T090000"), file_of("UID:x\nDTSTART:20270301T090000\nDURATION:P100D"),
        file_of(*[f"UID:{number}\nDTSTART:20270301T090000" for number in range(201)]), "BEGIN:VCALENDAR\n" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_calendar_is_refused(text: str) -> None:
    """Nonsense gets a sentence, never an error."""
    assert refusal(text).endswith(".")


@given(st.text(alphabet="BEGIN:VCALDRTUSX=;\n0123456789,+-", max_size=300))
def test_any_text_is_read_or_refused(inner: str) -> None:
    """Whatever stands inside an event, it is kept in a form that unfolds, or refused."""
    try:
        found = read_own_times(file_of(CLASS + inner))
    except OwnTimesRefusedError:
        return
    for kept in found:
        unfold(kept.calendar, MONTH)


def test_an_endless_rule_from_long_ago_is_unfolded_for_the_month_that_is_asked() -> None:
    """Every day since 1990, without an end."""
    assert len(starts(CLASS.replace("2027", "1990") + "RRULE:FREQ=DAILY")) == 31
