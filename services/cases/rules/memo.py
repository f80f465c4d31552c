"""The memo of a scrutiny, written from what was entered, in English or Urdu; nobody types it twice.

A memo is a title and paragraphs; a paragraph with items is a list. `to_text` and `to_html` write the same memo.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from services.cases.rules.memo_words import WORDS
from services.cases.rules.written_days import DIRECTIONS, isolate, mark_up, write_day


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


def write_memo(scrutiny: Scrutiny, lang: str) -> Memo:
    """Write the memo of a scrutiny as it stands."""
    title = _say(lang, "title_returned" if scrutiny.state == "returned" else "title", round=scrutiny.round)
    parts = [
        *_opening(scrutiny, lang), *_checklist(scrutiny, lang), *_defects(scrutiny, lang), *_delay(scrutiny, lang),
        *_opinions(scrutiny, lang), *_closing(scrutiny, lang),
    ]  # fmt: skip
    return Memo(lang, title, tuple(parts))


def _say(lang: str, word: str, **facts: object) -> str:
    """Say something of the memo; numbers, names and what was typed keep their direction within it."""
    return WORDS[lang][word].format(**_isolate(lang, **facts))


def _isolate(lang: str, **facts: object) -> dict[str, str]:
    return {name: isolate(fact, lang) for name, fact in facts.items()}


def _opening(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    facts = _isolate(lang, fir=scrutiny.fir_label, station=scrutiny.police_station, district=scrutiny.district)
    sections = words["comma"].join(isolate(one, lang) for one in scrutiny.sections)
    on = write_day(scrutiny.received_on, lang)
    return [
        Paragraph(words["subject"].format(sections=sections, **facts)),
        Paragraph(_say(lang, "received", kind=words[scrutiny.kind], on=on)),
    ]


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
        f"{defect.says}{f' – {isolate(defect.note, lang)}' if defect.note else ''} [{words[f'defect_{defect.state}']}]"
        for defect in scrutiny.defects
    )
    found = [Paragraph(words["defects"], items)]
    if scrutiny.comply_by is not None:
        found.append(Paragraph(_say(lang, "comply", on=write_day(scrutiny.comply_by, lang))))
    return found


def _delay(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    found = []
    if scrutiny.delay_reasons:
        found.append(Paragraph(_say(lang, "delay_given", reasons=scrutiny.delay_reasons)))
    if scrutiny.delay is not None:
        is_compelling, asks_for, reasons = scrutiny.delay
        said = words["compelling" if is_compelling else "not_compelling"]
        found.append(Paragraph(f"{said} {words[asks_for]} {_say(lang, 'because', reasons=reasons)}"))
    return found


def _opinions(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    words = WORDS[lang]
    if not scrutiny.opinions:
        return []
    items = tuple(
        _say(
            lang, "opinion", number=one.number, initials=one.initials, opinion=words[f"opinion_{one.opinion}"],
            reasons=one.reasons,
        )
        for one in scrutiny.opinions
    )  # fmt: skip
    return [Paragraph(words["opinions"], items)]


def _closing(scrutiny: Scrutiny, lang: str) -> list[Paragraph]:
    if scrutiny.settled_on is None:
        return [Paragraph(WORDS[lang]["draft"])]
    return [Paragraph(_say(lang, f"closing_{scrutiny.state}", on=write_day(scrutiny.settled_on, lang)))]


def to_text(memo: Memo) -> str:
    """Write a memo as plain text."""
    lines = [memo.title]
    for paragraph in memo.paragraphs:
        lines += ["", paragraph.says, *(f"{place}. {item}" for place, item in enumerate(paragraph.items, 1))]
    return "\n".join(lines) + "\n"


def to_html(memo: Memo) -> str:
    """Write a memo as a fragment of HTML; everything that was entered is escaped."""
    body = [f"<h1>{_escape_lines(memo.title)}</h1>"]
    for paragraph in memo.paragraphs:
        body.append(f"<p>{_escape_lines(paragraph.says)}</p>")
        if paragraph.items:
            body.append("<ol>" + "".join(f"<li>{_escape_lines(item)}</li>" for item in paragraph.items) + "</ol>")
    return f'<article lang="{memo.lang}" dir="{DIRECTIONS[memo.lang]}">' + "".join(body) + "</article>"


def _escape_lines(text: str) -> str:
    return mark_up(escape(text).replace("\n", "<br>"))
