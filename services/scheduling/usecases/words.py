"""The words used about hearings and courts: checked against the dated data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy.orm import Session

from services.common.errors import invalid
from services.scheduling.models import HearingCode
from services.scheduling.models.words import find_word
from services.scheduling.rules.causes import recognise_cause
from services.scheduling.rules.purposes import recognise

_RECOGNISE: Final[Mapping[str, Callable[[str], str | None]]] = {"purpose": recognise, "cause": recognise_cause}


def require_word(session: Session, kind: str, code: str, on: dt.date, *, field: str) -> HearingCode:
    """Give a word, or refuse one that is not in the data on that day."""
    found = find_word(session, kind, code, on)
    if found is None:
        raise invalid(
            f"{kind}_unknown", f"This {kind.replace('_', ' ')} is not known. See /api/hearing-codes?kind={kind}.",
            fields={field: [f"Unknown: {code}."]},
        )  # fmt: skip
    return found


def read_purpose(session: Session, written: str, on: dt.date) -> tuple[HearingCode, str | None]:
    """Give the purpose that is meant by its code or by a clerk's own words, and those words when they were used."""
    return _read_word(session, "purpose", written, on)


def read_cause(session: Session, written: str, on: dt.date) -> tuple[HearingCode, str | None]:
    """Give the cause of an adjournment that is meant by its code or by a clerk's own words, and those words when they were used."""
    return _read_word(session, "cause", written, on)


def _read_word(session: Session, kind: str, written: str, on: dt.date) -> tuple[HearingCode, str | None]:
    found = find_word(session, kind, written, on)
    if found is not None:
        return found, None
    meant = _RECOGNISE[kind](written)
    if meant is None:
        raise invalid(
            f"{kind}_unknown", f"This {kind} is not understood. Choose one from /api/hearing-codes?kind={kind}.",
            fields={kind: [f"Not understood: {written}."]},
        )  # fmt: skip
    return require_word(session, kind, meant, on, field=kind), written
