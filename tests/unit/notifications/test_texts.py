"""Texts say what they may, in three languages, and nothing else."""

from __future__ import annotations

import datetime as dt
import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.rules.phones import normalise_phone, takes_messages
from services.notifications.rules.rendering import (
    LONGEST,
    PLACEHOLDERS,
    SMS,
    TemplateRefusedError,
    check_template,
    clean_sms,
    render,
    render_channel,
)
from services.notifications.rules.segments import count_parts
from services.notifications.rules.tellings import TELLINGS
from services.notifications.rules.wording import (
    LANGUAGES,
    say_case,
    say_day,
    say_due,
    say_instant,
    say_law,
    say_office,
    say_sealed_case,
)

MIGRATIONS = (
    "0002_add_first_templates", "0003_add_texts_about_work", "0006_add_calendar_entries",
    "0007_add_text_about_adjournments", "0008_add_texts_about_clearings",
)  # fmt: skip
ROWS = [
    row
    for name in MIGRATIONS
    for row in importlib.import_module(f"services.notifications.migrations.{name}").read_templates()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}.{row['language']}.{row['channel']}")
def test_every_text_can_be_sent(row: dict[str, str]) -> None:
    """Each first text uses only its code's words, fits a telephone at its longest, and does not lack what it must say."""
    check_template(row["code"], row["channel"], row["subject"], row["body"])

    assert all(word in row["body"] for word in PLACEHOLDERS[row["code"]] if word == "case")


def test_every_fact_has_its_texts() -> None:
    """Whatever people are told, there is a text for each channel and language it may go by."""
    have = {(row["code"], row["language"], row["channel"]) for row in ROWS}
    need = {
        (code, language, channel)
        for code, telling in TELLINGS.items()
        for language in LANGUAGES
        for channel in telling.channels
        if channel != "inbox"
    }

    assert need == have
    assert set(TELLINGS) == set(PLACEHOLDERS)


def test_urdu_takes_three_segments_at_most() -> None:
    """A usual hearing message in Urdu or Sindhi is no more than three short messages."""
    words = {**LONGEST, "court": "انسداد دہشت گردی عدالت نمبر 2، کراچی"}
    for row in ROWS:
        if row["channel"] == SMS and row["code"] == "hearing_scheduled":
            language = str(row["language"])
            words["case"] = say_case("123", 2026, "کلفٹن", language)
            words["when"] = say_instant(dt.datetime(2026, 9, 30, 4, 0, tzinfo=dt.UTC), language)
            assert count_parts(render_channel(SMS, None, str(row["body"]), words)[1]) <= 3


@pytest.mark.parametrize(
    ("channel", "subject", "body", "why"),
    [
        ("sms", None, "{{ accused }}", "unknown placeholders"),
        ("sms", None, "The case {case} is fixed.", "double braces"),
        ("sms", None, "{{ case", "cannot be read"),
        ("sms", "a subject", "{{ case }}", "subject"),
        ("email", None, "{{ case }}", "subject"),
        ("email", "{{ '' }}", "{{ case }}", "subject must have"),
        ("sms", None, "{{ '' }}", "empty"),
        ("sms", None, "ک" * 500, "parts"),
        ("sms", None, "{{ case.__class__.__mro__ }}", "cannot be rendered"),
        ("sms", None, "{% for a in range(10**9) %}x{% endfor %}", "cannot be rendered"),
        ("sms", None, "{{ 1 / 0 }}", "cannot be rendered"),
    ],
)
def test_bad_templates_are_refused(channel: str, subject: str | None, body: str, why: str) -> None:
    """A template that asks for a party's name, cannot be read, reaches outside, or is too long is not taken."""
    with pytest.raises(TemplateRefusedError, match=why):
        check_template("case_decided", channel, subject, body)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}.{row['language']}.{row['channel']}")
def test_texts_keep_to_their_script(row: dict[str, str]) -> None:
    """Urdu and Sindhi texts have no Latin letters beside their words, English ones no others; none has a letter of Arabic alone."""
    text = render(f"{row['subject'] or ''} {row['body']}", dict.fromkeys(PLACEHOLDERS[row["code"]], ""))
    letters = {sign for sign in text if sign.isalpha()}
    if row["language"] == "en":
        assert all(sign.isascii() for sign in letters)
    else:
        assert not any(sign.isascii() for sign in letters)
        # Urdu's yeh, kaf and heh have code points of their own; Sindhi shares yeh with Arabic.
        assert not letters & set("يكهى" if row["language"] == "ur" else "ك")


def test_missing_words_are_not_sent_as_gaps() -> None:
    """A text whose words are missing is refused, never sent with a hole."""
    with pytest.raises(TemplateRefusedError):
        render("{{ case }}", {})


@given(st.text(max_size=100))
def test_words_cannot_become_templates(text: str) -> None:
    """What a word contains is shown as it is, also when it looks like a template."""
    assert render("{{ case }}", {"case": text}) == text


def test_what_no_phone_shows_is_not_paid_for() -> None:
    """Joiners, direction marks and runs of spaces are taken out of a short message."""
    assert clean_sms("کیس\u200cوں  \u202bکا\u202c\r\nـ نام ") == "کیسوں کا\n نام"
    assert render_channel("inbox", "one\n two", " body ", {}) == ("one two", "body")


def test_wording() -> None:
    """Days, hours and cases are said in three languages, in the time of Karachi."""
    instant = dt.datetime(2026, 11, 24, 4, 30, tzinfo=dt.UTC)

    assert say_instant(instant, "en") == "Tue 24 Nov 2026, 09:30"
    assert say_instant(instant, "ur") == "منگل 24 نومبر 2026، 09:30 بجے"
    assert say_instant(instant, "sd") == "اڱارو 24 نومبر 2026، 09:30 وڳي"
    assert say_day(dt.date(2026, 12, 1), "sd") == "1 ڊسمبر 2026"
    assert say_case("12", 2026, "mubina-town", "en") == "FIR 12/2026 PS Mubina Town"
    assert say_case("12", 2026, "PS Clifton", "en") == "FIR 12/2026 PS Clifton"
    assert say_case("12", 2026, "تھانہ کلفٹن", "ur") == "مقدمہ ایف آئی آر 12/2026 تھانہ کلفٹن"
    assert say_case("12", 2026, "Psychiatric Centre", "en") == "FIR 12/2026 PS Psychiatric Centre"
    assert "12" not in say_sealed_case("en")
    assert say_due("2026-12-01", "en") == "1 Dec 2026"
    assert say_due(None, "ur") == "غیر معین تاریخ"
    assert say_office("prosecutor_general", "en") == "the Prosecutor General"
    assert say_office("somebody_new", "sd") == "مٿاهين آفيس"
    assert say_law("ATA s.19(7)", "en") == "ATA s.19(7)"
    assert (
        render_channel("email", "{{ rule }}", "{{ rule }}", {"rule": say_law("ATA s.19(7)", "ur")})[1]
        == "\u2068ATA s.19(7)\u2069"
    )
    assert render_channel(SMS, None, "{{ rule }}", {"rule": say_law("ATA s.19(7)", "ur")})[1] == "ATA s.19(7)"


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0300 1234567", "+923001234567"),
        ("+92-300-1234567", "+923001234567"),
        ("۰۳۰۰ ۱۲۳۴۵۶۷", "+923001234567"),
        ("0092 300 1234567", "+923001234567"),
        ("+1 202 555 0143", "+12025550143"),
        ("12", None),
        ("none", None),
    ],
)
def test_phones(typed: str, phone: str | None) -> None:
    """Numbers are kept as E.164, whoever typed them and in whichever digits."""
    assert normalise_phone(typed) == phone


def test_landlines_take_no_messages() -> None:
    """A landline is known as one."""
    assert takes_messages("+923001234567")
    assert not takes_messages("+922199201234")
