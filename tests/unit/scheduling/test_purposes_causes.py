"""Causes of adjournment as clerks type them: read when they are plain, left alone when they are not."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from services.scheduling import migrations
from services.scheduling.rules.causes import KNOWN, recognise_cause

TYPED = Path(__file__).with_name("causes_typed.csv")
WORDS = Path(migrations.__file__).parent


def test_what_clerks_type_is_read() -> None:
    """Abridged, misspelt, in English, roman Urdu, Urdu and Sindhi; two who were missing at once, or nobody, give no cause."""
    with TYPED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) >= 80
    assert [row for row in rows if (recognise_cause(row["cause"]) or "") != row["code"]] == []


def test_every_cause_that_can_be_read_is_a_known_word() -> None:
    """The meanings give codes of the words' own data, and all of them but "other", which is chosen and never read."""
    words = set()
    for path in WORDS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            words |= {row["code"] for row in csv.DictReader(file) if row.get("kind") == "cause"}

    assert set(KNOWN) == words - {"other"}


@given(st.text(max_size=120))
def test_any_text_can_be_asked_about(written: str) -> None:
    """Whatever is typed gives a coded cause or none, never an error."""
    assert recognise_cause(written) in {*KNOWN, None}
