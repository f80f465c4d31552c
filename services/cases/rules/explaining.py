"""How a computed date came about, in words, with its section: in English, Urdu and Sindhi.

FIR recorded 12 Mar 2026 + 14 days = 26 Mar 2026, CrPC s.173(1) proviso
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from services.cases.rules.clocks import Pause, Rule
from services.cases.rules.days import KARACHI
from services.cases.rules.facts import FACTS
from services.cases.rules.replay import Fact, Holidays, Run

_SUNDAY: Final = 6


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that explanations are made of; `{}` takes a number or a day."""

    language: str
    months: tuple[str, ...]
    units: dict[str, tuple[str, str]]
    comma: str
    at: str
    to: str
    no_last_day: str
    no_more_than: str
    before: str
    set_for: str
    sundays: tuple[str, str]
    not_counted: str
    paused: str
    paused_since: str
    hour_unknown: str
    ended: str


ENGLISH: Final = Words(
    "en",
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    {
        "hours": ("hour", "hours"), "calendar": ("day", "days"), "working": ("working day", "working days"),
        "months": ("month", "months"), "years": ("year", "years"), "times": ("time", "times"),
    },
    ", ", " at ", " to ", "the law sets no last day", "no more than {} times", "before: {}", " for ",
    ("Sunday", "Sundays"), "not counted: {}", "paused {}", "paused since {}", "counted from midnight, the hour is not known",
    "{} on {}",
)  # fmt: skip
URDU: Final = Words(
    "ur",
    ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"),
    {
        "hours": ("گھنٹہ", "گھنٹے"), "calendar": ("دن", "دن"), "working": ("یوم کار", "ایام کار"),
        "months": ("ماہ", "ماہ"), "years": ("سال", "سال"), "times": ("بار", "بار"),
    },
    "، ", " بوقت ", " تا ", "قانون میں آخری تاریخ مقرر نہیں", "{} بار سے زیادہ نہیں", "اس سے پہلے: {}", " برائے ",
    ("اتوار", "اتوار"), "شمار نہیں: {}", "وقفہ {}", "وقفہ از {}", "آدھی رات سے شمار، وقت معلوم نہیں", "{}: {}",
)  # fmt: skip
SINDHI: Final = Words(
    "sd",
    ("جنوري", "فيبروري", "مارچ", "اپريل", "مئي", "جون", "جولاءِ", "آگسٽ", "سيپٽمبر", "آڪٽوبر", "نومبر", "ڊسمبر"),
    {
        "hours": ("ڪلاڪ", "ڪلاڪ"), "calendar": ("ڏينهن", "ڏينهن"), "working": ("ڪم جو ڏينهن", "ڪم جا ڏينهن"),
        "months": ("مهينو", "مهينا"), "years": ("سال", "سال"), "times": ("ڀيرو", "ڀيرا"),
    },
    "، ", " وقت ", " کان ", "قانون ۾ آخري تاريخ مقرر ناهي", "{} ڀيرن کان وڌيڪ نه", "ان کان اڳ: {}", " لاءِ ",
    ("آچر", "آچر"), "شمار ناهي: {}", "وقفو {}", "وقفو {} کان", "اڌ رات کان شمار، وقت معلوم ناهي", "{}: {}",
)  # fmt: skip


def explain(run: Run, holidays: Holidays, words: Words = ENGLISH) -> str:
    """Say how a clock's last day came about, and what the law is."""
    parts = [_period(run, words), *_uncounted(run, holidays[run.rule.calendar], words)]
    parts += [words.hour_unknown] if run.rule.unit == "hours" and run.fact.at is None else []
    parts.append(run.rule.source.split("; dated")[0])
    if run.ended_by is not None:
        parts.append(words.ended.format(_says(run.ended_by, words), day_in_words(run.ended_by.on, words)))
    return words.comma.join(parts)


def day_in_words(day: dt.date, words: Words = ENGLISH) -> str:
    """Write a day: 12 Mar 2026."""
    return f"{day.day} {words.months[day.month - 1]} {day.year}"


def days_in_words(days: Collection[dt.date], words: Words = ENGLISH) -> str:
    """Write days, those that follow each other as one: 20 Mar 2026 to 23 Mar 2026, 1 May 2026."""
    spans: list[list[dt.date]] = []
    for day in sorted(days):
        if spans and (day - spans[-1][-1]).days == 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    return words.comma.join(_span(span[0], span[-1], words) for span in spans)


def _span(first: dt.date, last: dt.date, words: Words) -> str:
    if first == last:
        return day_in_words(first, words)
    return f"{day_in_words(first, words)}{words.to}{day_in_words(last, words)}"


def _period(run: Run, words: Words) -> str:
    rule, begun = run.rule, _begun(run.fact, words)
    if rule.unit == "open":
        return f"{begun}{words.comma}{words.no_last_day}"
    if rule.unit == "before":
        deadlines = words.comma.join(_label(kind, words) for kind in sorted(rule.against))
        return f"{begun}{words.comma}{words.before.format(deadlines)}"
    if rule.unit == "times":
        counted = days_in_words([fact.on for fact in run.counted], words)
        limit = words.no_more_than.format(rule.length)
        return f"{begun}{words.comma}{limit}" + (f": {counted}" if counted else "")
    if rule.unit == "given" and run.fact.given is not None:
        return f"{begun}{words.set_for}{day_in_words(run.fact.given, words)}"
    if rule.counted_from == "given" and run.fact.given is not None:
        begun = f"{begun}{words.set_for}{day_in_words(run.fact.given, words)}"
    return f"{begun} {_length(rule, words)}{_result(run, words)}"


def _length(rule: Rule, words: Words) -> str:
    length = rule.length or 0
    one, many = words.units[rule.unit]
    return f"{'−' if length < 0 else '+'} {abs(length)} {one if abs(length) == 1 else many}"


def _result(run: Run, words: Words) -> str:
    if run.due_on is None:
        return ""
    return f" = {_moment(run.due_on, run.due_at, words)}"


def _uncounted(run: Run, holidays: Collection[dt.date], words: Words) -> Iterable[str]:
    if run.rule.unit == "working" and run.due_on is not None:
        length = (run.due_on - run.fact.on).days
        days = [run.fact.on + dt.timedelta(days=count) for count in range(1, length + 1)]
        sundays = sum(day.weekday() == _SUNDAY for day in days)
        found = [f"{sundays} {words.sundays[sundays != 1]}"] if sundays else []
        off = [day for day in days if day in holidays and day.weekday() != _SUNDAY]
        found += [days_in_words(off, words)] if off else []
        if found:
            yield words.not_counted.format(words.comma.join(found))
    for pause in run.pauses:
        yield _pause(pause, words)


def _pause(pause: Pause, words: Words) -> str:
    since = _moment(pause.since_on, pause.since_at, words)
    if pause.until_on is None:
        return words.paused_since.format(since)
    until = _moment(pause.until_on, pause.until_at, words)
    return words.paused.format(since if since == until else f"{since}{words.to}{until}")


def _begun(fact: Fact, words: Words) -> str:
    label = _says(fact, words)
    return f"{label[0].upper()}{label[1:]} {_moment(fact.on, fact.at, words)}"


def _moment(on: dt.date, at: dt.datetime | None, words: Words) -> str:
    return day_in_words(on, words) + (f"{words.at}{at.astimezone(KARACHI):%H:%M}" if at is not None else "")


def _says(fact: Fact, words: Words) -> str:
    return _label(fact.kind, words)


def _label(kind: str, words: Words) -> str:
    fact = FACTS[kind]
    return {"ur": fact.says_ur, "sd": fact.says_sd}.get(words.language, fact.says)
