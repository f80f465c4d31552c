"""Reading what clerks type as it would be kept, so that they see it before: nothing is written."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from services.common.answers import Answer, answer_json
from services.scheduling.models import HearingCode
from services.scheduling.models.words import find_word
from services.scheduling.rules.causes import read_cause
from services.scheduling.rules.clerks_words import Reading
from services.scheduling.rules.days import day_of
from services.scheduling.rules.purposes import read_purpose


def read_typed_words(session: Session, kind: str, written: str) -> Answer:
    """Answer the word that is meant by its code or by a clerk's own words, today; or that it is not known."""
    today = day_of(dt.datetime.now(dt.UTC))
    word = find_word(session, kind, written, today)
    read = _read(kind, written)
    if word is None and read.code is not None:
        word = find_word(session, kind, read.code, today)
    category = (word.stage or kind) if word is not None and word.code == written else read.category
    return answer_json(_show(kind, written, word, category))


def _read(kind: str, written: str) -> Reading:
    return read_purpose(written) if kind == "purpose" else read_cause(written)


def _show(kind: str, written: str, word: HearingCode | None, category: str) -> dict[str, str | None]:
    return {
        "kind": kind,
        "written": written,
        "code": None if word is None else word.code,
        "category": category,
        "title_en": None if word is None else word.title_en,
        "title_ur": None if word is None else word.title_ur,
    }
