"""How a template becomes a text: sandboxed, with nothing missing, and plain enough for a telephone.

A template may only use the words its code offers (`PLACEHOLDERS`): no name of a party, no offence and no evidence is
among them, so none can be sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment

from services.notifications.rules.segments import TooLongError, count_parts

SMS: Final = "sms"
EMAIL: Final = "email"
INBOX: Final = "inbox"
CHANNELS: Final = (INBOX, EMAIL, SMS)

_HEARING: Final = ("case", "court", "when")
_MANY: Final = ("count", "first_day", "last_day", "changes")
_PERIOD: Final = ("case", "rule", "due_on")
PLACEHOLDERS: Final[dict[str, tuple[str, ...]]] = {
    "hearing_scheduled": _HEARING,
    "hearing_moved": (*_HEARING, "previous_when"),
    "hearing_handed_over": _HEARING,
    "hearing_vacated": _HEARING,
    "hearing_adjourned": ("case", "court", "next_when"),
    "hearing_adjourned_undated": ("case", "court"),
    "hearing_entry_changed": ("case", "court"),
    "hearing_reminder": _HEARING,
    "hearings_moved": _MANY,
    "hearings_vacated": _MANY,
    "prosecutor_assigned": ("case",),
    "prosecutor_released": ("case",),
    "report_returned": ("case", "defect_count", "comply_by"),
    "case_decided": ("case",),
    "certificate_issued": (),
    "clock_reminded": _PERIOD,
    "clock_missed": _PERIOD,
    "clock_escalated": (*_PERIOD, "office"),
    "task_given": ("case", "due_on"),
    "task_due": ("case", "due_on"),
    "direction_given": ("case", "due_on"),
    "adjournments_repeated": ("case", "count"),
}
LONGEST: Final = {
    "case": "FIR 12345/2026 PS Mubina Town Industrial Area",
    "court": "Additional District and Sessions Court XII, Karachi (South)",
    "when": "Wed 30 Sep 2026, 09:30",
    "previous_when": "Wed 30 Sep 2026, 09:30",
    "next_when": "Wed 30 Sep 2026, 09:30",
    "defect_count": 23,
    "comply_by": "30 Sep 2026",
    "count": 120,
    "first_day": "30 Sep 2026",
    "last_day": "30 Sep 2026",
    "changes": "Wed 30 Sep 2026, 09:30 → Wed 30 Sep 2026, 09:30",
    "rule": "CrPC s.497(1) third and fourth provisos",
    "due_on": "30 Sep 2026",
    "office": "the District Public Prosecutor",
}
# Whoever writes {case} means the word, and the letter would go out with the braces.
_IN_ONE_BRACE: Final = re.compile(r"(?<!\{)\{\s*\w+\s*\}(?!\})")
_SUBJECT_MOST: Final = 200
_UNSEEN: Final = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0640\ufeff")
)
_environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)


class TemplateRefusedError(ValueError):
    """A template that cannot be used, and why: a stable code, and a sentence."""

    def __init__(self, code: str, says: str) -> None:
        """Take the code and the sentence."""
        super().__init__(says)
        self.code = code


def render(template: str, words: Mapping[str, object]) -> str:
    """Render a template; raise TemplateRefusedError when a word is missing or the template is wrong."""
    try:
        return _environment.from_string(template).render(dict(words))
    except (TemplateError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError) as error:
        raise TemplateRefusedError("unreadable", f"the template cannot be rendered: {error}") from error


def clean_sms(text: str) -> str:
    """Take out what a telephone does not show but an operator charges for: joiners, direction marks, runs of spaces."""
    plain = unicodedata.normalize("NFC", text).translate(_UNSEEN).replace("\r\n", "\n")
    return re.sub(r"[ \t\u00a0]+", " ", plain).strip()


def render_channel(channel: str, subject: str | None, body: str, words: Mapping[str, object]) -> tuple[str | None, str]:
    """Render a template for its channel: a short message has no subject, a subject no line breaks."""
    text = render(body, words)
    if channel == SMS:
        return None, clean_sms(text)
    title = " ".join(render(subject or "", words).split())
    return title, text.strip()


def check_template(code: str, channel: str, subject: str | None, body: str) -> None:
    """Refuse a template that uses unknown words, does not render, or is too long for a telephone at its longest."""
    if (channel == SMS) == bool(subject):
        raise TemplateRefusedError(
            "subject_misplaced", "an e-mail or inbox template needs a subject, a short message has none"
        )
    allowed = set(PLACEHOLDERS[code])
    used = _find_words(body) | _find_words(subject or "")
    if used - allowed:
        raise TemplateRefusedError("words_unknown", f"unknown placeholders: {', '.join(sorted(used - allowed))}")
    if meant := _IN_ONE_BRACE.search(f"{subject or ''} {body}"):
        raise TemplateRefusedError("one_brace", f"placeholders stand in double braces: {{{meant[0]}}}")
    title, text = render_channel(channel, subject, body, {word: LONGEST[word] for word in allowed})
    if title is not None and not 0 < len(title) <= _SUBJECT_MOST:
        raise TemplateRefusedError("subject_length", f"the subject must have 1 to {_SUBJECT_MOST} characters")
    if not text:
        raise TemplateRefusedError("text_empty", "the text is empty")
    if channel == SMS:
        try:
            count_parts(text)
        except TooLongError as error:
            raise TemplateRefusedError("too_many_parts", str(error)) from error


def _find_words(template: str) -> set[str]:
    try:
        return meta.find_undeclared_variables(_environment.parse(template))
    except TemplateError as error:
        raise TemplateRefusedError("unreadable", f"the template cannot be read: {error}") from error
