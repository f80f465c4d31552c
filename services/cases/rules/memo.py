"""The memo of a scrutiny, written from what was entered, in English or Urdu; nobody types it twice.

A memo is a title and paragraphs; a paragraph with items is a list. `to_text` and `to_html` write the same memo.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from services.cases.rules.memo_words import MONTHS_UR, WORDS

DIRECTIONS: Final = {"en": "ltr", "ur": "rtl"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with its items where it is a list."""

    says: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo in one language."""

    lang: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class DefectLine:
    """A defect: what it says, the note, and where it stands."""

    says: str
    note: str | None
    state: str


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion on an accused, by number."""

    number: int
    initials: str
    opinion: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrutiny:
    """What a memo is written from."""

    fir_label: str
    police_station: str
    district: str
    sections: Sequence[str]
    kind: str
    round: int
    state: str
    received_on: dt.date
    settled_on: dt.date | None = None
    comply_by: dt.date | None = None
    delay_reasons: str | None = None
    unanswered: Sequence[str] = ()
    missing: Sequence[str] = ()
    defects: Sequence[DefectLine] = field(default_factory=tuple)
    opinions: Sequence[OpinionLine] = field(default_factory=tuple)
    delay: tuple[bool, str, str] | None = None


def write_day(day: dt.date, lang: str) -> str:
    """Write a day: 12 March 2026, or in Urdu 12 مارچ 2026."""
    return f"{day.day} {MONTHS_UR[day.month - 1] if lang == 'ur' else day.strftime('%B')} {day.year}"


def write_memo(scrutiny: Scrutiny, lang: str) -> Memo:
    """Write the memo of a scrutiny as it stands."""
    words = WORDS[lang]
    title = words["title_returned" if scrutiny.state == "returned" else "title"].format(round=scrutiny.round)
    parts = [
        *_opening(scrutiny, lang), *_checklist(scrutiny, lang), *_defects(scrutiny, lang), *_delay(scrutiny, lang),
        *_opinions(scrutiny, lang), *_closing(scrutiny, lang),
    ]  # fmt: skip
    return Memo(lang, title, tuple(parts))


def _opening(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    return [
        Paragraph(
            words["subject"].format(
                fir=scrutiny.fir_label, station=scrutiny.police_station, district=scrutiny.district,
                sections=", ".join(scrutiny.sections),
            )
        ),
        Paragraph(
            words["received"].format(kind=words[scrutiny.kind], on=write_day(scrutiny.received_on, lang))
        ),
    ]  # fmt: skip


def _checklist(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    found = []
    if scrutiny.missing:
        found.append(Paragraph(words["answered_no"], tuple(scrutiny.missing)))
    if scrutiny.unanswered and scrutiny.state == "under_scrutiny":
        found.append(Paragraph(words["unanswered"], tuple(scrutiny.unanswered)))
    return found


def _defects(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    if not scrutiny.defects:
        return []
    items = tuple(
        f"{defect.says}{f' – {defect.note}' if defect.note else ''} [{words[f'defect_{defect.state}']}]"
        for defect in scrutiny.defects
    )
    found = [Paragraph(words["defects"], items)]
    if scrutiny.comply_by is not None:
        found.append(Paragraph(words["comply"].format(on=write_day(scrutiny.comply_by, lang))))
    return found


def _delay(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    found = []
    if scrutiny.delay_reasons:
        found.append(Paragraph(words["delay_given"].format(reasons=scrutiny.delay_reasons)))
    if scrutiny.delay is not None:
        is_compelling, asks_for, reasons = scrutiny.delay
        said = words["compelling" if is_compelling else "not_compelling"]
        found.append(Paragraph(f"{said} {words[asks_for]} {words['because'].format(reasons=reasons)}"))
    return found


def _opinions(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    if not scrutiny.opinions:
        return []
    items = tuple(
        words["opinion"].format(
            number=one.number, initials=one.initials, opinion=words[f"opinion_{one.opinion}"], reasons=one.reasons
        )
        for one in scrutiny.opinions
    )
    return [Paragraph(words["opinions"], items)]


def _closing(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    if scrutiny.settled_on is None:
        return [Paragraph(words["draft"])]
    return [Paragraph(words[f"closing_{scrutiny.state}"].format(on=write_day(scrutiny.settled_on, lang)))]


def to_text(memo: Memo) -> str:
    """Write a memo as plain text."""
    lines = [memo.title]
    for paragraph in memo.paragraphs:
        lines += ["", paragraph.says, *(f"{place}. {item}" for place, item in enumerate(paragraph.items, 1))]
    return "\n".join(lines) + "\n"


def to_html(memo: Memo) -> str:
    """Write a memo as a fragment of HTML; everything that was entered is escaped."""
    body = [f"<h1>{escape(memo.title)}</h1>"]
    for paragraph in memo.paragraphs:
        body.append(f"<p>{_escape_lines(paragraph.says)}</p>")
        if paragraph.items:
            body.append("<ol>" + "".join(f"<li>{_escape_lines(item)}</li>" for item in paragraph.items) + "</ol>")
    return f'<article lang="{memo.lang}" dir="{DIRECTIONS[memo.lang]}">' + "".join(body) + "</article>"


def _escape_lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
