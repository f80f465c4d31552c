"""The memo: the same facts in both languages, everything that was entered, nothing that could run in a page."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.memo import (
    DefectLine,
    OpinionLine,
    Scrutiny,
    to_html,
    to_text,
    write_memo,
)
from services.cases.rules.memo_words import WORDS
from services.cases.rules.words import OPINIONS, REPORT_KINDS
from services.cases.rules.written_days import DIRECTIONS, write_day

RETURNED = Scrutiny(
    fir_label="435/2022", police_station="Gulberg", district="Karachi Central", sections=["353 PPC", "7 ATA"],
    kind="final", round=2, state="returned", received_on=dt.date(2026, 3, 12), settled_on=dt.date(2026, 3, 14),
    comply_by=dt.date(2026, 3, 21), missing=["Is the laboratory's report there?"],
    defects=[DefectLine("The laboratory's report is missing", "Swabs sent", "disputed")],
)  # fmt: skip
FILED = dataclasses.replace(
    RETURNED, state="filed", kind="interim", comply_by=None, defects=(), delay_reasons="The report is awaited.",
    delay=(True, "postponement", "It decides the case."),
    opinions=[OpinionLine(1, "A.B.", "fit_for_trial", "Two witnesses agree."), OpinionLine(2, "C.D.", "discharge", "No proof.")],
)  # fmt: skip


def test_a_memo_of_defects_says_what_is_wrong_and_until_when() -> None:
    """The FIR, the report and its day, the defects with where they stand, the time to comply, the sections of law."""
    assert to_text(write_memo(RETURNED, "en")).splitlines() == [
        "Memo of defects, round 2", "",
        "The State, in Crime No. 435/2022 of Police Station Gulberg, Karachi Central, under sections 353 PPC, 7 ATA.", "",
        "The final police report reached the prosecution on 12 March 2026 (CrPC s.173; SCPSA s.9(3)).", "",
        "The scrutiny answers no to:", "1. Is the laboratory's report there?", "",
        "The report is defective in the following (SCPSA s.9(4)(a)):",
        "1. The laboratory's report is missing – Swabs sent [disputed by the police]", "",
        "The police shall comply by 21 March 2026 (SCPSA s.10(2)).", "", "Returned to the police on 14 March 2026.",
    ]  # fmt: skip


def test_a_memo_to_the_court_gives_the_opinions_and_weighs_the_delay() -> None:
    """Each accused by number, the reasons that were entered, what the court is asked for."""
    text = to_text(write_memo(FILED, "en"))
    assert "1. Accused 1 (A.B.): fit for trial. Two witnesses agree." in text
    assert "2. Accused 2 (C.D.): discharge recommended. No proof." in text
    assert "compelling. The court is asked to postpone the trial (SCPSA s.9(5)). Reasons: It decides the case." in text
    assert text.endswith("Forwarded to the court on 14 March 2026.\n")


def test_an_unfinished_scrutiny_says_so_and_what_is_not_answered() -> None:
    """A draft names the open questions; a finished one does not."""
    draft = dataclasses.replace(RETURNED, state="under_scrutiny", settled_on=None, unanswered=["Is it complete?"])
    text = to_text(write_memo(draft, "en"))
    assert "1. Is it complete?" in text
    assert text.endswith("The scrutiny is not finished.\n")
    assert "Is it complete?" not in to_text(write_memo(dataclasses.replace(draft, state="returned"), "en"))


@pytest.mark.parametrize("scrutiny", [RETURNED, FILED])
def test_both_languages_say_the_same_things(scrutiny: Scrutiny) -> None:
    """As many paragraphs and items, the same numbers and names; the Urdu one runs from right to left."""
    english, urdu = (write_memo(scrutiny, lang) for lang in ("en", "ur"))
    assert [len(one.items) for one in english.paragraphs] == [len(one.items) for one in urdu.paragraphs]
    assert all("435/2022" in to_text(memo) and "Gulberg" in to_text(memo) for memo in (english, urdu))
    assert to_html(urdu).startswith('<article lang="ur" dir="rtl">')


def test_every_word_is_there_in_both_languages() -> None:
    """No kind of report and no opinion is without its words, and both languages have the same places to fill."""
    assert WORDS["en"].keys() == WORDS["ur"].keys() >= {*REPORT_KINDS, *(f"opinion_{one}" for one in OPINIONS)}
    assert set(WORDS) < set(DIRECTIONS)
    for word in WORDS["en"]:
        assert WORDS["en"][word].count("{") == WORDS["ur"][word].count("{")


@given(st.text(alphabet="<>&\"'/=scriptonlad \n"), st.sampled_from(["en", "ur"]))
def test_what_was_entered_cannot_become_markup(entered: str, lang: str) -> None:
    """Whatever a note holds, the page has only the memo's own elements."""
    memo = write_memo(dataclasses.replace(RETURNED, defects=[DefectLine("Missing", entered, "open")]), lang)
    html = to_html(memo)
    for tag in ("article", "h1", "p", "ol", "li", "br", "bdi"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html.replace(f'<article lang="{lang}" dir="{DIRECTIONS[lang]}">', "")


def test_a_day_is_written_in_the_language() -> None:
    """The month by its name."""
    day = dt.date(2026, 3, 12)
    assert (write_day(day, "en"), write_day(day, "ur")) == ("12 March 2026", "12 مارچ 2026")


def test_a_citation_and_a_number_keep_their_order_in_urdu() -> None:
    """As text by invisible marks, as a page by elements."""
    memo = write_memo(RETURNED, "ur")
    assert "\u2068435/2022\u2069" in to_text(memo)
    assert "دفعہ \u20689(4)(a)\u2069" in to_text(memo)
    assert "<bdi>353 PPC</bdi>، <bdi>7 ATA</bdi>" in to_html(memo)
