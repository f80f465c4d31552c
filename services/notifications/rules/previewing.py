"""A text as its reader would get it, from facts that are made up; and what is wrong with it, before it is taken."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from services.notifications.rules.rendering import (
    PLACEHOLDERS,
    SMS,
    TemplateRefusedError,
    check_template,
    render_channel,
)
from services.notifications.rules.segments import capacity, choose_coding, count_units, split
from services.notifications.rules.wording import (
    KARACHI,
    say_case,
    say_changes,
    say_day,
    say_instant,
    say_law,
    say_office,
)

_BEFORE: Final = dt.datetime(2026, 9, 23, 9, 30, tzinfo=KARACHI)
_NOW: Final = dt.datetime(2026, 9, 30, 9, 30, tzinfo=KARACHI)
_COURT: Final = "Additional District & Sessions Court IV, Karachi (South)"


@dataclass(frozen=True, slots=True)
class Preview:
    """The text with made-up facts; of a short message what it costs; `refusal` says why it would not be taken."""

    subject: str | None = None
    body: str = ""
    coding: str | None = None
    units: int | None = None
    units_in_part: int | None = None
    parts: int | None = None
    refusal: str | None = None
    says: str | None = None


def make_up(code: str, language: str) -> dict[str, object]:
    """Give made-up facts for each word that a code offers, said in a language."""
    when, day = say_instant(_NOW, language), say_day(_NOW.date(), language)
    facts: dict[str, object] = {
        "case": say_case(123, 2026, "Boat Basin", language), "court": _COURT, "when": when, "next_when": when,
        "previous_when": say_instant(_BEFORE, language), "defect_count": 3, "comply_by": day, "count": 4,
        "first_day": say_day(_BEFORE.date(), language), "last_day": day,
        "changes": say_changes([(_BEFORE, _NOW)], language), "rule": say_law("CrPC s.173(1)", language), "due_on": day,
        "office": say_office("district_public_prosecutor", language),
    }  # fmt: skip
    return {word: facts[word] for word in PLACEHOLDERS[code]}


def preview(code: str, language: str, channel: str, subject: str | None, body: str) -> Preview:
    """Give a text as it would arrive, or why it would be refused; what is too long is shown all the same."""
    refusal, says = None, None
    try:
        check_template(code, channel, subject, body)
    except TemplateRefusedError as error:
        refusal, says = error.code, str(error)
    try:
        title, text = render_channel(channel, subject, body, make_up(code, language))
    except TemplateRefusedError:
        return Preview(refusal=refusal, says=says)
    if channel != SMS:
        return Preview(title or None, text, refusal=refusal, says=says)
    coding = choose_coding(text)
    parts = len(split(text, 0, most=len(text) + 1))
    room = capacity(coding) if parts == 1 else capacity(coding, header=6)
    return Preview(None, text, coding, count_units(text, coding), room, parts, refusal, says)
